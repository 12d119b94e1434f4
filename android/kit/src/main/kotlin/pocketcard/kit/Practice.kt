package pocketcard.kit

/** An invented case to practise on. */
public data class PracticeCase(
    val id: String,
    val title: String,
    /** What one meets. */
    val story: String,
    /** The checklist that it is answered on. */
    val checklist: String,
    /** How often it was done on this phone. */
    val times: Int,
    /** How many signs were missed the last time. */
    val missed: Int,
    /** Whether its texts are in the language that was asked for. */
    val translated: Boolean,
)

/** A part of a case's explanation: what it is about, and what is to be said of it. */
public data class Lesson(val title: String, val points: List<String>)

/** Practice on invented cases. Nothing of it is sent, and answers are not kept. */
public interface Practice {
    public suspend fun cases(language: String): List<PracticeCase>

    /** Ends a case: notes that it was done, and explains it. */
    public suspend fun explain(case: String, draft: Draft, language: String): List<Lesson>
}

internal class CorePractice(private val phone: Phone, private val ask: Asking) : Practice {
    override suspend fun cases(language: String): List<PracticeCase> = ask.ask {
        phone.practiceCases(language).map {
            PracticeCase(it.id, it.title, it.story, it.checklist, it.times.toInt(), it.missed.toInt(), it.translated)
        }
    }

    // The banner and the case's title stand on the page already.
    override suspend fun explain(case: String, draft: Draft, language: String): List<Lesson> =
        ask.ask { lessons(phone.practise(case, draft.answers(), language).drop(2)) }
}

/** The core's lines by their headings: what belongs to a heading is indented below it. */
internal fun lessons(lines: List<String>): List<Lesson> = lines.fold(emptyList()) { parts, line ->
    val last = parts.lastOrNull()
    if (line.startsWith(' ') && last != null) {
        parts.dropLast(1) + last.copy(points = last.points + line.trim())
    } else {
        parts + Lesson(line.trim().removeSuffix(":"), emptyList())
    }
}
