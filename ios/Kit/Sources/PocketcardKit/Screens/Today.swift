import Observation

public struct TodayState: Sendable, Equatable {
    public var today: Today?
    /// Of all that is known, how much of an exchange went through; nil while there is none.
    public var syncing: Double?
    public var outcome: Outcome?
    /// Answers can come, and the user was not asked yet whether they may be announced.
    public var asksToAnnounce = false
}

/// The first screen: what is begun, what waits and why, what the office says, what needs a look.
@Observable
public final class TodayScreen: Screen {
    public enum Event: Sendable, Equatable {
        /// Begins a screening with this checklist.
        case begin(String)
        /// Goes on with a draft.
        case resume(String)
        case record(String)
        case sync
        case stopSync
        /// Lets the system ask whether answers may be announced.
        case announce
        /// Erases what the office asked to be erased.
        case clean
        case go(Place)
    }

    /// Where else one can go.
    public enum Place: Sendable, CaseIterable {
        case alone, services, tell, guidance, report, carry, records, practice, settings

        public var word: String {
            switch self {
            case .alone: "alone-title"
            case .services: "services-title"
            case .tell: "tell-title"
            case .guidance: "guidance-title"
            case .report: "report-title"
            case .carry: "carry-title"
            case .records: "records-title"
            case .practice: "practice-title"
            case .settings: "settings-title"
            }
        }
    }

    public private(set) var state = TodayState()
    private var asked = false

    public override func enter() {
        aside { [self] in try await refresh() }
    }

    public func on(_ event: Event) {
        switch event {
        case .begin(let checklist): open(ScreeningScreen(app: app, draft: Draft(checklist: checklist)))
        case .resume(let draft):
            work { [self] in open(ScreeningScreen(app: app, draft: try await phone.draft(id: draft))) }
        case .record(let id): open(RecordScreen(app: app, record: id))
        case .sync: work { [self] in try await sync() }
        case .stopSync: stop()
        case .announce:
            work { [self] in
                asked = true
                state.asksToAnnounce = false
                try await app.device.askToAnnounce()
            }
        case .clean: open(CleanScreen(app: app))
        case .go(let place): go(to: place)
        }
    }

    private func go(to place: Place) {
        switch place {
        case .services: open(ServicesScreen(app: app))
        case .tell: open(TellScreen(app: app))
        case .alone: open(AloneScreen(app: app))
        case .practice: open(PracticeScreen(app: app))
        case .guidance: open(GuidanceScreen(app: app))
        case .report: report()
        case .carry: open(CarryScreen(app: app))
        case .records: open(RecordsScreen(app: app))
        case .settings: open(SettingsScreen(app: app))
        }
    }

    private func report() {
        guard let today = state.today else { return }
        guard today.about.confidential != nil, let checklist = today.checklists.first(where: \.confidential) else {
            return tell("report-none")
        }
        open(ScreeningScreen(app: app, draft: Draft(checklist: checklist.id)))
    }

    private func refresh() async throws {
        let today = try await phone.today(language: app.language)
        state.today = today
        state.asksToAnnounce = !asked && !app.device.mayAnnounce && !today.waiting.isEmpty
    }

    private func sync() async throws {
        state.syncing = 0
        state.outcome = nil
        defer {
            state.syncing = nil
            aside { [self] in try await refresh() }
        }
        let outcome = try await phone.sync { [weak self] done, total in
            Task { @MainActor in self?.synced(done, of: total) }
        }
        if outcome == nil { tell("today-no-hub") }
        state.outcome = outcome
    }

    /// One that comes late is not shown.
    private func synced(_ done: Int, of total: Int) {
        if state.syncing != nil { state.syncing = total == 0 ? 0 : Double(done) / Double(total) }
    }
}
