import PocketcardKit
import SwiftUI

struct PracticePage: View {
    @Environment(\.words) private var words
    let screen: PracticeScreen

    var body: some View {
        Page(words["practice-title"]) {
            Attention(words["practice-banner"])
            ForEach(screen.state.cases ?? [], id: \.id) { practiceCase in
                Box {
                    Heading(practiceCase.title)
                    if !practiceCase.translated { Small(words["practice-untranslated"]) }
                    if practiceCase.times == 0 {
                        Small(words["practice-new"])
                    } else {
                        Line(words["practice-times"], words.number(practiceCase.times))
                        Line(words["practice-missed"], words.number(practiceCase.missed))
                    }
                    PlainButton(words["practice-begin"]) { screen.on(PracticeScreen.Begin(practiceCase)) }
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
        Page(state.practiceCase.title) {
            Attention(words["practice-banner"])
            Box { Paragraph(state.practiceCase.story) }
            if let checklist = state.checklist {
                AgeAsked(age: state.draft.age, asked: checklist.askAge) { screen.on(.aged($0)) }
                Sections(
                    checklist: checklist, unfolded: state.unfolded, answer: state.answer,
                    fold: { screen.on(.fold($0)) }, answered: { screen.on(.answered($0, $1)) })
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
                Heading(screen.state.practiceCase.title)
                Paragraph(screen.state.practiceCase.story)
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
