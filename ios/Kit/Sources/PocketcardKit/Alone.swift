import Foundation

/// What a question to a person who answers alone is about; `word` is the question.
public enum Topic: Sendable, CaseIterable {
    case safe, byYourself, free, papers, pay, hurt, child, need

    public var word: String {
        switch self {
        case .safe: "alone-safe"
        case .byYourself: "alone-by-yourself"
        case .free: "alone-free"
        case .papers: "alone-papers"
        case .pay: "alone-pay"
        case .hurt: "alone-hurt"
        case .child: "alone-child"
        case .need: "alone-need"
        }
    }
}

/// What a person can say to need.
public enum Need: Sendable, CaseIterable {
    case sleep, food, doctor, talk

    public var word: String {
        switch self {
        case .sleep: "alone-need-sleep"
        case .food: "alone-need-food"
        case .doctor: "alone-need-doctor"
        case .talk: "alone-need-talk"
        }
    }
}

/// What a person touched.
public enum Reply: Sendable, Equatable, Discreet {
    /// Nothing, or the tile of skipping.
    case skip
    case yes
    case no
    case chosen(Set<Need>)
}

/// What the officer has made sure of. As it is made, it opens nothing.
public struct Gate: Sendable, Equatable {
    public var alone = false
    public var age = Age.unknown
    public var childProtection = false
    /// The area in which help must be in reach; empty: anywhere.
    public var area = ""
}

/// A picture with its words; `path` is an SVG path of 96 by 96, stroked 5 wide with round ends. `sound` names the
/// sound of somebody reading the words; where there is none, nothing reads them: no machine speaks to a person.
public struct Tile: Sendable, Equatable {
    public let text: String
    public let path: String
    public var sound: String?
}

/// Words without a picture, and the name of the sound of somebody reading them.
public struct Said: Sendable, Equatable {
    public let text: String
    public var sound: String?
}

/// A voice in which somebody reads texts aloud; `said` is what it is called.
public struct OfferedVoice: Sendable, Hashable {
    public let variety: String
    public let whose: Whose
    public let said: String
}

/// Whose voice it is.
public enum Whose: Sendable, CaseIterable { case woman, man }

/// A question on a page of its own. Where there is nothing to choose, there are yes and no.
public struct AloneQuestion: Sendable, Equatable {
    public let topic: Topic
    public let tile: Tile
    public let choices: [Pair<Need, Tile>]
}

/// All that a sitting shows, in the person's language.
public struct AlonePages: Sendable, Equatable {
    public let questions: [AloneQuestion]
    public let yes: Tile
    public let no: Tile
    public let skip: Tile
    public let end: Tile
    /// What a sitting is, for the person.
    public let saidFirst: Said
    /// Whether the answers may be seen, which is asked last.
    public let share: Said
    /// All that stands on the glass afterwards.
    public let neutral: String
    /// Pictures were not tried with people who speak the language.
    public let untested: Bool
}

/// What the officer hears of a sitting.
public struct AloneOutcome: Sendable, Equatable, Discreet {
    /// Ids of needs and the needs in words.
    public let needs: [Choice]
    /// One of them cannot wait.
    public let urgent: Bool
    /// The area in which help must be in reach; empty: anywhere.
    public let area: String
    /// The id of the draft that begins with what cannot wait.
    public let draft: String?
    /// Questions and replies that the person wants to be seen.
    public let shared: [Pair<Topic, Reply>]
}

/// A person answers alone, and the officer hears needs. Each touch is sealed at once.
public protocol Alone: Sendable {
    /// The voices in which somebody reads texts of the language `spoken` aloud, called as in `language`.
    func voices(spoken: String, language: String) async throws -> [OfferedVoice]

    /// Opens a sitting, read by `voice` where somebody was recorded. Of one that was left, the draft remains.
    func begin(gate: Gate, spoken: String, voice: OfferedVoice?) async throws -> AlonePages

    /// Sounds by their names, after one another: a WAV file of plain samples, to be played from memory and never
    /// written to a file. Nil where all are damaged: the words are there to be read. Nothing notes that they were
    /// asked for.
    func sound(names: [String]) async throws -> Data?

    /// Takes a reply. False: the sitting is over, because the person is no longer alone.
    func answer(topic: Topic, reply: Reply) async throws -> Bool

    /// Ends the sitting, keeps its draft, and locks the phone. `share` is the person's own word that the answers may
    /// be seen. Locking at once ends it too, without that word.
    func end(share: Bool) async throws

    /// What the officer hears of a sitting, after the phone was unlocked once more; nil where there is nothing.
    func hear(language: String) async throws -> AloneOutcome?

    /// Forgets the sitting: it was heard, or never handed over. Its draft stays.
    func forget() async throws
}
