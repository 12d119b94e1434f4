import Observation

public struct ReferState: Sendable, Equatable, Discreet {
    public var directory: Directory?
    public var needs: Set<String> = []
    public var services: [Service] = []
    public var service: String?
    /// Tag of the language of the person, in which consent is read and the card is written.
    public var language = ""
    /// What to read aloud.
    public var spoken: Words?
    public var child = false
    public var basis = Basis.own
    public var reason = ""
    public var how = How.spoken
    public var statistics = false
    public var accountability = false
    public var note = ""
    /// The card to read out or hand over, once it is decided.
    public var card: [String]?
    public var agreed = false
}

/// Offers a referral: what is needed, which service, consent in the person's language, the card either way.
@Observable
public final class ReferScreen: Screen {
    public enum Event: Sendable, Equatable, Discreet {
        case need(String)
        case chose(String)
        case language(String)
        case onWord(Basis)
        case reason(String)
        case asked(How)
        case statistics
        case accountability
        case note(String)
        case agreed
        case declined
        case done
    }

    public private(set) var state: ReferState
    private let record: String

    init(app: App, record: String, child: Bool) {
        self.record = record
        state = ReferState(child: child, basis: child ? .caregiver : .own)
        super.init(app: app)
    }

    public override func enter() {
        aside { [self] in
            state.directory = try await phone.directory(language: app.language)
            try await look()
            if state.language.isEmpty { try await speak(app.language) }
        }
    }

    public func on(_ event: Event) {
        switch event {
        case .need(let id):
            state.needs.toggle(id)
            aside { [self] in try await look() }
        case .chose(let service): state.service = service
        case .language(let tag): aside { [self] in try await speak(tag) }
        case .onWord(let basis): state.basis = basis
        case .reason(let text): state.reason = text
        case .asked(let how): state.how = how
        case .statistics: state.statistics.toggle()
        case .accountability: state.accountability.toggle()
        case .note(let text): state.note = text
        case .agreed: work { [self] in try await refer(agreed: true) }
        case .declined: work { [self] in try await refer(agreed: false) }
        case .done: home()
        }
    }

    /// Services that meet any of the needs; all where none is named.
    private func look() async throws {
        let needs: [String?] = state.needs.isEmpty ? [nil] : state.needs.sorted()
        var found: [Service] = []
        for need in needs {
            let services = try await phone.services(wanted: Wanted(need: need), language: app.language)
            found += services.filter { service in !found.contains { $0.id == service.id } }
        }
        state.services = found
        if !found.contains(where: { $0.id == state.service }) { state.service = nil }
    }

    private func speak(_ tag: String) async throws {
        let words = try await phone.words(language: tag)
        state.language = words.tag
        state.spoken = words
    }

    private func refer(agreed: Bool) async throws {
        let asked = state
        let service = agreed ? asked.service : nil
        if agreed, service == nil { return }
        // Anyone who wants no service told may agree to be counted all the same, or to an inquiry.
        let consents = agreed || asked.statistics || asked.accountability
        let consent = Consent(
            service: service, basis: asked.basis, reason: asked.reason, statistics: asked.statistics,
            accountability: asked.accountability, note: asked.note)
        let card = try await phone.refer(
            referral: Referral(
                about: record, needs: asked.needs.sorted(), how: asked.how, language: asked.language,
                consent: consents ? consent : nil))
        state.card = card
        state.agreed = agreed
    }

    override func failed(_ failure: Failure) {
        super.failed(failure)
        if failure.code.hasPrefix("consent-") { state.child = true }
    }
}

public struct ServicesState: Sendable, Equatable {
    public var directory: Directory?
    public var wanted = Wanted()
    public var services: [Service] = []
}

/// The directory of services.
@Observable
public final class ServicesScreen: Screen {
    public enum Event: Sendable, Equatable {
        case look(Wanted)
        /// There is something to tell the office of this service.
        case tell(String)
    }

    public private(set) var state = ServicesState()

    public override func enter() {
        aside { [self] in
            state.directory = try await phone.directory(language: app.language)
            try await look()
        }
    }

    public func on(_ event: Event) {
        switch event {
        case .look(let wanted):
            state.wanted = wanted
            aside { [self] in try await look() }
        case .tell(let service): open(TellScreen(app: app, service: service))
        }
    }

    private func look() async throws {
        state.services = try await phone.services(wanted: state.wanted, language: app.language)
    }
}

public struct TellState: Sendable, Equatable, Discreet {
    public var services: [Service] = []
    public var found: ServiceFound?
    public var service: String?
    public var note = ""

    /// What was found is said, and of which service where there is one.
    public var complete: Bool { found == .new || (found != nil && service != nil) }
}

/// Tells the office what was found at a service, or of a new one.
@Observable
public final class TellScreen: Screen {
    public enum Event: Sendable, Equatable, Discreet {
        case found(ServiceFound)
        case chose(String)
        case note(String)
        case send
    }

    public private(set) var state: TellState

    init(app: App, service: String? = nil) {
        state = TellState(service: service)
        super.init(app: app)
    }

    public override func enter() {
        aside { [self] in state.services = try await phone.services(wanted: Wanted(), language: app.language) }
    }

    public func on(_ event: Event) {
        switch event {
        case .found(let found): state.found = found
        case .chose(let service): state.service = service
        case .note(let text): state.note = text
        case .send: work { [self] in try await send() }
        }
    }

    private func send() async throws {
        guard let found = state.found else { return }
        let service = found == .new ? nil : state.service
        try await phone.reportService(service: service, found: found, note: state.note)
        leave(telling: "tell-done")
    }
}

public struct GuidanceState: Sendable, Equatable {
    public var search = ""
    public var cards: [GuidanceCard]?
    /// The titles of the cards that are unfolded.
    public var unfolded: Set<String> = []
}

/// Cards of guidance and explained words.
@Observable
public final class GuidanceScreen: Screen {
    public enum Event: Sendable, Equatable {
        case search(String)
        case fold(String)
    }

    public private(set) var state = GuidanceState()

    public override func enter() {
        aside { [self] in try await look() }
    }

    public func on(_ event: Event) {
        switch event {
        case .search(let words):
            state.search = words
            aside { [self] in try await look() }
        case .fold(let card): state.unfolded.toggle(card)
        }
    }

    private func look() async throws {
        let asked = state.search
        let cards = try await phone.guidance(search: asked, language: app.language)
        if state.search == asked { state.cards = cards }
    }
}
