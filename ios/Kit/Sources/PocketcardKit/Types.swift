/// Two things that belong together.
public struct Pair<First, Second> {
    public let first: First
    public let second: Second

    public init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }
}

extension Pair: Sendable where First: Sendable, Second: Sendable {}
extension Pair: Equatable where First: Equatable, Second: Equatable {}
extension Pair: Hashable where First: Hashable, Second: Hashable {}

/// Holds what a person entered. Printing it, or anything that it is in, says nothing of that.
public protocol Discreet: CustomStringConvertible, CustomDebugStringConvertible {}

extension Discreet {
    public var description: String { "\(Self.self)(…)" }
    public var debugDescription: String { description }
}

/// All words of the app in one language: a screen has no sentence of its own.
public struct Words: Sendable, Equatable {
    public let tag: String
    public let rightToLeft: Bool
    /// Says that no speaker of the language has read its texts yet, where that is so.
    public let review: String?
    let texts: [String: String]

    /// The words of this id.
    public subscript(id: String) -> String { texts[id] ?? id }

    /// What to do after this failure.
    public func failed(_ code: String) -> String { texts["error-\(code)"] ?? self["error-unknown"] }

    public func contains(_ id: String) -> Bool { texts[id] != nil }
}

public struct Language: Sendable, Equatable {
    public let tag: String
    public let name: String
    public let rightToLeft: Bool
    public let reviewed: Bool
}

public enum Look: String, Sendable, CaseIterable { case device, light, dark, sun }

/// What the owner chose. An empty language is the device's.
public struct Settings: Sendable, Equatable {
    public var language = ""
    public var look = Look.device
}

/// Whether the phone can be entered.
public enum Door: String, Sendable, CaseIterable { case notEnrolled, locked, open }

/// How this phone stands with its office; `standing-…` says it in words.
public enum Standing: Sendable, CaseIterable {
    case waiting, enrolled, invitationRefused, revoked

    public var word: String {
        switch self {
        case .waiting: "standing-waiting"
        case .enrolled: "standing-enrolled"
        case .invitationRefused: "standing-invitation-refused"
        case .revoked: "standing-revoked"
        }
    }
}

public struct About: Sendable, Equatable {
    public let office: String
    public let confidential: String?
    /// Six words for this phone's keys: its owner reads them to the office.
    public let words: String
    public let escrow: Escrow
    /// The office's policy lets the owner set a passphrase that erases.
    public let duress: Bool
    public let packVersion: Int
    public let standing: Standing
}

/// Whether the office can open this phone without its owner.
public enum Escrow: Sendable, CaseIterable { case off, asked, agreed }

/// Who made an invitation, as it says itself, and six words to compare with the office by word of mouth.
public struct Invited: Sendable, Equatable {
    public let office: String
    public let words: String
}

/// The day at a glance.
public struct Today: Sendable, Equatable {
    public let about: About
    /// Ids of words.
    public let warnings: [String]
    public let checklists: [ChecklistLine]
    public let drafts: [DraftLine]
    public let waiting: [Waiting]
    public let nextTry: Int?
    public let answers: [OfficeAnswer]
}

public struct ChecklistLine: Sendable, Equatable, Identifiable {
    public let id: String
    public let name: String
    public let confidential: Bool
}

public struct DraftLine: Sendable, Equatable, Identifiable {
    public let id: String
    public let keptAt: Int
    public let checklist: String
    public let answered: Int
}

/// What waits for the office: `state` and `why` are ids of words.
public struct Waiting: Sendable, Equatable {
    public let parcel: String
    public let bytes: Int
    public let state: String
    public let why: String
}

public struct OfficeAnswer: Sendable, Equatable, Discreet {
    public let to: String
    public let code: String
    public let madeAt: Int
    public let text: String
}

public enum Answer: Sendable, CaseIterable {
    case observed, told, reported, notObserved, notAsked

    public var word: String {
        switch self {
        case .observed: "answer-observed"
        case .told: "answer-told"
        case .reported: "answer-reported"
        case .notObserved: "answer-not-observed"
        case .notAsked: "answer-not-asked"
        }
    }
}

public enum Age: Sendable, CaseIterable {
    case adult, child, mayBeChild, unknown

    public var word: String {
        switch self {
        case .adult: "age-adult"
        case .child: "age-child"
        case .mayBeChild: "age-may-be-child"
        case .unknown: "age-unknown"
        }
    }
}

/// Everything that was entered of a screening.
public struct Draft: Sendable, Equatable, Discreet {
    public let checklist: String
    public var id: String?
    public var age = Age.unknown
    public var answers: [String: Answer] = [:]
    public var place = ""
    public var note = ""
    public var area = ""
    public var withoutService = ""
    /// What the core keeps beside it: versions, notes of indicators, values of questions.
    var rest: DraftRest?

    public init(checklist: String) { self.checklist = checklist }
}

/// A draft without the allegations against our own people, and a misconduct report that holds these alone.
public struct Apart: Sendable, Equatable, Discreet {
    public let rest: Draft
    public let report: Draft
}

/// A checklist as it stands.
public struct Checklist: Sendable, Equatable {
    public let title: String
    public let hint: String?
    public let confidential: Bool
    public let notice: String?
    public let sections: [Section]
    /// The one question about the age, where something was noticed and nothing is noted of it.
    public var askAge: String?
}

public struct Section: Sendable, Equatable, Identifiable {
    public let id: String
    public let title: String
    public let hint: String?
    public let warning: String?
    public let offer: Offer
    public let items: [Item]
}

/// How a section stands: `offer-…` says it in words.
public enum Offer: Sendable, CaseIterable {
    case open, offered, available

    public var word: String {
        switch self {
        case .open: "offer-open"
        case .offered: "offer-offered"
        case .available: "offer-available"
        }
    }
}

public struct Item: Sendable, Equatable, Identifiable {
    public let id: String
    public let text: String
    public let hint: String?
    public let sight: Bool
    public let answer: Answer
}

public enum Level: Sendable, CaseIterable {
    case noFlag, enquire, refer, referNow

    public var word: String {
        switch self {
        case .noFlag: "level-no-flag"
        case .enquire: "level-enquire"
        case .refer: "level-refer"
        case .referNow: "level-refer-now"
        }
    }
}

/// Something that answers point to, and what led to it.
public struct Shown: Sendable, Equatable {
    public let text: String
    public let because: [String]
}

/// What the answers indicate. It flags and never judges.
public struct Finding: Sendable, Equatable {
    public let level: Level
    public let child: Bool
    public let reasons: [Shown]
    public let advice: [String]
    public let urgent: [Shown]
    public let forms: [Shown]
    public let elements: [Shown]
    public let linkages: [Shown]
    /// The level in words: a place is reported, an offer is passed on, people are offered a referral.
    public var title = ""
    public var meaning = ""
    /// It is about people, who can be offered a referral.
    public var ofPeople = true
    /// How many pieces of advice stand before the rest, which is folded.
    public var firstAdvice = 3
    /// Of a place that was visited before: what is otherwise since then, by title; the first title says since when.
    public var since: [Pair<String, [String]>] = []
}

/// A screening that was finished. A confidential one leaves no record.
public struct Screened: Sendable, Equatable {
    public let record: String?
    public let code: String
    public let finding: Finding
}

public struct Choice: Sendable, Equatable, Identifiable {
    public let id: String
    public let text: String
}

/// What services can be looked for by.
public struct Directory: Sendable, Equatable {
    public let needs: [Choice]
    public let areas: [String]
    public let languages: [String]
}

/// Which services are looked for; what is left out matches all.
public struct Wanted: Sendable, Equatable {
    public var need: String?
    public var area: String?
    public var language: String?

    public init(need: String? = nil, area: String? = nil, language: String? = nil) {
        self.need = need
        self.area = area
        self.language = language
    }
}

public struct Service: Sendable, Equatable, Identifiable {
    public let id: String
    public let name: String
    public let card: [String]
    public let needs: [String]
}

/// What was found at a service.
public enum ServiceFound: Sendable, CaseIterable {
    case confirmed, closed, full, unsafe, changed, conditions
    /// It is not in the directory yet.
    case new

    public var word: String {
        switch self {
        case .confirmed: "service-found-confirmed"
        case .closed: "service-found-closed"
        case .full: "service-found-full"
        case .unsafe: "service-found-unsafe"
        case .changed: "service-found-changed"
        case .conditions: "service-found-conditions"
        case .new: "service-found-new"
        }
    }
}

/// On whose word consent rests.
public enum Basis: Sendable, CaseIterable {
    case own, caregiver, bestInterests
    /// The person cannot answer; nobody agreed.
    case lifeInDanger

    public var word: String {
        switch self {
        case .own: "refer-own"
        case .caregiver: "refer-caregiver"
        case .bestInterests: "refer-best"
        case .lifeInDanger: "refer-danger"
        }
    }
}

/// How a person was asked.
public enum How: Sendable, CaseIterable {
    case spoken, interpreted, written, heard

    public var word: String {
        switch self {
        case .spoken: "refer-spoken"
        case .interpreted: "refer-interpreted"
        case .written: "refer-written"
        case .heard: "refer-heard"
        }
    }
}

/// A referral that was offered. Without a `consent` the person said no.
public struct Referral: Sendable, Equatable {
    public let about: String
    public let needs: [String]
    public let how: How
    public let language: String
    public let consent: Consent?
}

/// What the person agreed to: that this service is told, or none, and whether for tables and inquiries too.
public struct Consent: Sendable, Equatable, Discreet {
    public let service: String?
    public let basis: Basis
    public var reason = ""
    public var statistics = false
    public var accountability = false
    public var note = ""
}

/// A line of the list of records; `kind` is an id of words.
public struct RecordLine: Sendable, Equatable, Identifiable {
    public let id: String
    public let kind: String
    public let code: String
    public let place: String
    public let madeAt: Int
    public let readable: Bool
    public let received: Bool
}

/// A record to read; `agreed` are ids of words.
public struct RecordPage: Sendable, Equatable, Discreet {
    public let line: RecordLine
    /// A screening's answers, to be corrected.
    public let answers: Draft?
    public let finding: Finding?
    public let note: String
    public let service: String
    public let needs: [String]
    public let agreed: [String]
    public let office: [OfficeAnswer]
}

public struct GuidanceCard: Sendable, Equatable {
    public let title: String
    public let points: [String]
}

/// What an exchange did and changed: pairs of an id of words and a number, none of them zero.
public struct Outcome: Sendable, Equatable {
    public let counts: [Pair<String, Int>]
    public var refused: [String] = []
    /// The office asks for everything to be erased.
    public var wipe = false
}

/// Whether the storage is as it should be, and what is not.
public struct Checked: Sendable, Equatable {
    public let good: Bool
    public let problems: [String]
}

/// Something did not work. `code` is for `error-…`; it never repeats what was entered.
public struct Failure: Error, Equatable {
    public let code: String
    public let triesLeft: Int?

    public init(_ code: String, triesLeft: Int? = nil) {
        self.code = code
        self.triesLeft = triesLeft
    }
}
