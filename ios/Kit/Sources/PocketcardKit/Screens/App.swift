import Observation

/// What is on the glass.
public struct AppState {
    /// Nil until the core has answered for the first time: an empty page is drawn meanwhile.
    public var words: Words?
    public var languages: [Language] = []
    public var look = Look.device
    /// From the first to the one that is seen.
    public var screens: [Screen] = []
    public var busy = false
    public var notice: Notice?

    public var top: Screen? { screens.last }
    public var canGoBack: Bool { screens.count > 1 }
}

/// Something to be told: an error's code, or an id of words.
public struct Notice: Sendable, Equatable {
    public var failure: String?
    public var word: String?
    public var triesLeft: Int?
}

/// The app: which screen is seen, in which words. It keeps nothing itself.
@Observable
@MainActor
public final class App {
    @ObservationIgnored public let phone: any Pocketcard
    @ObservationIgnored public let device: any Device
    @ObservationIgnored public let neighbours: any Neighbours

    public private(set) var state = AppState()

    @ObservationIgnored private var settings = Settings()
    @ObservationIgnored private var choosing: Task<Void, any Error>?
    @ObservationIgnored private var watching: Task<Void, Never>?
    @ObservationIgnored private var idle: Task<Void, Never>?
    /// Behind the neutral screen nothing is shown, whatever happens to the phone.
    @ObservationIgnored private var hidden = false

    /// How often a phone that nobody touches is looked at.
    private static let idleLook = Duration.seconds(5)

    public init(phone: any Pocketcard, device: any Device, neighbours: any Neighbours) {
        self.phone = phone
        self.device = device
        self.neighbours = neighbours
    }

    deinit {
        watching?.cancel()
        idle?.cancel()
    }

    /// Shows nothing more, whatever happens to the phone.
    func stop() {
        watching?.cancel()
        idle?.cancel()
        for screen in state.screens { screen.close() }
        state.screens = []
    }

    /// The language that the screens speak.
    public var language: String { state.words?.tag ?? device.language }

    public func start() {
        watching?.cancel()
        watching = Task { [weak self, phone] in
            await self?.begin()
            // The first is how the door stands; each one after it is a change.
            for await door in phone.doors {
                guard let self else { return }
                await self.show(door)
            }
        }
    }

    private func begin() async {
        do {
            try await phone.start()
            state.languages = try await phone.languages()
            try await speak(device.language)
        } catch {
            tell(error)
        }
    }

    /// Puts a screen on top.
    public func open(_ screen: Screen) {
        state.screens.append(screen)
        state.notice = nil
        screen.enter()
    }

    /// Puts a screen in the place of the one on top.
    public func replace(_ screen: Screen) {
        pop()
        open(screen)
    }

    /// Goes back one screen. False where there is none to go back to.
    @discardableResult
    public func back() -> Bool {
        if state.top?.back() == true { return true }
        guard state.canGoBack else { return false }
        pop()
        state.top?.enter()
        return true
    }

    /// Goes back to the first screen.
    public func home() {
        while state.canGoBack { pop() }
        state.top?.enter()
    }

    /// One gesture from anywhere: locked, nothing readable, a neutral screen.
    public func leave() {
        hide(NeutralScreen(app: self))
        device.leave()
    }

    /// Locks, and shows nothing else until somebody touches the glass.
    func hide(_ behind: NeutralScreen) {
        hidden = true
        clear(behind)
        phone.lock()
    }

    /// The neutral screen was opened.
    func comeBack() {
        hidden = false
        let door = phone.door
        Task { await show(door) }
    }

    /// The user touched the glass.
    public func touched() {
        guard phone.door == .open else { return }
        Task { [phone] in try? await phone.touch() }
    }

    /// The app came to the front.
    public func front() {
        idle?.cancel()
        idle = Task { [phone] in
            if phone.door == .open { try? await phone.resume() }
            while !Task.isCancelled {
                try? await phone.lockIfIdle()
                try? await Task.sleep(for: Self.idleLook)
            }
        }
    }

    /// The app is no longer seen. Gives what to wait for before the system may freeze it.
    @discardableResult
    public func behind() -> Task<Void, Never> {
        idle?.cancel()
        return Task { [phone] in
            if phone.door == .open { try? await phone.freeze() }
        }
    }

    public func dismiss() { state.notice = nil }

    /// Speaks this language, from here on and after the next unlock.
    public func speakAlways(_ tag: String) {
        Task {
            do {
                // Kept first: anyone who locks once the words are there finds them after the next unlock.
                settings.language = tag
                try await choose()
                try await speak(tag)
            } catch {
                tell(error)
            }
            state.top?.enter()
        }
    }

    public func look(_ look: Look) {
        settings.look = look
        Task {
            do { try await choose() } catch { tell(error) }
            state.look = look
        }
    }

    func tell(_ word: String) { state.notice = Notice(word: word) }

    func tell(_ failure: Failure) {
        state.notice = Notice(failure: failure.code, triesLeft: failure.triesLeft)
    }

    /// A phone throws failures, and nothing else but that it was stopped.
    private func tell(_ error: any Error) {
        if let failure = error as? Failure { tell(failure) }
    }

    func busy(_ busy: Bool) { state.busy = busy }

    /// One choice after the other: an earlier one must not be written over a later one.
    private func choose() async throws {
        let before = choosing
        let next = Task {
            _ = await before?.result
            if phone.door == .open { try await phone.choose(settings: settings) }
        }
        choosing = next
        try await next.value
    }

    private func speak(_ tag: String) async throws {
        state.words = try await phone.words(language: tag)
    }

    private func show(_ door: Door) async {
        if hidden { return }
        switch door {
        case .notEnrolled: clear(EnrolScreen(app: self))
        // Somebody may be typing already.
        case .locked: if !(state.top is UnlockScreen) { clear(UnlockScreen(app: self)) }
        case .open: await opened()
        }
    }

    private func opened() async {
        settings = (try? await phone.settings()) ?? Settings()
        do { try await speak(settings.language.isEmpty ? device.language : settings.language) } catch { tell(error) }
        state.look = settings.look
        // Somebody may have left meanwhile; the one who enrolled goes on to compare fingerprints.
        if hidden || phone.door != .open || state.top is EnrolScreen { return }
        clear(TodayScreen(app: self))
        await hear()
    }

    /// What somebody answered alone before the phone was locked.
    private func hear() async {
        do {
            let outcome = try await phone.alone.hear(language: language)
            if let outcome, !hidden, phone.door == .open { open(AloneScreen(app: self, left: outcome)) }
        } catch {
            if !hidden { tell(error) }
        }
    }

    func clear(_ first: Screen) {
        for screen in state.screens { screen.close() }
        state.screens = [first]
        state.busy = false
        state.notice = nil
        first.enter()
    }

    private func pop() {
        guard let top = state.screens.popLast() else { return }
        state.notice = nil
        top.close()
    }
}
