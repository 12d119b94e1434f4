import Foundation
import PocketcardKit
import XCTest

/// An office's own form, filled in through the kit, question by question.
final class FormTests: XCTestCase {
    private var folder = FileManager.default.temporaryDirectory
    private var office: Office!

    private let form = """
        [[checklists]]
        id = "water"
        version = 1
        subject = "site"
        [checklists.form]
        id = "water"
        language = "en"
        [[checklists.form.items]]
        name = "taste"
        kind = { range = { start = 1, end = 5, step = 1 } }
        label = { en = "Taste" }
        required = "true()"
        [[checklists.form.items]]
        name = "why"
        kind = "text"
        label = { en = "Why?" }
        relevant = "${taste} < 3"
        [[checklists.form.items]]
        name = "wells"
        kind = "repeat"
        [[checklists.form.items]]
        name = "name"
        inside = "wells"
        kind = "text"
        label = { en = "Name" }
        """

    override func setUpWithError() throws {
        folder.appendPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        office = try Office(folder.appendingPathComponent("office"))
    }

    override func tearDownWithError() throws {
        office.stop()
        try FileManager.default.removeItem(at: folder)
    }

    private func publish() throws {
        let north = folder.appendingPathComponent("north")
        let english = north.appendingPathComponent("lang/en")
        try FileManager.default.createDirectory(at: english, withIntermediateDirectories: true)
        func put(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: north.appendingPathComponent(name))
        }
        try put("pack.toml", "name = \"north\"\nversion = 2\n")
        try put("lang/en/water.ftl", "checklist-water = Water\n    .hint = What people drink.\n")
        try put("water.toml", form)
        let (content, pack) = (
            folder.appendingPathComponent("n.json").path, folder.appendingPathComponent("n.pack").path
        )
        _ = try office.run(["pack", "build", north.path, "--out", content])
        _ = try office.run(["pack", "sign", content, "--out", pack])
        _ = try office.run(["pack", "publish", pack])
    }

    func testQuestionsAreAskedAndAnswered() async throws {
        let a = Handset(folder.appendingPathComponent("a"))
        try await a.enrol(office, "a")
        try publish()
        try office.serve()
        _ = try await a.phone.sync()
        _ = try office.run(["collect"])
        _ = try await a.phone.sync()

        let phone = a.phone
        var answers = try await phone.begin("water")
        func asked(_ name: String, _ turns: [UInt32] = []) async throws -> Question? {
            try await phone.questions(answers, language: "en").first {
                $0.name == name && $0.turns == turns
            }
        }
        let taste = try await XCTUnwrapAsync(try await asked("taste"))
        XCTAssertTrue(taste.missing)
        answers = try await phone.answer(taste, with: .integer(number: 9), in: answers)
        let wrong = try await asked("taste")?.message
        XCTAssertEqual(wrong, "This is outside the range.")
        answers = try await phone.answer(taste, with: .integer(number: 2), in: answers)
        let why = try await XCTUnwrapAsync(try await asked("why"))
        answers = try await phone.answer(why, with: .text(text: "brown"), in: answers)
        let wells = try await XCTUnwrapAsync(try await asked("wells"))
        answers = try await phone.addTurn(of: wells, in: answers)
        answers = try await phone.addTurn(of: wells, in: answers)
        let second = try await XCTUnwrapAsync(try await asked("name", [1]))
        answers = try await phone.answer(second, with: .text(text: "second"), in: answers)
        answers = try await phone.removeTurn(0, of: wells, in: answers)
        let left = try await asked("name", [0])?.value
        XCTAssertEqual(left, .text(text: "second"))
        let screened = try await phone.screen(Screening(answers: answers), language: "en")
        XCTAssertNotNil(screened.id)
    }

    private func XCTUnwrapAsync<T>(_ value: T?) async throws -> T { try XCTUnwrap(value) }
}
