import Foundation

@testable import PocketcardKit

/// A phone without a core: what is asked is answered from these fields, and `failure` fails the next call. It belongs to
/// the main actor, so that a test sets it without a word.
@MainActor
public final class FakePocketcard: Pocketcard {
    private nonisolated let opened: Watched<Door>
    public var failure: Failure?
    public var passphrase = "right"
    public var about = About(
        office: "Office", confidential: "Conduct", words: "six words", escrow: .off, duress: true, packVersion: 1,
        standing: .enrolled)
    public var checklist = Checklist(title: "One person", hint: nil, confidential: false, notice: nil, sections: [])
    public var finding = Finding(
        level: .refer, child: false, reasons: [], advice: ["a", "b", "c", "d"], urgent: [], forms: [], elements: [],
        linkages: [])
    public var drafts: [String: Draft] = [:]
    public var lines: [RecordLine] = []
    public var services: [Service] = []
    public var referrals: [Referral] = []
    public var waiting: [Waiting] = []
    public var apart: Apart?
    public var reports: [(service: String?, found: ServiceFound, note: String)] = []
    public var chosen = Settings()
    public let fakeForms = FakeForms()
    public let fakePractice = FakePractice()
    public let fakeAlone = FakeAlone()

    public init(_ first: Door = .locked) {
        opened = Watched(first)
        fakeAlone.phone = self
    }

    public nonisolated var door: Door { opened.value }
    public nonisolated var doors: AsyncStream<Door> { opened.values() }
    public nonisolated var forms: any Forms { fakeForms }
    public nonisolated var practice: any Practice { fakePractice }
    public nonisolated var alone: any Alone { fakeAlone }

    private func ask() throws {
        defer { failure = nil }
        if let failure { throw failure }
    }

    public func start() async throws {}

    public func languages() async throws -> [Language] {
        [
            Language(tag: "en", name: "English", rightToLeft: false, reviewed: true),
            Language(tag: "ar", name: "العربية", rightToLeft: true, reviewed: false),
        ]
    }

    public func words(language: String) async throws -> Words {
        Words(tag: language, rightToLeft: language == "ar", review: nil, texts: [:])
    }

    public func invited(invitation: Data) async throws -> Invited {
        try ask()
        return Invited(office: "Office", words: "office words")
    }

    public func enrol(invitation: Data, passphrase: Secret) async throws {
        try ask()
        self.passphrase = passphrase.text
        opened.value = .open
    }

    public func renew(renewal: Data) async throws { try ask() }

    public func agreeToEscrow(passphrase: Secret) async throws { try await unlock(passphrase: passphrase) }

    public func unlock(passphrase: Secret) async throws {
        try ask()
        guard passphrase.text == self.passphrase else { throw Failure("passphrase-wrong") }
        opened.value = .open
    }

    public func recover(words: Secret, passphrase: Secret) async throws {
        try await enrol(invitation: Data(), passphrase: passphrase)
    }

    public nonisolated func lock() { opened.change { $0 == .open ? .locked : $0 } }

    public func touch() async throws {}

    public func lockIfIdle() async throws {}

    public func freeze() async throws {}

    public func resume() async throws {}

    public func wipe() async throws { opened.value = .notEnrolled }

    public func about() async throws -> About {
        try ask()
        return about
    }

    public func settings() async throws -> Settings { chosen }

    public func choose(settings: Settings) async throws { chosen = settings }

    public func changePassphrase(old: Secret, new: Secret) async throws {
        try await unlock(passphrase: old)
        passphrase = new.text
    }

    public func newRecoveryWords(passphrase: Secret) async throws -> Secret {
        try ask()
        return Secret("one two")
    }

    public func setDuress(passphrase: Secret, duress: Secret?) async throws { try ask() }

    public func verify() async throws -> Checked {
        try ask()
        return Checked(good: true, problems: [])
    }

    public func acceptDamage() async throws { try ask() }

    public func today(language: String) async throws -> Today {
        try ask()
        return Today(
            about: about, warnings: [],
            checklists: [
                ChecklistLine(id: "person", name: "One person", confidential: false),
                ChecklistLine(id: "misconduct", name: "Report", confidential: true),
            ],
            drafts: drafts.map { id, draft in
                DraftLine(id: id, keptAt: 0, checklist: draft.checklist, answered: draft.answers.count)
            },
            waiting: waiting, nextTry: nil, answers: [])
    }

    public func checklist(draft: Draft, language: String) async throws -> Checklist {
        try ask()
        return checklist
    }

    public func keep(draft: Draft) async throws -> String {
        try ask()
        let id = draft.id ?? "draft-\(drafts.count)"
        drafts[id] = draft
        drafts[id]?.id = id
        return id
    }

    public func draft(id: String) async throws -> Draft {
        guard let draft = drafts[id] else { throw Failure("no-such-record") }
        return draft
    }

    public func discard(id: String) async throws { drafts[id] = nil }

    public func setApart(draft: Draft) async throws -> Apart? { apart }

    public func screen(draft: Draft, language: String, photo: Data?, files: [AttachedFile]) async throws -> Screened {
        try ask()
        if let id = draft.id { drafts[id] = nil }
        return Screened(record: "record", code: "AAA-BBB", finding: finding)
    }

    public func directory(language: String) async throws -> Directory {
        Directory(needs: [], areas: [], languages: [])
    }

    public func services(wanted: Wanted, language: String) async throws -> [Service] { services }

    public func reportService(service: String?, found: ServiceFound, note: String) async throws {
        try ask()
        reports.append((service, found, note))
    }

    public func refer(referral: Referral) async throws -> [String] {
        try ask()
        referrals.append(referral)
        return ["card"]
    }

    public func records(skip: Int, limit: Int) async throws -> [RecordLine] {
        Array(lines.dropFirst(skip).prefix(limit))
    }

    public func record(id: String, language: String) async throws -> RecordPage {
        try ask()
        let line =
            lines.first { $0.id == id }
            ?? RecordLine(
                id: id, kind: "record-screening", code: "AAA-BBB", place: "", madeAt: 0, readable: true,
                received: false)
        return RecordPage(
            line: line, answers: Draft(checklist: "person"), finding: finding, note: "", service: "", needs: [],
            agreed: [], office: [])
    }

    public func amend(id: String, answers: [String: Answer], note: String) async throws { try ask() }

    public func withdraw(id: String) async throws { try ask() }

    public func guidance(search: String, language: String) async throws -> [GuidanceCard] {
        [GuidanceCard(title: "Safety first", points: ["one"])].filter {
            search.isEmpty || $0.title.contains(search)
        }
    }

    public func sync(progress: @escaping @Sendable (Int, Int) -> Void) async throws -> Outcome? {
        try ask()
        return Outcome(counts: [])
    }

    public func nextTry() async throws -> Int? { nil }

    public func carryOut(to: any Sink) async throws -> Outcome {
        try ask()
        return Outcome(counts: [Pair("carried-out", 1)])
    }

    public func carryIn(from: any Source) async throws -> Outcome {
        try ask()
        return Outcome(counts: [Pair("carried-new", 1)])
    }

    public func parts(length: Int) async throws -> [String] {
        try ask()
        return ["part one", "part two"]
    }

    public nonisolated func collector() -> any Collector { FakeCollector() }

    public func meet(stream: any Duplex, calling: Bool) async throws -> any Encounter { FakeEncounter(stream: stream) }
}

/// Two texts, whatever is in them.
private final class FakeCollector: Collector, @unchecked Sendable {
    private let lock = NSLock()
    private var came: Set<String> = []

    func add(text: String) async throws -> [Int] {
        lock.withLock {
            came.insert(text)
            return came.count < 2 ? [2] : []
        }
    }

    func takeIn() async throws -> Outcome { Outcome(counts: [Pair("carried-new", 1)]) }
}

private struct FakeEncounter: Encounter {
    let stream: any Duplex
    let code = "204 117"

    func exchange() async throws -> Outcome { Outcome(counts: [Pair("carried-given", 1)]) }

    func close() { stream.close() }
}
