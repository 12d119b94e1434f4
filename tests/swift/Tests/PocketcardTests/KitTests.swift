import Foundation
import PocketcardFakes
import XCTest

@testable import PocketcardKit

/// What no scenario sees: bytes on the disk, and roads that the screens do not show here.
final class KitTests: XCTestCase {
    private let canary = "canary-7f3a"
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

    private func enrolled(_ name: String) async throws -> CorePocketcard {
        let phone = CorePocketcard(
            directory: folder.appendingPathComponent(name), keys: FakeKeys(), clock: FakeClock(), unlockMillis: 0)
        let invitation = try office.invite(name)
        let invited = try await phone.invited(invitation: invitation)
        XCTAssertEqual(invited.words, try office.words())
        try await phone.enrol(invitation: invitation, passphrase: Secret(passphrase))
        _ = try office.run(["accept", name, "--words", try await phone.about().words])
        return phone
    }

    private func draft() -> Draft {
        var draft = Draft(checklist: "person")
        draft.age = .adult
        draft.note = canary
        draft.answers = ["labour.1": .observed, "labour.2": .observed, "general.3": .told]
        return draft
    }

    func testNothingReadableLiesOnTheDiskAndAPhotographArrives() async throws {
        let phone = try await enrolled("a")
        let photograph = Data(String(repeating: canary, count: 100_000).utf8)
        _ = try await phone.keep(draft: draft())
        let screened = try await phone.screen(draft: draft(), language: "en", photo: photograph, files: [])
        let record = try XCTUnwrap(screened.record)
        let heard = Watched(0)
        try office.serve()
        let outcome = try await phone.sync { done, _ in heard.change { max($0, done) } }
        XCTAssertEqual(outcome?.counts.first { $0.first == "carried-given" }?.second, 3)
        XCTAssertGreaterThan(heard.value, photograph.count / 2)
        _ = try office.run(["collect"])
        let shown = String(decoding: try office.run(["show", record]), as: UTF8.self)
        XCTAssertTrue(shown.contains("image/jpeg") || shown.contains("\(photograph.count)"), shown)
        for name in FileManager.default.enumerator(atPath: folder.appendingPathComponent("a").path)! {
            let file = folder.appendingPathComponent("a/\(name)")
            if let bytes = try? Data(contentsOf: file) {
                XCTAssertNil(bytes.range(of: Data(canary.utf8)), file.path)
            }
        }
    }

    func testTwoPhonesMeetOnOneWifi() async throws {
        let (a, b) = (try await enrolled("a"), try await enrolled("b"))
        let (addresses, heard) = AsyncStream.makeStream(of: String.self)
        async let waiting = Wifi().wait { heard.yield($0) }
        var told = addresses.makeAsyncIterator()
        let own = await told.next()
        let port = try XCTUnwrap(own?.split(separator: ":").last)
        let near = try await Wifi().call(address: "127.0.0.1:\(port)")
        let far = try await waiting
        async let calling = a.meet(stream: near, calling: true)
        let theirs = try await b.meet(stream: far, calling: false)
        let ours = try await calling
        XCTAssertEqual(ours.code, theirs.code)
        async let given = ours.exchange()
        let brought = try await theirs.exchange()
        XCTAssertEqual(brought.counts.first { $0.first == "carried-for-others" }?.second, 1)
        let counts = try await given.counts
        XCTAssertEqual(counts.first { $0.first == "carried-given" }?.second, 1)
        ours.close()
        theirs.close()
        // Nobody waits there any more.
        do {
            _ = try await Wifi().call(address: "127.0.0.1:\(port)")
            XCTFail("somebody answered")
        } catch { XCTAssertEqual(error as? Failure, Failure("meet-address")) }
        for wrong in ["", "nowhere", "127.0.0.1", "127.0.0.1:70000", "127.0.0.1:0"] {
            do {
                _ = try await Wifi().call(address: wrong)
                XCTFail(wrong)
            } catch { XCTAssertEqual(error as? Failure, Failure("meet-address"), wrong) }
        }
    }

    func testWaitingForANeighbourAndForItsAnswerCanBeStopped() async throws {
        let a = try await enrolled("a")
        let (addresses, heard) = AsyncStream.makeStream(of: String.self)
        let waiting = Task { try await Wifi().wait { heard.yield($0) } }
        var told = addresses.makeAsyncIterator()
        _ = await told.next()
        waiting.cancel()
        if case .success = await waiting.result { XCTFail("somebody called") }
        let (near, _) = FakeWire.pair()
        let meeting = Task { try await a.meet(stream: near, calling: true) }
        meeting.cancel()
        if case .success = await meeting.result { XCTFail("somebody answered") }
        // The phone can be used meanwhile, and afterwards.
        _ = try await a.today(language: "en")
    }

    func testAllThatWaitsGoesThroughCodesInAnyOrder() async throws {
        let (a, b) = (try await enrolled("a"), try await enrolled("b"))
        let parts = try await a.parts()
        XCTAssertGreaterThan(parts.count, 1)
        XCTAssertTrue(parts.allSatisfy { $0.count <= 700 })
        let collector = b.collector()
        var missing: [Int] = []
        for part in parts.reversed() { missing = try await collector.add(text: part) }
        XCTAssertEqual(missing, [])
        let outcome = try await collector.takeIn()
        XCTAssertEqual(outcome.counts.first { $0.first == "carried-for-others" }?.second, 1)
        do {
            _ = try await b.collector().add(text: "no part")
            XCTFail("taken")
        } catch { XCTAssertEqual(error as? Failure, Failure("chunk-unknown")) }
    }

    func testFailuresOfTheHubHaveCodes() async throws {
        let a = try await enrolled("a")
        // Nobody serves: what waits stays, and the next try is put off.
        do {
            _ = try await a.sync()
            XCTFail("somebody answered")
        } catch { XCTAssertEqual(error as? Failure, Failure("network")) }
        let next = try await a.nextTry()
        XCTAssertNotNil(next)
        do {
            _ = try await HTTPCarrier(hub: Hub(url: "", authorization: "", certificate: nil)).carry(request: Data())
            XCTFail("somebody answered")
        } catch { XCTAssertEqual(error as? Failure, Failure("network")) }
    }

    func testADeviceThatFailsInAnyOtherWayIsSaidToBeUnreachable() async throws {
        struct Unexpected: Error {}
        struct Broken: Keys {
            let hardware = true
            func create(name: String) throws { throw Unexpected() }
            func mac(name: String, data: Data) throws -> Data { throw Unexpected() }
            func destroy(name: String) throws {}
        }
        let phone = CorePocketcard(directory: folder.appendingPathComponent("x"), keys: Broken(), unlockMillis: 0)
        do {
            try await phone.enrol(invitation: try office.invite("x"), passphrase: Secret(passphrase))
            XCTFail("enrolled")
        } catch { XCTAssertEqual(error as? Failure, Failure("keystore-unavailable")) }
        XCTAssertEqual(phone.door, .locked)
        try await phone.start()
        XCTAssertEqual(phone.door, .notEnrolled)
    }

    func testLocksAtOnceAndWipesWithoutAPassphrase() async throws {
        let a = try await enrolled("a")
        XCTAssertEqual(a.door, .open)
        try await a.freeze()
        try await a.resume()
        a.lock()
        XCTAssertEqual(a.door, .locked)
        do {
            _ = try await a.today(language: "en")
            XCTFail("answered")
        } catch { XCTAssertEqual(error as? Failure, Failure("locked")) }
        try await a.wipe()
        XCTAssertEqual(a.door, .notEnrolled)
    }
}
