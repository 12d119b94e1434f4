import PocketcardKit
import SwiftUI

struct ScreeningPage: View {
    @Environment(\.words) private var words
    let screen: ScreeningScreen

    var body: some View {
        let state = screen.state
        Page(state.checklist?.title ?? words["wait"], long: true) {
            if let checklist = state.checklist {
                if let hint = checklist.hint { Paragraph(hint) }
                if let notice = checklist.notice { Attention(notice) }
                if checklist.confidential { Attention(words["screen-confidential"]) }
                AgeAsked(age: state.draft.age, asked: checklist.askAge) { screen.on(.aged($0)) }
                Sections(
                    checklist: checklist, unfolded: state.unfolded, answer: state.answer,
                    fold: { screen.on(.fold($0)) }, answered: { screen.on(.answered(item: $0, answer: $1)) })
                Questions(form: state.form) { screen.on(.asked($0)) }
                entered(state)
                last(state)
            }
        }
    }

    @ViewBuilder private func entered(_ state: ScreeningState) -> some View {
        TextBox(words["screen-note"], state.draft.note, hint: words["screen-note-hint"], lines: 2) {
            screen.on(.note($0))
        }
        TextBox(words["screen-place"], state.draft.place, hint: words["optional"]) {
            screen.on(.place($0))
        }
        if !state.areas.isEmpty {
            AreaAsked(areas: state.areas, chosen: state.draft.area) { screen.on(.area($0)) }
        }
        if state.canPhotograph { photograph(taken: state.photo != nil) }
        if state.asksReason {
            TextBox(words["screen-without-service"], state.draft.withoutService, lines: 2) {
                screen.on(.reason($0))
            }
        }
    }

    @ViewBuilder private func last(_ state: ScreeningState) -> some View {
        let kept = words[state.kept ? "screen-kept" : "screen-keeping"]
        Small(kept).onChange(of: kept) { _, now in announce(now) }
        MainButton(words["screen-finish"]) { screen.on(.finish) }
        DiscardAsked { screen.on(.discard) }
    }

    private func photograph(taken: Bool) -> some View {
        Box {
            Heading(words["screen-photo"])
            Small(words["screen-photo-hint"])
            if taken {
                PlainButton(words["screen-photo-remove"]) { screen.on(.noPhotograph) }
            } else {
                PlainButton(words["screen-photo"]) { screen.on(.photograph) }
            }
        }
    }
}

struct AgeAsked: View {
    @Environment(\.words) private var words
    let age: Age
    let asked: String?
    let action: (Age) -> Void

    var body: some View {
        Box {
            Heading(words["age"])
            Small(words["age.hint"])
            if let asked { Paragraph(asked) }
            Picks {
                ForEach(Age.allCases, id: \.self) { choice in
                    Pick(words[choice.word], choice == age) { action(choice) }
                }
            }
        }
    }
}

struct AreaAsked: View {
    @Environment(\.words) private var words
    let areas: [String]
    let chosen: String
    let action: (String) -> Void

    var body: some View {
        Box {
            Heading(words["screen-area"])
            Picks {
                Pick(words["screen-anywhere"], chosen.isEmpty) { action("") }
                ForEach(areas, id: \.self) { area in
                    Pick(area, area == chosen) { action(area) }
                }
            }
        }
    }
}

private struct DiscardAsked: View {
    @Environment(\.words) private var words
    @State private var asks = false
    let action: @MainActor () -> Void

    var body: some View {
        if asks {
            Box {
                Attention(words["screen-discard-sure"])
                PlainButton(words["cancel"]) { asks = false }
                PlainButton(words["screen-discard"], danger: true, action: action)
            }
        } else {
            PlainButton(words["screen-discard"]) { asks = true }
        }
    }
}

/// The sections of a checklist: all can be opened, those that matter stand open or are offered.
struct Sections: View {
    @Environment(\.words) private var words
    let checklist: Checklist
    let unfolded: Set<String>
    let answer: (String) -> Answer
    let fold: (String) -> Void
    let answered: (String, Answer) -> Void

    var body: some View {
        ForEach(checklist.sections, id: \.id) { section in
            let open = unfolded.contains(section.id)
            Folding(section.title, open, state: words[section.offer.word]) { fold(section.id) }
            if open {
                if let hint = section.hint { Paragraph(hint) }
                if let warning = section.warning { Attention(warning) }
                ForEach(section.items, id: \.id) { item in
                    SignAsked(item: item, answer: answer(item.id)) { answered(item.id, $0) }
                }
            }
        }
    }
}

/// One sign: what it is, why it is asked, and what is known of it.
private struct SignAsked: View {
    @Environment(\.words) private var words
    @State private var why = false
    let item: Item
    let answer: Answer
    let action: (Answer) -> Void

    var body: some View {
        Box {
            Paragraph(item.text)
            if item.sight { Small(words["screen-sight"]) }
            if let hint = item.hint {
                Folding(words["screen-why"], why) { why.toggle() }
                if why { Paragraph(hint) }
            }
            Picks {
                ForEach(Answer.allCases, id: \.self) { choice in
                    Pick(words[choice.word], choice == answer) { action(choice) }
                }
            }
        }
    }
}
