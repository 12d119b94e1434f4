import Foundation
import PocketcardFakes
@testable import PocketcardKit
import XCTest

/// Phones and an office in which a scenario is played.
@MainActor
final class Played {
    private let folder: URL
    private let office: Office
    private let neighbours = FakeNeighbours()
    private var phones: [String: Held] = [:]
    private var kept: [String: String]
    private var disk: SmallDisk?
    private var held: Held!

    private static let patience = Duration.seconds(60)
    private static let pause = Duration.milliseconds(5)

    init(in folder: URL) throws {
        self.folder = folder
        kept = ["passphrase": passphrase, "folder": folder.path]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        office = try Office(folder.appendingPathComponent("office"))
    }

    func play(_ scenario: Scenario) async throws {
        if scenario.smallDisk == true {
            disk = try SmallDisk.mount(at: folder.appendingPathComponent("phones"))
            if disk == nil { return print("skipped: mounting a small disk is not permitted here") }
        }
        hold("a")
        try await take(scenario)
    }

    func close() {
        for phone in phones.values { phone.end() }
        disk?.close()
        office.stop()
    }

    private func take(_ scenario: Scenario) async throws {
        for step in scenario.steps {
            do { try await take(step) } catch {
                throw Wrong("\(scenario.about): at \(step): \(error); \(held.seen)")
            }
        }
    }

    private func take(_ step: Step) async throws {
        if let name = step.text("phone") { hold(name) }
        if let name = step.text("run") { try await take(try Scenario.named(name)) }
        if let command = step.texts("office") { try bid(try command.map(filled)) }
        if let name = step.text("publishes") { try publish(name) }
        if let part = step.text("prints"), kept["printed"]?.contains(try filled(part)) != true {
            throw Wrong("printed: \(kept["printed"] ?? "")")
        }
        if let minutes = step.text("clock") { held.clock.pass(minutes: Int(minutes) ?? 0) }
        if let trouble = step.text("keys") { held.keys.trouble = KeysTrouble(rawValue: trouble) }
        if let state = step.text("disk") { try disk?.fill(state == "full") }
        if let what = step.text("hand") { try hand(what) }
        if let tag = step.text("speaks") { held.app.speakAlways(tag) }
        if let file = step.text("opens") {
            held.device.picked = try Data(contentsOf: URL(fileURLWithPath: try filled(file)))
        }
        try await look(step)
        if let does = step.text("does") {
            try await tap(does, try (step.texts("with") ?? []).map(filled), told: step.text("told"))
        }
        if let file = step.text("saves") {
            try await until("a file is saved") { held.device.saved != nil }
            try held.device.saved?.content.write(to: URL(fileURLWithPath: try filled(file)))
        }
    }

    private func look(_ step: Step) async throws {
        if let on = step.text("on") {
            try await until("the screen \(on)") { held.top.map { "\(type(of: $0))" } == on }
        }
        let sees = try step.table("sees").mapValues(filled)
        try await until("all of \(sees) at once") {
            try sees.allSatisfy { path, wanted in try held.at(path).contains { fits($0, wanted) } }
        }
        for (name, path) in step.table("keeps") {
            guard let value = try held.at(path).first else { throw Wrong("nothing is at \(path)") }
            kept[name] = value
        }
    }

    /// What a screen does while the user waits for something, it does not do.
    private func tap(_ does: String, _ with: [String], told: String?) async throws {
        try await until("nothing is waited for") { !held.app.state.busy }
        held.app.dismiss()
        try Tapped.on(held.top, does, with)
        guard let told else { return }
        try await until("the user is told \(told)") { held.told == told }
        if held.app.state.words?.contains(told) != true { throw Wrong("\(told) has no words") }
    }

    private func fits(_ seen: String, _ wanted: String) -> Bool {
        wanted.hasPrefix("~") ? seen.contains(wanted.dropFirst()) : seen == wanted
    }

    private func filled(_ text: String) throws -> String {
        var filled = ""
        var rest = text[...]
        while let at = rest.firstIndex(of: "$") {
            let name = rest[rest.index(after: at)...].prefix { $0.isLetter }
            guard let value = kept[String(name)] else { throw Wrong("nothing is called \(name)") }
            filled += rest[..<at] + value
            rest = rest[name.endIndex...]
        }
        return filled + rest
    }

    private func hold(_ name: String) {
        kept["phone"] = name
        let phone =
            phones[name] ?? Held(files: folder.appendingPathComponent("phones/\(name)"), neighbours: neighbours)
        phones[name] = phone
        held = phone
    }

    private func bid(_ command: [String]) throws {
        switch command {
        case ["serve"]: try office.serve()
        case ["collect"]:
            let both = try office.run(command) + office.run(command, desk: office.confidential)
            kept["printed"] = String(decoding: both, as: UTF8.self)
        default:
            let printed = String(decoding: try office.run(command), as: UTF8.self)
            kept["printed"] = printed.trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    private func publish(_ name: String) throws {
        let pack = Scenario.folder.appendingPathComponent("packs/\(name)").path
        let (content, signed) = (folder.path + "/\(name).json", folder.path + "/\(name).pack")
        _ = try office.run(["pack", "build", pack, "--out", content])
        _ = try office.run(["pack", "sign", content, "--out", signed])
        _ = try office.run(["pack", "publish", signed])
    }

    private func hand(_ what: String) throws {
        switch what {
        case "back": if !held.app.back() { throw Wrong("there is no way back") }
        case "lock": held.phone.lock()
        case "leave": held.app.leave()
        case "idle": held.app.front()
        case "kill": held.begin()
        default: throw Wrong("no hand does \(what)")
        }
    }

    private func until(_ what: String, _ so: () throws -> Bool) async throws {
        let end = ContinuousClock.now + Self.patience
        while try !so() {
            if ContinuousClock.now > end { throw Wrong("waited in vain for: \(what)") }
            try await Task.sleep(for: Self.pause)
        }
    }
}

/// A phone in somebody's hand. Its files, keys and clock outlive the process.
@MainActor
final class Held {
    let keys = FakeKeys()
    let clock = FakeClock()
    let device = FakeDevice()
    private(set) var phone: CorePocketcard
    private(set) var app: App
    private let files: URL
    private let neighbours: FakeNeighbours

    init(files: URL, neighbours: FakeNeighbours) {
        self.files = files
        self.neighbours = neighbours
        phone = CorePocketcard(directory: files, keys: keys, clock: clock, unlockMillis: 0)
        app = App(phone: phone, device: device, neighbours: neighbours)
        app.start()
    }

    /// The process ends, and another begins.
    func begin() {
        end()
        phone = CorePocketcard(directory: files, keys: keys, clock: clock, unlockMillis: 0)
        app = App(phone: phone, device: device, neighbours: neighbours)
        app.start()
    }

    func end() {
        app.stop()
        phone.lock()
    }

    var top: Screen? { app.state.top }

    func at(_ path: String) throws -> [String] {
        if path.hasPrefix("app/") { return try Seen.at(String(path.dropFirst(4)), of: app.state) }
        let properties = top.map { Array(Mirror(reflecting: $0).children) } ?? []
        // Observation keeps a property under a name of its own.
        return try Seen.at(path, of: properties.first { $0.label == "_state" || $0.label == "state" }?.value)
    }

    var told: String? { app.state.notice.flatMap { $0.failure.map { "error-\($0)" } ?? $0.word } }

    var seen: String {
        let state = (try? at("").first) ?? ""
        return "seen: \(top.map { "\(type(of: $0))" } ?? "nothing") \(state.prefix(800)), told: \(told ?? "nothing")"
    }
}

/// A disk so small that it can be filled.
final class SmallDisk {
    private let place: URL
    private var filler: URL { place.appendingPathComponent("filler") }

    private init(_ place: URL) { self.place = place }

    /// Nil where nobody may mount one.
    static func mount(at place: URL) throws -> SmallDisk? {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let mounted = try done(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place.path])
        return mounted ? SmallDisk(place) : nil
    }

    /// Takes all the room there is, or gives it back.
    func fill(_ full: Bool) throws {
        try? FileManager.default.removeItem(at: filler)
        if !full { return }
        _ = FileManager.default.createFile(atPath: filler.path, contents: nil)
        let file = try FileHandle(forWritingTo: filler)
        defer { try? file.close() }
        // It ends where there is no room any more.
        while (try? file.write(contentsOf: Data(count: 4096))) != nil {}
    }

    func close() { _ = try? Self.done(["umount", "--lazy", place.path]) }

    private static func done(_ command: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
