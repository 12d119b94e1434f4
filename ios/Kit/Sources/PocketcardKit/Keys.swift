import Foundation

/// Why a safe for keys did not do what it was asked. Each calls for another action of the user.
public enum KeysTrouble: String, Sendable, CaseIterable {
    /// The user dismissed the prompt.
    case cancelled
    /// Not before the device is unlocked.
    case locked
    /// The key is gone for good.
    case invalidated
    /// It cannot be reached.
    case unavailable
}

public struct KeysFailed: Error, Equatable {
    public let trouble: KeysTrouble

    public init(_ trouble: KeysTrouble) { self.trouble = trouble }
}

/// Holds keys that never leave it: on a phone, the hardware. Every call may throw `KeysFailed`.
public protocol Keys: Sendable {
    /// Whether keys live in hardware and cannot be copied out.
    var hardware: Bool { get }

    /// Makes a new random key under this name. A second call for the same name is harmless.
    func create(name: String) throws

    /// HMAC-SHA256 of `data` under the named key.
    func mac(name: String, data: Data) throws -> Data

    /// Destroys the named key for good. One that does not exist is destroyed already.
    func destroy(name: String) throws
}

/// Tells the time.
public protocol Clock: Sendable {
    func now() -> Instant
}

/// One reading of a device's clocks; see the core's `Moment`.
public struct Instant: Sendable, Equatable {
    public let wallMillis: Int
    public let elapsedMillis: Int
    public let boot: Data

    public init(wallMillis: Int, elapsedMillis: Int, boot: Data) {
        self.wallMillis = wallMillis
        self.elapsedMillis = elapsedMillis
        self.boot = boot
    }
}
