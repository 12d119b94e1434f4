package pocketcard

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.Basis
import pocketcard.kit.Consent
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Door
import pocketcard.kit.Draft
import pocketcard.kit.Failure
import pocketcard.kit.FakeClock
import pocketcard.kit.FakeKeys
import pocketcard.kit.How
import pocketcard.kit.KeysTrouble
import pocketcard.kit.Level
import pocketcard.kit.Look
import pocketcard.kit.QrCode
import pocketcard.kit.Referral
import pocketcard.kit.Settings
import pocketcard.kit.Standing
import pocketcard.kit.Wanted
import pocketcard.kit.Wifi

/** What the screens ask of a phone, asked of the real core, with a real office. */
class CardTest {
    @TempDir
    lateinit var folder: File
    private lateinit var office: Office
    private val keys = FakeKeys()
    private val clock = FakeClock()
    private val opened = mutableListOf<CorePocketcard>()

    @BeforeEach
    fun setUp() {
        office = Office(File(folder, "office"))
    }

    @AfterEach
    fun tearDown() {
        opened.forEach { it.close() }
        office.close()
    }

    private fun at(name: String, keys: FakeKeys = this.keys) =
        CorePocketcard(File(folder, name), keys, clock, unlockMillis = 0).also { opened += it }

    private suspend fun enrolled(name: String, keys: FakeKeys = this.keys) =
        at(name, keys).apply { join(name) }

    /** Enrols with the office; each side compares the other's words. */
    private suspend fun CorePocketcard.join(name: String) {
        val invitation = office.invite(name)
        assertEquals(office.words(), invited(invitation).words)
        enrol(invitation, PASSPHRASE.toCharArray())
        office.run("accept", name, "--words", about().words)
    }

    private val begun = Draft(
        "person",
        age = Age.ADULT,
        answers = listOf("labour.1", "labour.2", "labour.5", "general.3", "general.19").associateWith { Answer.OBSERVED },
        note = "blue door",
    )

    private fun failed(code: String, call: suspend () -> Unit) =
        assertEquals(code, assertThrows<Failure> { runBlocking { call() } }.code)

    @Test
    fun `from draft to desk and back`() = runBlocking<Unit> {
        val card = at("a")
        card.start()
        assertEquals(Door.NOT_ENROLLED, card.door.value)
        card.join("a")
        assertEquals(Standing.WAITING, card.about().standing)

        val id = card.keep(begun)
        card.lock()
        card.unlock(PASSPHRASE.toCharArray())
        val line = card.today("fr").drafts.single()
        assertEquals(Triple(id, 5, "Une personne"), Triple(line.id, line.answered, line.checklist))
        val draft = card.draft(id)
        assertEquals("blue door" to begun.answers, draft.note to draft.answers)
        val sections = card.checklist(draft, "en").sections
        assertTrue(sections.flatMap { it.items }.count { it.answer == Answer.OBSERVED } >= 5)

        val screened = card.screen(draft, "en")
        assertTrue(screened.finding.level >= Level.REFER && screened.finding.advice.size > 3)
        assertTrue(screened.finding.reasons.first().because.none { it.startsWith("labour.") }, "causes come as words")
        assertTrue(card.today("en").drafts.isEmpty())
        val service = card.services(Wanted(need = "urgent.medical"), "en").single()
        val consent = Consent(service.id, Basis.OWN, statistics = true)
        val told = card.refer(Referral(screened.record!!, listOf("urgent.medical"), How.SPOKEN, "uk", consent))
        assertTrue(told.any { screened.code in it })
        card.amend(screened.record, mapOf("labour.1" to Answer.TOLD), "she said so")

        office.serve()
        assertEquals(4L, card.sync()!!.counts.toMap()["carried-given"])
        office.run("collect")
        office.run("answer", screened.record, "--text", "a colleague is on the way")
        office.run("collect")
        assertEquals(4L, card.sync()!!.counts.toMap()["carried-confirmed"])
        val today = card.today("en")
        assertTrue(today.waiting.isEmpty() && today.about.standing == Standing.ENROLLED)
        assertEquals("a colleague is on the way" to screened.code, today.answers.single().run { text to code })
        val page = card.record(screened.record, "uk")
        assertEquals("a colleague is on the way", page.office.single().text)
        assertEquals(begun.answers, page.answers?.answers)
        val kinds = listOf("record-amendment", "record-referral", "record-screening", "record-enrolment")
        assertEquals(kinds, card.records(0, 9).map { it.kind })
        assertTrue(card.verify().good)
    }

    @Test
    fun `each trouble of the safe for keys is told apart`() = runBlocking<Unit> {
        val card = enrolled("a")
        val words = card.newRecoveryWords(PASSPHRASE.toCharArray())
        card.lock()
        for (trouble in KeysTrouble.entries) {
            keys.trouble = trouble
            failed("keystore-${trouble.name.lowercase()}") { card.unlock(PASSPHRASE.toCharArray()) }
        }
        keys.trouble = null
        failed("passphrase-wrong") { card.unlock("not that at all, no".toCharArray()) }
        card.recover(words, "seven kettles by the river".toCharArray())
        assertEquals(Door.OPEN, card.door.value)
    }

    @Test
    fun `a PIN opens only where keys are in hardware`() = runBlocking<Unit> {
        failed("passphrase-weak") { at("soft").enrol(office.invite("soft"), "295713".toCharArray()) }
        val hard = at("hard", FakeKeys(hardware = true))
        hard.enrol(office.invite("hard"), "295713".toCharArray())
        assertEquals(Door.OPEN, hard.door.value)
    }

    @Test
    fun `a revoked phone says so and is erased when it is told to`() = runBlocking<Unit> {
        val card = enrolled("a")
        office.serve()
        card.sync()
        office.run("collect")
        card.sync()
        assertEquals(Standing.ENROLLED, card.about().standing)
        office.run("revoke", "a", "--wipe")
        office.run("collect")
        // The hub may let it in no more; a card file still brings the word.
        val word = File(folder, "word")
        office.run("collect", "--out", word.path)
        val told = word.inputStream().use { card.carryIn(it) }
        assertTrue(told.wipe)
        assertEquals(Standing.REVOKED, card.about().standing)
        card.wipe()
        assertEquals(Door.NOT_ENROLLED, card.door.value)
    }

    @Test
    fun `words, settings and guidance in one call each`() = runBlocking<Unit> {
        val card = at("a")
        val locked = card.words("ar")
        assertTrue(locked.rightToLeft && locked.review != null)
        assertEquals(6, card.languages().size)
        for (language in card.languages()) {
            val words = card.words(language.tag)
            assertEquals(language.tag, words.tag)
            for (code in listOf("passphrase-wrong", "network", "storage-full")) {
                assertNotEquals(words["error-unknown"], words.failed(code), "${language.tag}: $code")
            }
        }
        failed("locked") { card.settings() }
        card.enrol(office.invite("a"), PASSPHRASE.toCharArray())
        assertEquals(Settings(), card.settings())
        card.choose(Settings("sw", Look.SUN))
        card.lock()
        card.unlock(PASSPHRASE.toCharArray())
        assertEquals(Settings("sw", Look.SUN), card.settings())
        assertTrue(card.guidance("", "sw").size > 10)
        assertTrue(card.guidance("debt bondage", "en").any { it.title == "Debt bondage" })
    }

    @Test
    fun `two phones meet over a socket, and codes bring the rest`() = runBlocking<Unit> {
        val a = enrolled("a", FakeKeys())
        val b = enrolled("b", FakeKeys())
        a.screen(begun, "en")
        val wifi = Wifi()
        val address = kotlinx.coroutines.CompletableDeferred<String>()
        val waiting = async { a.meet(wifi.wait { address.complete(it) }, calling = false) }
        failed("meet-address") { wifi.call("nowhere") }
        val caller = b.meet(wifi.call("127.0.0.1:" + address.await().substringAfter(':')), calling = true)
        val waiter = waiting.await()
        assertEquals(caller.code, waiter.code)
        val (there, here) = listOf(caller, waiter).map { async { it.exchange() } }.map { it.await() }
        assertEquals(2L, there.counts.toMap()["carried-for-others"])
        assertEquals(1L, here.counts.toMap()["carried-for-others"])
        listOf(caller, waiter).forEach { it.close() }

        // As codes, drawn and read.
        val c = enrolled("c", FakeKeys())
        val collector = c.collector()
        assertNull(collector.missing)
        for (part in a.parts().shuffled()) collector.add(read(QrCode.of(part))!!)
        assertEquals(emptyList<Int>(), collector.missing)
        assertTrue(collector.takeIn().counts.toMap()["carried-new"]!! >= 2)
    }

    /** What a camera that sees every dot as four by four points reads. */
    private fun read(code: QrCode): String? {
        val margin = 16
        val size = code.size * 4 + 2 * margin
        val seen = ByteArray(size * size) { at ->
            val (x, y) = at % size - margin to at / size - margin
            val dark = x in 0 until code.size * 4 && y in 0 until code.size * 4 && code[x / 4, y / 4]
            if (dark) 0 else -1
        }
        return QrCode.read(seen, size, size)
    }

    @Test
    fun `a card file goes out and comes in`() = runBlocking<Unit> {
        val a = enrolled("a", FakeKeys())
        val b = enrolled("b", FakeKeys())
        val file = ByteArrayOutputStream()
        assertEquals(1L, a.carryOut(file).counts.toMap()["carried-out"])
        assertEquals(1L, b.carryIn(ByteArrayInputStream(file.toByteArray())).counts.toMap()["carried-new"])
        assertNotNull(b.today("en"))
        failed("bundle-failed") { b.carryIn(ByteArrayInputStream("not a card".toByteArray())) }
    }
}
