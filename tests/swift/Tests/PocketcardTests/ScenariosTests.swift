import Foundation
import XCTest

/// What both shells do, on this one: the real core, hub and desk behind the kit's screens.
final class ScenariosTests: XCTestCase {
    func testEveryScenario() async throws {
        guard ProcessInfo.processInfo.environment["POCKETCARD_SCENARIOS"] != nil else {
            return print("skipped: no Python 3.11 on this machine, and the scenarios were not read")
        }
        try await Self.play()
    }

    @MainActor
    private static func play() async throws {
        let names = try Scenario.names()
        XCTAssertGreaterThan(names.count, 10, "the scenarios are there")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let chosen = ProcessInfo.processInfo.environment["SCENARIO"].map { $0.components(separatedBy: ",") } ?? names
        for name in chosen {
            let began = ContinuousClock.now
            let played = try Played(in: folder.appendingPathComponent(name))
            do { try await played.play(try Scenario.named(name)) } catch { XCTFail("\(name): \(error)") }
            played.close()
            print("\(name): \(ContinuousClock.now - began)")
        }
    }
}
