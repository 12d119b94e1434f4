import UIKit

/// Lies above everything whenever the app is not in front, or its screen is recorded or mirrored: nothing of it is in the
/// pictures that the system takes of apps, and nothing on another screen.
@MainActor
final class Cover {
    private var window: UIWindow?

    func lie(_ covers: Bool) {
        if !covers {
            window?.isHidden = true
            window = nil
        } else if window == nil, let scene = Glass.scene {
            let window = UIWindow(windowScene: scene)
            let controller = UIViewController()
            controller.view.backgroundColor = .systemBackground
            window.rootViewController = controller
            window.windowLevel = .alert + 1
            window.isHidden = false
            self.window = window
        }
    }
}

/// Notes every touch, and takes none: the phone locks when nobody touches it.
@MainActor
final class Touches: NSObject, UIGestureRecognizerDelegate {
    private let touched: () -> Void
    private weak var watched: UIWindow?
    private var moves: (any NSObjectProtocol)?

    init(touched: @escaping () -> Void) {
        self.touched = touched
        super.init()
        // Somebody who does not see moves VoiceOver's cursor and touches nothing else for long.
        moves = NotificationCenter.default.addObserver(
            forName: UIAccessibility.elementFocusedNotification, object: nil, queue: .main
        ) { [weak self] _ in
            MainActor.assumeIsolated { self?.touched() }
        }
    }

    func watch() {
        guard let window = Glass.scene?.keyWindow, window !== watched else { return }
        let recognizer = UITapGestureRecognizer()
        recognizer.delegate = self
        recognizer.cancelsTouchesInView = false
        window.addGestureRecognizer(recognizer)
        watched = window
    }

    func gestureRecognizer(_ recognizer: UIGestureRecognizer, shouldReceive touch: UITouch) -> Bool {
        touched()
        return false
    }
}
