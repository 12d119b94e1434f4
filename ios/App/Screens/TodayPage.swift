import PocketcardKit
import SwiftUI

struct TodayPage: View {
    @Environment(\.words) private var words
    let screen: TodayScreen

    var body: some View {
        Page(words["today-title"]) {
            if let today = screen.state.today { all(today) } else { Paragraph(words["wait"]) }
        }
    }

    @ViewBuilder private func all(_ today: Today) -> some View {
        ForEach(today.warnings, id: \.self) { Attention(words[$0]) }
        if screen.state.outcome?.wipe == true {
            Attention(words["wipe-asked"])
            PlainButton(words["settings-clean"], danger: true) { screen.on(.clean) }
        }
        standing(today.about.standing)
        Heading(words["today-screen"])
        ForEach(today.checklists.filter { !$0.confidential }, id: \.id) { line in
            MainButton(line.name) { screen.on(.begin(line.id)) }
        }
        drafts(today.drafts)
        answers(today.answers)
        Heading(words["today-waiting"])
        WaitingLines(waiting: today.waiting)
        Syncing(screen: screen)
        if screen.state.asksToAnnounce {
            Box {
                Paragraph(words["ask-notify"])
                PlainButton(words["continue"]) { screen.on(.announce) }
            }
        }
        if let outcome = screen.state.outcome { OutcomeLines(outcome) }
        ForEach(TodayScreen.Place.allCases, id: \.self) { place in
            PlainButton(words[place.word]) { screen.on(.go(place)) }
        }
    }

    @ViewBuilder private func standing(_ standing: Standing) -> some View {
        switch standing {
        case .waiting, .enrolled: Small(words[standing.word])
        case .invitationRefused, .revoked: Attention(words[standing.word])
        }
    }

    @ViewBuilder private func drafts(_ drafts: [DraftLine]) -> some View {
        if !drafts.isEmpty { Heading(words["today-drafts"]) }
        ForEach(drafts, id: \.id) { draft in
            Box {
                Paragraph(draft.checklist)
                Small(words.time(draft.keptAt))
                Line(words["today-answered"], words.number(draft.answered))
                PlainButton(words["continue"]) { screen.on(.resume(draft.id)) }
            }
        }
    }

    @ViewBuilder private func answers(_ answers: [OfficeAnswer]) -> some View {
        if !answers.isEmpty { Heading(words["today-answers"]) }
        ForEach(answers.indices, id: \.self) { at in
            let answer = answers[at]
            Box {
                Paragraph(answer.text)
                Small(words.time(answer.madeAt))
                if !answer.code.isEmpty {
                    PlainButton(answer.code) { screen.on(.record(answer.to)) }
                }
            }
        }
    }
}

/// What waits, told once for each reason.
private struct WaitingLines: View {
    @Environment(\.words) private var words
    let waiting: [Waiting]

    var body: some View {
        if waiting.isEmpty { Paragraph(words["today-nothing-waits"]) }
        ForEach(reasons, id: \.self) { reason in
            Box {
                Line(words[reason.state], words.number(count(reason)))
                Small(words[reason.why])
            }
        }
    }

    private struct Reason: Hashable {
        let state: String
        let why: String
    }

    /// In the order in which they first stand.
    private var reasons: [Reason] {
        waiting.reduce(into: []) { found, line in
            let reason = Reason(state: line.state, why: line.why)
            if !found.contains(reason) { found.append(reason) }
        }
    }

    private func count(_ reason: Reason) -> Int {
        waiting.count { $0.state == reason.state && $0.why == reason.why }
    }
}

private struct Syncing: View {
    @Environment(\.words) private var words
    let screen: TodayScreen

    var body: some View {
        if let share = screen.state.syncing {
            Box {
                Paragraph(words["today-syncing"])
                ProgressView(value: share).accessibilityLabel(words["today-syncing"])
                PlainButton(words["stop"]) { screen.on(.stopSync) }
            }
        } else {
            PlainButton(words["today-sync"]) { screen.on(.sync) }
        }
    }
}
