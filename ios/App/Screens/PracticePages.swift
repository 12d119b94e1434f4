import PocketcardKit
import SwiftUI

struct PracticePage: View {
    @Environment(\.words) private var words
    let screen: PracticeScreen

    var body: some View {
        Page(words["practice-title"]) {
            Attention(words["practice-banner"])
            ForEach(screen.state.cases ?? [], id: \.id) { practised in
                Box {
                    Heading(practised.title)
                    if !practised.translated { Small(words["practice-untranslated"]) }
                    if practised.times == 0 {
                        Small(words["practice-new"])
                    } else {
                        Line(words["practice-times"], words.number(practised.times))
                        Line(words["practice-missed"], words.number(practised.missed))
                    }
                    PlainButton(words["practice-begin"]) { screen.on(PracticeScreen.Begin(practised)) }
                }
            }
        }
    }
}

struct CasePage: View {
    let screen: CaseScreen

    var body: some View {
        if let lessons = screen.state.lessons {
            ExplainedPage(screen: screen, lessons: lessons)
        } else {
            AnsweringPage(screen: screen)
        }
    }
}

private struct AnsweringPage: View {
    @Environment(\.words) private var words
    let screen: CaseScreen

    var body: some View {
        let state = screen.state
        Page(state.practised.title, long: true) {
            Attention(words["practice-banner"])
            Box { Paragraph(state.practised.story) }
            if let checklist = state.checklist {
                AgeAsked(age: state.draft.age, asked: checklist.askAge) { screen.on(.aged($0)) }
                Sections(
                    checklist: checklist, unfolded: state.unfolded, answer: state.answer,
                    fold: { screen.on(.fold($0)) }, answered: { screen.on(.answered(item: $0, answer: $1)) })
                MainButton(words["practice-finish"]) { screen.on(.finish) }
            }
        }
    }
}

private struct ExplainedPage: View {
    @Environment(\.words) private var words
    let screen: CaseScreen
    let lessons: [Lesson]

    var body: some View {
        Page(words["practice-explained"]) {
            Attention(words["practice-banner"])
            Box {
                Heading(screen.state.practised.title)
                Paragraph(screen.state.practised.story)
            }
            ForEach(lessons.indices, id: \.self) { at in
                Box {
                    Heading(lessons[at].title)
                    ForEach(lessons[at].points.indices, id: \.self) { Paragraph(lessons[at].points[$0]) }
                }
            }
            MainButton(words["done"]) { screen.on(.done) }
        }
    }
}
