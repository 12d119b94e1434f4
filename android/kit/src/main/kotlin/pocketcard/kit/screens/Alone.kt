package pocketcard.kit.screens

import pocketcard.kit.Age
import pocketcard.kit.AloneOutcome
import pocketcard.kit.AlonePages
import pocketcard.kit.AloneQuestion
import pocketcard.kit.Choice
import pocketcard.kit.Failure
import pocketcard.kit.Gate
import pocketcard.kit.Need
import pocketcard.kit.OfferedVoice
import pocketcard.kit.Reply
import pocketcard.kit.Tile
import pocketcard.kit.Topic
import pocketcard.kit.Wanted
import pocketcard.kit.Words

public data class AloneState(
    val step: Step = Step.GATE,
    val gate: Gate = Gate(),
    val areas: List<String> = emptyList(),
    /** Tag of the language of the person. */
    val language: String = "",
    /** The words of the person's language. */
    val spoken: Words? = null,
    /** The voices that read in it, and the one that was chosen. */
    val voices: List<OfferedVoice> = emptyList(),
    val voice: OfferedVoice? = null,
    /** Nothing came of listening: the device plays nothing, or the sound is damaged. */
    val silent: Boolean = false,
    val pages: AlonePages? = null,
    /** Which question is on the glass, from 0. */
    val at: Int = 0,
    /** What was touched on this page: a skip before anything is. */
    val reply: Reply = Reply.Skip,
    val heard: Heard? = null,
) {
    public enum class Step(
        /** The glass is the person's. */
        public val personal: Boolean,
    ) {
        /** The officer says what was made sure of. */
        GATE(false),

        /** The officer reads what to do, and hands the phone over. */
        HAND_OVER(false),
        SAID_FIRST(true),
        QUESTION(true),

        /** Whether the answers may be seen. */
        SHARE(true),

        /** The officer hears what is needed. */
        HEARD(false),
    }

    public val question: AloneQuestion? get() = pages?.questions?.getOrNull(at)

    /** Names of the sounds of what this page says and of what its answers say, in their order. */
    public val sounds: List<String>
        get() {
            val shown = pages ?: return emptyList()
            return when (step) {
                Step.SAID_FIRST -> listOf(shown.saidFirst.sound)
                Step.QUESTION -> question?.let { listOf(it.tile.sound) + it.answers(shown).map(Tile::sound) }.orEmpty()
                Step.SHARE -> listOf(shown.share.sound, shown.no.sound, shown.yes.sound)
                else -> emptyList()
            }.filterNotNull()
        }

    private fun AloneQuestion.answers(shown: AlonePages): List<Tile> =
        choices.map { (_, tile) -> tile }.ifEmpty { listOf(shown.yes, shown.no) } + shown.skip
}

/** What the officer hears. Printing it says nothing of it. */
public class Heard(
    /** Needs, and the names of the services that meet each. */
    public val needs: List<Pair<Choice, List<String>>>,
    public val urgent: Boolean,
    /** The id of the draft that a screening goes on with. */
    public val draft: String?,
    public val shared: List<Pair<Topic, Reply>>,
) {
    override fun toString(): String = "Heard(…)"
}

/**
 * A person answers alone, by touch, and the officer hears what is needed. The person's pages have no way to anything
 * else; whatever ends them leaves one neutral word on a locked phone, and nothing is heard before it was unlocked.
 */
public class AloneScreen(app: App, private val left: AloneOutcome? = null) :
    Screen<AloneState, AloneScreen.Event>(
        app,
        AloneState(if (left == null) AloneState.Step.GATE else AloneState.Step.HEARD),
    ) {
    public sealed interface Event {
        /** The person is alone: confirmed, or not any more. */
        public object Confirmed : Event

        public data class Aged(val age: Age) : Event

        /** Child protection is there, or is not any more. */
        public object Protected : Event

        public data class Area(val area: String) : Event

        public data class Language(val tag: String) : Event

        public data class Voice(val voice: OfferedVoice) : Event

        public object Open : Event

        /** Somebody shall read this page aloud. */
        public object Listen : Event

        /** Skip, yes or no. */
        public class Touched(public val reply: Reply) : Event

        /** One of what there is to need. */
        public class Needs(public val need: Need) : Event

        public object Next : Event

        /** One touch ends it. */
        public object End : Event

        /** Goes on with the screening that was begun. */
        public object GoOn : Event

        public object Done : Event
    }

    override fun enter() {
        aside {
            left?.let { if (now.heard == null) hear(it) }
            val areas = phone.directory(app.language).areas
            change { it.copy(areas = areas) }
            if (now.language.isEmpty()) speak(app.language)
        }
    }

    override fun on(event: Event): Unit = when (event) {
        Event.Confirmed -> gate { it.copy(alone = !it.alone) }
        is Event.Aged -> gate { it.copy(age = event.age, childProtection = false) }
        Event.Protected -> gate { it.copy(childProtection = !it.childProtection) }
        is Event.Area -> gate { it.copy(area = event.area) }
        is Event.Language -> aside { speak(event.tag) }.let { }
        is Event.Voice -> change { it.copy(voice = event.voice) }
        Event.Open -> work { open() }
        Event.Listen -> aside { listen(now) }.let { }
        is Event.Touched -> change { it.copy(reply = event.reply) }
        is Event.Needs -> change { it.copy(reply = it.reply.toggled(event.need)) }
        Event.Next -> work { next() }
        Event.End -> end()
        Event.GoOn -> now.heard?.draft?.let { work { goOn(it) } } ?: Unit
        Event.Done -> work { done() }
    }

    /** Whatever ends it, nothing is heard any more. */
    override fun close() {
        super.close()
        app.device.hush()
    }

    override val hasStepBack: Boolean get() = now.step == AloneState.Step.HAND_OVER || now.step.personal

    /** On the person's pages back is an end; there is no other way out of them. */
    override fun back(): Boolean {
        when (now.step) {
            AloneState.Step.HAND_OVER -> {
                change { it.copy(step = AloneState.Step.GATE) }
                // Waited for: it must not forget the next one.
                work { phone.alone.forget() }
            }
            else -> if (now.step.personal) end() else return false
        }
        return true
    }

    private fun gate(edit: (Gate) -> Gate) = change { it.copy(gate = edit(it.gate)) }

    private suspend fun speak(tag: String) {
        val words = phone.words(tag)
        val voices = phone.alone.voices(words.tag, app.language)
        change { it.copy(language = words.tag, spoken = words, voices = voices, voice = voices.firstOrNull()) }
    }

    private suspend fun listen(page: AloneState) {
        if (page.sounds.isEmpty()) return
        val sound = phone.alone.sound(page.sounds)
        // Another page is there by now: nothing of this one is heard.
        if (now.step != page.step || now.at != page.at) return
        val heard = sound != null && app.device.play(sound)
        change { it.copy(silent = !heard) }
    }

    private suspend fun open() {
        val pages = phone.alone.begin(now.gate, now.language, now.voice)
        change { it.copy(pages = pages, step = AloneState.Step.HAND_OVER, at = 0, reply = Reply.Skip) }
    }

    private suspend fun next() {
        val state = now
        app.device.hush()
        change { it.copy(silent = false) }
        when (state.step) {
            AloneState.Step.HAND_OVER -> change { it.copy(step = AloneState.Step.SAID_FIRST) }
            AloneState.Step.SAID_FIRST -> change { it.copy(step = AloneState.Step.QUESTION) }
            AloneState.Step.QUESTION -> answer(state)
            AloneState.Step.SHARE -> share(state.reply == Reply.Yes)
            else -> Unit
        }
    }

    private suspend fun answer(state: AloneState) {
        val question = state.question ?: return
        if (!phone.alone.answer(question.topic, state.reply)) return end()
        val last = state.at + 1 == state.pages?.questions?.size
        change {
            if (last) {
                it.copy(step = AloneState.Step.SHARE, reply = Reply.No)
            } else {
                it.copy(at = it.at + 1, reply = Reply.Skip)
            }
        }
    }

    private suspend fun share(share: Boolean) {
        try {
            phone.alone.end(share)
        } catch (failed: Failure) {
            // Locking ends it too; the person's word is lost then, and the answers stay unseen.
        } finally {
            end()
        }
    }

    /** The answers stay sealed, to be heard after the phone was unlocked: somebody else may hold it now. */
    private fun end() = app.hide(NeutralScreen(app, now.pages?.neutral))

    private suspend fun hear(outcome: AloneOutcome) {
        val needs = outcome.needs.map { need ->
            need to phone.services(Wanted(need = need.id, area = outcome.area.ifEmpty { null }), app.language).map { it.name }
        }
        change { it.copy(heard = Heard(needs, outcome.urgent, outcome.draft, outcome.shared)) }
    }

    private suspend fun goOn(id: String) {
        val draft = phone.draft(id)
        phone.alone.forget()
        app.replace(ScreeningScreen(app, draft))
    }

    private suspend fun done() {
        phone.alone.forget()
        app.home()
    }

    private fun Reply.toggled(need: Need): Reply {
        val needs = ((this as? Reply.Chosen)?.needs ?: emptySet()).toggled(need)
        return if (needs.isEmpty()) Reply.Skip else Reply.Chosen(needs)
    }
}
