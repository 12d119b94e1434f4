package pocketcard.kit.screens

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.Checklist
import pocketcard.kit.Draft
import pocketcard.kit.Failure
import pocketcard.kit.Finding
import pocketcard.kit.Offer
import pocketcard.kit.Screened
import pocketcard.kit.answeredAs

public data class ScreeningState(
    val draft: Draft,
    val checklist: Checklist? = null,
    /** Ids of the sections that are unfolded. */
    val unfolded: Set<String> = emptySet(),
    val areas: List<String> = emptyList(),
    val photo: ByteArray? = null,
    val canPhotograph: Boolean = false,
    /** What was entered lies sealed on the phone. */
    val kept: Boolean = true,
    /** No service is known; a reason is asked for. */
    val asksReason: Boolean = false,
    /** The questions of the office's own form, where the checklist has one. */
    val form: FormState = FormState(),
) {
    /** The answer on the glass, which is ahead of the core's for a moment. */
    public fun answer(item: String): Answer = draft.answers[item] ?: Answer.NOT_ASKED
}

/**
 * Fills in a checklist. Whatever is entered is kept at once, so that nothing is lost when the app is killed; the
 * answer stands on the glass before the core has said what it changes.
 */
public class ScreeningScreen(app: App, draft: Draft) :
    Screen<ScreeningState, ScreeningScreen.Event>(
        app,
        ScreeningState(draft, canPhotograph = app.device.hasCamera),
    ) {
    public sealed interface Event {
        public data class Aged(val age: Age) : Event

        public data class Answered(val item: String, val answer: Answer) : Event

        public class Note(public val text: String) : Event

        public class Place(public val code: String) : Event

        public data class Area(val area: String) : Event

        public class Reason(public val text: String) : Event

        /** Something happened to a question of the form. */
        public class Asked(public val event: FormEvent) : Event

        /** Folds or unfolds a section. */
        public data class Fold(val section: String) : Event

        public object Photograph : Event

        public object NoPhotograph : Event

        public object Finish : Event

        public object Discard : Event
    }

    private val changes = Channel<Unit>(Channel.CONFLATED)

    /** Answers to questions, which the core takes one after another. */
    private val answers = Channel<FormEvent>(Channel.UNLIMITED)

    init {
        scope.launch {
            for (event in answers) aside { answered(event) }.join()
        }
        scope.launch {
            // One that could not be kept is told; the next is kept with all that was entered before.
            for (change in changes) aside { keep() }.join()
        }
    }

    override fun enter() {
        aside {
            begin()
            view()
            val areas = phone.directory(app.language).areas
            change { it.copy(areas = areas) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Aged -> edit { it.copy(age = event.age) }
        is Event.Answered -> edit { it.copy(answers = it.answers + (event.item to event.answer)) }
        is Event.Note -> edit { it.copy(note = event.text) }
        is Event.Place -> edit { it.copy(place = event.code) }
        is Event.Area -> edit { it.copy(area = event.area) }
        is Event.Reason -> edit { it.copy(withoutService = event.text) }
        is Event.Asked -> {
            change { it.copy(form = it.form.copy(pending = it.form.pending + 1), kept = false) }
            answers.trySend(event.event).let {}
        }
        is Event.Fold -> change { it.copy(unfolded = it.unfolded.toggled(event.section)) }
        Event.Photograph -> work { photograph() }
        Event.NoPhotograph -> change { it.copy(photo = null) }
        Event.Finish -> work { finish() }
        Event.Discard -> work { discard() }
    }

    private fun edit(edit: (Draft) -> Draft) {
        change { it.copy(draft = edit(it.draft), kept = false) }
        changes.trySend(Unit)
    }

    /** What the form's questions start with, where nothing was entered yet. */
    private suspend fun begin() {
        if (now.draft.id != null || now.form.questions.isNotEmpty()) return
        val begun = phone.forms.begin(now.draft.checklist)
        change { if (it.draft.id == null) it.copy(draft = it.draft.answeredAs(begun)) else it }
        // What was entered meanwhile is kept once more, with what the questions start with.
        if (!now.kept) changes.trySend(Unit)
    }

    private suspend fun answered(event: FormEvent) {
        var done: Answered? = null
        try {
            done = phone.forms.answered(event, now.draft, now.form, app.device)
        } finally {
            change { state ->
                val form = state.form.copy(files = done?.files ?: state.form.files, pending = state.form.pending - 1)
                state.copy(draft = done?.let { state.draft.answeredAs(it.draft) } ?: state.draft, form = form)
            }
            changes.trySend(Unit)
        }
        view()
    }

    private suspend fun keep() {
        val draft = now.draft
        val id = phone.keep(draft)
        change {
            it.copy(
                draft = it.draft.copy(id = id),
                kept = (it.draft === draft && it.form.pending == 0) || it.kept,
            )
        }
        view()
    }

    private suspend fun view() {
        val checklist = phone.checklist(now.draft, app.language)
        val questions = phone.forms.questions(now.draft, app.language)
        change { state ->
            state.copy(
                checklist = checklist,
                unfolded = state.unfolded + checklist.opened(state.checklist),
                form = state.form.copy(questions = questions),
            )
        }
    }

    private suspend fun photograph() {
        val photo = app.device.photograph() ?: return
        change { it.copy(photo = photo) }
    }

    private suspend fun finish() {
        val screened = phone.screen(now.draft, app.language, now.photo, now.form.files)
        app.replace(FindingScreen(app, screened))
    }

    private suspend fun discard() {
        now.draft.id?.let { phone.discard(it) }
        app.back()
    }

    /** What concerns our own people never stands in an ordinary record: it is kept as a report of its own. */
    private suspend fun setApart() {
        val apart = phone.setApart(now.draft) ?: return
        phone.keep(apart.report)
        // Kept after what is being kept now, and not beside it: each looks at what the other brought.
        change { it.copy(draft = apart.rest, kept = false) }
        changes.trySend(Unit)
        app.tell("screen-apart")
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        if (failure.code == "answers-values") change { it.copy(form = it.form.copy(tellsMissing = true)) }
        if (failure.code == "no-service-here") change { it.copy(asksReason = true) }
        if (failure.code == "allegation") aside { setApart() }
    }
}

/** Ids of the sections that stand open now and did not [before]. */
internal fun Checklist.opened(before: Checklist?): List<String> {
    val open = before?.sections.orEmpty().filter { it.offer == Offer.OPEN }.map { it.id }
    return sections.filter { it.offer == Offer.OPEN }.map { it.id } - open.toSet()
}

internal fun <T> Set<T>.toggled(element: T): Set<T> = if (element in this) this - element else this + element

public data class FindingState(
    val finding: Finding,
    val code: String,
    /** Without one it was a confidential report, of which nothing stays. */
    val record: String?,
    val unfolded: Boolean = false,
)

/** What a finished screening indicates, why, and what to do. */
public class FindingScreen(app: App, screened: Screened) :
    Screen<FindingState, FindingScreen.Event>(
        app,
        FindingState(screened.finding, screened.code, screened.record),
    ) {
    public enum class Event { FOLD, REFER, DONE }

    /** In the language spoken now; a confidential report stays as it was told. */
    override fun enter() {
        val record = now.record ?: return
        aside {
            val finding = phone.record(record, app.language).finding ?: return@aside
            change { it.copy(finding = finding) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        Event.FOLD -> change { it.copy(unfolded = !it.unfolded) }
        Event.REFER -> now.record?.let { app.replace(ReferScreen(app, it, now.finding.child)) } ?: Unit
        Event.DONE -> app.home()
    }
}
