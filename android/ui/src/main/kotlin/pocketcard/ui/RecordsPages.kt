package pocketcard.ui

import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import pocketcard.kit.RecordLine
import pocketcard.kit.screens.AmendScreen
import pocketcard.kit.screens.AmendState
import pocketcard.kit.screens.RecordScreen
import pocketcard.kit.screens.RecordState
import pocketcard.kit.screens.RecordsScreen
import pocketcard.kit.screens.RecordsState

/** So many lines before the end of the list the next page is asked for. */
private const val AHEAD = 20

@Composable
internal fun RecordsPage(state: RecordsState, on: (RecordsScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["records-title"]) {
        if (state.lines.isEmpty()) item { Body(words["records-none"]) }
        itemsIndexed(state.lines, { _, line -> line.id }) { index, line ->
            if (state.more && index == state.lines.size - AHEAD) {
                LaunchedEffect(line.id) { on(RecordsScreen.Event.More) }
            }
            Group {
                RecordLineShown(line)
                PlainButton(words["neutral-open"]) { on(RecordsScreen.Event.Open(line.id)) }
            }
        }
        if (state.more) {
            item {
                // Anyone who jumps to the end passes the line that asks.
                LaunchedEffect(state.lines.size) { on(RecordsScreen.Event.More) }
                PlainButton(words["records-more"]) { on(RecordsScreen.Event.More) }
            }
        }
    }
}

@Composable
private fun RecordLineShown(line: RecordLine) {
    val words = LocalWords.current
    Heading(words[line.kind])
    if (line.code.isNotEmpty()) Code(line.code)
    Small(time(line.madeAt))
    Small(words[if (line.received) "record-received" else "record-on-phone"])
}

@Composable
internal fun RecordPage(state: RecordState, on: (RecordScreen.Event) -> Unit) {
    val words = LocalWords.current
    val page = state.page
    Page(page?.let { words[it.line.kind] } ?: words["wait"]) {
        if (page == null) return@Page
        item { Group { RecordLineShown(page.line) } }
        if (page.office.isNotEmpty()) item { Heading(words["today-answers"]) }
        items(page.office) { answer ->
            Group {
                Body(answer.text)
                Small(time(answer.madeAt))
            }
        }
        if (!page.line.readable) item { Body(words["record-sealed"]) }
        page.finding?.let { finding(it, state.unfolded) { on(RecordScreen.Event.FOLD) } }
        if (page.service.isNotEmpty()) {
            item {
                Group {
                    Small(words["record-service"])
                    Heading(page.service)
                    page.needs.forEach { Small("· $it") }
                    if (page.agreed.isNotEmpty()) Small(words["record-agreed"])
                    page.agreed.forEach { Small("· " + words[it]) }
                }
            }
        }
        if (page.note.isNotEmpty()) {
            item {
                Group {
                    Small(words["screen-note"])
                    Body(page.note)
                }
            }
        }
        if (page.answers != null) {
            item { PlainButton(words["finding-refer"]) { on(RecordScreen.Event.REFER) } }
            item { PlainButton(words["record-amend"]) { on(RecordScreen.Event.AMEND) } }
        }
        if (page.line.kind == "record-referral") item { WithdrawalAsked(state, on) }
    }
}

@Composable
private fun WithdrawalAsked(state: RecordState, on: (RecordScreen.Event) -> Unit) {
    val words = LocalWords.current
    if (!state.asks) {
        PlainButton(words["record-withdraw"]) { on(RecordScreen.Event.WITHDRAW) }
    } else {
        Group {
            Attention(words["record-withdraw-sure"])
            PlainButton(words["cancel"]) { on(RecordScreen.Event.KEEP) }
            PlainButton(words["record-withdraw"], danger = true) { on(RecordScreen.Event.WITHDRAW_SURE) }
        }
    }
}

@Composable
internal fun AmendPage(state: AmendState, on: (AmendScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["record-amend"]) {
        item(key = "note") {
            TextBox(words["record-amend-note"], state.note, hint = words["screen-note-hint"], lines = 3) {
                on(AmendScreen.Event.Note(it))
            }
        }
        state.checklist?.let { checklist ->
            sections(
                checklist,
                state.unfolded,
                state::answer,
                { on(AmendScreen.Event.Fold(it)) },
                { item, answer -> on(AmendScreen.Event.Answered(item, answer)) },
            )
        }
        item(key = "send") {
            MainButton(words["record-amend-go"], enabled = state.note.isNotBlank() || state.changed.isNotEmpty()) {
                on(AmendScreen.Event.Send)
            }
        }
    }
}
