import Foundation
import PocketcardFFI

#if canImport(Darwin)
/// On Apple's systems this one goes on while the device sleeps.
private let sleepless = CLOCK_MONOTONIC
#else
private let sleepless = CLOCK_BOOTTIME
#endif

/// The clocks of this process, which go on while the device sleeps. A boot is the life of the process.
public final class SystemClock: Clock {
    private static let boot = withUnsafeBytes(of: UUID().uuid) { Data($0) }

    public init() {}

    public func now() throws -> Moment {
        var elapsed = timespec()
        clock_gettime(sleepless, &elapsed)
        return Moment(
            wallMs: Int64(Date().timeIntervalSince1970 * 1000),
            monotonicMs: UInt64(elapsed.tv_sec) * 1000 + UInt64(elapsed.tv_nsec) / 1_000_000,
            boot: Self.boot)
    }
}

/// A file as a source or a sink. Files are opened by the caller, who also closes them.
public final class FileStream: Source, Sink, @unchecked Sendable {
    private let file: FileHandle

    public init(_ file: FileHandle) { self.file = file }

    public func read(limit: UInt32) throws -> Data {
        try file.read(upToCount: Int(limit)) ?? Data()
    }

    public func write(bytes: Data) throws { try file.write(contentsOf: bytes) }
}
