package pocketcard.kit.screens

import pocketcard.kit.Answer
import pocketcard.kit.Checklist
import pocketcard.kit.Draft
import pocketcard.kit.RecordLine
import pocketcard.kit.RecordPage

public data class RecordsState(val lines: List<RecordLine> = emptyList(), val more: Boolean = false)

/** All records that this phone remembers, a page at a time. */
public class RecordsScreen(app: App) : Screen<RecordsState, RecordsScreen.Event>(app, RecordsState()) {
    public sealed interface Event {
        public data class Open(val id: String) : Event

        /** The end of the list is near. */
        public object More : Event
    }

    override fun enter() {
        val shown = now.lines.size
        aside {
            val lines = phone.records(0, maxOf(shown, PAGE))
            change { RecordsState(lines, more = lines.size >= PAGE) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Open -> app.open(RecordScreen(app, event.id))
        Event.More -> if (now.more) aside { append() }.let { } else Unit
    }

    private suspend fun append() {
        val have = now.lines.size
        val next = phone.records(have, PAGE)
        change { if (it.lines.size == have) RecordsState(it.lines + next, next.size == PAGE) else it }
    }

    private companion object {
        const val PAGE = 50
    }
}

public data class RecordState(val page: RecordPage? = null, val unfolded: Boolean = false, val asks: Boolean = false)

/** One record, as much of it as this phone still knows. */
public class RecordScreen(app: App, private val id: String) : Screen<RecordState, RecordScreen.Event>(app, RecordState()) {
    public enum class Event { FOLD, AMEND, WITHDRAW, KEEP, WITHDRAW_SURE, REFER }

    override fun enter() {
        aside {
            val page = phone.record(id, app.language)
            change { it.copy(page = page) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        Event.FOLD -> change { it.copy(unfolded = !it.unfolded) }
        Event.AMEND -> now.page?.answers?.let { app.open(AmendScreen(app, id, it)) } ?: Unit
        Event.WITHDRAW -> change { it.copy(asks = true) }
        Event.KEEP -> change { it.copy(asks = false) }
        Event.WITHDRAW_SURE -> work {
            phone.withdraw(id)
            change { it.copy(asks = false) }
            enter()
            app.tell("consent-withdrawn")
        }
        Event.REFER -> app.open(ReferScreen(app, id, now.page?.finding?.child == true))
    }
}

public data class AmendState(
    val draft: Draft,
    val checklist: Checklist? = null,
    val changed: Map<String, Answer> = emptyMap(),
    val unfolded: Set<String> = emptySet(),
    val note: String = "",
) {
    public fun answer(item: String): Answer = changed[item] ?: draft.answers[item] ?: Answer.NOT_ASKED
}

/** Corrects a screening: other answers, and why. The earlier record stays. */
public class AmendScreen(app: App, private val record: String, draft: Draft) :
    Screen<AmendState, AmendScreen.Event>(app, AmendState(draft)) {
    public sealed interface Event {
        public data class Answered(val item: String, val answer: Answer) : Event

        public data class Fold(val section: String) : Event

        public class Note(public val text: String) : Event

        public object Send : Event
    }

    override fun enter() {
        aside {
            val checklist = phone.checklist(now.draft, app.language)
            change { it.copy(checklist = checklist) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Answered -> change { it.copy(changed = it.changed + (event.item to event.answer)) }
        is Event.Fold -> change { it.copy(unfolded = it.unfolded.toggled(event.section)) }
        is Event.Note -> change { it.copy(note = event.text) }
        Event.Send -> work {
            val changed = now.changed.filter { (item, answer) -> answer != (now.draft.answers[item] ?: Answer.NOT_ASKED) }
            phone.amend(record, changed, now.note)
            app.back()
        }
    }
}
