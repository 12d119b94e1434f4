import Foundation

/// The questions of an office's own form. Each call gives the answers as they are afterwards, and keeps nothing:
/// `saveDraft` does.
extension PocketcardPhone {
    /// Answers to a checklist that nobody has answered yet: its questions have what they start with.
    public func begin(_ checklist: String) async throws -> Answers {
        try await run { try $0.begin(checklist: checklist) }
    }

    /// The questions that a checklist asks now, in order; none where it has no form of its own.
    public func questions(_ answers: Answers, language: String) async throws -> [Question] {
        try await run { try $0.questions(answers: answers, language: language) }
    }

    /// Takes an answer, or takes it back with nil. A wrong one is taken too, and the question says so.
    public func answer(
        _ question: Question, with value: Value?, in answers: Answers
    ) async throws -> Answers {
        try await run {
            try $0.answerQuestion(
                answers: answers, question: question.name, turns: question.turns, value: value)
        }
    }

    /// Adds a turn to a repeat.
    public func addTurn(of repeated: Question, in answers: Answers) async throws -> Answers {
        try await run {
            try $0.addTurn(answers: answers, question: repeated.name, turns: repeated.turns)
        }
    }

    /// Takes one turn of a repeat away, from 0.
    public func removeTurn(
        _ turn: UInt32, of repeated: Question, in answers: Answers
    ) async throws -> Answers {
        try await run {
            try $0.removeTurn(
                answers: answers, question: repeated.name, turns: repeated.turns + [turn])
        }
    }

    /// Takes back the answer that names an attachment, from 1; take it out of the list for `screen` too.
    public func withoutAttachment(_ number: UInt32, in answers: Answers) async throws -> Answers {
        try await run { try $0.withoutAttachment(answers: answers, number: number) }
    }
}
