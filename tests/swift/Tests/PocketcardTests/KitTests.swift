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
        // A phone that closes meanwhile takes files of its own away.
        try? FileManager.default.removeItem(at: folder)
    }

    private func enrolled(
        _ name: String, connect: @escaping @Sendable (Hub) throws -> any Carrier = { try HTTPCarrier(hub: $0) }
    ) async throws -> CorePocketcard {
        let phone = CorePocketcard(
            directory: folder.appendingPathComponent(name), keys: FakeKeys(), clock: FakeClock(), unlockMillis: 0,
            connect: connect)
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

    /// What is heard here is a tone and no voice: nobody's was recorded for a test.
    func testAQuestionThatSomebodyReadIsHeardAndNoOther() async throws {
        let phone = try await enrolled("a")
        try office.serve()
        let question = try await phone.words(language: "uk")["alone-safe"]
        try publish(reading: question)
        for _ in 0..<2 {
            _ = try await phone.sync()
            _ = try office.run(["collect"])
        }
        _ = try await phone.sync()
        let voices = try await phone.alone.voices(spoken: "uk", language: "en")
        XCTAssertEqual(voices.map(\.whose), [.man])
        let none = try await phone.alone.voices(spoken: "en", language: "en")
        XCTAssertEqual(none, [])
        let gate = Gate(alone: true, age: .adult)
        let pages = try await phone.alone.begin(gate: gate, spoken: "uk", voice: voices.first)
        let read = pages.questions.filter { $0.tile.sound != nil }
        XCTAssertEqual(read.map(\.topic), [.safe])
        XCTAssertNil(pages.saidFirst.sound)
        let sound = try await phone.alone.sound(names: read.compactMap(\.tile.sound))
        let wave = try XCTUnwrap(sound)
        XCTAssertEqual(wave.prefix(4), Data("RIFF".utf8))
        XCTAssertEqual(wave.count, Self.header + Self.samples * 2)
        let goes = try await phone.alone.answer(topic: .byYourself, reply: .no)
        XCTAssertFalse(goes, "nobody answers any more who is not alone")
    }

    private static let header = 44
    private static let samples = 2_700

    /// A third of a second of a tone, as a recorder writes it.
    private func tone() -> Data {
        var bytes = Data("RIFF".utf8)
        func put(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        put(UInt32(Self.header - 8 + Self.samples * 2))
        bytes.append(Data("WAVEfmt ".utf8))
        put(UInt32(16))
        for number: UInt16 in [1, 1] { put(number) }
        for number: UInt32 in [8_000, 16_000] { put(number) }
        for number: UInt16 in [2, 16] { put(number) }
        bytes.append(Data("data".utf8))
        put(UInt32(Self.samples * 2))
        for index in 0..<Self.samples { put(Int16(index * 7 % 200 * 60 - 6_000)) }
        return bytes
    }

    /// A pack in which a man reads this question.
    private func publish(reading question: String) throws {
        let pack = folder.appendingPathComponent("north")
        let recordings = pack.appendingPathComponent("recordings")
        try FileManager.default.createDirectory(at: recordings, withIntermediateDirectories: true)
        try Data("name = \"north\"\nversion = 2\n".utf8).write(to: pack.appendingPathComponent("pack.toml"))
        let list = """
            [[recordings]]
            file = "man.wav"
            text = "alone.safe"
            language = "uk"
            variety = "uk"
            voice = "man"
            reads = "\(try hash(of: question))"
            """
        try Data(list.utf8).write(to: recordings.appendingPathComponent("recordings.toml"))
        try tone().write(to: recordings.appendingPathComponent("man.wav"))
        let (content, signed) = (folder.path + "/north.json", folder.path + "/north.pack")
        _ = try office.run(["pack", "build", pack.path, "--out", content])
        _ = try office.run(["pack", "sign", content, "--out", signed])
        _ = try office.run(["pack", "publish", signed])
    }

    /// SHA-256, by a program: Swift on Linux has none of its own.
    private func hash(of text: String) throws -> String {
        let file = folder.appendingPathComponent("text")
        try Data(text.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sh", "-c", "sha256sum <\(file.path) || shasum -a 256 <\(file.path)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(String(decoding: printed, as: UTF8.self).prefix(64))
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

    func testAHubSaysWhyItDoesNotAnswer() async throws {
        struct Nonsense: Carrier {
            let hub: Hub
            func carry(request: Data) async throws -> Data {
                try await HTTPCarrier(hub: hub).carry(request: Data(repeating: 0xff, count: 10))
            }
        }
        let ways: [String: @Sendable (Hub) throws -> any Carrier] = [
            "hub-refused": {
                try HTTPCarrier(hub: Hub(url: $0.url, authorization: "Bearer nobody's", certificate: nil))
            },
            "not-a-hub": {
                let url = $0.url + "/elsewhere"
                return try HTTPCarrier(hub: Hub(url: url, authorization: $0.authorization, certificate: nil))
            },
            "exchange-failed": { Nonsense(hub: $0) },
        ]
        try office.serve()
        for (code, connect) in ways {
            let phone = try await enrolled(code, connect: connect)
            do {
                _ = try await phone.sync { _, _ in }
                XCTFail("it answered")
            } catch { XCTAssertEqual(error as? Failure, Failure(code)) }
        }
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
