import BackgroundTasks
import Foundation
import PocketcardKit
import UIKit
import UserNotifications

/// Exchanges with the hub by itself: when the phone is opened, and now and then while the app is not in front. Only for as
/// long as the phone is unlocked: while it is locked, nothing of it can be read, by this neither. What failed is tried
/// again when the core says so.
@MainActor
enum Exchanges {
    /// As Info.plist permits it.
    nonisolated static let identifier = "org.pocketcard.app.exchange"

    /// Asks the system for an exchange, not before this time.
    static func schedule(notBefore: Date? = nil) {
        let request = BGAppRefreshTaskRequest(identifier: identifier)
        request.earliestBeginDate = notBefore
        // Refused where the user has turned it off: then exchanges happen while the app is in front.
        try? BGTaskScheduler.shared.submit(request)
    }

    static func run(_ phone: any Pocketcard, language: String) async {
        guard phone.door == .open, UIApplication.shared.isProtectedDataAvailable else { return }
        let behind = UIApplication.shared.applicationState == .background
        do {
            try await phone.lockIfIdle()
            guard phone.door == .open else { return }
            if behind { try await phone.resume() }
            let outcome = try await phone.sync()
            if outcome?.tellsSomething == true {
                await Notices.tell(try await phone.words(language: language))
            }
        } catch {
            // The outbox says why each parcel waits.
        }
        if let next = try? await phone.nextTry() {
            schedule(notBefore: Date(timeIntervalSince1970: Double(next) / 1000))
        }
        // No file of it is open when the system freezes the app again.
        if UIApplication.shared.applicationState == .background { try? await phone.freeze() }
    }
}

extension Outcome {
    fileprivate var tellsSomething: Bool {
        counts.contains { $0.first == "carried-answers" || $0.first == "carried-pack" }
    }
}

/// A notice that there is something, and never what.
@MainActor
enum Notices {
    static func allowed() async -> Bool {
        await UNUserNotificationCenter.current().notificationSettings().authorizationStatus == .authorized
    }

    static func ask() async -> Bool {
        (try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert])) ?? false
    }

    static func tell(_ words: Words) async {
        let content = UNMutableNotificationContent()
        content.title = words["note-new-answer"]
        let request = UNNotificationRequest(identifier: Exchanges.identifier, content: content, trigger: nil)
        try? await UNUserNotificationCenter.current().add(request)
    }
}
