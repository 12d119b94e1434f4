import Foundation

/// A phone as its screens see it: one call for each thing that a screen needs. Calls leave the caller's thread, wait
/// for each other, and fail with a `Failure` whose code has words.
///
/// Secrets are cleared by the one who made them; copies made here are cleared here.
public protocol Pocketcard: Sendable {
    /// Whether the phone can be entered. `locked` until `start` has looked.
    var door: Door { get }

    /// How the door stands now and whenever that changes: a stream of its own for every caller.
    var doors: AsyncStream<Door> { get }

    /// Looks whether the phone is enrolled. Reads nothing that is sealed.
    func start() async throws

    func languages() async throws -> [Language]

    /// All words of a language, in one call: the pack's while the phone is open, the program's otherwise.
    func words(language: String) async throws -> Words

    /// Who made this invitation, and the words to compare before `enrol`. Changes nothing.
    func invited(invitation: Data) async throws -> Invited

    /// Enrols the phone and opens it. Needs no network.
    func enrol(invitation: Data, passphrase: Secret) async throws

    /// Renews the enrolment with what the office signed for this phone.
    func renew(renewal: Data) async throws

    /// The owner agrees that the office can open this phone without its owner, as its policy asks.
    func agreeToEscrow(passphrase: Secret) async throws

    func unlock(passphrase: Secret) async throws

    /// Sets a new passphrase with the recovery words, and opens the phone.
    func recover(words: Secret, passphrase: Secret) async throws

    /// Locks at once. Work in progress is asked to stop.
    func lock()

    /// The user touched the phone.
    func touch() async throws

    /// Locks a phone that nobody touched for as long as the office's policy says.
    func lockIfIdle() async throws

    /// Closes the files so that the system may freeze the app; `resume` opens them again.
    func freeze() async throws

    func resume() async throws

    /// Erases everything, locked or not.
    func wipe() async throws

    func about() async throws -> About

    func settings() async throws -> Settings

    func choose(settings: Settings) async throws

    func changePassphrase(old: Secret, new: Secret) async throws

    /// Recovery words, to be shown once.
    func newRecoveryWords(passphrase: Secret) async throws -> Secret

    /// Sets the passphrase that erases, or removes it.
    func setDuress(passphrase: Secret, duress: Secret?) async throws

    func verify() async throws -> Checked

    func acceptDamage() async throws

    func today(language: String) async throws -> Today

    /// A checklist as it stands, given what was entered so far.
    func checklist(draft: Draft, language: String) async throws -> Checklist

    /// Keeps what was entered, sealed. Gives the draft's id.
    func keep(draft: Draft) async throws -> String

    func draft(id: String) async throws -> Draft

    func discard(id: String) async throws

    /// What is said of our own people, moved out of a draft into the beginning of a report; nil where nothing is.
    func setApart(draft: Draft) async throws -> Apart?

    /// The questions of an office's own form.
    var forms: any Forms { get }

    /// Practice on invented cases.
    var practice: any Practice { get }

    /// A person answers alone.
    var alone: any Alone { get }

    /// Finishes a screening: signed, sealed for the office, queued. `files` are those that questions name, in order.
    func screen(draft: Draft, language: String, photo: Data?, files: [AttachedFile]) async throws -> Screened

    func directory(language: String) async throws -> Directory

    func services(wanted: Wanted, language: String) async throws -> [Service]

    /// Tells the office what was found at a service, or of a new one, which has no id and needs a note.
    func reportService(service: String?, found: ServiceFound, note: String) async throws

    /// Finishes a referral, or notes that it was declined. Gives the card: where help is, either way.
    func refer(referral: Referral) async throws -> [String]

    func records(skip: Int, limit: Int) async throws -> [RecordLine]

    func record(id: String, language: String) async throws -> RecordPage

    /// Corrects a screening: what differs from the answers that the record has, and why.
    func amend(id: String, answers: [String: Answer], note: String) async throws

    /// Takes back every consent of a referral.
    func withdraw(id: String) async throws

    func guidance(search: String, language: String) async throws -> [GuidanceCard]

    /// Exchanges with the office's hub; nil where it has none. `progress` is called on another thread.
    func sync(progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) async throws -> Outcome?

    /// When to try the hub next by itself, in milliseconds since 1970; nil where any time will do.
    func nextTry() async throws -> Int?

    /// Writes a card file. Closing it is the caller's.
    func carryOut(to: any Sink) async throws -> Outcome

    func carryIn(from: any Source) async throws -> Outcome

    /// All that waits, as texts for codes to scan; each has at most this many characters.
    func parts(length: Int) async throws -> [String]

    /// Puts such texts together.
    func collector() -> any Collector

    /// Meets another phone over a stream; the one that opened it calls.
    func meet(stream: any Duplex, calling: Bool) async throws -> any Encounter
}

extension Pocketcard {
    public func sync() async throws -> Outcome? { try await sync { _, _ in } }

    /// In texts of a length that codes are scanned well at.
    public func parts() async throws -> [String] { try await parts(length: 700) }
}

/// Texts of one message, in any order.
public protocol Collector: Sendable {
    /// Takes one text. Gives the numbers of the texts that are missing, from 1.
    func add(text: String) async throws -> [Int]

    /// Takes in the whole message.
    func takeIn() async throws -> Outcome
}

/// A meeting that has begun: the two people compare codes.
public protocol Encounter: Sendable {
    /// For example `204 117`.
    var code: String { get }

    /// The other phone shows the same code: exchanges everything. Once.
    func exchange() async throws -> Outcome

    func close()
}
