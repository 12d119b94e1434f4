import Foundation
import PocketcardFakes
import XCTest

@testable import PocketcardKit

/// What every screen does with what happens on it, without a core: what the scenarios cannot bring about, or not see.
final class ScreensTests: XCTestCase {
    func testAWrongPassphraseIsSaidAndCleared() async throws { try await Glass.secrets() }
    func testWhatConcernsOurOwnPeopleBecomesAReportOfItsOwn() async throws { try await Glass.apart() }
    func testWhereNoServiceIsKnownAReasonIsAskedFor() async throws { try await Glass.reason() }
    func testALockedPhoneShowsNothingThatWasAskedForBefore() async throws { try await Glass.late() }
    func testWhetherAnswersMayBeAnnouncedIsAskedOnce() async throws { try await Glass.announce() }
    func testCodesAreTakenInUntilNoneIsMissing() async throws { try await Glass.codes() }
    func testRecordsComeAPageAtATime() async throws { try await Glass.pages() }
    func testAnotherCodeExchangesNothing() async throws { try await Glass.different() }
    func testAFileIsAttachedReplacedAndRemoved() async throws { try await Glass.files() }
    func testAnswersAreReadAsTheirQuestionsTakeThem() async throws { try await Glass.read() }
    func testAPageIsReadAloudAndQuietWhereItEnds() async throws { try await Glass.listen() }
    func testRecoveryWordsAreWipedWhenTheScreenIsLeft() async throws { try await Glass.recovery() }
    func testPrintingSaysNothingOfWhatAPersonEntered() async throws { try await Glass.printed() }
}

/// An app that is looked at and tapped, on a phone without a core.
@MainActor
private final class Glass {
    let phone: FakePocketcard
    let device = FakeDevice()
    let app: App

    init(_ phone: FakePocketcard = FakePocketcard(), _ neighbours: FakeNeighbours = FakeNeighbours()) {
        self.phone = phone
        app = App(phone: phone, device: device, neighbours: neighbours)
        app.start()
    }

    /// The screen that is seen, once it is of this kind.
    func seen<S: Screen>(_ kind: S.Type) async throws -> S {
        try await until("\(kind)") { self.app.state.top is S }
        return try XCTUnwrap(app.state.top as? S)
    }

    func opened() async throws -> TodayScreen {
        try await seen(UnlockScreen.self).on(.unlock(Secret("right")))
        return try await seen(TodayScreen.self)
    }

    func until(_ what: String, _ so: () -> Bool) async throws {
        for _ in 0..<6000 {
            if so() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Wrong("waited in vain for: \(what)")
    }

    static func secrets() async throws {
        let glass = Glass()
        let typed = Secret("wrong")
        try await glass.seen(UnlockScreen.self).on(.unlock(typed))
        try await glass.until("it is said") { glass.app.state.notice?.failure == "passphrase-wrong" }
        try await glass.until("it is cleared") { typed.isCleared }
        XCTAssertEqual(typed.text, "")
        _ = try await glass.opened()
        XCTAssertNil(glass.app.state.notice)
    }

    static func apart() async throws {
        let glass = Glass()
        try await glass.opened().on(.begin("person"))
        let screen = try await glass.seen(ScreeningScreen.self)
        screen.on(.note("blue door"))
        try await glass.until("it is kept") { screen.state.kept && !glass.phone.drafts.isEmpty }
        glass.phone.apart = Apart(rest: screen.state.draft, report: Draft(checklist: "misconduct"))
        glass.phone.failure = Failure("allegation")
        screen.on(.finish)
        try await glass.until("it is said") { glass.app.state.notice?.word == "screen-apart" }
        XCTAssertEqual(Set(glass.phone.drafts.values.map(\.checklist)), ["person", "misconduct"])
        screen.on(.finish)
        _ = try await glass.seen(FindingScreen.self)
        XCTAssertEqual(glass.phone.drafts.values.map(\.checklist), ["misconduct"])
    }

    static func reason() async throws {
        let glass = Glass()
        try await glass.opened().on(.begin("person"))
        let screen = try await glass.seen(ScreeningScreen.self)
        try await glass.until("the page") { screen.state.checklist != nil }
        glass.phone.failure = Failure("no-service-here")
        screen.on(.finish)
        try await glass.until("it is asked") { screen.state.asksReason }
    }

    /// The core answers after somebody left: nothing of it is seen, and nothing is said.
    static func late() async throws {
        let glass = Glass()
        try await glass.opened().on(.begin("person"))
        let screen = try await glass.seen(ScreeningScreen.self)
        try await glass.until("the page") { screen.state.checklist != nil }
        glass.phone.failure = Failure("storage-full")
        screen.on(.finish)
        glass.app.leave()
        XCTAssertEqual(glass.device.left, 1)
        XCTAssertEqual(glass.phone.door, .locked)
        try await glass.until("the call is over") { glass.phone.failure == nil }
        for _ in 0..<20 { await Task.yield() }
        XCTAssertTrue(glass.app.state.top is NeutralScreen)
        XCTAssertEqual(glass.app.state.screens.count, 1)
        XCTAssertNil(glass.app.state.notice)
        XCTAssertFalse(glass.app.state.busy)
        // The same where it would have gone on to another screen.
        screen.on(.finish)
        for _ in 0..<20 { await Task.yield() }
        XCTAssertTrue(glass.app.state.top is NeutralScreen)
    }

    static func announce() async throws {
        let glass = Glass()
        glass.device.mayAnnounce = false
        let today = try await glass.opened()
        try await glass.until("the day") { today.state.today != nil }
        XCTAssertFalse(today.state.asksToAnnounce, "nothing was sent")
        glass.phone.waiting = [Waiting(parcel: "parcel", bytes: 4096, state: "state-sealed", why: "waits-carrier")]
        today.enter()
        try await glass.until("it is asked") { today.state.asksToAnnounce }
        today.on(.announce)
        try await glass.until("it is allowed") { glass.device.mayAnnounce }
        glass.device.mayAnnounce = false
        let before = today.state.today
        glass.phone.waiting = []
        today.enter()
        try await glass.until("another look") { today.state.today != before }
        XCTAssertFalse(today.state.asksToAnnounce)
    }

    static func codes() async throws {
        let glass = Glass()
        try await glass.opened().on(.go(.carry))
        try await glass.seen(CarryScreen.self).on(.partsIn)
        glass.device.codes = ["two", "one"]
        let screen = try await glass.seen(PartsInScreen.self)
        screen.on(.scan)
        try await glass.until("all is there") { screen.state.outcome != nil }
        XCTAssertEqual(screen.state.outcome?.counts, [Pair("carried-new", 1)])
        XCTAssertEqual(screen.state.missing, [])
    }

    static func pages() async throws {
        let glass = Glass()
        glass.phone.lines = (0..<120).map {
            RecordLine(
                id: "r\($0)", kind: "record-screening", code: "", place: "", madeAt: 0, readable: true, received: true)
        }
        try await glass.opened().on(.go(.records))
        let screen = try await glass.seen(RecordsScreen.self)
        for (count, more) in [(50, true), (100, true), (120, false)] {
            try await glass.until("\(count) lines") { screen.state.lines.count == count }
            XCTAssertEqual(screen.state.more, more)
            screen.on(.more)
        }
        XCTAssertTrue(glass.app.back())
        XCTAssertFalse(glass.app.back(), "the first screen has none behind it")
    }

    static func different() async throws {
        let neighbours = FakeNeighbours()
        let (here, there) = (Glass(FakePocketcard(), neighbours), Glass(FakePocketcard(), neighbours))
        for glass in [here, there] {
            try await glass.opened().on(.go(.carry))
            try await glass.seen(CarryScreen.self).on(.meet)
        }
        let waiter = try await here.seen(MeetScreen.self)
        waiter.on(.wait)
        try await here.until("its address") { waiter.state.address == "here:1" }
        let caller = try await there.seen(MeetScreen.self)
        caller.on(.address("here:1"))
        caller.on(.call)
        try await there.until("the code") { caller.state.step == .code }
        try await here.until("the code") { waiter.state.step == .code }
        waiter.on(.code("204 118"))
        waiter.on(.exchange)
        XCTAssertEqual(waiter.state.step, .different)
        caller.on(.code("204117"))
        caller.on(.exchange)
        try await there.until("it is done") { caller.state.step == .done }
    }

    private func form(_ questions: [Question]) async throws -> ScreeningScreen {
        try await opened().on(.begin("water"))
        let screen = try await seen(ScreeningScreen.self)
        phone.fakeForms.questions = questions
        screen.enter()
        try await until("the questions") { screen.state.form.questions.count == questions.count }
        return screen
    }

    private static func question(_ name: String, _ widget: Widget) -> Question {
        Question(
            place: Place(name: name), inside: nil, widget: widget, label: name, hint: "", readOnly: false,
            required: false, canAdd: false, count: 0, value: nil, choices: [], missing: false, message: "")
    }

    static func files() async throws {
        let glass = Glass()
        let screen = try await glass.form([
            question("a", .media(kind: .image)), question("b", .media(kind: .file)),
        ])
        func does(_ event: FormEvent) async throws {
            screen.on(.asked(event))
            try await glass.until("it is taken") { screen.state.form.pending == 0 && screen.state.kept }
        }
        glass.device.photo = Data([1])
        glass.device.picked = Data([2])
        try await does(.attach(place: Place(name: "a")))
        try await does(.attach(place: Place(name: "b")))
        XCTAssertEqual(screen.state.form.files.map(\.bytes), [Data([1]), Data([2])])
        glass.device.photo = Data([3])
        try await does(.attach(place: Place(name: "a")))
        XCTAssertEqual(screen.state.form.files.map(\.bytes), [Data([3]), Data([2])])
        try await does(.detach(place: Place(name: "a")))
        XCTAssertEqual(screen.state.form.files.map(\.bytes), [Data([2])])
    }

    static func read() async throws {
        let glass = Glass()
        let screen = try await glass.form([
            question("a", .integer), question("b", .decimal), question("c", .text), question("d", .selectMultiple),
        ])
        for (name, text) in [("a", "42"), ("b", "2,5"), ("c", "  "), ("a", "4x")] {
            screen.on(.asked(.typed(place: Place(name: name), text: text)))
        }
        for choice in ["x", "y", "x"] {
            screen.on(.asked(.touched(place: Place(name: "d"), choice: choice)))
            try await glass.until("it is taken") { screen.state.form.pending == 0 }
        }
        try await glass.until("all is kept") { screen.state.kept }
        let wanted: [(String, Value?)] = [
            ("a", .whole(42)), ("b", .decimal(2.5)), ("c", nil), ("a", .text("4x")), ("d", .chosen(["x"])),
            ("d", .chosen(["x", "y"])), ("d", .chosen(["y"])),
        ]
        XCTAssertEqual(glass.phone.fakeForms.answers, wanted.map { Pair(Place(name: $0.0), $0.1) })
        XCTAssertEqual(glass.phone.drafts.count, 1)
    }

    static func listen() async throws {
        let glass = Glass()
        let (first, yes) = (Data([0]), Data([1]))
        glass.phone.fakeAlone.recorded = ["You may stop.": first, "Yes": yes]
        try await glass.opened().on(.go(.alone))
        let alone = try await glass.seen(AloneScreen.self)
        alone.on(.confirmed)
        alone.on(.aged(.adult))
        try await glass.until("the voices") { alone.state.voice?.whose == .woman }
        alone.on(.open)
        try await glass.until("it is open") { alone.state.step == .handOver && !glass.app.state.busy }
        for step in [AloneState.Step.saidFirst, .question] {
            alone.on(.next)
            try await glass.until("the next page") { alone.state.step == step && !glass.app.state.busy }
        }
        XCTAssertEqual(alone.state.sounds, ["Yes"])
        alone.on(.listen)
        try await glass.until("the voice") { glass.device.played == [yes] }
        glass.device.loudspeaker = false
        alone.on(.listen)
        try await glass.until("it is said that nothing plays") { alone.state.silent }
        glass.device.playing = true
        alone.on(.end)
        XCTAssertFalse(glass.device.playing, "whatever ends it, it is quiet")
        let neutral = try await glass.seen(NeutralScreen.self)
        XCTAssertEqual(neutral.state, "Weather")
    }

    static func recovery() async throws {
        let glass = Glass()
        try await glass.opened().on(.go(.settings))
        try await glass.seen(SettingsScreen.self).on(.words)
        let screen = try await glass.seen(WordsScreen.self)
        screen.on(.make(Secret("right")))
        try await glass.until("the words") { screen.state.words != nil }
        let words = try XCTUnwrap(screen.state.words)
        XCTAssertEqual(words.text, "one two")
        glass.app.leave()
        XCTAssertTrue(words.isCleared)
    }

    static func printed() async throws {
        var draft = Draft(checklist: "person")
        draft.note = "blue door"
        let form = FormState(files: [AttachedFile(bytes: Data("blue door".utf8), mediaType: "text/plain")])
        let state = ScreeningState(draft: draft, form: form)
        let consent = Consent(service: nil, basis: .own, note: "blue door")
        let referral = Referral(about: "", needs: [], how: .spoken, language: "en", consent: consent)
        let events = [
            ScreeningScreen.Event.note("blue door"), .asked(.typed(place: Place(name: "a"), text: "blue door")),
        ]
        for printed in [
            "\(draft)", "\(state)", "\(referral)", "\(events)", "\(Value.text("blue door"))", "\(Secret("blue door"))",
        ] {
            XCTAssertFalse(printed.contains("blue"), printed)
        }
    }
}
