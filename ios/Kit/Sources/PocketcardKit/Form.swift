import Foundation

/// Where a question stands: its name, and the turns of the repeats around it, outermost first, from 0.
public struct Place: Sendable, Hashable {
    public let name: String
    public let turns: [Int]

    public init(name: String, turns: [Int] = []) {
        self.name = name
        self.turns = turns
    }
}

/// Something of an office's own form that is asked or shown now.
public struct Question: Sendable, Equatable {
    public let place: Place
    /// The group or repeat that it is inside.
    public let inside: String?
    public let widget: Widget
    public let label: String
    public let hint: String
    public let readOnly: Bool
    public let required: Bool
    /// Turns of the repeat can be added and taken away.
    public let canAdd: Bool
    /// How many turns the repeat has.
    public let count: Int
    public var value: Value?
    public let choices: [Choice]
    /// It must be answered and is not: told when somebody wants to finish, not before.
    public let missing: Bool
    /// What is wrong with the answer, or that there is none.
    public let message: String

    /// The answer as one types it.
    public var typed: String {
        switch value {
        case .whole(let number): String(number)
        case .decimal(let number): String(number)
        case .text(let text): text
        case .chosen, nil: ""
        }
    }

    /// Names of the choices that were made.
    public var chosen: [String] {
        switch value {
        case .text(let text): [text]
        case .chosen(let ids): ids
        default: []
        }
    }

    /// Which file answers it, from 1.
    public var file: Int? {
        guard case .media = widget, case .whole(let number) = value else { return nil }
        return number
    }

    /// What a person typed, as this question takes it; something that is no number stays words, and is told to be
    /// wrong.
    public func read(_ typed: String) -> Value? {
        let trimmed = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        if trimmed.isEmpty { return nil }
        switch widget {
        case .integer:
            return Int(trimmed).map(Value.whole) ?? .text(typed)
        case .decimal, .range:
            let number = trimmed.replacingOccurrences(of: ",", with: ".")
            if let whole = Int(number) { return .whole(whole) }
            return Double(number).flatMap { $0.isFinite ? .decimal($0) : nil } ?? .text(typed)
        default:
            return .text(typed)
        }
    }

    /// The answer after somebody touched a choice: taken, or let go where it was taken already.
    public func touched(_ choice: String) -> Value? {
        switch widget {
        case .selectMultiple, .rank:
            let ids = chosen.contains(choice) ? chosen.filter { $0 != choice } : chosen + [choice]
            return ids.isEmpty ? nil : .chosen(ids)
        default:
            return chosen.contains(choice) ? nil : .text(choice)
        }
    }
}

/// How a question is shown.
public enum Widget: Sendable, Equatable {
    case text
    case barcode
    case integer
    case decimal
    case range(start: Double, end: Double, step: Double)
    case date
    case time
    case dateTime
    case selectOne
    case selectMultiple
    case rank
    case acknowledge
    /// A file; `kind` is what it has to be.
    case media(kind: MediaKind)
    /// A place on the map: one point, or several.
    case position(several: Bool)
    case note
    case group
    case `repeat`

    /// The one thing that is answered to `acknowledge` (XLSForm, question type `acknowledge`).
    public static let done = "OK"
}

public enum MediaKind: Sendable, CaseIterable { case image, audio, video, file }

/// An answer.
public enum Value: Sendable, Equatable, Discreet {
    case whole(Int)
    case decimal(Double)
    case text(String)
    case chosen([String])
}

/// A file that goes with a screening.
public struct AttachedFile: Sendable, Equatable, Discreet {
    public let bytes: Data
    public let mediaType: String
}

/// The questions of an office's own form. Every call gives the draft as it is afterwards, and keeps nothing.
public protocol Forms: Sendable {
    /// A draft that nobody has answered yet: its questions have what they start with.
    func begin(checklist: String) async throws -> Draft

    /// What is asked now, in order; nothing where the checklist has no form of its own.
    func questions(draft: Draft, language: String) async throws -> [Question]

    /// Takes an answer, or takes it back. A wrong one is taken too, and told by `questions`.
    func answer(draft: Draft, place: Place, value: Value?) async throws -> Draft

    /// Adds a turn to a repeat.
    func addTurn(draft: Draft, repeated: Place) async throws -> Draft

    /// Takes one turn of a repeat away, from 0.
    func removeTurn(draft: Draft, repeated: Place, turn: Int) async throws -> Draft

    /// Takes back the answer that names this file, from 1; those after it name the places before.
    func withoutFile(draft: Draft, number: Int) async throws -> Draft

    /// What these bytes are as a file of this kind; nil where they are none.
    func file(bytes: Data, kind: MediaKind) async throws -> AttachedFile?
}
