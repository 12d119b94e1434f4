package pocketcard.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import pocketcard.kit.Standing
import pocketcard.kit.Today
import pocketcard.kit.screens.TodayScreen
import pocketcard.kit.screens.TodayState

@Composable
internal fun TodayPage(state: TodayState, on: (TodayScreen.Event) -> Unit) {
    val words = LocalWords.current
    val today = state.today
    Page(words["today-title"]) {
        if (today == null) {
            item { Body(words["wait"]) }
            return@Page
        }
        items(today.warnings) { Attention(words[it]) }
        if (state.outcome?.wipe == true) {
            item { Attention(words["wipe-asked"]) }
            item { PlainButton(words["settings-clean"], danger = true) { on(TodayScreen.Event.Clean) } }
        }
        item {
            if (today.about.standing >= Standing.INVITATION_REFUSED) {
                Attention(words[today.about.standing.word])
            } else {
                Small(words[today.about.standing.word])
            }
        }
        item { Heading(words["today-screen"]) }
        items(today.checklists.filterNot { it.confidential }, { "checklist " + it.id }) { line ->
            MainButton(line.name) { on(TodayScreen.Event.Begin(line.id)) }
        }
        if (today.drafts.isNotEmpty()) {
            item { Heading(words["today-drafts"]) }
            items(today.drafts, { it.id }) { draft ->
                Group {
                    Body(draft.checklist)
                    Small(time(draft.keptAt))
                    Line(words["today-answered"], number(draft.answered))
                    PlainButton(words["continue"]) { on(TodayScreen.Event.Resume(draft.id)) }
                }
            }
        }
        if (today.answers.isNotEmpty()) {
            item { Heading(words["today-answers"]) }
            items(today.answers) { answer ->
                Group {
                    Body(answer.text)
                    Small(time(answer.madeAt))
                    if (answer.code.isNotEmpty()) {
                        PlainButton(answer.code) { on(TodayScreen.Event.Record(answer.to)) }
                    }
                }
            }
        }
        item { Heading(words["today-waiting"]) }
        waiting(today)
        item { Syncing(state, on) }
        if (state.asksToAnnounce) {
            item {
                Group {
                    Body(words["ask-notify"])
                    PlainButton(words["continue"]) { on(TodayScreen.Event.Announce) }
                }
            }
        }
        state.outcome?.let { outcome -> item { OutcomeLines(outcome) } }
        items(TodayScreen.Place.entries, { it.word }) { place ->
            PlainButton(words[place.word]) { on(TodayScreen.Event.Go(place)) }
        }
    }
}

/** What waits, told once for each reason. */
private fun androidx.compose.foundation.lazy.LazyListScope.waiting(today: Today) {
    if (today.waiting.isEmpty()) item { Body(LocalWords.current["today-nothing-waits"]) }
    val reasons = today.waiting.groupBy { it.state to it.why }.toList()
    items(reasons) { (reason, lines) ->
        val words = LocalWords.current
        Group {
            Line(words[reason.first], number(lines.size))
            Small(words[reason.second])
        }
    }
}

@Composable
private fun Syncing(state: TodayState, on: (TodayScreen.Event) -> Unit) {
    val words = LocalWords.current
    val share = state.syncing
    if (share == null) {
        PlainButton(words["today-sync"]) { on(TodayScreen.Event.Sync) }
        return
    }
    Group {
        Body(words["today-syncing"])
        LinearProgressIndicator(
            { share },
            Modifier.fillMaxWidth().semantics { contentDescription = words["today-syncing"] },
        )
        PlainButton(words["stop"]) { on(TodayScreen.Event.StopSync) }
    }
}
