import Foundation
import PocketcardKit
import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

let passphrase = Data("otter lamp velvet harbour".utf8)
/// The confidential desk's own: the main desk's is refused there.
let confidentialPassphrase = "meadow cobalt violin anchor"

/// A keystore that can be told to fail. Its keys are random numbers, and its function an ordinary one:
/// Swift on Linux has no HMAC of its own, and the core only needs the same bytes for the same input.
final class MemoryKeystore: Keystore, @unchecked Sendable {
    private let lock = NSLock()
    private var keys: [String: [UInt64]] = [:]
    private var failure: (any Error)?

    func fail(_ error: (any Error)?) { lock.withLock { failure = error } }

    func securityLevel() throws -> SecurityLevel { .software }

    func create(key: String) throws {
        lock.withLock {
            if keys[key] == nil { keys[key] = (0..<4).map { _ in UInt64.random(in: .min ... .max) } }
        }
    }

    func mac(key: String, data: Data) throws -> Data {
        try lock.withLock {
            if let failure { throw failure }
            guard var state = keys[key] else { throw KeystoreError.Invalidated }
            for byte in data {
                for i in state.indices {
                    state[i] = (state[i] ^ UInt64(byte) &+ UInt64(i)) &* 0x100_0000_01b3
                }
            }
            return state.reduce(into: Data()) { bytes, word in
                withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
    }

    func destroy(key: String) throws { lock.withLock { _ = keys.removeValue(forKey: key) } }
}

/// A clock that a test moves; a millisecond goes by whenever somebody looks.
final class SetClock: Clock, @unchecked Sendable {
    private let lock = NSLock()
    private var wallMs = Int64(Date().timeIntervalSince1970 * 1000)

    func now() throws -> Moment {
        lock.withLock {
            wallMs += 1
            return Moment(wallMs: wallMs, monotonicMs: UInt64(wallMs), boot: Data(count: 16))
        }
    }

    func pass(minutes: Int64) { lock.withLock { wallMs += minutes * 60_000 } }
}

/// Bytes in memory, as a source and as a sink.
final class Bytes: Source, Sink, @unchecked Sendable {
    private let lock = NSLock()
    private var bytes: Data
    private var at = 0

    init(_ bytes: Data = Data()) { self.bytes = bytes }

    var content: Data { lock.withLock { bytes } }

    func read(limit: UInt32) throws -> Data {
        lock.withLock {
            let end = min(at + Int(limit), bytes.count)
            defer { at = end }
            return bytes.subdata(in: at..<end)
        }
    }

    func write(bytes more: Data) throws { lock.withLock { bytes.append(more) } }
}

/// One end of a stream between two phones.
final class Wire: ByteStream, @unchecked Sendable {
    /// Bytes on their way.
    private final class Line: @unchecked Sendable {
        let changed = NSCondition()
        var bytes = Data()
    }

    private let incoming: Line
    private let outgoing: Line

    private init(_ incoming: Line, _ outgoing: Line) {
        self.incoming = incoming
        self.outgoing = outgoing
    }

    static func pair() -> (Wire, Wire) {
        let (one, other) = (Line(), Line())
        return (Wire(one, other), Wire(other, one))
    }

    func read(limit: UInt32) throws -> Data? {
        incoming.changed.withLock {
            let soon = Date(timeIntervalSinceNow: 0.5)
            while incoming.bytes.isEmpty {
                if !incoming.changed.wait(until: soon) { return Data() }
            }
            let next = incoming.bytes.prefix(Int(limit))
            incoming.bytes = Data(incoming.bytes.dropFirst(next.count))
            return Data(next)
        }
    }

    func write(bytes: Data) throws {
        outgoing.changed.withLock {
            outgoing.bytes.append(bytes)
            outgoing.changed.signal()
        }
    }
}

/// A phone with its own directory, keystore and clock.
struct Handset {
    let keystore = MemoryKeystore()
    let clock = SetClock()
    let phone: PocketcardPhone

    init(_ directory: URL) {
        phone = PocketcardPhone(directory: directory, keystore: keystore, clock: clock)
    }

    /// Enrols with an office; each side compares the other's words.
    func enrol(_ office: Office, _ label: String) async throws {
        let invitation = try office.invite(label)
        let invited = try await phone.invited(invitation: invitation)
        XCTAssertEqual(invited.words, try office.words())
        try await phone.enrol(invitation: invitation, passphrase: passphrase, unlockMilliseconds: 0)
        let words = try await phone.about().words
        _ = try office.run(["accept", label, "--words", words])
    }

    /// Brings a bundle to another phone.
    func give(_ other: Handset) async throws -> CarriedIn {
        let bundle = Bytes()
        _ = try await phone.carryOut(to: bundle)
        return try await other.phone.carryIn(from: Bytes(bundle.content))
    }
}

/// A real office: the program that cargo built, with a desk, a confidential desk and a hub.
final class Office {
    let confidential: URL
    private let desk: URL
    private let port: UInt16
    private var server: Process?

    init(_ folder: URL) throws {
        desk = folder.appendingPathComponent("desk")
        confidential = folder.appendingPathComponent("confidential")
        port = try freePort()
        _ = try run([
            "new", "--name", "Protection desk", "--hub-url", "http://127.0.0.1:\(port)",
            "--confidential", confidential.path,
        ])
    }

    /// Runs one command and gives what it prints.
    func run(_ arguments: [String], desk: URL? = nil) throws -> Data {
        let process = process(arguments, desk: desk ?? self.desk)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        XCTAssertEqual(process.terminationStatus, 0, "\(arguments)")
        return printed
    }

    func invite(_ label: String) throws -> Data { try run(["invite", label]) }

    func words() throws -> String {
        String(decoding: try run(["words"]), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func serve() throws {
        // It must not run where the main desk's keys lie.
        let hub = desk.deletingLastPathComponent().appendingPathComponent("hub")
        if !FileManager.default.fileExists(atPath: hub.path) {
            try FileManager.default.moveItem(at: desk.appendingPathComponent("hub"), to: hub)
        }
        let process = process(["serve", "--hub", hub.path, "--listen", "127.0.0.1:\(port)"], desk: desk)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        server = process
        for _ in 0..<200 {
            if connects(to: port) { return }
            usleep(50_000)
        }
        XCTFail("the hub does not answer")
    }

    func stop() {
        guard let server else { return }
        // Started from a thread that blocks signals, it never hears the polite one.
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
    }

    private func process(_ arguments: [String], desk: URL) -> Process {
        let environment = ProcessInfo.processInfo.environment
        let process = Process()
        process.executableURL = URL(
            fileURLWithPath: environment["POCKETCARD_TARGET"]! + "/debug/pocketcard-office")
        process.arguments = ["--desk", desk.path] + arguments
        let words = String(decoding: passphrase, as: UTF8.self)
        process.environment = environment.merging([
            "POCKETCARD_PASSPHRASE": desk == confidential ? confidentialPassphrase : words,
            "POCKETCARD_CONFIDENTIAL_PASSPHRASE": confidentialPassphrase,
        ]) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }
}

private func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
}

private func tcp() -> Int32 {
    #if canImport(Glibc)
    return socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    return socket(AF_INET, SOCK_STREAM, 0)
    #endif
}

private func freePort() throws -> UInt16 {
    let probe = tcp()
    defer { close(probe) }
    var any = address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &any) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            XCTAssertEqual(bind(probe, $0, length), 0)
            XCTAssertEqual(getsockname(probe, $0, &length), 0)
        }
        return UInt16(bigEndian: $0.pointee.sin_port)
    }
}

private func connects(to port: UInt16) -> Bool {
    let probe = tcp()
    defer { close(probe) }
    var hub = address(port)
    return withUnsafePointer(to: &hub) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}

/// A checklist in which these indicators were observed.
func answers(
    _ checklist: String, _ age: Age, _ observed: [String] = [], notes: [String: String] = [:]
) -> Answers {
    Answers(
        checklist: checklist, age: age,
        answers: Dictionary(uniqueKeysWithValues: observed.map { ($0, Answer.observed) }),
        notes: notes)
}
