import Observation

public struct RecordsState: Sendable, Equatable {
    public var lines: [RecordLine] = []
    public var more = false
}

/// All records that this phone remembers, a page at a time.
@Observable
public final class RecordsScreen: Screen {
    public enum Event: Sendable, Equatable {
        case open(String)
        /// The end of the list is near.
        case more
    }

    public private(set) var state = RecordsState()
    private static let page = 50

    public override func enter() {
        let shown = state.lines.count
        aside { [self] in
            let lines = try await phone.records(skip: 0, limit: max(shown, Self.page))
            state = RecordsState(lines: lines, more: lines.count >= Self.page)
        }
    }

    public func on(_ event: Event) {
        switch event {
        case .open(let id): open(RecordScreen(app: app, record: id))
        case .more: if state.more { aside { [self] in try await append() } }
        }
    }

    private func append() async throws {
        let have = state.lines.count
        let next = try await phone.records(skip: have, limit: Self.page)
        if state.lines.count == have {
            state = RecordsState(lines: state.lines + next, more: next.count == Self.page)
        }
    }
}

public struct RecordState: Sendable, Equatable {
    public var page: RecordPage?
    public var unfolded = false
    public var asks = false
}

/// One record, as much of it as this phone still knows.
@Observable
public final class RecordScreen: Screen {
    public enum Event: Sendable, CaseIterable { case fold, amend, withdraw, keep, withdrawSure, refer }

    public private(set) var state = RecordState()
    private let record: String

    init(app: App, record: String) {
        self.record = record
        super.init(app: app)
    }

    public override func enter() {
        aside { [self] in state.page = try await phone.record(id: record, language: app.language) }
    }

    public func on(_ event: Event) {
        switch event {
        case .fold: state.unfolded.toggle()
        case .amend:
            if let answers = state.page?.answers { open(AmendScreen(app: app, record: record, draft: answers)) }
        case .withdraw: state.asks = true
        case .keep: state.asks = false
        case .withdrawSure:
            work { [self] in
                try await phone.withdraw(id: record)
                state.asks = false
                enter()
                tell("consent-withdrawn")
            }
        case .refer: open(ReferScreen(app: app, record: record, child: state.page?.finding?.child == true))
        }
    }
}

public struct AmendState: Sendable, Equatable, Discreet {
    public let draft: Draft
    public var checklist: Checklist?
    public var changed: [String: Answer] = [:]
    public var unfolded: Set<String> = []
    public var note = ""

    public func answer(_ item: String) -> Answer { changed[item] ?? draft.answers[item] ?? .notAsked }
}

/// Corrects a screening: other answers, and why. The earlier record stays.
@Observable
public final class AmendScreen: Screen {
    public enum Event: Sendable, Equatable, Discreet {
        case answered(item: String, answer: Answer)
        case fold(String)
        case note(String)
        case send
    }

    public private(set) var state: AmendState
    private let record: String

    init(app: App, record: String, draft: Draft) {
        self.record = record
        state = AmendState(draft: draft)
        super.init(app: app)
    }

    public override func enter() {
        aside { [self] in
            state.checklist = try await phone.checklist(draft: state.draft, language: app.language)
        }
    }

    public func on(_ event: Event) {
        switch event {
        case .answered(let item, let answer): state.changed[item] = answer
        case .fold(let section): state.unfolded.toggle(section)
        case .note(let text): state.note = text
        case .send: work { [self] in try await send() }
        }
    }

    private func send() async throws {
        let changed = state.changed.filter { $0.value != state.draft.answers[$0.key] ?? .notAsked }
        try await phone.amend(id: record, answers: changed, note: state.note)
        leave()
    }
}
