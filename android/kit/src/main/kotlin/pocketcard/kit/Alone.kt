package pocketcard.kit

import pocketcard.ffi.AloneOutcome as FfiAloneOutcome
import pocketcard.ffi.AlonePage as FfiAlonePage
import pocketcard.ffi.AloneQuestion as FfiAloneQuestion
import pocketcard.ffi.Gate as FfiGate
import pocketcard.ffi.Need as FfiNeed
import pocketcard.ffi.OfferedVoice as FfiOfferedVoice
import pocketcard.ffi.Reply as FfiReply
import pocketcard.ffi.Said as FfiSaid
import pocketcard.ffi.Tile as FfiTile
import pocketcard.ffi.Topic as FfiTopic
import pocketcard.ffi.Voice as FfiVoice

/** What a question to a person who answers alone is about; [word] is the question. */
public enum class Topic(public val word: String) {
    SAFE("alone-safe"),
    BY_YOURSELF("alone-by-yourself"),
    FREE("alone-free"),
    PAPERS("alone-papers"),
    PAY("alone-pay"),
    HURT("alone-hurt"),
    CHILD("alone-child"),
    NEED("alone-need"),
}

/** What a person can say to need. */
public enum class Need(public val word: String) {
    SLEEP("alone-need-sleep"),
    FOOD("alone-need-food"),
    DOCTOR("alone-need-doctor"),
    TALK("alone-need-talk"),
}

/** What a person touched. Printing it says nothing of it. */
public sealed interface Reply {
    /** Nothing, or the tile of skipping. */
    public object Skip : Reply

    public object Yes : Reply

    public object No : Reply

    public class Chosen(public val needs: Set<Need>) : Reply {
        override fun equals(other: Any?): Boolean = other is Chosen && other.needs == needs

        override fun hashCode(): Int = needs.hashCode()
    }
}

/** What the officer has made sure of. As it is made, it opens nothing. */
public data class Gate(
    val alone: Boolean = false,
    val age: Age = Age.UNKNOWN,
    val childProtection: Boolean = false,
    /** The area in which help must be in reach; empty: anywhere. */
    val area: String = "",
)

/**
 * A picture with its words; [path] is an SVG path of 96 by 96, stroked 5 wide with round ends. [sound] names the sound
 * of somebody reading the words; where there is none, nothing reads them: no machine speaks to a person.
 */
public data class Tile(val text: String, val path: String, val sound: String? = null)

/** Words without a picture, and the name of the sound of somebody reading them. */
public data class Said(val text: String, val sound: String? = null)

/** A voice in which somebody reads texts aloud; [said] is what it is called. */
public data class OfferedVoice(val variety: String, val whose: Whose, val said: String)

/** Whose voice it is. */
public enum class Whose { WOMAN, MAN }

/** A question on a page of its own. Where there is nothing to choose, there are yes and no. */
public data class AloneQuestion(val topic: Topic, val tile: Tile, val choices: List<Pair<Need, Tile>>)

/** All that a sitting shows, in the person's language. */
public data class AlonePages(
    val questions: List<AloneQuestion>,
    val yes: Tile,
    val no: Tile,
    val skip: Tile,
    val end: Tile,
    /** What a sitting is, for the person. */
    val saidFirst: Said,
    /** Whether the answers may be seen, which is asked last. */
    val share: Said,
    /** All that stands on the glass afterwards. */
    val neutral: String,
    /** Pictures were not tried with people who speak the language. */
    val untested: Boolean,
)

/** What the officer hears of a sitting. Printing it says nothing of it. */
public class AloneOutcome(
    /** Ids of needs and the needs in words. */
    public val needs: List<Choice>,
    /** One of them cannot wait. */
    public val urgent: Boolean,
    /** The area in which help must be in reach; empty: anywhere. */
    public val area: String,
    /** The id of the draft that begins with what cannot wait. */
    public val draft: String?,
    /** Questions and replies that the person wants to be seen. */
    public val shared: List<Pair<Topic, Reply>>,
) {
    override fun toString(): String = "AloneOutcome(…)"
}

/** A person answers alone, and the officer hears needs. Each touch is sealed at once. */
public interface Alone {
    /** The voices in which somebody reads texts of the language [spoken] aloud, called as in [language]. */
    public suspend fun voices(spoken: String, language: String): List<OfferedVoice>

    /** Opens a sitting, read by [voice] where somebody was recorded. Of one that was left, the draft remains. */
    public suspend fun begin(gate: Gate, spoken: String, voice: OfferedVoice?): AlonePages

    /**
     * Sounds by their names, after one another: a WAV file of plain samples, to be played from memory and never written
     * to a file. `null` where all are damaged: the words are there to be read. Nothing notes that they were asked for.
     */
    public suspend fun sound(names: List<String>): ByteArray?

    /** Takes a reply. `false`: the sitting is over, because the person is no longer alone. */
    public suspend fun answer(topic: Topic, reply: Reply): Boolean

    /**
     * Ends the sitting, keeps its draft, and locks the phone. [share] is the person's own word that the answers may be
     * seen. Locking at once ends it too, without that word.
     */
    public suspend fun end(share: Boolean)

    /** What the officer hears of a sitting, after the phone was unlocked once more; `null` where there is nothing. */
    public suspend fun hear(language: String): AloneOutcome?

    /** Forgets the sitting: it was heard, or never handed over. Its draft stays. */
    public suspend fun forget()
}

internal class CoreAlone(private val phone: Phone, private val ask: Asking) : Alone {
    override suspend fun voices(spoken: String, language: String): List<OfferedVoice> =
        ask.ask { phone.voices(spoken, language).map { it.kit() } }

    override suspend fun begin(gate: Gate, spoken: String, voice: OfferedVoice?): AlonePages = ask.ask {
        val whose = FfiVoice.valueOf((voice?.whose ?: Whose.WOMAN).name)
        phone.beginAlone(gate.ffi(), spoken, voice?.variety ?: spoken, whose).kit()
    }

    override suspend fun sound(names: List<String>): ByteArray? = ask.ask { phone.sound(names) }

    override suspend fun answer(topic: Topic, reply: Reply): Boolean =
        ask.ask { phone.answerAlone(FfiTopic.valueOf(topic.name), reply.ffi()) }

    override suspend fun end(share: Boolean): Unit = ask.ask { phone.endAlone(share) }

    override suspend fun hear(language: String): AloneOutcome? = ask.ask { phone.hearAlone(language)?.kit() }

    override suspend fun forget(): Unit = ask.ask { phone.forgetAlone() }
}

private fun Gate.ffi() = FfiGate(alone, age.ffi(), childProtection, area)

private fun Reply.ffi(): FfiReply = when (this) {
    Reply.Skip -> FfiReply.Skip
    Reply.Yes -> FfiReply.Yes
    Reply.No -> FfiReply.No
    is Reply.Chosen -> FfiReply.Chosen(needs.map { FfiNeed.valueOf(it.name) })
}

private fun FfiReply.kit(): Reply = when (this) {
    is FfiReply.Skip -> Reply.Skip
    is FfiReply.Yes -> Reply.Yes
    is FfiReply.No -> Reply.No
    is FfiReply.Chosen -> Reply.Chosen(choices.map { it.kit() }.toSet())
}

private fun FfiTopic.kit() = Topic.valueOf(name)

private fun FfiNeed.kit() = Need.valueOf(name)

private fun FfiTile.kit() = Tile(text, path, sound)

private fun FfiSaid.kit() = Said(text, sound)

private fun FfiOfferedVoice.kit() = OfferedVoice(variety, Whose.valueOf(voice.name), said)

private fun FfiAloneQuestion.kit() =
    AloneQuestion(topic.kit(), tile.kit(), choices.map { it.choice.kit() to it.tile.kit() })

private fun FfiAlonePage.kit() = AlonePages(
    questions = questions.map { it.kit() },
    yes = yes.kit(),
    no = no.kit(),
    skip = skip.kit(),
    end = end.kit(),
    saidFirst = saidFirst.kit(),
    share = share.kit(),
    neutral = neutral,
    untested = untested,
)

private fun FfiAloneOutcome.kit() = AloneOutcome(
    needs = needs.zip(needsSaid, ::Choice),
    urgent = urgent,
    area = area,
    draft = draft,
    shared = shared.map { it.topic.kit() to it.reply.kit() },
)
