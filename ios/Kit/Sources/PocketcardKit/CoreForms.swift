import Foundation
internal import PocketcardFFI

/// The core's form.
struct CoreForms: Forms {
    let core: CorePocketcard

    /// As many bytes as tell what a file is.
    private static let begin = 64

    func begin(checklist: String) async throws -> Draft {
        try await core.with { try $0.begin(checklist: checklist).kit }
    }

    func questions(draft: Draft, language: String) async throws -> [Question] {
        try await core.with { try $0.questions(answers: draft.ffi, language: language).map(\.kit) }
    }

    func answer(draft: Draft, place: Place, value: Value?) async throws -> Draft {
        try await changed(draft) {
            try $0.answerQuestion(
                answers: draft.ffi, question: place.name, turns: place.turns.ffi, value: value?.ffi)
        }
    }

    func addTurn(draft: Draft, repeated: Place) async throws -> Draft {
        try await changed(draft) {
            try $0.addTurn(answers: draft.ffi, question: repeated.name, turns: repeated.turns.ffi)
        }
    }

    func removeTurn(draft: Draft, repeated: Place, turn: Int) async throws -> Draft {
        try await changed(draft) {
            try $0.removeTurn(answers: draft.ffi, question: repeated.name, turns: (repeated.turns + [turn]).ffi)
        }
    }

    func withoutFile(draft: Draft, number: Int) async throws -> Draft {
        try await changed(draft) { try $0.withoutAttachment(answers: draft.ffi, number: UInt32(number)) }
    }

    func file(bytes: Data, kind: MediaKind) async throws -> AttachedFile? {
        mediaType(begin: bytes.prefix(Self.begin), of: kind.ffi).map { AttachedFile(bytes: bytes, mediaType: $0) }
    }

    private func changed(
        _ draft: Draft, _ change: @escaping @Sendable (Phone) throws -> Answers
    ) async throws -> Draft {
        var changed = draft
        changed.rest = try await core.with(change)
        return changed
    }
}

/// The core's practice.
struct CorePractice: Practice {
    let core: CorePocketcard

    func cases(language: String) async throws -> [PracticeCase] {
        try await core.with { phone in
            try phone.practiceCases(language: language).map {
                PracticeCase(
                    id: $0.id, title: $0.title, story: $0.story, checklist: $0.checklist, times: Int($0.times),
                    missed: Int($0.missed), translated: $0.translated)
            }
        }
    }

    func explain(practised: String, draft: Draft, language: String) async throws -> [Lesson] {
        try await core.with {
            let lines = try $0.practise(situation: practised, answers: draft.ffi, language: language)
            // The banner and the case's title stand on the page already.
            return lessons(Array(lines.dropFirst(2)))
        }
    }
}

extension CorePocketcard {
    /// Asks the core from outside of the actor.
    func with<T: Sendable>(_ work: @Sendable (Phone) throws -> T) throws -> T { try ask(work) }
}

extension [Int] {
    fileprivate var ffi: [UInt32] { map { UInt32($0) } }
}

extension Value {
    fileprivate var ffi: PocketcardFFI.Value {
        switch self {
        case .whole(let number): .integer(number: Int64(number))
        case .decimal(let number): .decimal(number: number)
        case .text(let text): .text(text: text)
        case .chosen(let ids): .choices(ids: ids)
        }
    }
}

extension PocketcardFFI.Value {
    fileprivate var kit: Value? {
        switch self {
        case .integer(let number): .whole(Int(number))
        case .decimal(let number): .decimal(number)
        case .text(let text): .text(text)
        case .choices(let ids): .chosen(ids)
        case .repeat: nil
        }
    }
}

extension MediaKind {
    fileprivate var ffi: Media {
        switch self {
        case .image: .image
        case .audio: .audio
        case .video: .video
        case .file: .file
        }
    }
}

extension Media {
    fileprivate var kit: MediaKind {
        switch self {
        case .image: .image
        case .audio: .audio
        case .video: .video
        case .file: .file
        }
    }
}

extension PocketcardFFI.Question {
    fileprivate var kit: Question {
        Question(
            place: Place(name: name, turns: turns.map { Int($0) }), inside: inside, widget: widget.kit, label: label,
            hint: hint, readOnly: readOnly, required: required, canAdd: canAdd, count: Int(count), value: value?.kit,
            choices: choices.map { Choice(id: $0.id, text: $0.text) }, missing: missing, message: message)
    }
}

extension PocketcardFFI.Widget {
    fileprivate var kit: Widget {
        switch self {
        case .text: .text
        case .barcode: .barcode
        case .integer: .integer
        case .decimal: .decimal
        case .range(let start, let end, let step): .range(start: start, end: end, step: step)
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .selectOne: .selectOne
        case .selectMultiple: .selectMultiple
        case .rank: .rank
        case .acknowledge: .acknowledge
        case .media(let kind): .media(kind: kind.kit)
        case .position(let shape): .position(several: shape != .point)
        case .note: .note
        case .group: .group
        case .repeat: .repeat
        }
    }
}
