import Foundation

@testable import PocketcardKit

/// Keys in memory, which can be told to fail as hardware does. Their function is an ordinary one: Swift on Linux has no
/// HMAC of its own, and the core only needs the same bytes for the same input.
public final class FakeKeys: Keys, @unchecked Sendable {
    private let lock = NSLock()
    private var keys: [String: [UInt64]] = [:]
    private var failing: KeysTrouble?
    public let hardware: Bool

    public init(hardware: Bool = false) { self.hardware = hardware }

    public var trouble: KeysTrouble? {
        get { lock.withLock { failing } }
        set { lock.withLock { failing = newValue } }
    }

    public func create(name: String) throws {
        lock.withLock {
            if keys[name] == nil { keys[name] = (0..<4).map { _ in UInt64.random(in: .min ... .max) } }
        }
    }

    public func mac(name: String, data: Data) throws -> Data {
        try lock.withLock {
            if let failing { throw KeysFailed(failing) }
            guard var state = keys[name] else { throw KeysFailed(.invalidated) }
            for byte in data {
                for index in state.indices {
                    state[index] = (state[index] ^ UInt64(byte) &+ UInt64(index)) &* 0x100_0000_01b3
                }
            }
            return state.reduce(into: Data()) { bytes, word in
                withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
    }

    public func destroy(name: String) throws { lock.withLock { _ = keys.removeValue(forKey: name) } }
}

/// A clock that a test moves; a millisecond goes by whenever somebody looks.
public final class FakeClock: Clock, @unchecked Sendable {
    private let lock = NSLock()
    private var millis = Int(Date().timeIntervalSince1970 * 1000)

    public init() {}

    public func now() -> Instant {
        lock.withLock {
            millis += 1
            return Instant(wallMillis: millis, elapsedMillis: millis, boot: Data(count: 16))
        }
    }

    public func pass(minutes: Int) { lock.withLock { millis += minutes * 60_000 } }
}

/// Bytes in memory that a test reads afterwards.
public final class FakeFile: Source, Sink, Sendable {
    private let stream: MemoryStream

    public init(_ content: Data = Data()) { stream = MemoryStream(content) }

    public var content: Data { stream.content }

    public func read(limit: Int) throws -> Data { try stream.read(limit: limit) }

    public func write(bytes: Data) throws { try stream.write(bytes: bytes) }

    public func close() {}
}

/// A device whose user picks what the test says.
@MainActor
public final class FakeDevice: Device {
    public var language: String
    public var hasCamera = true
    public let programVersion = "0.0"
    public var mayAnnounce = true
    public var picked: Data?
    public var saved: FakeFile?
    public var codes: [String] = []
    public var photo: Data?
    public var left = 0
    /// What was played, and whether it still is; a device without a loudspeaker plays nothing.
    public var played: [Data] = []
    public var playing = false
    public var loudspeaker = true

    public init(language: String = "en") { self.language = language }

    public func askToAnnounce() async throws { mayAnnounce = true }

    public func openFile() async throws -> (any Source)? { picked.map { FakeFile($0) } }

    public func saveFile(name: String) async throws -> (any Sink)? {
        saved = FakeFile()
        return saved
    }

    public func scan() async throws -> String? { codes.isEmpty ? nil : codes.removeFirst() }

    public func photograph() async throws -> Data? { photo }

    public func play(sound: Data) -> Bool {
        if loudspeaker { played.append(sound) }
        playing = loudspeaker
        return loudspeaker
    }

    public func hush() { playing = false }

    public func leave() { left += 1 }
}

/// Two phones that need no network: the one waits, the other calls.
public final class FakeNeighbours: Neighbours {
    private let called = AsyncStream<Void>.makeStream()
    private let wires = FakeWire.pair()

    public init() {}

    public func wait(address: @escaping @Sendable (String) -> Void) async throws -> any Duplex {
        address("here:1")
        for await _ in called.stream { return wires.0 }
        throw CancellationError()
    }

    public func call(address: String) async throws -> any Duplex {
        guard address == "here:1" else { throw Failure("meet-address") }
        called.continuation.yield()
        return wires.1
    }
}

/// One end of a stream between two phones.
public final class FakeWire: Duplex {
    /// Bytes on their way.
    private final class Line: @unchecked Sendable {
        let changed = NSCondition()
        var bytes = Data()
        var ended = false
    }

    private let incoming: Line
    private let outgoing: Line
    private static let patienceSeconds = 0.5

    private init(_ incoming: Line, _ outgoing: Line) {
        self.incoming = incoming
        self.outgoing = outgoing
    }

    public static func pair() -> (FakeWire, FakeWire) {
        let (one, other) = (Line(), Line())
        return (FakeWire(one, other), FakeWire(other, one))
    }

    public func read(limit: Int) throws -> Data? {
        incoming.changed.withLock {
            let soon = Date(timeIntervalSinceNow: Self.patienceSeconds)
            while incoming.bytes.isEmpty {
                if incoming.ended { return nil }
                if !incoming.changed.wait(until: soon) { return Data() }
            }
            let next = Data(incoming.bytes.prefix(limit))
            incoming.bytes = Data(incoming.bytes.dropFirst(next.count))
            return next
        }
    }

    public func write(bytes: Data) throws {
        outgoing.changed.withLock {
            outgoing.bytes.append(bytes)
            outgoing.changed.signal()
        }
    }

    public func close() {
        outgoing.changed.withLock {
            outgoing.ended = true
            outgoing.changed.signal()
        }
    }
}
