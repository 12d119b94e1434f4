import Foundation
@_exported import PocketcardFFI

/// One phone, in one directory. Locked at first.
///
/// Every call runs on a queue of its own, one after the other, so that it blocks neither the main thread
/// nor Swift's. What you lend (keystore, clock, carrier) must not call the phone. Whatever goes wrong is a
/// `PhoneError` whose `code` says what; the words are those of `error-` and the code.
public final class PocketcardPhone: Sendable {
    private let phone: Phone
    private let queue = DispatchQueue(label: "pocketcard.phone", qos: .userInitiated)

    public init(directory: URL, keystore: Keystore, clock: Clock = SystemClock()) {
        phone = Phone(directory: directory.path, keystore: keystore, clock: clock)
    }

    public var isEnrolled: Bool { phone.isEnrolled() }

    public func isUnlocked() async throws -> Bool { try await run { try $0.isUnlocked() } }

    /// Enrols the phone with the text of an invitation, and unlocks it. Needs no network.
    ///
    /// - Parameter unlockMilliseconds: how long unlocking may take on this device: the longer, the
    ///   harder it is to guess the passphrase elsewhere.
    public func enrol(
        invitation: Data, passphrase: Data, unlockMilliseconds: UInt32 = 1000
    ) async throws {
        try await run {
            try $0.enrol(
                invitation: invitation, passphrase: passphrase, unlockMs: unlockMilliseconds)
        }
    }

    /// Who made an invitation, as it says itself, and the words to compare with the office before enrolling.
    public func invited(invitation: Data) async throws -> Invited {
        try await run { try $0.invited(invitation: invitation) }
    }

    /// Renews the enrolment with what the office signed for this phone. Keys, desks, records and outbox stay.
    public func renew(invitation: Data) async throws {
        try await run { try $0.renew(invitation: invitation) }
    }

    public func unlock(passphrase: Data) async throws {
        try await run { try $0.unlock(passphrase: passphrase) }
    }

    /// Wipes the keys from memory. Work in progress is asked to stop; this waits for it.
    public func lock() { phone.lock() }

    /// Erases everything for good, locked or not, without the passphrase.
    public func wipe() throws { try phone.wipe() }

    /// The owner agrees that the office can open this phone without its owner, as its policy asks.
    public func agreeToEscrow(passphrase: Data) async throws {
        try await run { try $0.agreeToEscrow(passphrase: passphrase) }
    }

    public func changePassphrase(old: Data, new: Data) async throws {
        try await run { try $0.changePassphrase(old: old, new: new) }
    }

    /// The user touched the phone. Call it at every touch.
    public func touch() async throws { try await run { try $0.touch() } }

    /// Locks when nobody touched the phone for as long as the office's policy says. Call it from a timer
    /// and when the app comes to the front. Gives whether the phone is locked now.
    public func lockIfIdle() async throws -> Bool { try await run { try $0.lockIfIdle() } }

    /// Makes recovery words, which open this phone when the passphrase is forgotten or the keystore lost
    /// its key. Show them once, keep them nowhere.
    public func newRecoveryWords(passphrase: Data) async throws -> Data {
        try await run { try $0.newRecoveryWords(passphrase: passphrase) }
    }

    /// Sets a new passphrase with the recovery words. Nothing that is stored changes.
    public func recover(words: Data, new: Data) async throws {
        try await run { try $0.recover(words: words, new: new) }
    }

    /// Sets a passphrase that, typed under duress, destroys everything and opens an ordinary-looking empty
    /// phone. Only where the office's policy allows it.
    public func setDuress(passphrase: Data, duress: Data) async throws {
        try await run { try $0.setDuress(passphrase: passphrase, duress: duress) }
    }

    /// Removes the duress passphrase, if one is set. Whether one was, nobody learns.
    public func clearDuress(passphrase: Data) async throws {
        try await run { try $0.clearDuress(passphrase: passphrase) }
    }

    /// Does what is due with time. Call it when the app comes to the front.
    public func tidy() async throws { try await run { try $0.tidy() } }

    /// Closes the files. iOS ends an app that is frozen while it holds a database open.
    public func suspend() async throws { try await run { try $0.suspend() } }

    /// Opens the files again.
    public func resume() async throws { try await run { try $0.resume() } }

    public func about() async throws -> About { try await run { try $0.about() } }

    public func checklists(language: String) async throws -> [ChecklistLine] {
        try await run { try $0.checklists(language: language) }
    }

    /// What to show of a checklist now, given the answers so far.
    public func view(_ answers: Answers, language: String) async throws -> ChecklistView {
        try await run { try $0.view(answers: answers, language: language) }
    }

    /// What the answers indicate. Stores nothing.
    public func check(_ answers: Answers, language: String) async throws -> Finding {
        try await run { try $0.check(answers: answers, language: language) }
    }

    public func services(_ wanted: Wanted = Wanted(), language: String) async throws -> [ServiceLine] {
        try await run { try $0.services(wanted: wanted, language: language) }
    }

    /// All words of the app in one language, locked or not.
    public func words(language: String) async throws -> Words {
        try await run { try $0.words(language: language) }
    }

    public func settings() async throws -> Settings { try await run { try $0.settings() } }

    public func choose(_ settings: Settings) async throws {
        try await run { try $0.setSettings(settings: settings) }
    }

    /// The day at a glance: drafts, what waits, answers, warnings.
    public func today(language: String) async throws -> Today {
        try await run { try $0.today(language: language) }
    }

    /// A record to read, with its texts in this language.
    public func page(_ id: String, language: String) async throws -> RecordPage {
        try await run { try $0.page(id: id, language: language) }
    }

    public func guidance(_ words: String, language: String) async throws -> [Explained] {
        try await run { try $0.guidance(words: words, language: language) }
    }

    /// What services can be looked for by.
    public func directory(language: String) async throws -> Directory {
        try await run { try $0.directory(language: language) }
    }

    /// Keeps a screening that is not finished, sealed. One that names a draft replaces it.
    public func saveDraft(_ screening: Screening) async throws -> String {
        try await run { try $0.saveDraft(screening: screening) }
    }

    /// Moves allegations against our own personnel out of answers and into the beginning of a report. Nil where
    /// there is none to move. Nothing is stored.
    public func setApart(_ answers: Answers) async throws -> SetApart? {
        try await run { try $0.setApart(answers: answers) }
    }

    /// The guidance cards: those for staff, and those that are read out or handed over.
    public func guidanceCards(language: String) async throws -> [GuidanceCard] {
        try await run { try $0.guidanceCards(language: language) }
    }

    /// Invented cases. Show "practice.banner" on every screen of them, draw them with `view`, keep no draft.
    public func practiceCases(language: String) async throws -> [PracticeCase] {
        try await run { try $0.practiceCases(language: language) }
    }

    /// Ends a practice case and explains it. Nothing is sent, the answers are not kept.
    public func practise(
        _ situation: String, answers: Answers, language: String
    ) async throws -> [String] {
        try await run { try $0.practise(situation: situation, answers: answers, language: language) }
    }

    /// Tells the office what was found at a service, or of a new one, which has no id and needs a note.
    public func reportService(
        _ service: String, found: ServiceFinding, note: String = ""
    ) async throws -> String {
        try await run { try $0.reportService(service: service, found: found, note: note) }
    }

    /// The voices in which somebody reads texts of the language `spoken` aloud, for staff to choose by.
    public func voices(spoken: String, language: String) async throws -> [OfferedVoice] {
        try await run { try $0.voices(spoken: spoken, language: language) }
    }

    /// The name of the sound of somebody reading a text that speaks to a person, as the text stands now.
    public func recording(
        _ text: String, language: String, variety: String, voice: Voice
    ) async throws -> String? {
        try await run {
            try $0.recording(text: text, language: language, variety: variety, voice: voice)
        }
    }

    /// Sounds by their names, after one another, as a WAV file of plain samples: give it to `AVAudioPlayer(data:)`,
    /// and write it to no file. Nothing where all are damaged: the words are there to be read.
    public func sound(_ names: [String]) async throws -> Data? {
        try await run { try $0.sound(names: names) }
    }

    /// Opens a sitting in which a person answers alone. Of one that was left, the draft remains. Show skip as large
    /// as yes and no, end on every screen, and let nothing but a tile's own sound read it: no machine speaks to a person.
    public func beginAlone(
        _ gate: Gate, language: String, variety: String, voice: Voice
    ) async throws -> AlonePage {
        try await run {
            try $0.beginAlone(gate: gate, language: language, variety: variety, voice: voice)
        }
    }

    /// Seals what the person touched. False: it is over; show the neutral screen and `endAlone`.
    public func answerAlone(_ topic: Topic, _ reply: Reply) async throws -> Bool {
        try await run { try $0.answerAlone(topic: topic, reply: reply) }
    }

    /// Ends the sitting, keeps its draft, and locks. Locking at once ends it too, without the person's word.
    public func endAlone(share: Bool) async throws { try await run { try $0.endAlone(share: share) } }

    /// What the officer hears of a sitting, after the phone was unlocked once more. Ask after every unlocking.
    public func hearAlone(language: String) async throws -> AloneOutcome? {
        try await run { try $0.hearAlone(language: language) }
    }

    /// Forgets the sitting: it was heard, or never handed over. Its draft stays.
    public func forgetAlone() async throws { try await run { try $0.forgetAlone() } }

    /// A draft as it was kept: hand it to `screen` to finish it.
    public func draft(_ id: String) async throws -> Screening { try await run { try $0.draft(id: id) } }

    public func discardDraft(_ id: String) async throws {
        try await run { try $0.discardDraft(id: id) }
    }

    /// Finishes a screening: signs it, seals it for the office and queues it, in one stroke.
    public func screen(
        _ screening: Screening, language: String, attachments: [Attachment] = [],
        progress: ProgressListener? = nil
    ) async throws -> Screened {
        try await run {
            try $0.screen(
                screening: screening, attachments: attachments, progress: progress,
                language: language)
        }
    }

    /// Finishes a referral, or notes that it was offered and declined.
    public func refer(_ referral: Referral) async throws -> Referred {
        try await run { try $0.refer(referral: referral) }
    }

    /// Corrects a record. The earlier one stays; the office sees both.
    public func amend(
        _ id: String, answers: [String: Answer], note: String = ""
    ) async throws -> String {
        try await run { try $0.amend(id: id, answers: answers, note: note) }
    }

    /// Withdraws every consent that a referral rests on.
    public func withdraw(_ id: String) async throws -> String {
        try await run { try $0.withdraw(id: id) }
    }

    /// The records that this phone remembers, newest first, a page at a time.
    public func list(skip: UInt32 = 0, limit: UInt32 = 50) async throws -> [RecordLine] {
        try await run { try $0.list(skip: skip, limit: limit) }
    }

    public func show(_ id: String) async throws -> RecordDetail {
        try await run { try $0.show(id: id) }
    }

    /// What waits for the office's receipt, most urgent first, and why each waits.
    public func outbox() async throws -> [OutboxLine] { try await run { try $0.outbox() } }

    /// When to call `sync` next without being asked, in milliseconds since 1970; nil where any time will do.
    /// Each failure makes the pause longer: give this to the system's scheduler after every `sync`.
    public func nextTry() async throws -> Int64? { try await run { try $0.nextTry() } }

    /// The network is back, or the user asked: the hub may be tried at once. Call it before `sync`.
    public func onConnectivity() async throws { try await run { try $0.onConnectivity() } }

    /// Writes a waiting parcel, sealed as it is, for somebody at the office to look at. Gives its length.
    public func exportParcel(_ parcel: String, to sink: Sink) async throws -> UInt64 {
        try await run { try $0.exportParcel(parcel: parcel, to: sink) }
    }

    /// Sends a parcel again that was set aside, because somebody looked at it.
    public func releaseParcel(_ parcel: String) async throws {
        try await run { try $0.releaseParcel(parcel: parcel) }
    }

    /// Exchanges parcels with the office's hub, or gives nil when the office has none. When the network
    /// fails, what was exchanged until then is kept and the next call goes on there.
    ///
    /// - Parameters:
    ///   - progress: hears how many bytes of parcels went through, of how many that are known, and stops
    ///     here by giving false.
    ///   - window: bounds the bytes of parcels in one request and one answer: less for roads that break
    ///     often, more where every round trip is dear.
    public func sync(
        progress: ProgressListener? = nil, window: UInt32 = 256 * 1024,
        connect: @Sendable (Hub) throws -> any Carrier = { try HTTPCarrier(hub: $0) }
    ) async throws -> Synced? {
        guard let hub = try await run({ try $0.hub() }) else { return nil }
        return try await exchange(
            phone.exchangeWithHub(window: window), over: connect(hub), progress: progress)
    }

    /// Meets another phone over any stream of bytes: Bluetooth, Wi-Fi between the two, a cable. This side
    /// opened the connection, and the other one answers. Closing is the caller's. `progress` hears no numbers
    /// here, and may stop the waiting; so does locking.
    public func call(
        over stream: any ByteStream, progress: ProgressListener? = nil
    ) async throws -> PhoneMeeting {
        let phone = phone
        return try await PhoneMeeting { try phone.call(stream: stream, progress: progress) }
    }

    /// Meets another phone that opened the connection and calls.
    public func answer(
        over stream: any ByteStream, progress: ProgressListener? = nil
    ) async throws -> PhoneMeeting {
        let phone = phone
        return try await PhoneMeeting { try phone.answer(stream: stream, progress: progress) }
    }

    /// Looks at everything that arrived.
    public func takeIn() async throws -> Arrivals { try await run { try $0.takeIn() } }

    /// Writes a bundle for whoever carries it.
    public func carryOut(to sink: Sink, progress: ProgressListener? = nil) async throws -> CarriedOut {
        try await run { try $0.carryOut(to: sink, progress: progress) }
    }

    /// Takes in a bundle: what is for this phone takes effect, the rest is carried on.
    public func carryIn(from source: Source, progress: ProgressListener? = nil) async throws -> CarriedIn {
        try await run { try $0.carryIn(from: source, progress: progress) }
    }

    /// Checks every row, the journal's signatures and its chain.
    public func verify(progress: ProgressListener? = nil) async throws -> Verified {
        try await run { try $0.verify(progress: progress) }
    }

    /// Takes the store as it is, whatever `verify` found.
    public func acceptDamage() async throws { try await run { try $0.acceptDamage() } }

    /// Writes what waits for the office to a bundle, when the phone does not unlock because its store is damaged.
    public func rescue(
        passphrase: Data, to sink: Sink, progress: ProgressListener? = nil
    ) async throws -> CarriedOut {
        try await run { try $0.rescue(passphrase: passphrase, to: sink, progress: progress) }
    }

    private func exchange(
        _ steps: Exchange, over carrier: any Carrier, progress: ProgressListener?
    ) async throws -> Synced {
        var failure: (any Error)?
        while failure == nil, let request = try await run({ _ in try steps.nextRequest() }) {
            var answer = Data()
            do {
                answer = try await carrier.carry(request)
            } catch {
                failure = error
            }
            let arrived = answer
            if try await run({ _ in try steps.onResponse(response: arrived) }) == .done { break }
            let now = steps.progress()
            if try progress?.advance(done: now.done, total: now.total) == false { break }
        }
        // Also after a failure: what arrived before it takes effect.
        let arrivals = try await takeIn()
        if let failure { throw failure }
        return Synced(tally: steps.tally(), arrivals: arrivals)
    }

    func run<T: Sendable>(
        _ work: @escaping @Sendable (Phone) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [phone] in
                continuation.resume(with: Result { try work(phone) })
            }
        }
    }
}

/// Brings one request to the other side, and back the answer or as much of it as arrived.
public protocol Carrier: Sendable {
    func carry(_ request: Data) async throws -> Data
}

/// A meeting with another phone. The two people compare the codes that both phones show.
public final class PhoneMeeting: Sendable {
    private let meeting: Meeting
    /// A queue of its own: the phone can be used while the other one is waited for.
    private let queue: DispatchQueue

    init(_ begin: @escaping @Sendable () throws -> Meeting) async throws {
        let queue = DispatchQueue(label: "pocketcard.meeting", qos: .userInitiated)
        self.queue = queue
        meeting = try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try begin() }) }
        }
    }

    /// The code to show, for example `204 117`.
    public var code: String { meeting.code() }

    /// The person says that the other phone shows the same code: exchanges everything that either phone
    /// has for the other. Once; for another exchange, meet again.
    public func exchange(progress: ProgressListener? = nil) async throws -> Synced {
        let met = try await withCheckedThrowingContinuation { continuation in
            queue.async { [meeting] in
                continuation.resume(with: Result { try meeting.exchange(progress: progress) })
            }
        }
        return Synced(tally: met.tally, arrivals: met.arrivals)
    }
}

/// What an exchange did, and what it changed on this phone.
public struct Synced: Sendable {
    public let tally: ExchangeStats
    public let arrivals: Arrivals
}
