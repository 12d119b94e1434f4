package pocketcard.screens

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import java.io.File
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Door
import pocketcard.kit.Draft
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakePocketcard
import pocketcard.kit.Look
import pocketcard.kit.RecordLine
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.NeutralScreen
import pocketcard.kit.screens.RecordScreen
import pocketcard.kit.screens.RecordsScreen
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.ScreeningScreen

/** What was finished is read, corrected and withdrawn; what was begun survives a full disk. */
class RecordsTest {
    @TempDir
    lateinit var folder: File
    private lateinit var office: PracticeOffice
    private val open = mutableListOf<CorePocketcard>()

    @BeforeEach
    fun setUp() {
        office = office(folder)
    }

    @AfterEach
    fun tearDown() {
        open.forEach { it.close() }
        office.close()
    }

    private fun enrolled() = card(folder, "a").also { card ->
        open += card
        runBlocking {
            card.enrol(office.invite("a"), PASSPHRASE.toCharArray())
            office.accept("a", card.about().words)
        }
    }

    private val screening =
        Draft("person", age = Age.ADULT, answers = mapOf("labour.1" to Answer.OBSERVED), area = "")

    @Test
    fun `a record is corrected, both stay, and a referral is withdrawn`() {
        val phone = enrolled()
        runBlocking { phone.screen(screening, "en") }
        holding(phone) {
            taps(words["records-title"])
            sees(words["record-screening"])
            // The newest is the first.
            taps(words["neutral-open"])
            until("the record") { (app.state.value.top as? RecordScreen)?.state?.value?.page != null }
            taps(words["record-amend"])
            types(words["record-amend-note"], "seen again")
            taps(words["record-amend-go"])
            until("both") { phone.count("record-amendment") == 1 && phone.count("record-screening") == 1 }

            until("the record again") { app.state.value.top is RecordScreen }
            taps(words["finding-refer"])
            until("services") { (app.state.value.top as? ReferScreen)?.state?.value?.services?.isNotEmpty() == true }
            taps("Riverside Health Centre")
            taps(words["refer-agreed"])
            sees(words["card-title"])
            taps(words["done"])
            taps(words["records-title"])
            until("the referral is the first") {
                (app.state.value.top as? RecordsScreen)?.state?.value?.lines?.firstOrNull()?.kind == "record-referral"
            }
            taps(words["neutral-open"])
            until("the referral") { (app.state.value.top as? RecordScreen)?.state?.value?.page != null }
            sees("Riverside Health Centre")
            taps(words["record-withdraw"])
            sees(words["record-withdraw-sure"])
            taps(words["record-withdraw"])
            sees(words["consent-withdrawn"])
        }
        assertEquals(1, phone.count("record-withdrawal"))
    }

    private fun CorePocketcard.count(kind: String) = runBlocking { records(0, 50) }.count { it.kind == kind }

    @Test
    fun `a referral that is declined gives the card all the same, and tells no service`() {
        val phone = enrolled()
        runBlocking { phone.screen(screening, "en") }
        holding(phone) {
            taps(words["records-title"])
            taps(words["neutral-open"])
            taps(words["finding-refer"])
            until("services") { (app.state.value.top as? ReferScreen)?.state?.value?.services?.isNotEmpty() == true }
            taps(words["refer-declined"])
            sees(words["card-title"])
            taps(words["done"])
            val line = phone.records(0, 9).first()
            assertEquals("record-referral", line.kind)
            assertEquals("" to 0, phone.record(line.id, "en").run { service to agreed.size })
        }
    }

    @Test
    fun `a photograph goes along without what the camera wrote into it, and can be taken back`() {
        val phone = enrolled()
        val device = FakeDevice().apply { photo = aPhotograph() }
        holding(phone, device) {
            taps("A place")
            taps(hasText(words["answer-observed"]))
            taps(words["screen-photo"])
            taps(words["screen-photo-remove"])
            until("it is gone") { (app.state.value.top as ScreeningScreen).state.value.photo == null }
            taps(words["screen-photo"])
            until("a photograph") { (app.state.value.top as ScreeningScreen).state.value.photo != null }
            taps(words["screen-finish"])
            until("the finding") { app.state.value.top is FindingScreen }
        }
    }

    /** On a file system of its own, of a few megabytes, that is full. */
    @Test
    fun `a full disk is said, what was entered stays on the glass, and is kept once there is room`() {
        val disk = File(folder, "a").apply { mkdirs() }
        if (!mounted("mount", "-t", "tmpfs", "-o", "size=${DISK_MIB}m", "tmpfs", disk.path)) {
            println("skipped: a full disk, which needs root to mount one")
            return
        }
        try {
            val phone = enrolled()
            val filler = File(disk, "filler")
            holding(phone) {
                taps("One person")
                types(words["screen-note"], "blue")
                val page = { (app.state.value.top as ScreeningScreen).state.value }
                until("it is kept") { page().kept && page().draft.note == "blue" }
                fill(filler)
                types(words["screen-note"], " door")
                sees(words.failed("storage-full"))
                assertFalse(page().kept)
                sees("blue door")
                sees(words["screen-keeping"])
                taps(words["screen-finish"])
                sees(words.failed("storage-full"))
                until("the screening stays") { app.state.value.top is ScreeningScreen }
                assertTrue(filler.delete())
                types(words["screen-note"], "s")
                until("it is kept") { page().kept && page().draft.note == "blue doors" }
                taps(words["screen-finish"])
                until("the finding") { app.state.value.top is FindingScreen }
            }
            assertTrue(runBlocking { phone.verify().good })
            phone.close()
        } finally {
            mounted("umount", "-l", disk.path)
        }
    }

    private fun mounted(vararg command: String) = try {
        ProcessBuilder(*command).redirectErrorStream(true).start().run { waitFor(10, TimeUnit.SECONDS) && exitValue() == 0 }
    } catch (none: java.io.IOException) {
        false
    }

    /** Writes until nothing more goes on. */
    private fun fill(file: File) {
        val full = runCatching { file.outputStream().use { out -> repeat(DISK_MIB * 1024) { out.write(ByteArray(1024)) } } }
        check(full.exceptionOrNull() is java.io.IOException) { "the disk is larger than it should be" }
    }

    @Test
    fun `a list of 10,000 records is read to its end, a page at a time`() {
        val phone = FakePocketcard(Door.OPEN)
        phone.lines += List(MANY) { RecordLine("r$it", "record-screening", "C$it", "", 0, true, true) }
        holding(phone) {
            app.open(RecordsScreen(app))
            val page = { (app.state.value.top as RecordsScreen).state.value }
            until("the first page") { page().lines.size == 50 }
            while (page().more) scrolls(page().lines.size)
            assertEquals(MANY, page().lines.size)
            sees("C${MANY - 1}")
            assertFalse(shows("C0"), "what is far above is not on the page")
        }
    }

    @Test
    fun `from every page one touch leaves, and the phone is locked`() = Studio(File(folder, "studio").apply { mkdirs() }).use { studio ->
        for (shot in shots) {
            val app = studio.show(shot, Setting("en", Look.LIGHT, 411, 1f))
            val page = checkNotNull(app.state.value.top)
            if (page is NeutralScreen) continue
            held(app, FakeDevice()) {
                val tool = hasContentDescription(words["leave"]) and hasClickAction()
                // A person who answers alone has an end instead: FlowsTest touches it.
                val end = (page as? AloneScreen)?.state?.value?.pages?.end?.text
                if (end != null && !has(tool)) return@held sees(hasText(end) and hasClickAction())
                taps(tool)
                until("the neutral page after ${shot.name}") { app.state.value.top is NeutralScreen }
                assertEquals(1, app.state.value.screens.size, shot.name)
            }
        }
    }

    private companion object {
        const val DISK_MIB = 8
        const val MANY = 10_000
    }
}
