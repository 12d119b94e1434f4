import Observation

public struct PracticeState: Sendable, Equatable {
    public var cases: [PracticeCase]?
}

/// Invented cases to practise on, and how far one has come. Nothing of it is sent.
@Observable
public final class PracticeScreen: Screen {
    public struct Begin: Sendable, Equatable {
        public let practised: PracticeCase

        public init(_ practised: PracticeCase) { self.practised = practised }
    }

    public private(set) var state = PracticeState()

    public override func enter() {
        aside { [self] in state.cases = try await phone.practice.cases(language: app.language) }
    }

    public func on(_ event: Begin) { open(CaseScreen(app: app, practised: event.practised)) }
}

public struct CaseState: Sendable, Equatable {
    public var practised: PracticeCase
    public var draft: Draft
    public var checklist: Checklist?
    /// Ids of the sections that are unfolded.
    public var unfolded: Set<String> = []
    /// The explanation, once the case was answered.
    public var lessons: [Lesson]?

    /// The answer on the glass, which is ahead of the core's for a moment.
    public func answer(_ item: String) -> Answer { draft.answers[item] ?? .notAsked }
}

/// An invented case, answered as a screening is and explained afterwards. What is answered is kept nowhere.
@Observable
public final class CaseScreen: Screen {
    public enum Event: Sendable, Equatable {
        case aged(Age)
        case answered(item: String, answer: Answer)
        /// Folds or unfolds a section.
        case fold(String)
        case finish
        case done
    }

    public private(set) var state: CaseState
    @ObservationIgnored private let changes = Signal<Void>(newest: 1)

    init(app: App, practised: PracticeCase) {
        state = CaseState(practised: practised, draft: Draft(checklist: practised.checklist))
        super.init(app: app)
        each(of: changes) { [weak self] in try await self?.view() }
    }

    /// An explanation stays as it was told: asking for it once more would count the case once more.
    public override func enter() {
        aside { [self] in
            let cases = try await phone.practice.cases(language: app.language)
            if let told = cases.first(where: { $0.id == state.practised.id }) { state.practised = told }
        }
        changes.send(())
    }

    public func on(_ event: Event) {
        switch event {
        case .aged(let age): edit { $0.age = age }
        case .answered(let item, let answer): edit { $0.answers[item] = answer }
        case .fold(let section): state.unfolded.toggle(section)
        case .finish:
            work { [self] in
                state.lessons = try await phone.practice.explain(
                    practised: state.practised.id, draft: state.draft, language: app.language)
            }
        case .done: leave()
        }
    }

    private func edit(_ edit: (inout Draft) -> Void) {
        edit(&state.draft)
        changes.send(())
    }

    private func view() async throws {
        let checklist = try await phone.checklist(draft: state.draft, language: app.language)
        state.unfolded.formUnion(checklist.opened(before: state.checklist))
        state.checklist = checklist
    }
}
