import Foundation

/// A passphrase, or recovery words. The one who made it clears it; copies that are made of it here are cleared here.
public final class Secret: @unchecked Sendable {
    private let lock = NSLock()
    private let bytes: UnsafeMutableRawBufferPointer

    public init(_ text: String) {
        bytes = Self.copied(Array(text.utf8))
    }

    /// Takes what the core gave.
    init(_ data: Data) {
        bytes = data.withUnsafeBytes { Self.copied($0) }
    }

    deinit {
        wipe()
        bytes.deallocate()
    }

    /// Wipes it; from now on it is empty words.
    public func clear() { lock.withLock { wipe() } }

    public var isCleared: Bool { lock.withLock { bytes.allSatisfy { $0 == 0 } } }

    /// The words to be shown, of a secret that is.
    public var text: String {
        lock.withLock { bytes.allSatisfy { $0 == 0 } ? "" : String(decoding: bytes, as: UTF8.self) }
    }

    /// Whether both say the same.
    public func says(_ other: Secret) -> Bool {
        if other === self { return true }
        let theirs = other.lock.withLock { Array(other.bytes) }
        return lock.withLock { bytes.elementsEqual(theirs) }
    }

    /// Lends the bytes, which must not be kept.
    func use<T>(_ work: (Data) throws -> T) rethrows -> T {
        try lock.withLock {
            guard let start = bytes.baseAddress else { return try work(Data()) }
            return try work(Data(bytesNoCopy: start, count: bytes.count, deallocator: .none))
        }
    }

    /// By what no optimiser drops, although the memory is freed afterwards.
    private func wipe() {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        #if canImport(Darwin)
        memset_s(start, bytes.count, 0, bytes.count)
        #else
        explicit_bzero(start, bytes.count)
        #endif
    }

    private static func copied(_ from: some Collection<UInt8>) -> UnsafeMutableRawBufferPointer {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: from.count, alignment: 1)
        copy.copyBytes(from: from)
        return copy
    }
}

extension Secret: Discreet {}
