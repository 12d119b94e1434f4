package pocketcard.kit.screens

import kotlinx.coroutines.Job
import pocketcard.kit.Encounter
import pocketcard.kit.Failure
import pocketcard.kit.Outcome

public data class CarryState(val outcome: Outcome? = null)

/** Roads without a network: a card file, a colleague's phone, codes. */
public class CarryScreen(app: App) : Screen<CarryState, CarryScreen.Event>(app, CarryState()) {
    public enum class Event { OUT, IN, MEET, PARTS_OUT, PARTS_IN }

    override fun on(event: Event): Unit = when (event) {
        Event.OUT -> work {
            app.device.saveFile(FILE)?.use { file -> tell(phone.carryOut(file)) }
        }
        Event.IN -> work {
            app.device.openFile()?.use { file -> tell(phone.carryIn(file)) }
        }
        Event.MEET -> app.open(MeetScreen(app))
        Event.PARTS_OUT -> app.open(PartsOutScreen(app))
        Event.PARTS_IN -> app.open(PartsInScreen(app))
    }

    private fun tell(outcome: Outcome) = change { it.copy(outcome = outcome) }

    private companion object {
        /** Says nothing of what it is. */
        const val FILE = "card.bin"
    }
}

public data class MeetState(
    val step: Step = Step.CHOICE,
    /** This phone's address while it waits, or what was typed of the other's. */
    val address: String = "",
    /** This phone's code. */
    val code: String = "",
    /** What was typed of the other phone's code. */
    val typed: String = "",
    val outcome: Outcome? = null,
) {
    public enum class Step { CHOICE, WAITING, CODE, EXCHANGING, DONE, DIFFERENT }
}

/** Meets a colleague's phone over Wi-Fi. The code of the other phone is typed, so that nobody says yes unseen. */
public class MeetScreen(app: App) : Screen<MeetState, MeetScreen.Event>(app, MeetState()) {
    public sealed interface Event {
        public object Wait : Event

        public data class Address(val text: String) : Event

        public object Call : Event

        public data class Code(val text: String) : Event

        public object Exchange : Event

        public object Again : Event
    }

    private var encounter: Encounter? = null
    private var meeting: Job? = null

    override fun on(event: Event): Unit = when (event) {
        Event.Wait -> begin { wait() }
        is Event.Address -> change { it.copy(address = event.text) }
        Event.Call -> begin { call() }
        is Event.Code -> change { it.copy(typed = event.text) }
        Event.Exchange -> compare()
        Event.Again -> again()
    }

    private fun begin(how: suspend () -> Unit) {
        meeting?.cancel()
        app.dismiss()
        meeting = aside(how)
    }

    private suspend fun wait() {
        change { it.copy(step = MeetState.Step.WAITING, address = "") }
        val stream = app.neighbours.wait { address -> change { it.copy(address = address) } }
        met(phone.meet(stream, calling = false))
    }

    private suspend fun call() = met(phone.meet(app.neighbours.call(now.address.trim()), calling = true))

    private fun met(met: Encounter) {
        encounter = met
        change { it.copy(step = MeetState.Step.CODE, code = met.code, typed = "") }
    }

    private fun compare() {
        val met = encounter ?: return
        if (digits(now.typed) != digits(met.code)) {
            end()
            return change { it.copy(step = MeetState.Step.DIFFERENT) }
        }
        begin {
            change { it.copy(step = MeetState.Step.EXCHANGING) }
            val outcome = met.exchange()
            change { it.copy(step = MeetState.Step.DONE, outcome = outcome) }
            end()
        }
    }

    private fun digits(code: String) = code.mapNotNull { it.digitToIntOrNull() }

    private fun again() {
        meeting?.cancel()
        end()
        change { MeetState() }
    }

    private fun end() {
        encounter?.close()
        encounter = null
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        end()
        change { it.copy(step = MeetState.Step.CHOICE) }
    }

    override fun close() {
        super.close()
        end()
    }
}

public data class PartsOutState(val parts: List<String> = emptyList(), val at: Int = 0, val tooLarge: Boolean = false)

/** All that waits as codes or texts, one after the other. */
public class PartsOutScreen(app: App) : Screen<PartsOutState, Int>(app, PartsOutState()) {
    override fun enter() {
        if (now.parts.isEmpty()) work { cut() }
    }

    /** Shows the part of this place. */
    override fun on(event: Int): Unit = change { it.copy(at = event.coerceIn(0, maxOf(0, it.parts.size - 1))) }

    private suspend fun cut() {
        val parts = phone.parts()
        change { it.copy(parts = parts, tooLarge = parts.size > PARTS_MAX) }
    }

    override fun failed(failure: Failure) {
        if (failure.code == "chunks-too-long") change { it.copy(tooLarge = true) } else super.failed(failure)
    }

    private companion object {
        /** More codes than that nobody scans. */
        const val PARTS_MAX = 60
    }
}

public data class PartsInState(
    val text: String = "",
    /** Numbers of the parts that are missing; `null` before the first. */
    val missing: List<Int>? = null,
    val canScan: Boolean = false,
    val outcome: Outcome? = null,
)

/** Takes in codes or texts, in any order. */
public class PartsInScreen(app: App) :
    Screen<PartsInState, PartsInScreen.Event>(app, PartsInState(canScan = app.device.hasCamera)) {
    public sealed interface Event {
        public data class Text(val text: String) : Event

        public object Add : Event

        public object Scan : Event
    }

    private val collector = app.phone.collector()

    override fun on(event: Event): Unit = when (event) {
        is Event.Text -> change { it.copy(text = event.text) }
        Event.Add -> work {
            now.text.lines().map { it.trim() }.filter { it.isNotEmpty() }.forEach { add(it) }
            change { it.copy(text = "") }
        }
        Event.Scan -> work {
            while (now.outcome == null) add(app.device.scan() ?: break)
        }
    }

    private suspend fun add(text: String) {
        collector.add(text)
        change { it.copy(missing = collector.missing) }
        if (collector.missing?.isEmpty() == true) {
            val outcome = collector.takeIn()
            change { it.copy(outcome = outcome) }
        }
    }
}
