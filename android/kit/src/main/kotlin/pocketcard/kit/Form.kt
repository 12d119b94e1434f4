package pocketcard.kit

import pocketcard.ffi.Answers
import pocketcard.ffi.Media as FfiMedia
import pocketcard.ffi.PositionShape as FfiShape
import pocketcard.ffi.Question as FfiQuestion
import pocketcard.ffi.Value as FfiValue
import pocketcard.ffi.Widget as FfiWidget
import pocketcard.ffi.mediaType

/** Where a question stands: its name, and the turns of the repeats around it, outermost first, from 0. */
public data class Place(public val name: String, public val turns: List<Int> = emptyList())

/** Something of an office's own form that is asked or shown now. */
public data class Question(
    val place: Place,
    /** The group or repeat that it is inside. */
    val inside: String?,
    val widget: Widget,
    val label: String,
    val hint: String,
    val readOnly: Boolean,
    val required: Boolean,
    /** Turns of the repeat can be added and taken away. */
    val canAdd: Boolean,
    /** How many turns the repeat has. */
    val count: Int,
    val value: Value?,
    val choices: List<Choice>,
    /** It must be answered and is not: told when somebody wants to finish, not before. */
    val missing: Boolean,
    /** What is wrong with the answer, or that there is none. */
    val message: String,
) {
    /** The answer as one types it. */
    public val typed: String
        get() = when (value) {
            is Value.Whole -> value.number.toString()
            is Value.Decimal -> value.number.toString()
            is Value.Text -> value.text
            is Value.Chosen, null -> ""
        }

    /** Names of the choices that were made. */
    public val chosen: List<String>
        get() = when (value) {
            is Value.Text -> listOf(value.text)
            is Value.Chosen -> value.ids
            else -> emptyList()
        }

    /** What a person typed, as this question takes it; something that is no number stays words, and is told to be wrong. */
    public fun read(typed: String): Value? = when {
        typed.isBlank() -> null
        widget == Widget.Integer -> typed.trim().toLongOrNull()?.let(Value::Whole) ?: Value.Text(typed)
        widget == Widget.Decimal || widget is Widget.Range -> {
            val number = typed.trim().replace(',', '.')
            number.toLongOrNull()?.let(Value::Whole)
                ?: number.toDoubleOrNull()?.takeIf { it.isFinite() }?.let(Value::Decimal)
                ?: Value.Text(typed)
        }
        else -> Value.Text(typed)
    }

    /** The answer after somebody touched a choice: taken, or let go where it was taken already. */
    public fun touched(choice: String): Value? = when (widget) {
        Widget.SelectMultiple, Widget.Rank -> {
            val ids = if (choice in chosen) chosen - choice else chosen + choice
            ids.takeIf { it.isNotEmpty() }?.let(Value::Chosen)
        }
        else -> Value.Text(choice).takeIf { choice !in chosen }
    }
}

/** How a question is shown. */
public sealed interface Widget {
    public data object Text : Widget

    public data object Barcode : Widget

    public data object Integer : Widget

    public data object Decimal : Widget

    public data class Range(val start: Double, val end: Double, val step: Double) : Widget

    public data object Date : Widget

    public data object Time : Widget

    public data object DateTime : Widget

    public data object SelectOne : Widget

    public data object SelectMultiple : Widget

    public data object Rank : Widget

    public data object Acknowledge : Widget {
        /** The one thing that is answered (XLSForm, question type `acknowledge`). */
        public const val DONE: String = "OK"
    }

    /** A file; [kind] is what it has to be. */
    public data class Media(val kind: MediaKind) : Widget

    /** A place on the map: one point, or several. */
    public data class Position(val several: Boolean) : Widget

    public data object Note : Widget

    public data object Group : Widget

    public data object Repeat : Widget
}

public enum class MediaKind { IMAGE, AUDIO, VIDEO, FILE }

/** An answer. Printing it says nothing of what a person entered. */
public sealed interface Value {
    public class Whole(public val number: Long) : Value {
        override fun equals(other: Any?): Boolean = other is Whole && other.number == number

        override fun hashCode(): Int = number.hashCode()
    }

    public class Decimal(public val number: Double) : Value {
        override fun equals(other: Any?): Boolean = other is Decimal && other.number == number

        override fun hashCode(): Int = number.hashCode()
    }

    public class Text(public val text: String) : Value {
        override fun equals(other: Any?): Boolean = other is Text && other.text == text

        override fun hashCode(): Int = text.hashCode()
    }

    public class Chosen(public val ids: List<String>) : Value {
        override fun equals(other: Any?): Boolean = other is Chosen && other.ids == ids

        override fun hashCode(): Int = ids.hashCode()
    }
}

/** A file that goes with a screening. */
public class AttachedFile(public val bytes: ByteArray, public val mediaType: String) {
    override fun toString(): String = "AttachedFile(…)"
}

/** The questions of an office's own form. Every call gives the draft as it is afterwards, and keeps nothing. */
public interface Forms {
    /** A draft that nobody has answered yet: its questions have what they start with. */
    public suspend fun begin(checklist: String): Draft

    /** What is asked now, in order; nothing where the checklist has no form of its own. */
    public suspend fun questions(draft: Draft, language: String): List<Question>

    /** Takes an answer, or takes it back. A wrong one is taken too, and told by [questions]. */
    public suspend fun answer(draft: Draft, place: Place, value: Value?): Draft

    /** Adds a turn to a repeat. */
    public suspend fun addTurn(draft: Draft, repeat: Place): Draft

    /** Takes one turn of a repeat away, from 0. */
    public suspend fun removeTurn(draft: Draft, repeat: Place, turn: Int): Draft

    /** Takes back the answer that names this file, from 1; those after it name the places before. */
    public suspend fun withoutFile(draft: Draft, number: Int): Draft

    /** What these bytes are as a file of this kind; `null` where they are none. */
    public suspend fun file(bytes: ByteArray, kind: MediaKind): AttachedFile?
}

/** Leaves the caller's thread and says what went wrong. */
internal interface Asking {
    suspend fun <T> ask(work: suspend () -> T): T
}

/** The core's form. */
internal class CoreForms(private val phone: Phone, private val ask: Asking) : Forms {
    override suspend fun begin(checklist: String): Draft = ask.ask { phone.core.begin(checklist).kit() }

    override suspend fun questions(draft: Draft, language: String): List<Question> =
        ask.ask { phone.core.questions(draft.answers(), language).map { it.kit() } }

    override suspend fun answer(draft: Draft, place: Place, value: Value?): Draft = changed(draft) {
        phone.core.answerQuestion(it, place.name, place.turns.ffi(), value?.ffi())
    }

    override suspend fun addTurn(draft: Draft, repeat: Place): Draft =
        changed(draft) { phone.core.addTurn(it, repeat.name, repeat.turns.ffi()) }

    override suspend fun removeTurn(draft: Draft, repeat: Place, turn: Int): Draft =
        changed(draft) { phone.core.removeTurn(it, repeat.name, (repeat.turns + turn).ffi()) }

    override suspend fun withoutFile(draft: Draft, number: Int): Draft =
        changed(draft) { phone.core.withoutAttachment(it, number.toUInt()) }

    override suspend fun file(bytes: ByteArray, kind: MediaKind): AttachedFile? = ask.ask {
        val begin = bytes.copyOf(minOf(bytes.size, BEGIN))
        mediaType(begin, kind.ffi())?.let { AttachedFile(bytes, it) }
    }

    private suspend fun changed(draft: Draft, change: (Answers) -> Answers): Draft =
        ask.ask { draft.answeredAs(change(draft.answers()).kit()) }

    private companion object {
        /** As many bytes as tell what a file is. */
        const val BEGIN = 64
    }
}

/** This draft, with the answers to questions of another. */
internal fun Draft.answeredAs(other: Draft): Draft =
    Draft(checklist, id, age, answers, place, note, area, withoutService, other.rest)

private fun List<Int>.ffi() = map { it.toUInt() }

private fun Value.ffi(): FfiValue = when (this) {
    is Value.Whole -> FfiValue.Integer(number)
    is Value.Decimal -> FfiValue.Decimal(number)
    is Value.Text -> FfiValue.Text(text)
    is Value.Chosen -> FfiValue.Choices(ids)
}

private fun FfiValue.kit(): Value? = when (this) {
    is FfiValue.Integer -> Value.Whole(number)
    is FfiValue.Decimal -> Value.Decimal(number)
    is FfiValue.Text -> Value.Text(text)
    is FfiValue.Choices -> Value.Chosen(ids)
    is FfiValue.Repeat -> null
}

private fun MediaKind.ffi() = when (this) {
    MediaKind.IMAGE -> FfiMedia.IMAGE
    MediaKind.AUDIO -> FfiMedia.AUDIO
    MediaKind.VIDEO -> FfiMedia.VIDEO
    MediaKind.FILE -> FfiMedia.FILE
}

private fun FfiQuestion.kit() = Question(
    place = Place(name, turns.map { it.toInt() }),
    inside = inside,
    widget = widget.kit(),
    label = label,
    hint = hint,
    readOnly = readOnly,
    required = required,
    canAdd = canAdd,
    count = count.toInt(),
    value = value?.kit(),
    choices = choices.map { Choice(it.id, it.text) },
    missing = missing,
    message = message,
)

private fun FfiWidget.kit(): Widget = when (this) {
    is FfiWidget.Text -> Widget.Text
    is FfiWidget.Barcode -> Widget.Barcode
    is FfiWidget.Integer -> Widget.Integer
    is FfiWidget.Decimal -> Widget.Decimal
    is FfiWidget.Range -> Widget.Range(start, end, step)
    is FfiWidget.Date -> Widget.Date
    is FfiWidget.Time -> Widget.Time
    is FfiWidget.DateTime -> Widget.DateTime
    is FfiWidget.SelectOne -> Widget.SelectOne
    is FfiWidget.SelectMultiple -> Widget.SelectMultiple
    is FfiWidget.Rank -> Widget.Rank
    is FfiWidget.Acknowledge -> Widget.Acknowledge
    is FfiWidget.Media -> Widget.Media(
        when (of) {
            FfiMedia.IMAGE -> MediaKind.IMAGE
            FfiMedia.AUDIO -> MediaKind.AUDIO
            FfiMedia.VIDEO -> MediaKind.VIDEO
            FfiMedia.FILE -> MediaKind.FILE
        },
    )
    is FfiWidget.Position -> Widget.Position(shape != FfiShape.POINT)
    is FfiWidget.Note -> Widget.Note
    is FfiWidget.Group -> Widget.Group
    is FfiWidget.Repeat -> Widget.Repeat
}
