import Foundation
import PocketcardFFI

/// The clocks of this process. A boot is the life of the process.
public final class SystemClock: Clock {
    private static let boot = withUnsafeBytes(of: UUID().uuid) { Data($0) }
    private static let start = DispatchTime.now()

    public init() {}

    public func now() throws -> Moment {
        let elapsed = DispatchTime.now().uptimeNanoseconds - Self.start.uptimeNanoseconds
        return Moment(
            wallMs: Int64(Date().timeIntervalSince1970 * 1000),
            monotonicMs: elapsed / 1_000_000,
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
