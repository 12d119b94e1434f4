import Foundation

/// An invented case to practise on.
public struct PracticeCase: Sendable, Equatable, Identifiable {
    public let id: String
    public let title: String
    /// What one meets.
    public let story: String
    /// The checklist that it is answered on.
    public let checklist: String
    /// How often it was done on this phone.
    public let times: Int
    /// How many signs were missed the last time.
    public let missed: Int
    /// Whether its texts are in the language that was asked for.
    public let translated: Bool
}

/// A part of a case's explanation: what it is about, and what is to be said of it.
public struct Lesson: Sendable, Equatable {
    public let title: String
    public let points: [String]
}

/// Practice on invented cases. Nothing of it is sent, and answers are not kept.
public protocol Practice: Sendable {
    func cases(language: String) async throws -> [PracticeCase]

    /// Ends a case: notes that it was done, and explains it.
    func explain(practised: String, draft: Draft, language: String) async throws -> [Lesson]
}

/// The core's lines by their headings: what belongs to a heading is indented below it.
func lessons(_ lines: [String]) -> [Lesson] {
    lines.reduce(into: []) { parts, line in
        let said = line.trimmingCharacters(in: .whitespaces)
        if line.hasPrefix(" "), let last = parts.popLast() {
            parts.append(Lesson(title: last.title, points: last.points + [said]))
        } else {
            parts.append(Lesson(title: said.hasSuffix(":") ? String(said.dropLast()) : said, points: []))
        }
    }
}
