package pocketcard.ui

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import pocketcard.kit.Place
import pocketcard.kit.Question
import pocketcard.kit.Widget
import pocketcard.kit.screens.FormEvent
import pocketcard.kit.screens.FormState
import pocketcard.kit.screens.file

/** The questions of an office's own form, as they are asked now. */
internal fun LazyListScope.questions(form: FormState, on: (FormEvent) -> Unit) {
    form.questions.forEach { question ->
        item(key = question.key) { QuestionAsked(question, form, on) }
    }
}

private val Question.key: String get() = "question ${place.name} ${place.turns.joinToString(" ")}"

@Composable
private fun QuestionAsked(question: Question, form: FormState, on: (FormEvent) -> Unit) {
    when (question.widget) {
        Widget.Group, Widget.Repeat -> RepeatTold(question, on)
        Widget.Note -> Group {
            if (question.label.isNotEmpty()) Body(question.label)
            if (question.hint.isNotEmpty()) Small(question.hint)
        }
        else -> Group(Modifier.selectableGroup()) {
            Body(label(question))
            if (question.hint.isNotEmpty()) Small(question.hint)
            if (question.readOnly) Shown(question) else Asked(question, form, on)
            form.message(question)?.let { Attention(it, Modifier.semantics { liveRegion = LiveRegionMode.Polite }) }
        }
    }
}

/** The number of the innermost turn stands before what is asked several times. */
@Composable
private fun label(question: Question): String {
    val turn = question.place.turns.lastOrNull()?.let { number(it + 1) + ". " }.orEmpty()
    val must = if (question.required) " (" + LocalWords.current["question-required"] + ")" else ""
    return turn + question.label + must
}

@Composable
private fun RepeatTold(question: Question, on: (FormEvent) -> Unit) {
    val words = LocalWords.current
    Group {
        if (question.label.isNotEmpty()) Heading(label(question))
        if (question.hint.isNotEmpty()) Small(question.hint)
        if (!question.canAdd) return@Group
        PlainButton(words["question-add-turn"]) { on(FormEvent.AddTurn(question.place)) }
        if (question.count > 0) {
            PlainButton(words["question-remove-turn"]) { on(FormEvent.RemoveTurn(question.place, question.count - 1)) }
        }
    }
}

/** An answer that is worked out, to be read. */
@Composable
private fun Shown(question: Question) {
    val names = question.chosen.map { id -> question.choices.find { it.id == id }?.text ?: id }
    val text = if (question.choices.isEmpty()) question.typed else names.joinToString()
    if (text.isNotEmpty()) Body(text)
}

@Composable
private fun Asked(question: Question, form: FormState, on: (FormEvent) -> Unit) {
    val words = LocalWords.current
    when (val widget = question.widget) {
        Widget.SelectOne, Widget.SelectMultiple, Widget.Rank -> Picks {
            question.choices.forEach { choice ->
                val at = question.chosen.indexOf(choice.id)
                val text = if (widget == Widget.Rank && at >= 0) number(at + 1) + ". " + choice.text else choice.text
                Pick(text, at >= 0, many = widget != Widget.SelectOne) { on(FormEvent.Touched(question.place, choice.id)) }
            }
        }
        Widget.Acknowledge -> Pick(words["done"], Widget.Acknowledge.DONE in question.chosen, many = true) {
            on(FormEvent.Touched(question.place, Widget.Acknowledge.DONE))
        }
        is Widget.Media -> if (question.file == null) {
            PlainButton(words["question-attach"]) { on(FormEvent.Attach(question.place)) }
        } else {
            Small(words["question-attached"])
            PlainButton(words["question-detach"]) { on(FormEvent.Detach(question.place)) }
        }
        else -> Typed(question, form.pending > 0) { on(FormEvent.Typed(question.place, it)) }
    }
}

/** A field to type in. What the form works out for it appears once everything that was typed is taken. */
@Composable
private fun Typed(question: Question, pending: Boolean, on: (String) -> Unit) {
    val words = LocalWords.current
    val place: Place = question.place
    var said by remember(place) { mutableStateOf(question.typed) }
    var age by remember(place) { mutableIntStateOf(0) }
    val known = question.typed
    if (!pending && known != said && question.read(said) != question.value) {
        said = known
        age++
    }
    val hint = when (val widget = question.widget) {
        Widget.Integer -> words["ask-number"]
        Widget.Decimal -> words["ask-decimal"]
        is Widget.Range -> number(widget.start) + " – " + number(widget.end)
        Widget.Date -> words["ask-day"]
        Widget.Time -> words["ask-time"]
        Widget.DateTime -> words["ask-day-time"]
        is Widget.Position -> words[if (widget.several) "ask-places" else "ask-place"]
        else -> null
    }
    val keyboard = when (question.widget) {
        Widget.Integer, Widget.Decimal, is Widget.Range -> KeyboardType.Decimal
        else -> KeyboardType.Text
    }
    key(age) {
        TextBox(question.label, said, hint = hint, keyboard = keyboard) {
            said = it
            on(it)
        }
    }
}
