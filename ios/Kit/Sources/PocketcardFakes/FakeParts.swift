import Foundation

@testable import PocketcardKit

/// One case, which is explained by what was answered.
@MainActor
public final class FakePractice: Practice {
    public var done: [Draft] = []

    public func cases(language: String) async throws -> [PracticeCase] {
        [
            PracticeCase(
                id: "case", title: "The gate", story: "Somebody opens.", checklist: "person", times: done.count,
                missed: 0, translated: language == "en")
        ]
    }

    public func explain(practised: String, draft: Draft, language: String) async throws -> [Lesson] {
        done.append(draft)
        return [Lesson(title: "Noticed", points: draft.answers.keys.sorted())]
    }
}

/// Two questions, and what was answered to them. A person who is no longer alone ends it.
@MainActor
public final class FakeAlone: Alone {
    weak var phone: FakePocketcard?
    /// Nil while no sitting is open.
    public var answers: [(topic: Topic, reply: Reply)]?
    public var gate: Gate?
    /// Sounds by what they read: of these texts there is a recording.
    public var recorded: [String: Data] = [:]
    public var voice: OfferedVoice?
    /// What comes of a sitting that ended.
    private var ended: AloneOutcome?

    public func voices(spoken: String, language: String) async throws -> [OfferedVoice] {
        if recorded.isEmpty { return [] }
        return Whose.allCases.map { OfferedVoice(variety: "\(spoken)-xx", whose: $0, said: "\($0), \(spoken)-xx") }
    }

    public func sound(names: [String]) async throws -> Data? {
        let sounds = names.compactMap { recorded[$0] }
        return sounds.isEmpty ? nil : sounds.reduce(Data(), +)
    }

    public func begin(gate: Gate, spoken: String, voice: OfferedVoice?) async throws -> AlonePages {
        self.voice = voice
        guard gate.alone else { throw Failure("alone-not-alone") }
        self.gate = gate
        answers = []
        return AlonePages(
            questions: [
                AloneQuestion(topic: .byYourself, tile: tile("Alone?"), choices: []),
                AloneQuestion(
                    topic: .need, tile: tile("Need?"), choices: Need.allCases.map { Pair($0, tile($0.word)) }),
            ],
            yes: tile("Yes"), no: tile("No"), skip: tile("Skip"), end: tile("End"),
            saidFirst: Said(text: "You may stop.", sound: sound("You may stop.")),
            share: Said(text: "Show?", sound: sound("Show?")), neutral: "Weather", untested: true)
    }

    private func sound(_ text: String) -> String? { recorded[text] == nil ? nil : text }

    private func tile(_ text: String) -> Tile { Tile(text: text, path: "M0 0L96 96", sound: sound(text)) }

    public func answer(topic: Topic, reply: Reply) async throws -> Bool {
        answers?.append((topic, reply))
        return !(topic == .byYourself && reply == .no)
    }

    public func end(share: Bool) async throws {
        guard let said = answers else { throw Failure("no-sitting") }
        answers = nil
        var needs: [Choice] = []
        if case .chosen(let chosen) = said.last(where: { $0.topic == .need })?.reply {
            needs = chosen.map { Choice(id: "\($0)", text: $0.word) }
        }
        let draft = needs.isEmpty ? nil : try await phone?.keep(draft: Draft(checklist: "person"))
        ended = AloneOutcome(
            needs: needs, urgent: !needs.isEmpty, area: gate?.area ?? "", draft: draft,
            shared: share ? said.map { Pair($0.topic, $0.reply) } : [])
    }

    public func hear(language: String) async throws -> AloneOutcome? {
        if answers != nil { try await end(share: false) }
        return ended
    }

    public func forget() async throws {
        answers = nil
        ended = nil
    }
}

/// A form of which the questions are set; answers are only counted.
@MainActor
public final class FakeForms: Forms {
    public var questions: [Question] = []
    public var answers: [Pair<Place, Value?>] = []

    public func begin(checklist: String) async throws -> Draft { Draft(checklist: checklist) }

    public func questions(draft: Draft, language: String) async throws -> [Question] { questions }

    public func answer(draft: Draft, place: Place, value: Value?) async throws -> Draft {
        answers.append(Pair(place, value))
        for index in questions.indices where questions[index].place == place { questions[index].value = value }
        return draft
    }

    public func addTurn(draft: Draft, repeated: Place) async throws -> Draft { draft }

    public func removeTurn(draft: Draft, repeated: Place, turn: Int) async throws -> Draft { draft }

    public func withoutFile(draft: Draft, number: Int) async throws -> Draft {
        for index in questions.indices where questions[index].value == .whole(number) { questions[index].value = nil }
        return draft
    }

    public func file(bytes: Data, kind: MediaKind) async throws -> AttachedFile? {
        AttachedFile(bytes: bytes, mediaType: "image/jpeg")
    }
}
