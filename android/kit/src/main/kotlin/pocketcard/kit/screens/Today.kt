package pocketcard.kit.screens

import pocketcard.kit.Draft
import pocketcard.kit.Failure
import pocketcard.kit.Outcome
import pocketcard.kit.Today

public data class TodayState(
    val today: Today? = null,
    /** Of all that is known, how much of an exchange went through; `null` while there is none. */
    val syncing: Float? = null,
    val outcome: Outcome? = null,
    /** Answers can come, and the user was not asked yet whether they may be announced. */
    val asksToAnnounce: Boolean = false,
)

/** The first screen: what is begun, what waits and why, what the office says, what needs a look. */
public class TodayScreen(app: App) : Screen<TodayState, TodayScreen.Event>(app, TodayState()) {
    public sealed interface Event {
        /** Begins a screening with this checklist. */
        public data class Begin(val checklist: String) : Event

        /** Goes on with a draft. */
        public data class Resume(val draft: String) : Event

        public data class Record(val id: String) : Event

        public object Sync : Event

        public object StopSync : Event

        /** Lets the system ask whether answers may be announced. */
        public object Announce : Event

        /** Erases what the office asked to be erased. */
        public object Clean : Event

        public data class Go(val to: Place) : Event
    }

    /** Where else one can go. */
    public enum class Place(public val word: String) {
        ALONE("alone-title"),
        SERVICES("services-title"),
        TELL("tell-title"),
        GUIDANCE("guidance-title"),
        REPORT("report-title"),
        CARRY("carry-title"),
        RECORDS("records-title"),
        PRACTICE("practice-title"),
        SETTINGS("settings-title"),
    }

    private var asked = false

    override fun enter() {
        aside { refresh() }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Begin -> app.open(ScreeningScreen(app, Draft(event.checklist)))
        is Event.Resume -> work { app.open(ScreeningScreen(app, phone.draft(event.draft))) }
        is Event.Record -> app.open(RecordScreen(app, event.id))
        Event.Sync -> work { sync() }
        Event.StopSync -> stop()
        Event.Announce -> work {
            asked = true
            change { it.copy(asksToAnnounce = false) }
            app.device.askToAnnounce()
        }
        Event.Clean -> app.open(CleanScreen(app))
        is Event.Go -> go(event.to)
    }

    private fun go(to: Place) = when (to) {
        Place.SERVICES -> app.open(ServicesScreen(app))
        Place.TELL -> app.open(TellScreen(app))
        Place.ALONE -> app.open(AloneScreen(app))
        Place.PRACTICE -> app.open(PracticeScreen(app))
        Place.GUIDANCE -> app.open(GuidanceScreen(app))
        Place.REPORT -> report()
        Place.CARRY -> app.open(CarryScreen(app))
        Place.RECORDS -> app.open(RecordsScreen(app))
        Place.SETTINGS -> app.open(SettingsScreen(app))
    }

    private fun report() {
        val today = now.today ?: return
        val checklist = today.checklists.firstOrNull { it.confidential }
        if (today.about.confidential == null || checklist == null) return app.tell("report-none")
        app.open(ScreeningScreen(app, Draft(checklist.id)))
    }

    private suspend fun refresh() {
        val today = phone.today(app.language)
        val asks = !asked && !app.device.mayAnnounce && today.waiting.isNotEmpty()
        change { it.copy(today = today, asksToAnnounce = asks) }
    }

    private suspend fun sync() {
        change { it.copy(syncing = 0f, outcome = null) }
        try {
            val outcome = app.device.goOn(now.today?.waiting.orEmpty().sumOf { it.bytes }) { told ->
                phone.sync { done, total ->
                    change { it.copy(syncing = if (total == 0L) 0f else done.toFloat() / total) }
                    told(done, total)
                }
            }
            if (outcome == null) app.tell("today-no-hub")
            change { it.copy(outcome = outcome) }
        } finally {
            change { it.copy(syncing = null) }
            aside { refresh() }
        }
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        change { it.copy(syncing = null) }
    }
}
