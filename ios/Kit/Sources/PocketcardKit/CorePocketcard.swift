import Foundation
internal import PocketcardFFI

/// The version of the core that this app was built with.
public func programVersion() -> String { version() }

/// The real phone: the core behind its generated bindings, with its files in one directory. Its calls block, and so they
/// run on a queue of their own, one after the other. What is lent (keys, clock, carrier) must not call the phone.
public actor CorePocketcard: Pocketcard {
    nonisolated let phone: Phone
    private nonisolated let queue = PhoneQueue()
    private nonisolated let opened = Watched(Door.locked)
    private let unlockMillis: Int
    private let connect: @Sendable (Hub) throws -> any Carrier

    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - directory: Where the phone's files are, or will be.
    ///   - keys: Holds what no passphrase opens alone.
    ///   - clock: Tells the time.
    ///   - unlockMillis: How long unlocking may take on this device, in milliseconds; set when the phone is enrolled.
    ///   - connect: Reaches the office's hub.
    public init(
        directory: URL, keys: any Keys, clock: any Clock = SystemClock(), unlockMillis: Int = 1000,
        connect: @escaping @Sendable (Hub) throws -> any Carrier = { try HTTPCarrier(hub: $0) }
    ) {
        phone = Phone(directory: directory.path, keystore: LentKeys(keys), clock: LentClock(clock))
        self.unlockMillis = unlockMillis
        self.connect = connect
    }

    public nonisolated var door: Door { opened.value }
    public nonisolated var doors: AsyncStream<Door> { opened.values() }

    public nonisolated var forms: any Forms { CoreForms(core: self) }
    public nonisolated var practice: any Practice { CorePractice(core: self) }
    public nonisolated var alone: any Alone { CoreAlone(core: self) }

    public func start() throws { try ask { _ in look() } }

    public func languages() throws -> [Language] {
        PocketcardFFI.languages().map {
            Language(tag: $0.tag, name: $0.name, rightToLeft: $0.rtl, reviewed: $0.reviewed)
        }
    }

    public func words(language: String) throws -> Words {
        let words = try ask { try $0.words(language: language) }
        return Words(tag: words.tag, rightToLeft: words.rtl, review: words.review, texts: words.texts)
    }

    public func invited(invitation: Data) throws -> Invited {
        let invited = try ask { try $0.invited(invitation: invitation) }
        return Invited(office: invited.office, words: invited.words)
    }

    public func enrol(invitation: Data, passphrase: Secret) throws {
        try ask { phone in
            try passphrase.use {
                try phone.enrol(invitation: invitation, passphrase: $0, unlockMs: UInt32(unlockMillis))
            }
        }
        opened.value = .open
    }

    public func renew(renewal: Data) throws { try ask { try $0.renew(invitation: renewal) } }

    public func agreeToEscrow(passphrase: Secret) throws {
        try ask { phone in try passphrase.use { try phone.agreeToEscrow(passphrase: $0) } }
    }

    public func unlock(passphrase: Secret) throws {
        do {
            try ask { phone in try passphrase.use { try phone.unlock(passphrase: $0) } }
        } catch {
            look()
            throw error
        }
        opened.value = .open
        try ask { try $0.tidy() }
    }

    public func recover(words: Secret, passphrase: Secret) throws {
        try ask { phone in
            try words.use { old in try passphrase.use { try phone.recover(words: old, new: $0) } }
            try passphrase.use { try phone.unlock(passphrase: $0) }
        }
        opened.value = .open
    }

    public nonisolated func lock() {
        phone.lock()
        opened.change { $0 == .open ? .locked : $0 }
    }

    public func touch() throws { try ask { try $0.touch() } }

    public func lockIfIdle() throws {
        if door == .open, try ask({ try $0.lockIfIdle() }) { opened.value = .locked }
    }

    public func freeze() throws { try ask { try $0.suspend() } }

    public func resume() throws { try ask { try $0.resume() } }

    /// Waits for nothing that goes on: a prompt for the keystore may be open.
    public nonisolated func wipe() async throws {
        let phone = phone
        do { try await blocking { try phone.wipe() } } catch { throw failure(error) }
        opened.value = .notEnrolled
    }

    public func about() throws -> About { try ask { try $0.about().kit } }

    public func settings() throws -> Settings { try ask { try $0.settings().kit } }

    public func choose(settings: Settings) throws { try ask { try $0.setSettings(settings: settings.ffi) } }

    public func changePassphrase(old: Secret, new: Secret) throws {
        try ask { phone in
            try old.use { old in try new.use { try phone.changePassphrase(old: old, new: $0) } }
        }
    }

    public func newRecoveryWords(passphrase: Secret) throws -> Secret {
        var words = try ask { phone in try passphrase.use { try phone.newRecoveryWords(passphrase: $0) } }
        defer { words.resetBytes(in: words.startIndex..<words.endIndex) }
        return Secret(words)
    }

    public func setDuress(passphrase: Secret, duress: Secret?) throws {
        try ask { phone in
            try passphrase.use { own in
                guard let duress else { return try phone.clearDuress(passphrase: own) }
                try duress.use { try phone.setDuress(passphrase: own, duress: $0) }
            }
        }
    }

    public func verify() throws -> Checked {
        let verified = try ask { try $0.verify(progress: Going()) }
        return Checked(good: verified.ok, problems: verified.problems)
    }

    public func acceptDamage() throws { try ask { try $0.acceptDamage() } }

    public func today(language: String) throws -> Today { try ask { try $0.today(language: language).kit } }

    public func checklist(draft: Draft, language: String) throws -> Checklist {
        try ask { try $0.view(answers: draft.ffi, language: language).kit }
    }

    public func keep(draft: Draft) throws -> String { try ask { try $0.saveDraft(screening: draft.screening) } }

    public func draft(id: String) throws -> Draft { try ask { try $0.draft(id: id).kit } }

    public func discard(id: String) throws { try ask { try $0.discardDraft(id: id) } }

    public func setApart(draft: Draft) throws -> Apart? {
        guard let apart = try ask({ try $0.setApart(answers: draft.ffi) }) else { return nil }
        let answers = apart.rest.kit
        var rest = draft
        (rest.age, rest.answers, rest.rest) = (answers.age, answers.answers, answers.rest)
        return Apart(rest: rest, report: apart.report.kit)
    }

    public func screen(draft: Draft, language: String, photo: Data?, files: [AttachedFile]) throws -> Screened {
        let all = files + (photo.map { [AttachedFile(bytes: $0, mediaType: "image/jpeg")] } ?? [])
        let attached = all.map {
            Attachment(
                source: LentSource(MemoryStream($0.bytes)), bytes: UInt64($0.bytes.count), mediaType: $0.mediaType)
        }
        let screened = try ask {
            try $0.screen(screening: draft.screening, attachments: attached, progress: Going(), language: language)
        }
        return Screened(record: screened.id, code: screened.code, finding: screened.finding.kit)
    }

    public func directory(language: String) throws -> Directory {
        let directory = try ask { try $0.directory(language: language) }
        return Directory(
            needs: directory.needs.map { Choice(id: $0.id, text: $0.text) }, areas: directory.areas,
            languages: directory.languages)
    }

    public func services(wanted: Wanted, language: String) throws -> [Service] {
        let asked = PocketcardFFI.Wanted(need: wanted.need, area: wanted.area, language: wanted.language)
        return try ask { try $0.services(wanted: asked, language: language) }.map {
            Service(id: $0.id, name: $0.name, card: $0.card, needs: $0.needs)
        }
    }

    public func reportService(service: String?, found: ServiceFound, note: String) throws {
        _ = try ask { try $0.reportService(service: service ?? "", found: found.ffi, note: note) }
    }

    public func refer(referral: Referral) throws -> [String] { try ask { try $0.refer(referral: referral.ffi).card } }

    public func records(skip: Int, limit: Int) throws -> [RecordLine] {
        try ask { try $0.list(skip: UInt32(skip), limit: UInt32(limit)).map(\.kit) }
    }

    public func record(id: String, language: String) throws -> RecordPage {
        try ask { try $0.page(id: id, language: language).kit }
    }

    public func amend(id: String, answers: [String: Answer], note: String) throws {
        _ = try ask { try $0.amend(id: id, answers: answers.mapValues(\.ffi), note: note) }
    }

    public func withdraw(id: String) throws { _ = try ask { try $0.withdraw(id: id) } }

    public func guidance(search: String, language: String) throws -> [GuidanceCard] {
        try ask { try $0.guidance(words: search, language: language) }.map {
            GuidanceCard(title: $0.title, points: $0.points)
        }
    }

    public func nextTry() throws -> Int? { try ask { try $0.nextTry() }.map { Int($0) } }

    public func carryOut(to: any Sink) throws -> Outcome {
        let carried = try ask { try $0.carryOut(to: LentSink(to), progress: Going()) }
        return Outcome(counts: [Pair("carried-out", Int(carried.parcels))])
    }

    public func carryIn(from: any Source) throws -> Outcome {
        try ask { Outcome(try $0.carryIn(from: LentSource(from), progress: Going())) }
    }

    public func parts(length: Int) throws -> [String] {
        let bundle = MemoryStream()
        _ = try carryOut(to: bundle)
        return try ask { _ in try splitIntoChunks(bytes: bundle.content, maxChars: UInt32(length)) }
    }

    public nonisolated func collector() -> any Collector { CoreCollector(core: self) }

    public nonisolated func meet(stream: any Duplex, calling: Bool) async throws -> any Encounter {
        try await CoreEncounter(phone: phone, stream: stream, calling: calling)
    }

    public func sync(progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) async throws -> Outcome? {
        guard let hub = try ask({ phone in try hub(of: phone) }) else { return nil }
        let steps = phone.exchangeWithHub(window: Self.window)
        let carrier = try connect(hub)
        var broken: (any Error)?
        while broken == nil, let request = try ask({ _ in try steps.nextRequest() }) {
            var answer = Data()
            do { answer = try await carrier.carry(request: request) } catch { broken = error }
            let arrived = answer
            if try ask({ _ in try steps.onResponse(response: arrived) }) == .done { break }
            let now = steps.progress()
            progress(Int(now.done), Int(now.total))
            if Task.isCancelled { break }
        }
        // Also after a failure: what arrived before it takes effect.
        let arrivals = try ask { try $0.takeIn() }
        if let broken { throw failure(broken) }
        return Outcome(delivered: steps.tally().delivered, arrivals: arrivals)
    }

    /// Bytes of parcels in one request and one answer.
    private static let window: UInt32 = 256 * 1024

    private func hub(of phone: Phone) throws -> Hub? {
        try phone.onConnectivity()
        return try phone.hub().map {
            Hub(
                url: $0.url, authorization: String(decoding: $0.authorization, as: UTF8.self),
                certificate: $0.certificate)
        }
    }

    private func look() {
        if (try? phone.isUnlocked()) == true {
            opened.value = .open
        } else {
            opened.value = phone.isEnrolled() ? .locked : .notEnrolled
        }
    }

    /// Asks the core, and says what went wrong.
    func ask<T>(_ work: (Phone) throws -> T) throws -> T {
        do { return try work(phone) } catch {
            if case PhoneError.Locked = error { look() }
            throw failure(error)
        }
    }
}

/// The thread of a phone: what blocks must not do so on Swift's own threads, which are few.
final class PhoneQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "pocketcard.phone", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}

/// Runs what blocks on a thread that may.
func blocking<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async { continuation.resume(with: Result { try work() }) }
    }
}

/// A value that others see change.
final class Watched<Value: Sendable & Equatable>: @unchecked Sendable {
    private let lock = NSLock()
    private var now: Value
    private var watchers: [UUID: AsyncStream<Value>.Continuation] = [:]

    init(_ value: Value) { now = value }

    var value: Value {
        get { lock.withLock { now } }
        set { change { _ in newValue } }
    }

    func change(_ next: (Value) -> Value) {
        lock.withLock {
            let before = now
            now = next(before)
            if now == before { return }
            for watcher in watchers.values { watcher.yield(now) }
        }
    }

    /// The value as it is, and whenever it changes.
    func values() -> AsyncStream<Value> {
        let (stream, continuation) = AsyncStream<Value>.makeStream()
        let id = UUID()
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            self.lock.withLock { _ = self.watchers.removeValue(forKey: id) }
        }
        lock.withLock {
            watchers[id] = continuation
            continuation.yield(now)
        }
        return stream
    }
}
