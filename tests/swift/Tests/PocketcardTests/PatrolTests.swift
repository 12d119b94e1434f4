import Foundation
import PocketcardKit
import XCTest

/// The patrol of the tour, through the kit, with a real hub and real desks.
final class PatrolTests: XCTestCase {
    private let canary = "canary-7f3a"
    private let labour = ["labour.1", "labour.2", "labour.5", "general.3", "general.19"]
    private var folder = FileManager.default.temporaryDirectory
    private var office: Office!

    override func setUpWithError() throws {
        folder.appendPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        office = try Office(folder.appendingPathComponent("office"))
    }

    override func tearDownWithError() throws {
        office.stop()
        try FileManager.default.removeItem(at: folder)
    }

    private func handset(_ name: String) -> Handset { Handset(folder.appendingPathComponent(name)) }

    func testFromChecklistToDeskAndBack() async throws {
        let (a, b) = (handset("a"), handset("b"))
        try await a.enrol(office, "patrol-1")
        try await b.enrol(office, "patrol-2")
        let phone = a.phone
        var about = try await phone.about()
        XCTAssertEqual(about.standing, .waiting)

        // A person, with a photograph, and a child.
        let worker = answers("person", .adult, labour, notes: [labour[0]: canary])
        let photograph = Data(String(repeating: canary, count: 100_000).utf8)
        let screened = try await phone.screen(
            Screening(answers: worker, site: "site-1", note: canary), language: "en",
            attachments: [
                Attachment(
                    source: Bytes(photograph), bytes: UInt64(photograph.count),
                    mediaType: "image/jpeg")
            ])
        XCTAssertTrue(screened.finding.reasons.allSatisfy { !$0.causes.isEmpty })
        let child = try await phone.screen(
            Screening(answers: answers("person", .child, ["armed.combat", "armed.threatened-in"])),
            language: "fr")
        XCTAssertEqual(child.finding.level, .referNow)
        XCTAssertTrue(child.finding.treatedAsChild)

        // One agrees to a referral, one does not and is told where help is all the same.
        let service = try await phone.services(language: "en")[0].id
        let id = try XCTUnwrap(screened.id)
        let referred = try await phone.refer(
            Referral(
                about: id, needs: [],
                agreement: .agreed(
                    service: service, basis: .own, statistics: true, accountability: false,
                    note: ""),
                how: .spoken, language: "en"))
        XCTAssertTrue(referred.agreed)
        let declined = try await phone.refer(
            Referral(
                about: XCTUnwrap(child.id), needs: [], agreement: .declined, how: .spoken,
                language: "en"))
        XCTAssertGreaterThan(declined.card.count, 1)
        _ = try await phone.amend(id, answers: [labour[0]: .told], note: "she said so herself")

        // A report about personnel leaves no trace among the records.
        let before = try await phone.list()
        let report = try await phone.screen(
            Screening(answers: answers("misconduct", .unknown, ["misconduct.sex-for-aid"])),
            language: "en")
        XCTAssertNil(report.id)
        let after = try await phone.list()
        XCTAssertEqual(before, after)

        // B carries it all to the hub, the desks collect, and the answers come back.
        _ = try await a.give(b)
        try office.serve()
        _ = try await b.phone.sync()
        _ = try office.run(["collect"])
        _ = try office.run(["collect"], desk: office.confidential)
        _ = try office.run(["answer", id, "--text", "a colleague is on the way"])
        _ = try office.run(["collect"])
        _ = try await b.phone.sync()
        let brought = try await b.give(a)
        XCTAssertGreaterThan(brought.arrivals.received, 0)
        let waiting = try await phone.outbox()
        XCTAssertEqual(waiting, [])
        about = try await phone.about()
        XCTAssertEqual(about.standing, .enrolled)

        // What is finished is out of reach, and the chain is whole.
        a.clock.pass(minutes: 24 * 60)
        try await phone.tidy()
        let detail = try await phone.show(id)
        XCTAssertNil(detail.record)
        XCTAssertEqual(detail.answers, ["a colleague is on the way"])
        let verified = try await phone.verify()
        XCTAssertTrue(verified.ok, "\(verified.problems)")
        for name in FileManager.default.enumerator(atPath: folder.path)! {
            let file = folder.appendingPathComponent(name as! String)
            if let bytes = try? Data(contentsOf: file) {
                XCTAssertNil(bytes.range(of: Data(canary.utf8)), file.path)
            }
        }
    }

    func testTwoPhonesMeet() async throws {
        let (a, b) = (handset("a"), handset("b"))
        try await a.enrol(office, "a")
        try await b.enrol(office, "b")
        let (near, far) = Wire.pair()
        async let calling = a.phone.call(over: near)
        let theirs = try await b.phone.answer(over: far)
        let ours = try await calling
        XCTAssertEqual(ours.code, theirs.code)
        async let met = ours.exchange()
        let brought = try await theirs.exchange()
        XCTAssertEqual(brought.arrivals.carried, 1)
        let (tally, arrivals) = try await (met.tally, met.arrivals)
        XCTAssertEqual(tally.delivered, 1)
        XCTAssertEqual(arrivals.carried, 1)
    }

    func testEachFailureOfTheKeystoreIsToldApart() async throws {
        let a = handset("a")
        try await a.enrol(office, "a")
        a.phone.lock()
        struct Unexpected: Error {}
        let failures: [(any Error, String)] = [
            (KeystoreError.Cancelled, "keystore-cancelled"),
            (KeystoreError.Locked, "keystore-locked"),
            (KeystoreError.Invalidated, "keystore-invalidated"),
            (KeystoreError.Unavailable, "keystore-unavailable"),
            (Unexpected(), "keystore-unavailable"),
        ]
        for (failure, wanted) in failures {
            a.keystore.fail(failure)
            do {
                try await a.phone.unlock(passphrase: passphrase)
                XCTFail("unlocked")
            } catch PhoneError.Keystore(let code) {
                XCTAssertEqual(code, wanted)
            }
        }
        a.keystore.fail(nil)
        try await a.phone.unlock(passphrase: passphrase)
    }

    func testGuardsAndTheWayBackIn() async throws {
        let a = handset("a")
        try await a.enrol(office, "a")
        let other = Data("seven kettles by the river".utf8)
        do {
            try await a.phone.setDuress(passphrase: passphrase, duress: other)
            XCTFail("this office allows none")
        } catch PhoneError.Request(let code) {
            XCTAssertEqual(code, "not-allowed")
        }
        try await a.phone.clearDuress(passphrase: passphrase)
        let words = try await a.phone.newRecoveryWords(passphrase: passphrase)
        try await a.phone.touch()
        a.clock.pass(minutes: 4)
        var locked = try await a.phone.lockIfIdle()
        XCTAssertFalse(locked)
        a.clock.pass(minutes: 2)
        locked = try await a.phone.lockIfIdle()
        XCTAssertTrue(locked)
        try await a.phone.recover(words: words, new: other)
        try await a.phone.unlock(passphrase: other)
    }

    func testUseAfterLockAndTypedErrors() async throws {
        let a = handset("a")
        try await a.enrol(office, "a")
        do {
            _ = try await a.phone.check(answers("person", .adult, ["general.999"]), language: "en")
            XCTFail("accepted")
        } catch PhoneError.Request(let code) {
            XCTAssertEqual(code, "no-such-indicator")
        }
        a.phone.lock()
        do {
            _ = try await a.phone.outbox()
            XCTFail("answered")
        } catch PhoneError.Locked(let code) {
            XCTAssertEqual(code, "locked")
        }
        do {
            try await a.phone.unlock(passphrase: Data("seven kettles by the river".utf8))
            XCTFail("unlocked")
        } catch PhoneError.Passphrase(let code, _) {
            XCTAssertEqual(code, "passphrase-wrong")
        }
        try a.phone.wipe()
        XCTAssertFalse(a.phone.isEnrolled)
    }
}
