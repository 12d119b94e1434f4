package pocketcard.kit.screens

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.Checklist
import pocketcard.kit.Draft
import pocketcard.kit.Lesson
import pocketcard.kit.PracticeCase

public data class PracticeState(val cases: List<PracticeCase>? = null)

/** Invented cases to practise on, and how far one has come. Nothing of it is sent. */
public class PracticeScreen(app: App) : Screen<PracticeState, PracticeScreen.Begin>(app, PracticeState()) {
    public data class Begin(val case: PracticeCase)

    override fun enter() {
        aside {
            val cases = phone.practice.cases(app.language)
            change { it.copy(cases = cases) }
        }
    }

    override fun on(event: Begin): Unit = app.open(CaseScreen(app, event.case))
}

public data class CaseState(
    val case: PracticeCase,
    val draft: Draft = Draft(case.checklist),
    val checklist: Checklist? = null,
    /** Ids of the sections that are unfolded. */
    val unfolded: Set<String> = emptySet(),
    /** The explanation, once the case was answered. */
    val lessons: List<Lesson>? = null,
) {
    /** The answer on the glass, which is ahead of the core's for a moment. */
    public fun answer(item: String): Answer = draft.answers[item] ?: Answer.NOT_ASKED
}

/** An invented case, answered as a screening is and explained afterwards. What is answered is kept nowhere. */
public class CaseScreen(app: App, case: PracticeCase) : Screen<CaseState, CaseScreen.Event>(app, CaseState(case)) {
    public sealed interface Event {
        public data class Aged(val age: Age) : Event

        public data class Answered(val item: String, val answer: Answer) : Event

        /** Folds or unfolds a section. */
        public data class Fold(val section: String) : Event

        public object Finish : Event

        public object Done : Event
    }

    private val changes = Channel<Unit>(Channel.CONFLATED)

    init {
        scope.launch {
            for (change in changes) aside { view() }.join()
        }
    }

    /** An explanation stays as it was told: asking for it once more would count the case once more. */
    override fun enter() {
        aside {
            val case = phone.practice.cases(app.language).find { it.id == now.case.id } ?: return@aside
            change { it.copy(case = case) }
        }
        changes.trySend(Unit)
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Aged -> edit { it.copy(age = event.age) }
        is Event.Answered -> edit { it.copy(answers = it.answers + (event.item to event.answer)) }
        is Event.Fold -> change { it.copy(unfolded = it.unfolded.toggled(event.section)) }
        Event.Finish -> work {
            val lessons = phone.practice.explain(now.case.id, now.draft, app.language)
            change { it.copy(lessons = lessons) }
        }
        Event.Done -> app.back().let { }
    }

    private fun edit(edit: (Draft) -> Draft) {
        change { it.copy(draft = edit(it.draft)) }
        changes.trySend(Unit)
    }

    private suspend fun view() {
        val checklist = phone.checklist(now.draft, app.language)
        change { it.copy(checklist = checklist, unfolded = it.unfolded + checklist.opened(it.checklist)) }
    }
}
