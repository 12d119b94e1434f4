package pocketcard

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledIfSystemProperty
import org.junit.jupiter.api.io.TempDir
import pocketcard.ffi.Age
import pocketcard.ffi.Screening

/**
 * What docs/performance.md says of the screens' calls, measured as an app makes them: over JNA. Not part of the checks;
 * docs/performance.md has the command.
 */
@EnabledIfSystemProperty(named = "speed", matches = "yes")
class SpeedTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `a page, a list of 10,000 records, and memory`() = Office(File(folder, "office")).use { office ->
        val handset = Handset(File(folder, "a"))
        val phone = handset.enrol(office, "a")
        for (checklist in phone.checklists("en")) {
            val begun = answers(checklist.id, Age.ADULT)
            val items = phone.view(begun, "en").sections.sumOf { it.items.size }
            val millis = median(200) { phone.view(begun, "en") }
            println("view of ${checklist.id}, $items signs: %.2f ms".format(millis))
            assertTrue(millis <= VIEW_MILLIS, "${checklist.id}: $millis ms")
        }
        val before = resident()
        repeat(RECORDS) { phone.screen(Screening(answers("person", Age.ADULT, "labour.1")), "en") }
        var seen = 0
        val pages = generateSequence(0) { it + PAGE }.map { skip -> phone.list(skip, PAGE) }.takeWhile { it.isNotEmpty() }
        pages.forEach { seen += it.size }
        assertEquals(RECORDS + 1, seen)
        println("first page of $PAGE: %.2f ms".format(median(200) { phone.list(0, PAGE) }))
        println("last page of $PAGE: %.2f ms".format(median(200) { phone.list(RECORDS - PAGE, PAGE) }))
        println("today: %.2f ms".format(median(20) { phone.today("en") }))
        println("memory with $RECORDS records: %d MiB more, %d in all".format(resident() - before, resident()))
        handset.close()
    }

    private fun median(times: Int, call: () -> Unit): Double {
        repeat(times) { call() }
        val nanos = List(times) { System.nanoTime().let { begun -> call().let { System.nanoTime() - begun } } }
        return nanos.sorted()[times / 2] / 1e6
    }

    /** MiB of this process, after everything unused was given back. */
    @Suppress("ExplicitGarbageCollectionCall")
    private fun resident(): Long {
        System.gc()
        val line = File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }
        return line.filter(Char::isDigit).toLong() / 1024
    }

    private companion object {
        const val VIEW_MILLIS = 5.0
        const val RECORDS = 10_000
        const val PAGE = 50
    }
}
