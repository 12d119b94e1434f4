import Foundation

/// Bytes that come from somewhere, once.
public protocol Source: Sendable {
    /// At most so many of the next bytes; none at the end.
    func read(limit: Int) throws -> Data

    func close()
}

/// A place that bytes go to.
public protocol Sink: Sendable {
    func write(bytes: Data) throws

    /// All is written. Only now may it be handed on.
    func close() async throws
}

/// A stream of bytes to another phone.
public protocol Duplex: Sendable {
    /// At most so many of the next bytes; none where nothing came for half a second, so that the core asks whether
    /// to go on waiting; nil at the end.
    func read(limit: Int) throws -> Data?

    func write(bytes: Data) throws

    func close()
}

/// A file as a source or a sink.
public final class FileStream: Source, Sink {
    private let file: FileHandle

    public init(_ file: FileHandle) { self.file = file }

    public func read(limit: Int) throws -> Data { try file.read(upToCount: limit) ?? Data() }

    public func write(bytes: Data) throws { try file.write(contentsOf: bytes) }

    public func close() { try? file.close() }
}

extension Source {
    /// All of it, but no more than so many bytes.
    func atMost(_ limit: Int) throws -> Data {
        var bytes = Data()
        while bytes.count < limit {
            let next = try read(limit: limit - bytes.count)
            if next.isEmpty { break }
            bytes.append(next)
        }
        return bytes
    }
}

/// Bytes in memory, as a source and as a sink.
final class MemoryStream: Source, Sink, @unchecked Sendable {
    private let lock = NSLock()
    private var bytes: Data
    private var at = 0

    init(_ bytes: Data = Data()) { self.bytes = bytes }

    var content: Data { lock.withLock { bytes } }

    func read(limit: Int) throws -> Data {
        lock.withLock {
            let end = min(at + limit, bytes.count)
            defer { at = end }
            return bytes.subdata(in: at..<end)
        }
    }

    func write(bytes more: Data) throws { lock.withLock { bytes.append(more) } }

    func close() {}
}
