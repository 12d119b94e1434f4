package pocketcard

import com.google.gson.Gson
import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledIfSystemProperty
import org.junit.jupiter.api.io.TempDir
import pocketcard.ffi.Age
import pocketcard.ffi.Answers
import pocketcard.ffi.ChecklistView
import pocketcard.ffi.RecordLine
import pocketcard.ffi.Screening
import pocketcard.kit.Phone

/**
 * What docs/performance.md says of the screens' calls, measured as an app makes them: over JNA. A benchmark, not part of
 * the checks; docs/performance.md has the command.
 *
 * The peer is a bridge that hands over JSON: Gson reads the same page into the same classes, with nothing worked out and
 * nothing looked up before.
 */
@EnabledIfSystemProperty(named = "speed", matches = "yes")
class SpeedTest {
    @TempDir
    lateinit var folder: File
    private val gson = Gson()

    @Test
    fun `a page after a tap, and a list of 10,000 records`() = Office(File(folder, "office")).use { office ->
        val handset = Handset(File(folder, "a"))
        val phone = handset.enrol(office, "a")
        for (line in phone.checklists("en")) {
            for (language in listOf("en", "ar")) tap(phone, line.id, language)
        }
        repeat(RECORDS) { phone.screen(Screening(answers("person", Age.ADULT, "labour.1")), "en") }
        val pages = (0..RECORDS step PAGE).toList()
        assertEquals(RECORDS + 1, pages.sumOf { phone.list(it, PAGE).size })
        val all = gson.toJson(phone.list(0, PAGE))
        for ((name, skip) in listOf("first" to 0, "middle" to RECORDS / 2, "last" to RECORDS - PAGE)) {
            val (ours, theirs) = medians(
                { phone.list(skip, PAGE) },
                { gson.fromJson(all, Array<RecordLine>::class.java) },
            )
            println("list of $RECORDS, $name $PAGE: %.2f ms; JSON %.2f ms; ratio %.2f".format(ours, theirs, ours / theirs))
        }
        println("today: %.2f ms".format(medians({ phone.today("en") }).single()))
        handset.close()
    }

    /** The page of a checklist, with every other sign answered. */
    private fun tap(phone: Phone, checklist: String, language: String) {
        val empty = Answers(checklist = checklist, age = Age.ADULT, answers = emptyMap(), notes = emptyMap())
        val signs = phone.view(empty, language).sections.flatMap { it.items }.map { it.id }
        val begun = answers(checklist, Age.ADULT, *signs.filterIndexed { at, _ -> at % 2 == 0 }.toTypedArray())
        val json = gson.toJson(phone.view(begun, language))
        val (ours, theirs) = medians(
            { phone.view(begun, language) },
            { gson.fromJson(json, ChecklistView::class.java) },
        )
        println(
            "view of $checklist in $language, ${signs.size} signs, ${json.encodeToByteArray().size} bytes as JSON: " +
                "%.2f ms; JSON %.2f ms; ratio %.2f".format(ours, theirs, ours / theirs),
        )
    }

    /** Medians in milliseconds, of calls made in turns. */
    private fun medians(vararg calls: () -> Unit): List<Double> {
        val nanos = List(calls.size) { mutableListOf<Long>() }
        repeat(WARM + TIMES) { round ->
            calls.forEachIndexed { at, call ->
                val begun = System.nanoTime()
                call()
                if (round >= WARM) nanos[at] += System.nanoTime() - begun
            }
        }
        return nanos.map { it.sorted()[TIMES / 2] / 1e6 }
    }

    private companion object {
        const val RECORDS = 10_000
        const val PAGE = 50
        const val WARM = 300
        const val TIMES = 301
    }
}
