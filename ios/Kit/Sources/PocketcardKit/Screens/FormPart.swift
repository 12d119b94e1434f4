import Foundation

/// How the questions of an office's own form stand on a screening's page.
public struct FormState: Sendable, Equatable {
    public var questions: [Question] = []
    /// Files that questions name by their places here, from 1.
    public var files: [AttachedFile] = []
    /// Answers that the core has not taken yet.
    public var pending = 0
    /// Somebody wanted to finish: from now on what is missing is told.
    public var tellsMissing = false

    /// What there is to say about an answer now.
    public func message(_ question: Question) -> String? {
        question.message.isEmpty || (question.missing && !tellsMissing) ? nil : question.message
    }
}

/// Something happened to a question.
public enum FormEvent: Sendable, Equatable, Discreet {
    case typed(place: Place, text: String)
    /// A choice was touched.
    case touched(place: Place, choice: String)
    /// A file is to be attached: photographed, or picked.
    case attach(place: Place)
    case detach(place: Place)
    case addTurn(place: Place)
    case removeTurn(place: Place, turn: Int)

    public var place: Place {
        switch self {
        case .typed(let place, _), .touched(let place, _), .attach(let place), .detach(let place),
            .addTurn(let place), .removeTurn(let place, _):
            place
        }
    }
}

/// What an event makes of a draft and its files.
struct Answered {
    let draft: Draft
    let files: [AttachedFile]
}

/// The longest attachment, in bytes.
private let most = 64 << 20

extension Forms {
    /// Does what happened to a question. Nil where nothing came of it.
    @MainActor
    func answered(_ event: FormEvent, draft: Draft, form: FormState, device: any Device) async throws -> Answered? {
        guard let question = form.questions.first(where: { $0.place == event.place }) else { return nil }
        let files = form.files
        switch event {
        case .typed(let place, let text):
            return Answered(
                draft: try await answer(draft: draft, place: place, value: question.read(text)), files: files)
        case .touched(let place, let choice):
            return Answered(
                draft: try await answer(draft: draft, place: place, value: question.touched(choice)), files: files)
        case .addTurn(let place):
            return Answered(draft: try await addTurn(draft: draft, repeated: place), files: files)
        case .removeTurn(let place, let turn):
            return Answered(draft: try await removeTurn(draft: draft, repeated: place, turn: turn), files: files)
        case .attach(let place):
            guard case .media(let kind) = question.widget, let file = try await picked(kind, by: device) else {
                return nil
            }
            guard let there = question.file else {
                let number = Value.whole(files.count + 1)
                return Answered(
                    draft: try await answer(draft: draft, place: place, value: number), files: files + [file])
            }
            var replaced = files
            if files.indices.contains(there - 1) { replaced[there - 1] = file }
            return Answered(draft: draft, files: replaced)
        case .detach:
            guard let number = question.file else { return nil }
            var left = files
            if left.indices.contains(number - 1) { left.remove(at: number - 1) }
            return Answered(draft: try await withoutFile(draft: draft, number: number), files: left)
        }
    }

    @MainActor
    private func picked(_ kind: MediaKind, by device: any Device) async throws -> AttachedFile? {
        guard let bytes = try await picture(kind, by: device) else { return nil }
        guard bytes.count <= most, let file = try await file(bytes: bytes, kind: kind) else {
            throw Failure("attachment")
        }
        return file
    }

    @MainActor
    private func picture(_ kind: MediaKind, by device: any Device) async throws -> Data? {
        if kind == .image, device.hasCamera { return try await device.photograph() }
        guard let file = try await device.openFile() else { return nil }
        defer { file.close() }
        return try reading { try file.atMost(most + 1) }
    }
}
