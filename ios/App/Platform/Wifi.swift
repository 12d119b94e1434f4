import Foundation
import PocketcardKit

#if canImport(Darwin)
import Darwin
private let stream = SOCK_STREAM
#else
import Glibc
private let stream = Int32(SOCK_STREAM.rawValue)
#endif

/// Phones on one Wi-Fi, or on the hotspot of one of them. What goes over it is for anyone who listens; the core seals and
/// compares codes. It uses sockets alone, so that it is also tested on Linux.
struct Wifi: Neighbours {
    /// For how long a phone that does not answer is called, in milliseconds.
    private static let connectMillis: Int32 = 10_000

    func wait(address: @escaping @Sendable (String) -> Void) async throws -> any Duplex {
        let listener = try Socket()
        return try await stoppable(listener) {
            let port = try listener.listen()
            address("\(Wifi.own()):\(port)")
            return try listener.accepted()
        }
    }

    func call(address: String) async throws -> any Duplex {
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        var host = in_addr()
        guard parts.count == 2, let port = UInt16(parts[1]), inet_pton(AF_INET, String(parts[0]), &host) == 1 else {
            throw Failure("meet-address")
        }
        let (socket, to) = (try Socket(), host)
        return try await stoppable(socket) {
            guard socket.connects(to, port, within: Wifi.connectMillis) else { throw Failure("meet-address") }
            return socket
        }
    }

    /// On a thread of its own, which ends soon after the caller no longer waits.
    private func stoppable(_ socket: Socket, _ work: @escaping @Sendable () throws -> Socket) async throws -> Socket {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue(label: "pocketcard.wifi").async { continuation.resume(with: Result { try work() }) }
            }
        } onCancel: {
            socket.close()
        }
    }

    /// This phone's address on the network that others reach; its own where there is none.
    private static func own() -> String {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return "127.0.0.1" }
        defer { freeifaddrs(first) }
        var found: [(name: String, address: String)] = []
        for entry in sequence(first: first, next: { $0?.pointee.ifa_next }).compactMap({ $0?.pointee }) {
            guard let address = entry.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET),
                entry.ifa_flags & UInt32(IFF_UP) != 0, entry.ifa_flags & UInt32(IFF_LOOPBACK) == 0
            else { continue }
            var inside = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr }
            var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
            guard inet_ntop(AF_INET, &inside, &text, socklen_t(INET_ADDRSTRLEN)) != nil else { continue }
            let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            found.append((String(cString: entry.ifa_name), String(decoding: bytes, as: UTF8.self)))
        }
        // On an iPhone the first are Wi-Fi and its own hotspot; the mobile network and tunnels lead to no colleague.
        let near = found.first { $0.name.hasPrefix("en") } ?? found.first { $0.name.hasPrefix("bridge") }
        let other = found.first { !$0.name.hasPrefix("pdp_ip") && !$0.name.hasPrefix("utun") }
        return (near ?? other)?.address ?? "127.0.0.1"
    }
}

/// A socket that a reader and a writer use at once. It is closed when both have let go of it.
private final class Socket: Duplex, @unchecked Sendable {
    private let file: Int32
    private let lock = NSLock()
    private var closed = false
    /// Whenever nothing came for this long, the core asks whether to go on waiting, in milliseconds.
    private static let patience: Int32 = 500

    convenience init() throws {
        let file = socket(AF_INET, stream, 0)
        guard file >= 0 else { throw Failure("network") }
        self.init(file)
    }

    private init(_ file: Int32) {
        self.file = file
        #if canImport(Darwin)
        // A phone that is gone is an error of writing, and no signal that ends the app.
        var on: Int32 = 1
        setsockopt(file, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    deinit { _ = closeFile(file) }

    func read(limit: Int) throws -> Data? {
        guard ready(POLLIN, within: Socket.patience) else { return isClosed ? nil : Data() }
        var bytes = Data(count: limit)
        let count = bytes.withUnsafeMutableBytes { recv(file, $0.baseAddress, limit, 0) }
        if count < 0 { return errno == EINTR || errno == EAGAIN ? Data() : nil }
        return count == 0 ? nil : bytes.prefix(count)
    }

    func write(bytes: Data) throws {
        var left = bytes[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { send(file, $0.baseAddress, $0.count, noSignal) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure("network") }
            left = left.dropFirst(count)
        }
    }

    /// Whoever reads or waits ends soon.
    func close() {
        lock.withLock { closed = true }
        shutdown(file, Int32(SHUT_RDWR))
    }

    /// Waits for calls, at a port that is free.
    func listen() throws -> UInt16 {
        var here = sockaddr_in()
        here.sin_family = sa_family_t(AF_INET)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &here) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, length) == 0 && startListening(file) == 0 && getsockname(file, $0, &length) == 0
            }
        }
        guard named else { throw Failure("network") }
        return UInt16(bigEndian: here.sin_port)
    }

    /// The first that calls.
    func accepted() throws -> Socket {
        while !isClosed {
            guard ready(POLLIN, within: Socket.patience) else { continue }
            let caller = accept(file, nil, nil)
            if caller >= 0 { return Socket(caller) }
        }
        throw Failure("network")
    }

    func connects(_ host: in_addr, _ port: UInt16, within millis: Int32) -> Bool {
        var there = sockaddr_in()
        there.sin_family = sa_family_t(AF_INET)
        there.sin_port = port.bigEndian
        there.sin_addr = host
        let flags = fcntl(file, F_GETFL)
        _ = fcntl(file, F_SETFL, flags | O_NONBLOCK)
        defer { _ = fcntl(file, F_SETFL, flags) }
        let begun = withUnsafePointer(to: &there) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard begun == 0 || errno == EINPROGRESS else { return false }
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return ready(POLLOUT, within: millis) && !isClosed
            && getsockopt(file, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0
    }

    private var isClosed: Bool { lock.withLock { closed } }

    private func ready(_ what: Int, within millis: Int32) -> Bool {
        var asked = pollfd(fd: file, events: Int16(what), revents: 0)
        return poll(&asked, 1, millis) > 0
    }

    private func ready(_ what: Int32, within millis: Int32) -> Bool { ready(Int(what), within: millis) }
}

#if canImport(Darwin)
private let noSignal: Int32 = 0
#else
private let noSignal = Int32(MSG_NOSIGNAL)
#endif

// Inside of `Socket` these names are its own.
private func closeFile(_ file: Int32) -> Int32 { close(file) }

private func startListening(_ file: Int32) -> Int32 { listen(file, 1) }
