package pocketcard.kit.screens

import pocketcard.kit.AttachedFile
import pocketcard.kit.Draft
import pocketcard.kit.Failure
import pocketcard.kit.Forms
import pocketcard.kit.MediaKind
import pocketcard.kit.Place
import pocketcard.kit.Question
import pocketcard.kit.Value
import pocketcard.kit.Widget

/** How the questions of an office's own form stand on a screening's page. */
public data class FormState(
    val questions: List<Question> = emptyList(),
    /** Files that questions name by their places here, from 1. */
    val files: List<AttachedFile> = emptyList(),
    /** Answers that the core has not taken yet. */
    val pending: Int = 0,
    /** Somebody wanted to finish: from now on what is missing is told. */
    val tellsMissing: Boolean = false,
) {
    /** What there is to say about an answer now. */
    public fun message(question: Question): String? =
        question.message.takeIf { it.isNotEmpty() && (tellsMissing || !question.missing) }
}

/** Something happened to a question. */
public sealed interface FormEvent {
    public val place: Place

    public class Typed(override val place: Place, public val text: String) : FormEvent

    /** A choice was touched. */
    public data class Touched(override val place: Place, val choice: String) : FormEvent

    /** A file is to be attached: photographed, or picked. */
    public data class Attach(override val place: Place) : FormEvent

    public data class Detach(override val place: Place) : FormEvent

    public data class AddTurn(override val place: Place) : FormEvent

    public data class RemoveTurn(override val place: Place, val turn: Int) : FormEvent
}

/** What an event makes of a draft and its files. */
internal class Answered(val draft: Draft, val files: List<AttachedFile>)

/** Does what happened to a question. `null` where nothing came of it. */
internal suspend fun Forms.answered(event: FormEvent, draft: Draft, form: FormState, device: Device): Answered? {
    val question = form.questions.find { it.place == event.place } ?: return null
    val files = form.files
    return when (event) {
        is FormEvent.Typed -> Answered(answer(draft, event.place, question.read(event.text)), files)
        is FormEvent.Touched -> Answered(answer(draft, event.place, question.touched(event.choice)), files)
        is FormEvent.AddTurn -> Answered(addTurn(draft, event.place), files)
        is FormEvent.RemoveTurn -> Answered(removeTurn(draft, event.place, event.turn), files)
        is FormEvent.Attach -> (question.widget as? Widget.Media)?.let { picked(it.kind, device) }?.let { file ->
            val there = question.file
            if (there == null) {
                Answered(answer(draft, event.place, Value.Whole(files.size + 1L)), files + file)
            } else {
                Answered(draft, files.mapIndexed { at, old -> if (at == there - 1) file else old })
            }
        }
        is FormEvent.Detach -> {
            val number = question.file ?: return null
            Answered(withoutFile(draft, number), files.filterIndexed { at, _ -> at != number - 1 })
        }
    }
}

/** Which file answers it, from 1. */
public val Question.file: Int?
    get() = (value as? Value.Whole)?.number?.toInt().takeIf { widget is Widget.Media }

private suspend fun Forms.picked(kind: MediaKind, device: Device): AttachedFile? {
    val bytes = if (kind == MediaKind.IMAGE && device.hasCamera) {
        device.photograph()
    } else {
        device.openFile()?.use { it.atMost(MOST + 1) }
    } ?: return null
    if (bytes.size > MOST) throw Failure("attachment")
    return file(bytes, kind) ?: throw Failure("attachment")
}

/** The longest attachment, in bytes. */
private const val MOST = 64 shl 20
