import Foundation
internal import PocketcardFFI

#if canImport(Darwin)
/// On Apple's systems this one goes on while the device sleeps.
private let sleepless = CLOCK_MONOTONIC
#else
private let sleepless = CLOCK_BOOTTIME
#endif

/// The clocks of this process, which go on while the device sleeps. A boot is the life of the process.
public struct SystemClock: Clock {
    private static let boot = withUnsafeBytes(of: UUID().uuid) { Data($0) }

    public init() {}

    public func now() -> Instant {
        var elapsed = timespec()
        clock_gettime(sleepless, &elapsed)
        return Instant(
            wallMillis: Int(Date().timeIntervalSince1970 * 1000),
            elapsedMillis: Int(elapsed.tv_sec) * 1000 + Int(elapsed.tv_nsec) / 1_000_000, boot: Self.boot)
    }
}

/// What the shell lends, as the core's bindings want it.
final class LentClock: PocketcardFFI.Clock {
    private let clock: any Clock

    init(_ clock: any Clock) { self.clock = clock }

    func now() throws -> Moment {
        let now = clock.now()
        return Moment(wallMs: Int64(now.wallMillis), monotonicMs: UInt64(now.elapsedMillis), boot: now.boot)
    }
}

final class LentKeys: Keystore {
    private let keys: any Keys

    init(_ keys: any Keys) { self.keys = keys }

    func securityLevel() throws -> SecurityLevel { keys.hardware ? .hardware : .software }

    func create(key: String) throws { try lent { try keys.create(name: key) } }

    func mac(key: String, data: Data) throws -> Data { try lent { try keys.mac(name: key, data: data) } }

    func destroy(key: String) throws { try lent { try keys.destroy(name: key) } }

    private func lent<T>(_ work: () throws -> T) throws -> T {
        do { return try work() } catch let failed as KeysFailed {
            switch failed.trouble {
            case .cancelled: throw KeystoreError.Cancelled
            case .locked: throw KeystoreError.Locked
            case .invalidated: throw KeystoreError.Invalidated
            case .unavailable: throw KeystoreError.Unavailable
            }
        }
    }
}

final class LentSource: PocketcardFFI.Source {
    private let source: any Source

    init(_ source: any Source) { self.source = source }

    func read(limit: UInt32) throws -> Data { try source.read(limit: Int(limit)) }
}

final class LentSink: PocketcardFFI.Sink {
    private let sink: any Sink

    init(_ sink: any Sink) { self.sink = sink }

    func write(bytes: Data) throws { try sink.write(bytes: bytes) }
}

final class LentDuplex: ByteStream {
    private let stream: any Duplex

    init(_ stream: any Duplex) { self.stream = stream }

    func read(limit: UInt32) throws -> Data? { try stream.read(limit: Int(limit)) }

    func write(bytes: Data) throws { try stream.write(bytes: bytes) }
}

/// Goes on for as long as somebody waits for the answer.
final class Going: ProgressListener {
    func advance(done: UInt64, total: UInt64) throws -> Bool { !Task.isCancelled }
}

/// Goes on until it is stopped, from any thread.
final class Stopper: ProgressListener, @unchecked Sendable {
    private let lock = NSLock()
    private var stopped = false

    func stop() { lock.withLock { stopped = true } }

    func advance(done: UInt64, total: UInt64) throws -> Bool { lock.withLock { !stopped } }
}
