import Foundation
import Observation

/// Seen after the quick exit: says nothing of what this app is. Where there is only one word, that is all it says.
@Observable
public final class NeutralScreen: Screen {
    public struct Open: Sendable {
        public init() {}
    }

    /// The one word.
    public let state: String?

    init(app: App, only: String? = nil) {
        state = only
        super.init(app: app)
    }

    public func on(_ event: Open) { app.comeBack() }
}

public struct EnrolState: Sendable, Equatable, Discreet {
    public enum Step: Sendable, CaseIterable { case invitation, office, passphrase, phone, wrong }

    public var step = Step.invitation
    public var text = ""
    public var canScan = false
    /// The two passphrases were not the same.
    public var differ = false
    /// Who made the invitation, as it says itself.
    public var office = ""
    /// Words to be compared by word of mouth: the office's before the phone is set up, the phone's after.
    public var prints = ""
}

/// Sets up the phone: an invitation, the office's words, a passphrase, the phone's words. Anybody can write an invitation
/// under any name; only a person who compared the words goes on. Or renews the set-up with a file of the office.
@Observable
public final class EnrolScreen: Screen {
    public enum Event: Sendable {
        case text(String)
        case file
        case scan
        case next
        /// The words are the same.
        case same
        case differ
        /// Both are cleared when they were used.
        case enrol(passphrase: Secret, again: Secret)
    }

    public private(set) var state: EnrolState
    private let renewing: Bool
    private static let invitationMax = 256 * 1024

    init(app: App, renewing: Bool = false) {
        state = EnrolState(canScan: app.device.hasCamera)
        self.renewing = renewing
        super.init(app: app)
    }

    public func on(_ event: Event) {
        switch event {
        case .text(let text): state.text = text
        case .file: work { [self] in try await file() }
        case .scan: work { [self] in if let text = try await app.device.scan() { try await take(text) } }
        case .next: work { [self] in try await read() }
        case .same: compared()
        case .differ: state.step = .wrong
        case .enrol(let passphrase, let again): work { [self] in try await enrol(passphrase, again) }
        }
    }

    private var before: EnrolState.Step? {
        switch state.step {
        case .office, .wrong: .invitation
        case .passphrase: .office
        case .invitation, .phone: nil
        }
    }

    public override var hasStepBack: Bool { before != nil }

    public override func back() -> Bool {
        guard let before else { return false }
        state.step = before
        state.differ = false
        return true
    }

    private func file() async throws {
        guard let file = try await app.device.openFile() else { return }
        defer { file.close() }
        let bytes = try reading { try file.atMost(Self.invitationMax) }
        try await take(String(decoding: bytes, as: UTF8.self))
    }

    private func take(_ text: String) async throws {
        state.text = text
        try await read()
    }

    private func read() async throws {
        let read = Data(state.text.utf8)
        if renewing {
            try await phone.renew(renewal: read)
            return leave(telling: "settings-changed")
        }
        let invited = try await phone.invited(invitation: read)
        state.step = .office
        state.office = invited.office
        state.prints = invited.words
    }

    private func compared() {
        if state.step == .phone { return app.clear(TodayScreen(app: app)) }
        state.step = .passphrase
    }

    private func enrol(_ passphrase: Secret, _ again: Secret) async throws {
        defer { clear(passphrase, again) }
        state.differ = !passphrase.says(again)
        if state.differ { return }
        try await phone.enrol(invitation: Data(state.text.utf8), passphrase: passphrase)
        let about = try await phone.about()
        state.step = .phone
        state.text = ""
        state.prints = about.words
        state.office = about.office
    }

    override func failed(_ failure: Failure) {
        super.failed(failure)
        if failure.code.hasPrefix("invitation-") { state.step = .invitation }
    }
}

public struct UnlockState: Sendable, Equatable {
    public var forgotten = false
}

@Observable
public final class UnlockScreen: Screen {
    public enum Event: Sendable {
        /// Cleared when it was used.
        case unlock(Secret)
        case forgotten
        /// Both are cleared when they were used.
        case recover(words: Secret, passphrase: Secret)
    }

    public private(set) var state = UnlockState()

    public func on(_ event: Event) {
        switch event {
        case .unlock(let passphrase):
            work { [self] in
                defer { clear(passphrase) }
                try await phone.unlock(passphrase: passphrase)
            }
        case .forgotten: state.forgotten = true
        case .recover(let words, let passphrase):
            work { [self] in
                defer { clear(words, passphrase) }
                try await phone.recover(words: words, passphrase: passphrase)
            }
        }
    }

    public override var hasStepBack: Bool { state.forgotten }

    public override func back() -> Bool {
        defer { state.forgotten = false }
        return state.forgotten
    }

    override func failed(_ failure: Failure) {
        super.failed(failure)
        if phone.door == .notEnrolled { app.clear(EnrolScreen(app: app)) }
    }
}

/// Clears secrets that were used, whatever came of it.
func clear(_ secrets: Secret...) {
    for secret in secrets { secret.clear() }
}

/// A file that cannot be read is a failure that has words.
func reading<T>(_ work: () throws -> T) throws -> T {
    do { return try work() } catch let failure as Failure { throw failure } catch { throw Failure("file") }
}
