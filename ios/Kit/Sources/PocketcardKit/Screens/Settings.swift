import Observation

public struct SettingsState: Sendable, Equatable {
    public var about: About?
    public var programVersion = ""
}

@Observable
public final class SettingsScreen: Screen {
    public enum Event: Sendable, Equatable {
        case speak(String)
        case looks(Look)
        case passphrase
        case words
        case duress
        case check
        case renew
        case escrow
        case clean
        case lock
    }

    public private(set) var state: SettingsState

    override init(app: App) {
        state = SettingsState(programVersion: app.device.programVersion)
        super.init(app: app)
    }

    public override func enter() {
        aside { [self] in state.about = try await phone.about() }
    }

    public func on(_ event: Event) {
        switch event {
        case .speak(let tag): app.speakAlways(tag)
        case .looks(let look): app.look(look)
        case .passphrase: open(PassphraseScreen(app: app))
        case .words: open(WordsScreen(app: app))
        case .duress: open(DuressScreen(app: app))
        case .check: open(CheckScreen(app: app))
        case .renew: open(EnrolScreen(app: app, renewing: true))
        case .escrow: open(EscrowScreen(app: app))
        case .clean: open(CleanScreen(app: app))
        case .lock: phone.lock()
        }
    }
}

public struct PassphraseState: Sendable, Equatable {
    public var differ = false
}

/// Changes the passphrase.
@Observable
public final class PassphraseScreen: Screen {
    /// All are cleared when they were used.
    public struct Change: Sendable {
        public let old: Secret
        public let new: Secret
        public let again: Secret

        public init(old: Secret, new: Secret, again: Secret) {
            self.old = old
            self.new = new
            self.again = again
        }
    }

    public private(set) var state = PassphraseState()

    public func on(_ event: Change) {
        work { [self] in
            defer { clear(event.old, event.new, event.again) }
            state.differ = !event.new.says(event.again)
            if state.differ { return }
            try await phone.changePassphrase(old: event.old, new: event.new)
            leave(telling: "settings-changed")
        }
    }
}

/// The recovery words while they are shown; they are wiped when the screen is left.
public struct WordsState: Sendable {
    public var words: Secret?
}

/// Makes recovery words and shows them once.
@Observable
public final class WordsScreen: Screen {
    public enum Event: Sendable {
        /// Cleared when it was used.
        case make(Secret)
        case written
    }

    public private(set) var state = WordsState()

    public func on(_ event: Event) {
        switch event {
        case .make(let passphrase):
            work { [self] in
                defer { clear(passphrase) }
                let words = try await phone.newRecoveryWords(passphrase: passphrase)
                // Left meanwhile: nobody sees them any more.
                if closed { return words.clear() }
                state.words = words
            }
        case .written: leave()
        }
    }

    override func close() {
        super.close()
        state.words?.clear()
    }
}

/// Sets the passphrase that erases, or removes it. Whether one is set, nobody learns.
@Observable
public final class DuressScreen: Screen {
    /// Without a new one it is removed. Both are cleared when they were used.
    public struct Event: Sendable {
        public let passphrase: Secret
        public let duress: Secret?

        public init(passphrase: Secret, duress: Secret?) {
            self.passphrase = passphrase
            self.duress = duress
        }
    }

    public func on(_ event: Event) {
        work { [self] in
            defer {
                event.passphrase.clear()
                event.duress?.clear()
            }
            try await phone.setDuress(passphrase: event.passphrase, duress: event.duress)
            leave(telling: "settings-changed")
        }
    }
}

/// The owner agrees that the office can open this phone without its owner.
@Observable
public final class EscrowScreen: Screen {
    /// Cleared when it was used.
    public struct Agree: Sendable {
        public let passphrase: Secret

        public init(passphrase: Secret) { self.passphrase = passphrase }
    }

    public func on(_ event: Agree) {
        work { [self] in
            defer { clear(event.passphrase) }
            try await phone.agreeToEscrow(passphrase: event.passphrase)
            leave(telling: "settings-changed")
        }
    }
}

public struct CheckState: Sendable, Equatable {
    public var checked: Checked?
}

/// Checks the storage.
@Observable
public final class CheckScreen: Screen {
    public enum Event: Sendable, CaseIterable { case stop, accept }

    public private(set) var state = CheckState()

    public override func enter() {
        if state.checked == nil { work { [self] in try await check() } }
    }

    public func on(_ event: Event) {
        switch event {
        case .stop: stop()
        case .accept:
            work { [self] in
                try await phone.acceptDamage()
                try await check()
            }
        }
    }

    private func check() async throws { state.checked = try await phone.verify() }
}

/// How many things would be lost, and whether the last question was asked.
public struct CleanState: Sendable, Equatable {
    public var waiting: Int?
    public var asks = false
}

/// Leaves the phone clean: erases everything, after a second question.
@Observable
public final class CleanScreen: Screen {
    public enum Event: Sendable, CaseIterable { case ask, keep, erase }

    public private(set) var state = CleanState()

    public override func enter() {
        aside { [self] in state.waiting = try await phone.today(language: app.language).waiting.count }
    }

    public func on(_ event: Event) {
        switch event {
        case .ask: state.asks = true
        case .keep: state.asks = false
        case .erase: work { [self] in try await phone.wipe() }
        }
    }
}
