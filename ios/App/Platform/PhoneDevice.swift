import AVFoundation
import Foundation
import PocketcardKit
import UIKit
import UniformTypeIdentifiers
import UserNotifications

/// What iOS lends: its pickers, its camera, its loudspeaker, its notices.
@MainActor
final class PhoneDevice: Device {
    private let speaker = Speaker()

    /// Asks the system meanwhile whether it may show notices.
    init() {
        Task { mayAnnounce = await Notices.allowed() }
    }

    var language: String { Locale.current.language.languageCode?.identifier ?? "en" }
    var hasCamera: Bool { UIImagePickerController.isSourceTypeAvailable(.camera) }
    var programVersion: String { PocketcardKit.programVersion() }
    private(set) var mayAnnounce = true

    func askToAnnounce() async throws { mayAnnounce = await Notices.ask() }

    func openFile() async throws -> (any Source)? {
        let picker = UIDocumentPickerViewController(forOpeningContentTypes: [.item])
        guard let url = await PickedFile().pick(picker) else { return nil }
        // Once it is open, the file stays readable without the system's leave.
        let lent = url.startAccessingSecurityScopedResource()
        defer { if lent { url.stopAccessingSecurityScopedResource() } }
        do { return FileStream(try FileHandle(forReadingFrom: url)) } catch { throw Failure("file") }
    }

    /// The file is written first, sealed as it is, and handed on when it is closed.
    func saveFile(name: String) async throws -> (any Sink)? { try PassingFile(name: name) }

    func scan() async throws -> String? {
        guard await AVCaptureDevice.requestAccess(for: .video) else { return nil }
        return await Scanner().scan()
    }

    func photograph() async throws -> Data? {
        guard let picture = await Photograph().take() else { return nil }
        // Drawn again from its dots: no word on place or device is in it, and no file was written.
        guard let jpeg = picture.jpegData(compressionQuality: 0.9) else { throw Failure("photo") }
        return jpeg
    }

    func play(sound: Data) -> Bool { speaker.play(sound) }

    func hush() { speaker.hush() }

    /// iOS lets no app put itself away: the neutral screen is what stays, without a keyboard or a sound.
    func leave() {
        hush()
        Glass.top?.view.endEditing(true)
    }
}

/// A file that the user picks.
private final class PickedFile: Asking<URL>, UIDocumentPickerDelegate {
    func pick(_ picker: UIDocumentPickerViewController) async -> URL? {
        picker.delegate = self
        return await ask(picker)
    }

    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) {
        answered(urls.first)
    }

    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) { answered(nil) }
}

/// A photograph, in memory alone.
private final class Photograph: Asking<UIImage>, UIImagePickerControllerDelegate, UINavigationControllerDelegate {
    func take() async -> UIImage? {
        let picker = UIImagePickerController()
        picker.sourceType = .camera
        picker.delegate = self
        return await ask(picker)
    }

    func imagePickerController(
        _ picker: UIImagePickerController, didFinishPickingMediaWithInfo info: [UIImagePickerController.InfoKey: Any]
    ) {
        picker.dismiss(animated: false)
        answered(info[.originalImage] as? UIImage)
    }

    func imagePickerControllerDidCancel(_ picker: UIImagePickerController) {
        picker.dismiss(animated: false)
        answered(nil)
    }
}

/// A card on its way: into the files of the phone or of a memory card, to another phone, wherever the share sheet goes.
private final class PassingFile: Sink {
    private let url: URL
    private let file: FileHandle

    init(name: String) throws {
        do {
            url = try Storage.passing(name)
            try Data().write(to: url)
            file = try FileHandle(forWritingTo: url)
        } catch {
            throw Failure("file")
        }
    }

    /// Also where writing has failed, nothing of it stays.
    deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

    func write(bytes: Data) throws { try file.write(contentsOf: bytes) }

    /// Whoever hands it nowhere has no card, and is told so.
    func close() async throws {
        do { try file.close() } catch { throw Failure("file") }
        guard await Sharing().share(url) else { throw Failure("file") }
    }
}

private final class Sharing: Asking<Bool> {
    /// False where the user handed it nowhere.
    func share(_ url: URL) async -> Bool {
        let sheet = UIActivityViewController(activityItems: [url], applicationActivities: nil)
        // On a tablet the sheet hangs on something: the middle of the page.
        if let view = Glass.top?.view {
            sheet.popoverPresentationController?.sourceView = view
            sheet.popoverPresentationController?.sourceRect = CGRect(
                x: view.bounds.midX, y: view.bounds.midY, width: 1, height: 1)
        }
        sheet.completionWithItemsHandler = { [weak self] _, completed, _, _ in self?.answered(completed) }
        return await ask(sheet) ?? false
    }
}
