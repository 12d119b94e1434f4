import Foundation
import PocketcardKit
import XCTest

/// The road between two phones, as ios/App has it. tests/swift/run.sh puts the app's Wifi.swift beside this file.
final class WifiTests: XCTestCase {
    private let wifi = Wifi()

    /// A phone that waits, and one that called it.
    private func met() async throws -> (any Duplex, any Duplex) {
        let (told, tell) = AsyncStream.makeStream(of: String.self)
        let waiting = Task { [wifi] in try await wifi.wait { tell.yield($0) } }
        var addresses = told.makeAsyncIterator()
        let address = await addresses.next()
        let calling = try await wifi.call(address: try XCTUnwrap(address))
        return (try await waiting.value, calling)
    }

    private func all(_ stream: any Duplex, _ count: Int) throws -> Data {
        var bytes = Data()
        while bytes.count < count { bytes.append(try XCTUnwrap(try stream.read(limit: 4096))) }
        return bytes
    }

    func testWhatOneWritesTheOtherReads() async throws {
        let (one, other) = try await met()
        try one.write(bytes: Data("here".utf8))
        XCTAssertEqual(try all(other, 4), Data("here".utf8))
        // More than a socket holds: the writer waits for the reader.
        let much = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let written = Task.detached { try other.write(bytes: much) }
        let read = try all(one, much.count)
        try await written.value
        XCTAssertEqual(read, much)
    }

    func testNothingYetIsNoEnd() async throws {
        let (one, other) = try await met()
        XCTAssertEqual(try one.read(limit: 10), Data())
        other.close()
        XCTAssertNil(try one.read(limit: 10))
        XCTAssertNil(try other.read(limit: 10))
    }

    func testAPhoneThatIsGoneIsAnErrorAndNoSignal() async throws {
        let (one, other) = try await met()
        other.close()
        XCTAssertNil(try one.read(limit: 10))
        XCTAssertThrowsError(try (0..<100).forEach { _ in try one.write(bytes: Data(count: 100_000)) }) {
            XCTAssertEqual($0 as? Failure, Failure("network"))
        }
    }

    func testNobodyIsThere() async throws {
        for address in ["", "here", "1.2.3.4", "1.2.3.4:", ":80", "1.2.3:80", "127.0.0.1:99999", "127.0.0.1:1", "::1:80"] {
            do {
                _ = try await wifi.call(address: address)
                XCTFail(address)
            } catch {
                XCTAssertEqual(error as? Failure, Failure("meet-address"), address)
            }
        }
    }

    /// Somebody who stops waiting is not called any more.
    func testStoppingEndsTheWaiting() async throws {
        let (told, tell) = AsyncStream.makeStream(of: String.self)
        let waiting = Task { [wifi] in try await wifi.wait { tell.yield($0) } }
        var addresses = told.makeAsyncIterator()
        let said = await addresses.next()
        let address = try XCTUnwrap(said)
        waiting.cancel()
        do {
            _ = try await waiting.value
            XCTFail("somebody called")
        } catch {
            XCTAssertEqual(error as? Failure, Failure("network"))
        }
        do {
            _ = try await wifi.call(address: address)
            XCTFail("somebody answers")
        } catch {
            XCTAssertEqual(error as? Failure, Failure("meet-address"))
        }
    }
}
