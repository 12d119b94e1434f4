import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Phones on one Wi-Fi, or on the hotspot of one of them. What goes over it is for anyone who listens; the core seals and
/// compares codes.
public struct Wifi: Neighbours {
    public init() {}

    public func wait(address: @escaping @Sendable (String) -> Void) async throws -> any Duplex {
        let listener = try Socket.listening()
        defer { listener.close() }
        address("\(Socket.ownAddress() ?? "127.0.0.1"):\(listener.port)")
        while true {
            try Task.checkCancellation()
            // Nobody called for so long: looks whether to go on waiting.
            if let called = try await blocking({ try listener.accepted() }) { return called }
        }
    }

    public func call(address: String) async throws -> any Duplex {
        let parts = address.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else { throw Failure("meet-address") }
        return try await blocking { try Socket.calling(String(parts[0]), port) }
    }
}

/// A connection, or what waits for one.
private final class Socket: Duplex {
    private let descriptor: Int32
    private static let patienceMillis: Int32 = 500
    private static let connectMillis: Int32 = 10_000

    private init(_ descriptor: Int32) throws {
        if descriptor < 0 { throw Failure("network") }
        self.descriptor = descriptor
        #if !canImport(Glibc)
        // A phone that left must not end this app.
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    private static func tcp() throws -> Socket {
        #if canImport(Glibc)
        try Socket(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        #else
        try Socket(socket(AF_INET, SOCK_STREAM, 0))
        #endif
    }

    deinit { systemClose(descriptor) }

    /// A socket that waits, on a port that was free.
    static func listening() throws -> Socket {
        let waiting = try tcp()
        var any = internet(0, port: 0)
        let bound = sized(&any) { bind(waiting.descriptor, $0, $1) }
        guard bound == 0, listen(waiting.descriptor, 1) == 0 else { throw Failure("network") }
        return waiting
    }

    static func calling(_ host: String, _ port: UInt16) throws -> Socket {
        var number = in_addr()
        guard inet_pton(AF_INET, host, &number) == 1 else { throw Failure("meet-address") }
        let calling = try tcp()
        let flags = fcntl(calling.descriptor, F_GETFL)
        _ = fcntl(calling.descriptor, F_SETFL, flags | O_NONBLOCK)
        var other = internet(number.s_addr, port: port)
        _ = sized(&other) { connect(calling.descriptor, $0, $1) }
        guard try ready(calling.descriptor, POLLOUT, connectMillis), failure(of: calling.descriptor) == 0 else {
            throw Failure("meet-address")
        }
        _ = fcntl(calling.descriptor, F_SETFL, flags)
        return calling
    }

    var port: UInt16 {
        var own = Self.internet(0, port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &own) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return UInt16(bigEndian: own.sin_port)
    }

    /// Nil where nobody called for half a second.
    func accepted() throws -> Socket? {
        guard try Self.ready(descriptor, POLLIN, Self.patienceMillis) else { return nil }
        let called = accept(descriptor, nil, nil)
        return try Socket(called)
    }

    func read(limit: Int) throws -> Data? {
        guard try Self.ready(descriptor, POLLIN, Self.patienceMillis) else { return Data() }
        var bytes = Data(count: limit)
        let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0 { throw Failure("network") }
        return count == 0 ? nil : bytes.prefix(count)
    }

    func write(bytes: Data) throws {
        #if canImport(Glibc)
        let flags = Int32(MSG_NOSIGNAL)
        #else
        let flags: Int32 = 0
        #endif
        var left = bytes
        while !left.isEmpty {
            let count = left.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
            if count <= 0 { throw Failure("network") }
            left = left.dropFirst(count)
        }
    }

    /// The other side hears of it, and so does a call that waits here; the descriptor goes with the last that holds it.
    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// This device's address on the network that others reach.
    static func ownAddress() -> String? {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return nil }
        defer { freeifaddrs(first) }
        var found: [String] = []
        for interface in sequence(first: first, next: { $0?.pointee.ifa_next }) {
            guard let one = interface?.pointee, let address = one.ifa_addr else { continue }
            let flags = UInt32(one.ifa_flags)
            guard address.pointee.sa_family == sa_family_t(AF_INET), flags & UInt32(IFF_UP) != 0,
                flags & UInt32(IFF_LOOPBACK) == 0,
                // The mobile network's.
                flags & UInt32(IFF_POINTOPOINT) == 0
            else { continue }
            let number = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr }
            found.append(String(cString: inet_ntoa(number)))
        }
        return found.first(where: isLocal) ?? found.first
    }

    /// Of a network of one's own (RFC 1918).
    private static func isLocal(_ address: String) -> Bool {
        let parts = address.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 4 else { return false }
        return parts[0] == 10 || (parts[0] == 172 && (16...31).contains(parts[1]))
            || (parts[0] == 192 && parts[1] == 168)
    }

    private static func ready(_ descriptor: Int32, _ what: Int32, _ millis: Int32) throws -> Bool {
        var asked = pollfd(fd: descriptor, events: Int16(what), revents: 0)
        let count = poll(&asked, 1, millis)
        if count < 0, errno != EINTR { throw Failure("network") }
        return count > 0
    }

    private static func failure(of descriptor: Int32) -> Int32 {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        return code
    }

    private static func internet(_ number: in_addr_t, port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = number
        return address
    }

    private static func sized<T>(
        _ address: inout sockaddr_in, _ use: (UnsafePointer<sockaddr>, socklen_t) -> T
    ) -> T {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { use($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }
}

/// Named apart from the method of the same name.
private func systemClose(_ descriptor: Int32) { close(descriptor) }
