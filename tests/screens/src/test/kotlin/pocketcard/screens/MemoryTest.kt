package pocketcard.screens

import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledIfSystemProperty
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.Fonts
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.Door
import pocketcard.kit.Draft
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.FakePocketcard
import pocketcard.kit.Pocketcard
import pocketcard.kit.screens.App
import pocketcard.kit.screens.RecordsScreen
import pocketcard.ui.PocketcardApp

/**
 * What docs/performance.md says of the app's memory. A benchmark, not part of the checks. The peer, in the same process and
 * before: the same pages of a phone without a core, which is what Compose, its fonts and the JVM take.
 */
@EnabledIfSystemProperty(named = "speed", matches = "yes")
class MemoryTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `the whole list of 10,000 records on the glass`() {
        val nothing = FakePocketcard(Door.OPEN)
        val bare = draws(nothing) { resident() }
        val phone = card(folder, "phone", dispatcher = Dispatchers.Unconfined)
        office(folder).use { office -> runBlocking { phone.enrol(office.invite("phone"), PASSPHRASE.toCharArray()) } }
        val young = draws(phone) { resident() }
        val record = Draft("person", age = Age.ADULT, answers = mapOf("labour.1" to Answer.OBSERVED))
        repeat(RECORDS) { runBlocking { phone.screen(record, "en") } }
        phone.lock()
        runBlocking { phone.unlock(PASSPHRASE.toCharArray()) }
        val full = draws(phone) { app ->
            val list = app.state.value.top as RecordsScreen
            while (list.state.value.more) list.on(RecordsScreen.Event.More)
            assertEquals(RECORDS + 1, list.state.value.lines.size)
            resident()
        }
        println("without a core %d MiB; a young phone %d MiB; %,d records read to the end %d MiB".format(bare, young, RECORDS, full))
        phone.close()
    }

    /** Draws the list of records, and measures with the page still there. */
    private fun draws(phone: Pocketcard, measure: (App) -> Long): Long {
        val app = App(phone, FakeDevice(), FakeNeighbours(), CoroutineScope(Dispatchers.Unconfined + SupervisorJob()))
        app.start()
        app.open(RecordsScreen(app))
        val scene = ImageComposeScene(411, 800, Density(1f)) { PocketcardApp(app, Fonts::of) }
        try {
            repeat(FRAMES) { scene.render(it * FRAME_NANOS) }
            return measure(app)
        } finally {
            scene.close()
        }
    }

    /** MiB of this process, after everything unused was given back. */
    private fun resident(): Long {
        repeat(3) { System.gc() }
        val line = File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }
        return line.filter(Char::isDigit).toLong() / 1024
    }

    private companion object {
        const val RECORDS = 10_000
        const val FRAMES = 8
        const val FRAME_NANOS = 150_000_000L
    }
}
