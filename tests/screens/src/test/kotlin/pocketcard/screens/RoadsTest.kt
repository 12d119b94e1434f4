package pocketcard.screens

import androidx.compose.ui.test.hasText
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.CorePocketcard
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.Standing
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.EnrolState
import pocketcard.kit.screens.MeetScreen
import pocketcard.kit.screens.MeetState
import pocketcard.kit.screens.PartsInScreen
import pocketcard.kit.screens.PartsOutScreen

/** Every way in which something comes onto a phone or leaves it without a network, tapped as a person taps it. */
class RoadsTest {
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

    private fun phone(name: String) = card(folder, name).also { open += it }

    private fun enrolled(name: String) = phone(name).also { card ->
        runBlocking {
            card.enrol(office.invite(name), PASSPHRASE.toCharArray())
            office.accept(name, card.about().words)
        }
    }

    private fun Hand.step() = (app.state.value.top as? EnrolScreen)?.state?.value?.step

    private fun Hand.comparesAndChooses() {
        sees(office.words())
        taps(words["prints-same"])
        types(words["passphrase"], PASSPHRASE)
        types(words["enrol-again"], PASSPHRASE)
        taps(words["enrol-go"])
        until("the phone's words") { step() == EnrolState.Step.PHONE }
        sees((app.state.value.top as EnrolScreen).state.value.prints)
        taps(words["prints-same"])
        sees(words["today-title"])
    }

    @Test
    fun `a phone is set up with a code of the camera`() = holding(phone("a")) {
        device.codes += office.invite("a").decodeToString()
        taps(words["enrol-scan"])
        comparesAndChooses()
    }

    @Test
    fun `a phone is set up with pasted text - half of it is refused, and what differs goes no further`() = holding(phone("a")) {
        val invitation = office.invite("a").decodeToString().trim()
        types(words["enrol-text"], invitation.take(invitation.length / 2))
        taps(words["continue"])
        sees(words.failed("invitation-cut-short"))
        types(words["enrol-text"], invitation.drop(invitation.length / 2))
        taps(words["continue"])
        sees(office.words())
        taps(words["prints-differ"])
        sees(words["prints-wrong"])
        assertFalse(File(folder, "a/vault").exists(), "nothing was set up")
        tapsTool("back")
        sees(words["enrol-text"])
    }

    @Test
    fun `a card file carries a colleague's records, and its receipts come back`() {
        val (a, b) = enrolled("a") to enrolled("b")
        lateinit var file: ByteArray
        holding(a) {
            taps(words["carry-title"])
            taps(words["carry-out"])
            sees(words["carried-out"])
            file = checkNotNull(device.saved).toByteArray()
        }
        holding(b) {
            device.picked = file
            taps(words["carry-title"])
            taps(words["carry-in"])
            sees(words["carried-new"])
        }
        val (bundle, word) = File(folder, "bundle") to File(folder, "word")
        runBlocking { bundle.outputStream().use { b.carryOut(it) } }
        office.run("collect", "--bundle", bundle.path, "--out", word.path)
        holding(a) {
            device.picked = word.readBytes()
            taps(words["carry-title"])
            taps(words["carry-in"])
            sees(words["done"])
            tapsTool("back")
            sees(words["standing-enrolled"])
        }
        assertEquals(Standing.ENROLLED, runBlocking { a.about().standing })
    }

    @Test
    fun `two phones meet, each types the code of the other`() {
        val (a, b) = enrolled("a") to enrolled("b")
        val neighbours = FakeNeighbours()
        holding(a, neighbours = neighbours) {
            val meet = { (app.state.value.top as MeetScreen).state.value }
            taps(words["carry-title"])
            taps(words["carry-meet"])
            taps(words["meet-wait"])
            sees("here:1")
            // The colleague, without a glass.
            val colleague = CoroutineScope(Dispatchers.IO).launch {
                b.meet(neighbours.call("here:1"), calling = true).use { it.exchange() }
            }
            until("the code") { meet().step == MeetState.Step.CODE }
            sees(meet().code)
            types(words["meet-type"], meet().code)
            taps(words["continue"])
            until("the end") { meet().step == MeetState.Step.DONE }
            sees(words["done"])
            colleague.join()
        }
    }

    @Test
    fun `codes are shown one after the other, and scanned by another phone in any order`() {
        val (a, b) = enrolled("a") to enrolled("b")
        val shown = mutableListOf<String>()
        holding(a) {
            taps(words["carry-title"])
            taps(words["carry-parts-out"])
            val page = { (app.state.value.top as PartsOutScreen).state.value }
            until("the codes") { page().parts.isNotEmpty() }
            for (at in page().parts.indices) {
                sees(page().parts[at].take(24))
                shown += page().parts[at]
                if (at + 1 < page().parts.size) taps(words["parts-next"])
                until("the next") { page().at == minOf(at + 1, page().parts.size - 1) }
            }
            taps(words["parts-previous"])
            until("the one before") { page().at == page().parts.size - 2 }
        }
        assertTrue(shown.size > 2, "${shown.size}")
        holding(b) {
            device.codes += shown.drop(1).reversed()
            taps(words["carry-title"])
            taps(words["carry-parts-in"])
            taps(words["parts-scan"])
            until("all but the first") { (app.state.value.top as PartsInScreen).state.value.missing == listOf(1) }
            sees(words["parts-missing"])
            types(words["parts-text"], shown.first())
            taps(words["parts-add"])
            sees(hasText(words["carried-new"]))
        }
    }
}
