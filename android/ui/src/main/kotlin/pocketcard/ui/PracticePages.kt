package pocketcard.ui

import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import pocketcard.kit.screens.CaseScreen
import pocketcard.kit.screens.CaseState
import pocketcard.kit.screens.PracticeScreen
import pocketcard.kit.screens.PracticeState

@Composable
internal fun PracticePage(state: PracticeState, on: (PracticeScreen.Begin) -> Unit) {
    val words = LocalWords.current
    Page(words["practice-title"]) {
        item { Attention(words["practice-banner"]) }
        items(state.cases.orEmpty(), { it.id }) { case ->
            Group {
                Heading(case.title)
                if (!case.translated) Small(words["practice-untranslated"])
                if (case.times == 0) {
                    Small(words["practice-new"])
                } else {
                    Line(words["practice-times"], number(case.times))
                    Line(words["practice-missed"], number(case.missed))
                }
                PlainButton(words["practice-begin"]) { on(PracticeScreen.Begin(case)) }
            }
        }
    }
}

@Composable
internal fun CasePage(state: CaseState, on: (CaseScreen.Event) -> Unit) {
    if (state.lessons == null) AnsweringPage(state, on) else ExplainedPage(state) { on(CaseScreen.Event.Done) }
}

@Composable
private fun AnsweringPage(state: CaseState, on: (CaseScreen.Event) -> Unit) {
    val words = LocalWords.current
    val checklist = state.checklist
    Page(state.case.title) {
        item(key = "banner") { Attention(words["practice-banner"]) }
        item(key = "story") { Group { Body(state.case.story) } }
        if (checklist == null) return@Page
        item(key = "age") { AgeAsked(state.draft.age, checklist.askAge) { on(CaseScreen.Event.Aged(it)) } }
        sections(
            checklist,
            state.unfolded,
            state::answer,
            { on(CaseScreen.Event.Fold(it)) },
            { item, answer -> on(CaseScreen.Event.Answered(item, answer)) },
        )
        item(key = "finish") { MainButton(words["practice-finish"]) { on(CaseScreen.Event.Finish) } }
    }
}

@Composable
private fun ExplainedPage(state: CaseState, done: () -> Unit) {
    val words = LocalWords.current
    Page(words["practice-explained"]) {
        item { Attention(words["practice-banner"]) }
        item {
            Group {
                Heading(state.case.title)
                Body(state.case.story)
            }
        }
        items(state.lessons.orEmpty()) { lesson ->
            Group {
                Heading(lesson.title)
                lesson.points.forEach { Body(it) }
            }
        }
        item { MainButton(words["done"], onClick = done) }
    }
}
