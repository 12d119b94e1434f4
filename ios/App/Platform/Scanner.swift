import AVFoundation
import Foundation
import UIKit

/// Reads one code with the camera. What the camera sees stays in memory and is forgotten.
@MainActor
final class Scanner: Asking<String> {
    /// Nil where the user stopped, or there is no camera.
    func scan() async -> String? {
        guard let device = AVCaptureDevice.default(for: .video), let camera = Camera(device) else { return nil }
        let controller = ScanController(camera: camera) { [weak self] text in self?.answered(text) }
        controller.modalPresentationStyle = .fullScreen
        return await ask(controller)
    }
}

/// The camera and its queue: starting it takes long, and blocks.
private final class Camera: NSObject, AVCaptureMetadataOutputObjectsDelegate, @unchecked Sendable {
    let session = AVCaptureSession()
    private let queue = DispatchQueue(label: "pocketcard.camera")
    private let output = AVCaptureMetadataOutput()
    /// Called on the main queue.
    @MainActor var found: (String) -> Void = { _ in }

    init?(_ device: AVCaptureDevice) {
        guard let input = try? AVCaptureDeviceInput(device: device), session.canAddInput(input),
            session.canAddOutput(output)
        else { return nil }
        super.init()
        session.addInput(input)
        session.addOutput(output)
        output.setMetadataObjectsDelegate(self, queue: .main)
        output.metadataObjectTypes = [.qr]
    }

    func start() { queue.async { self.session.startRunning() } }

    func stop() { queue.async { self.session.stopRunning() } }

    func metadataOutput(
        _ output: AVCaptureMetadataOutput, didOutput objects: [AVMetadataObject], from connection: AVCaptureConnection
    ) {
        let codes = objects.compactMap { ($0 as? AVMetadataMachineReadableCodeObject)?.stringValue }
        guard let text = codes.first else { return }
        MainActor.assumeIsolated { found(text) }
    }
}

/// What the camera sees, and the way back.
private final class ScanController: UIViewController {
    private let camera: Camera
    private let glass: AVCaptureVideoPreviewLayer
    private var done: ((String?) -> Void)?

    init(camera: Camera, done: @escaping (String?) -> Void) {
        self.camera = camera
        self.done = done
        glass = AVCaptureVideoPreviewLayer(session: camera.session)
        super.init(nibName: nil, bundle: nil)
        camera.found = { [weak self] text in self?.finish(text) }
    }

    @available(*, unavailable) required init?(coder: NSCoder) { nil }

    override func viewDidLoad() {
        super.viewDidLoad()
        view.backgroundColor = .black
        glass.videoGravity = .resizeAspectFill
        view.layer.addSublayer(glass)
        let stop = UIButton(type: .close, primaryAction: UIAction { [weak self] _ in self?.finish(nil) })
        stop.translatesAutoresizingMaskIntoConstraints = false
        view.addSubview(stop)
        NSLayoutConstraint.activate([
            stop.topAnchor.constraint(equalTo: view.safeAreaLayoutGuide.topAnchor, constant: 16),
            stop.leadingAnchor.constraint(equalTo: view.safeAreaLayoutGuide.leadingAnchor, constant: 16),
            stop.widthAnchor.constraint(equalToConstant: touch),
            stop.heightAnchor.constraint(equalToConstant: touch),
        ])
    }

    override func viewDidLayoutSubviews() {
        super.viewDidLayoutSubviews()
        glass.frame = view.bounds
    }

    override func viewWillAppear(_ animated: Bool) {
        super.viewWillAppear(animated)
        camera.start()
    }

    override func viewWillDisappear(_ animated: Bool) {
        super.viewWillDisappear(animated)
        camera.stop()
        // Put away by somebody else, for example by the quick exit.
        answer(nil)
    }

    /// VoiceOver's gesture for going back.
    override func accessibilityPerformEscape() -> Bool {
        finish(nil)
        return true
    }

    private func finish(_ text: String?) {
        answer(text)
        dismiss(animated: false)
    }

    private func answer(_ text: String?) {
        done?(text)
        done = nil
    }
}
