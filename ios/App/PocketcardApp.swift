import PocketcardKit
import SwiftUI
import UIKit

/// The app: one window, its screens, and one exchange now and then behind it.
@main
struct PocketcardApp: SwiftUI.App {
    @UIApplicationDelegateAdaptor(Pocket.self) private var pocket
    @Environment(\.scenePhase) private var phase

    var body: some Scene {
        WindowGroup {
            Covered(cover: pocket.cover) { RootView(app: pocket.app) }
        }
        .onChange(of: phase) { _, now in pocket.entered(now) }
        .backgroundTask(.appRefresh(Exchanges.identifier)) { await pocket.exchange() }
    }
}

/// Covers what is seen while the app is not in front or its screen is copied elsewhere.
private struct Covered<Content: View>: View {
    @Environment(\.scenePhase) private var phase
    @Environment(\.isSceneCaptured) private var captured
    let cover: Cover
    @ViewBuilder let content: Content

    var body: some View {
        content
            .onChange(of: phase != .active || captured, initial: true) { _, covers in cover.lie(covers) }
    }
}

/// The process: one phone for the window and the exchanges. Nothing else is kept.
@MainActor
final class Pocket: NSObject, UIApplicationDelegate {
    let cover = Cover()
    let app: PocketcardKit.App
    private let phone: any Pocketcard
    private var touches: Touches?

    override init() {
        let device = PhoneDevice()
        let phone = CorePocketcard(directory: Pocket.directory(), keys: HardwareKeys(presence: Pocket.presence))
        self.phone = phone
        app = PocketcardKit.App(phone: phone, device: device, neighbours: Wifi())
        super.init()
    }

    func application(
        _ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool {
        Storage.clearPassing()
        touches = Touches { [app] in app.touched() }
        app.start()
        Task { [phone] in
            for await door in phone.doors where door == .open { await exchange() }
        }
        return true
    }

    /// A keyboard of another maker reads what is typed: there is none here.
    func application(
        _ application: UIApplication, shouldAllowExtensionPointIdentifier point: UIApplication.ExtensionPointIdentifier
    ) -> Bool {
        point != .keyboard
    }

    /// Nothing of the screens is kept outside of the phone's own storage.
    func application(_ application: UIApplication, shouldSaveSecureApplicationState coder: NSCoder) -> Bool { false }

    func entered(_ phase: ScenePhase) {
        switch phase {
        case .active:
            touches?.watch()
            app.front()
            Exchanges.schedule()
        case .background: behind()
        default: break
        }
    }

    func exchange() async { await Exchanges.run(phone, language: app.language) }

    /// The system waits until the files are closed. It ends an app that it freezes with a database open (0xdead10cc).
    private func behind() {
        let application = UIApplication.shared
        let freezing = app.behind()
        var lease = UIBackgroundTaskIdentifier.invalid
        lease = application.beginBackgroundTask(withName: nil) { application.endBackgroundTask(lease) }
        Task {
            await freezing.value
            application.endBackgroundTask(lease)
        }
    }

    /// Where the files cannot be protected, there is no phone: it never falls back.
    private static func directory() -> URL {
        do { return try Storage.directory() } catch { fatalError("the files cannot be protected") }
    }

    /// By the office's policy, which reaches the phone with its management: the key `AskForOwner` of the app's
    /// configuration. Without one, anyone who has unlocked the phone.
    private static var presence: HardwareKeys.Presence {
        let managed = UserDefaults.standard.dictionary(forKey: "com.apple.configuration.managed")
        return managed?["AskForOwner"] as? Bool == true ? .owner : .unlockedPhone
    }
}
