import Foundation
import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

let passphrase = "otter lamp velvet harbour"
/// The confidential desk's own: the main desk's is refused there.
let confidentialPassphrase = "meadow cobalt violin anchor"

/// The office did not do what it was told; what it said is on the standard error.
struct Refused: Error {
    let command: [String]
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
        guard process.terminationStatus == 0 else { throw Refused(command: arguments) }
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
        process.environment = environment.merging([
            "POCKETCARD_PASSPHRASE": desk == confidential ? confidentialPassphrase : passphrase,
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
