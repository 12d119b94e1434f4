import PocketcardKit

/// Makes events of screens from their names and values.
@MainActor
enum Tapped {
    static func on(_ screen: Screen?, _ does: String, _ with: [String]) throws {
        var given = Given(with)
        switch screen {
        case let screen as NeutralScreen: try only(does, "Open") { screen.on(NeutralScreen.Open()) }
        case let screen as EnrolScreen: screen.on(try enrol(does, &given))
        case let screen as UnlockScreen: screen.on(try unlock(does, &given))
        case let screen as TodayScreen: screen.on(try today(does, &given))
        case let screen as ScreeningScreen: screen.on(try screening(does, &given))
        case let screen as FindingScreen: screen.on(try named(does))
        case let screen as ReferScreen: screen.on(try refer(does, &given))
        case let screen as ServicesScreen: screen.on(try services(does, &given))
        case let screen as TellScreen: screen.on(try tell(does, &given))
        case let screen as GuidanceScreen: screen.on(try guidance(does, &given))
        case let screen as RecordsScreen: screen.on(does == "More" ? .more : .open(try given.text()))
        case let screen as RecordScreen: screen.on(try named(does))
        case let screen as AmendScreen: screen.on(try amend(does, &given))
        case let screen as CarryScreen: screen.on(try named(does))
        case let screen as MeetScreen: screen.on(try meet(does, &given))
        case let screen as PracticeScreen:
            let id = try given.text()
            guard let practised = screen.state.cases?.first(where: { $0.id == id }) else {
                throw Wrong("no case \(id)")
            }
            try only(does, "Begin") { screen.on(PracticeScreen.Begin(practised)) }
        case let screen as CaseScreen: screen.on(try practise(does, &given))
        case let screen as AloneScreen: screen.on(try alone(does, &given))
        case let screen as SettingsScreen: screen.on(try settings(does, &given))
        case let screen as PassphraseScreen:
            let change = try PassphraseScreen.Change(
                old: given.secret(), new: given.secret(), again: given.secret())
            try only(does, "Change") { screen.on(change) }
        case let screen as WordsScreen: screen.on(does == "Written" ? .written : .make(try given.secret()))
        case let screen as DuressScreen:
            let event = DuressScreen.Event(
                passphrase: try given.secret(), duress: given.isEmpty ? nil : try given.secret())
            try only(does, "Event") { screen.on(event) }
        case let screen as CheckScreen: screen.on(try named(does))
        case let screen as CleanScreen: screen.on(try named(does))
        default: throw Wrong("nothing can be done on \(String(describing: screen))")
        }
        if !given.isEmpty { throw Wrong("\(with) is too much for \(does)") }
    }

    private static func only(_ does: String, _ name: String, _ then: () -> Void) throws {
        guard does == name else { throw Wrong("no event \(does)") }
        then()
    }

    private static func enrol(_ does: String, _ given: inout Given) throws -> EnrolScreen.Event {
        switch does {
        case "Text": .text(try given.text())
        case "File": .file
        case "Scan": .scan
        case "Next": .next
        case "Same": .same
        case "Differ": .differ
        case "Enrol": .enrol(passphrase: try given.secret(), again: try given.secret())
        default: throw Wrong("no event \(does)")
        }
    }

    private static func unlock(_ does: String, _ given: inout Given) throws -> UnlockScreen.Event {
        switch does {
        case "Unlock": .unlock(try given.secret())
        case "Forgotten": .forgotten
        case "Recover": .recover(words: try given.secret(), passphrase: try given.secret())
        default: throw Wrong("no event \(does)")
        }
    }

    private static func today(_ does: String, _ given: inout Given) throws -> TodayScreen.Event {
        switch does {
        case "Begin": .begin(try given.text())
        case "Resume": .resume(try given.text())
        case "Record": .record(try given.text())
        case "Sync": .sync
        case "StopSync": .stopSync
        case "Announce": .announce
        case "Clean": .clean
        case "Go": .go(try given.one())
        default: throw Wrong("no event \(does)")
        }
    }

    private static func screening(_ does: String, _ given: inout Given) throws -> ScreeningScreen.Event {
        switch does {
        case "Aged": .aged(try given.one())
        case "Answered": .answered(item: try given.text(), answer: try given.one())
        case "Note": .note(try given.text())
        case "Place": .place(try given.text())
        case "Area": .area(try given.text())
        case "Reason": .reason(try given.text())
        case "Asked": .asked(try form(&given))
        case "Fold": .fold(try given.text())
        case "Photograph": .photograph
        case "NoPhotograph": .noPhotograph
        case "Finish": .finish
        case "Discard": .discard
        default: throw Wrong("no event \(does)")
        }
    }

    private static func form(_ given: inout Given) throws -> FormEvent {
        let does = try given.text()
        let place = try given.place()
        return switch does {
        case "Typed": .typed(place: place, text: try given.text())
        case "Touched": .touched(place: place, choice: try given.text())
        case "Attach": .attach(place: place)
        case "Detach": .detach(place: place)
        case "AddTurn": .addTurn(place: place)
        case "RemoveTurn": .removeTurn(place: place, turn: try given.number())
        default: throw Wrong("no event \(does)")
        }
    }

    private static func refer(_ does: String, _ given: inout Given) throws -> ReferScreen.Event {
        switch does {
        case "Need": .need(try given.text())
        case "Chose": .chose(try given.text())
        case "Language": .language(try given.text())
        case "OnWord": .onWord(try given.one())
        case "Reason": .reason(try given.text())
        case "Asked": .asked(try given.one())
        case "Statistics": .statistics
        case "Accountability": .accountability
        case "Note": .note(try given.text())
        case "Agreed": .agreed
        case "Declined": .declined
        case "Done": .done
        default: throw Wrong("no event \(does)")
        }
    }

    private static func services(_ does: String, _ given: inout Given) throws -> ServicesScreen.Event {
        switch does {
        case "Look": .look(Wanted(need: try given.text()))
        case "Tell": .tell(try given.text())
        default: throw Wrong("no event \(does)")
        }
    }

    private static func tell(_ does: String, _ given: inout Given) throws -> TellScreen.Event {
        switch does {
        case "Found": .found(try given.one())
        case "Chose": .chose(try given.text())
        case "Note": .note(try given.text())
        case "Send": .send
        default: throw Wrong("no event \(does)")
        }
    }

    private static func guidance(_ does: String, _ given: inout Given) throws -> GuidanceScreen.Event {
        switch does {
        case "Search": .search(try given.text())
        case "Fold": .fold(try given.text())
        default: throw Wrong("no event \(does)")
        }
    }

    private static func amend(_ does: String, _ given: inout Given) throws -> AmendScreen.Event {
        switch does {
        case "Answered": .answered(item: try given.text(), answer: try given.one())
        case "Fold": .fold(try given.text())
        case "Note": .note(try given.text())
        case "Send": .send
        default: throw Wrong("no event \(does)")
        }
    }

    private static func meet(_ does: String, _ given: inout Given) throws -> MeetScreen.Event {
        switch does {
        case "Wait": .wait
        case "Address": .address(try given.text())
        case "Call": .call
        case "Code": .code(try given.text())
        case "Exchange": .exchange
        case "Again": .again
        default: throw Wrong("no event \(does)")
        }
    }

    private static func practise(_ does: String, _ given: inout Given) throws -> CaseScreen.Event {
        switch does {
        case "Aged": .aged(try given.one())
        case "Answered": .answered(item: try given.text(), answer: try given.one())
        case "Fold": .fold(try given.text())
        case "Finish": .finish
        case "Done": .done
        default: throw Wrong("no event \(does)")
        }
    }

    private static func alone(_ does: String, _ given: inout Given) throws -> AloneScreen.Event {
        switch does {
        case "Confirmed": .confirmed
        case "Aged": .aged(try given.one())
        case "Protected": .protected
        case "Area": .area(try given.text())
        case "Language": .language(try given.text())
        case "Open": .open
        case "Listen": .listen
        case "Touched": .touched(try reply(try given.text()))
        case "Needs": .needs(try given.one())
        case "Next": .next
        case "End": .end
        case "GoOn": .goOn
        case "Done": .done
        default: throw Wrong("no event \(does)")
        }
    }

    private static func reply(_ name: String) throws -> Reply {
        switch name {
        case "skip": .skip
        case "yes": .yes
        case "no": .no
        default: throw Wrong("no reply \(name)")
        }
    }

    private static func settings(_ does: String, _ given: inout Given) throws -> SettingsScreen.Event {
        switch does {
        case "Speak": .speak(try given.text())
        case "Looks": .looks(try given.one())
        case "Passphrase": .passphrase
        case "Words": .words
        case "Duress": .duress
        case "Check": .check
        case "Renew": .renew
        case "Escrow": .escrow
        case "Clean": .clean
        case "Lock": .lock
        default: throw Wrong("no event \(does)")
        }
    }

    /// An event without values.
    private static func named<Event: CaseIterable>(_ does: String) throws -> Event { try Given.one(of: does) }
}

/// The values of an event, in order.
struct Given {
    private var left: ArraySlice<String>

    init(_ all: [String]) { left = all[...] }

    var isEmpty: Bool { left.isEmpty }

    mutating func text() throws -> String {
        guard let next = left.popFirst() else { throw Wrong("a value is missing") }
        return next
    }

    mutating func secret() throws -> Secret { Secret(try text()) }

    mutating func number() throws -> Int {
        guard let number = Int(try text()) else { throw Wrong("no number") }
        return number
    }

    /// A question's name, and its turns after it.
    mutating func place() throws -> Place {
        let parts = try text().split(separator: " ")
        return Place(name: String(parts[0]), turns: parts.dropFirst().compactMap { Int($0) })
    }

    mutating func one<Value: CaseIterable>() throws -> Value { try Self.one(of: try text()) }

    static func one<Value: CaseIterable>(of name: String) throws -> Value {
        guard let one = Value.allCases.first(where: { "\($0)".lowercased() == name.lowercased() }) else {
            throw Wrong("\(Value.self) has no \(name)")
        }
        return one
    }
}
