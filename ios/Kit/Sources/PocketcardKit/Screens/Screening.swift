import Foundation
import Observation

public struct ScreeningState: Sendable, Equatable {
    public var draft: Draft
    public var checklist: Checklist?
    /// Ids of the sections that are unfolded.
    public var unfolded: Set<String> = []
    public var areas: [String] = []
    public var photo: Data?
    public var canPhotograph = false
    /// What was entered lies sealed on the phone.
    public var kept = true
    /// No service is known; a reason is asked for.
    public var asksReason = false
    /// The questions of the office's own form, where the checklist has one.
    public var form = FormState()

    /// The answer on the glass, which is ahead of the core's for a moment.
    public func answer(_ item: String) -> Answer { draft.answers[item] ?? .notAsked }
}

/// Fills in a checklist. Whatever is entered is kept at once, so that nothing is lost when the app is killed; the
/// answer stands on the glass before the core has said what it changes.
@Observable
public final class ScreeningScreen: Screen {
    public enum Event: Sendable, Equatable, Discreet {
        case aged(Age)
        case answered(item: String, answer: Answer)
        case note(String)
        case place(String)
        case area(String)
        case reason(String)
        /// Something happened to a question of the form.
        case asked(FormEvent)
        /// Folds or unfolds a section.
        case fold(String)
        case photograph
        case noPhotograph
        case finish
        case discard
    }

    public private(set) var state: ScreeningState
    @ObservationIgnored private let changes = Signal<Void>(newest: 1)
    /// Answers to questions, which the core takes one after another.
    @ObservationIgnored private let answers = Signal<FormEvent>()

    init(app: App, draft: Draft) {
        state = ScreeningState(draft: draft, canPhotograph: app.device.hasCamera)
        super.init(app: app)
        each(of: answers) { [weak self] event in try await self?.answered(event) }
        // One that could not be kept is told; the next is kept with all that was entered before.
        each(of: changes) { [weak self] in try await self?.keep() }
    }

    public override func enter() {
        aside { [self] in
            try await begin()
            try await view()
            state.areas = try await phone.directory(language: app.language).areas
        }
    }

    public func on(_ event: Event) {
        switch event {
        case .aged(let age): edit { $0.age = age }
        case .answered(let item, let answer): edit { $0.answers[item] = answer }
        case .note(let text): edit { $0.note = text }
        case .place(let code): edit { $0.place = code }
        case .area(let area): edit { $0.area = area }
        case .reason(let text): edit { $0.withoutService = text }
        case .asked(let event):
            state.form.pending += 1
            state.kept = false
            answers.send(event)
        case .fold(let section): state.unfolded.toggle(section)
        case .photograph:
            work { [self] in if let photo = try await app.device.photograph() { state.photo = photo } }
        case .noPhotograph: state.photo = nil
        case .finish: work { [self] in try await finish() }
        case .discard:
            work { [self] in
                if let id = state.draft.id { try await phone.discard(id: id) }
                leave()
            }
        }
    }

    private func edit(_ edit: (inout Draft) -> Void) {
        edit(&state.draft)
        state.kept = false
        changes.send(())
    }

    /// What the form's questions start with, where nothing was entered yet.
    private func begin() async throws {
        guard state.draft.id == nil, state.form.questions.isEmpty else { return }
        let begun = try await phone.forms.begin(checklist: state.draft.checklist)
        if state.draft.id == nil { state.draft.rest = begun.rest }
        // What was entered meanwhile is kept once more, with what the questions start with.
        if !state.kept { changes.send(()) }
    }

    private func answered(_ event: FormEvent) async throws {
        let done: Answered?
        do {
            defer {
                state.form.pending -= 1
                changes.send(())
            }
            done = try await phone.forms.answered(event, draft: state.draft, form: state.form, device: app.device)
        }
        if let done {
            state.form.files = done.files
            state.draft.rest = done.draft.rest
        }
        try await view()
    }

    private func keep() async throws {
        let draft = state.draft
        let id = try await phone.keep(draft: draft)
        if state.draft == draft, state.form.pending == 0 { state.kept = true }
        state.draft.id = id
        try await view()
    }

    private func view() async throws {
        let checklist = try await phone.checklist(draft: state.draft, language: app.language)
        let questions = try await phone.forms.questions(draft: state.draft, language: app.language)
        state.unfolded.formUnion(checklist.opened(before: state.checklist))
        state.checklist = checklist
        state.form.questions = questions
    }

    private func finish() async throws {
        let screened = try await phone.screen(
            draft: state.draft, language: app.language, photo: state.photo, files: state.form.files)
        replace(FindingScreen(app: app, screened: screened))
    }

    /// What concerns our own people never stands in an ordinary record: it is kept as a report of its own.
    private func setApart() async throws {
        guard let apart = try await phone.setApart(draft: state.draft) else { return }
        _ = try await phone.keep(draft: apart.report)
        // Kept after what is being kept now, and not beside it: each looks at what the other brought.
        state.draft = apart.rest
        state.kept = false
        changes.send(())
        tell("screen-apart")
    }

    override func failed(_ failure: Failure) {
        super.failed(failure)
        if failure.code == "answers-values" { state.form.tellsMissing = true }
        if failure.code == "no-service-here" { state.asksReason = true }
        if failure.code == "allegation" { aside { [self] in try await setApart() } }
    }
}

extension Checklist {
    /// Ids of the sections that stand open now and did not before.
    func opened(before: Checklist?) -> [String] {
        let open = Set((before?.sections ?? []).filter { $0.offer == .open }.map(\.id))
        return sections.filter { $0.offer == .open && !open.contains($0.id) }.map(\.id)
    }
}

extension Set {
    mutating func toggle(_ element: Element) {
        if remove(element) == nil { insert(element) }
    }
}

public struct FindingState: Sendable, Equatable {
    public var finding: Finding
    public let code: String
    /// Without one it was a confidential report, of which nothing stays.
    public let record: String?
    public var unfolded = false
}

/// What a finished screening indicates, why, and what to do.
@Observable
public final class FindingScreen: Screen {
    public enum Event: Sendable, CaseIterable { case fold, refer, done }

    public private(set) var state: FindingState

    init(app: App, screened: Screened) {
        state = FindingState(finding: screened.finding, code: screened.code, record: screened.record)
        super.init(app: app)
    }

    /// In the language spoken now; a confidential report stays as it was told.
    public override func enter() {
        guard let record = state.record else { return }
        aside { [self] in
            if let finding = try await phone.record(id: record, language: app.language).finding {
                state.finding = finding
            }
        }
    }

    public func on(_ event: Event) {
        switch event {
        case .fold: state.unfolded.toggle()
        case .refer:
            guard let record = state.record else { return }
            replace(ReferScreen(app: app, record: record, child: state.finding.child))
        case .done: home()
        }
    }
}
