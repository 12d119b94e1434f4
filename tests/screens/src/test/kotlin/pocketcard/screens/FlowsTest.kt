package pocketcard.screens

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import java.io.File
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Door
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeKeys
import pocketcard.kit.KeysTrouble
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.EnrolState
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.NeutralScreen
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.TodayScreen
import pocketcard.kit.screens.UnlockScreen

/** The screens in a hand, tapped as a person taps them, with the real core, hub and desk behind. */
class FlowsTest {
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

    private fun phone(name: String, keys: FakeKeys = FakeKeys()) = card(folder, name, keys).also { open += it }

    private fun Hand.enrols(label: String) {
        device.picked = office.invite(label)
        taps(words["enrol-file"])
        sees(office.words())
        taps(words["prints-same"])
        types(words["passphrase"], PASSPHRASE)
        types(words["enrol-again"], PASSPHRASE)
        taps(words["enrol-go"])
        until("the phone's words") { (app.state.value.top as? EnrolScreen)?.state?.value?.step == EnrolState.Step.PHONE }
        office.accept(label, (app.state.value.top as EnrolScreen).state.value.prints)
        taps(words["prints-same"])
        sees(words["today-title"])
    }

    private fun Hand.unlocks(passphrase: String = PASSPHRASE) {
        until("the lock") { app.state.value.top is UnlockScreen }
        types(words["passphrase"], passphrase)
        taps(words["unlock-go"])
    }

    @Test
    fun `a patrol - set up, screen, refer, send, hear the answer`() {
        val phone = phone("a")
        office.serve()
        holding(phone, FakeDevice()) {
            until("the set-up") { app.state.value.top is EnrolScreen }
            enrols("a")

            taps("One person")
            taps(words["age-adult"])
            taps(hasText(words["answer-observed"]))
            until("what was entered is kept") { (app.state.value.top as ScreeningScreen).state.value.run { kept && draft.answers.isNotEmpty() } }
            types(words["screen-note"], "blue door")
            taps(words["screen-finish"])
            until("the finding") { app.state.value.top is FindingScreen }
            sees(words["finding-first"])
            sees(words["finding-because"])
            taps(words["finding-rest"])
            sees(words["finding-not-a-verdict"])
            val code = (app.state.value.top as FindingScreen).state.value.code
            taps(words["finding-refer"])

            until("services") { (app.state.value.top as? ReferScreen)?.state?.value?.services?.isNotEmpty() == true }
            taps("Riverside Health Centre")
            taps("Українська")
            until("the person's language") { (app.state.value.top as ReferScreen).state.value.language == "uk" }
            taps(words["refer-agreed"])
            sees(words["card-title"])
            sees(code)
            taps(words["done"])

            taps(words["today-sync"])
            sees(words["carried-given"])
            office.collect()
            val record = phone.records(0, 9).single { it.kind == "record-screening" }.id
            office.run("answer", record, "--text", "a colleague is on the way")
            office.collect()
            taps(words["today-sync"])
            sees("a colleague is on the way")
            sees(words["today-nothing-waits"])
        }
        assertTrue("agreed to be referred" in office.inbox(), office.inbox())
    }

    @Test
    fun `killed in the middle of a draft, nothing is lost`() {
        val keys = FakeKeys()
        val phone = phone("a", keys)
        holding(phone) {
            enrols("a")
            taps("One person")
            taps(words["age-may-be-child"])
            types(words["screen-note"], "blue door")
            until("it is kept") { (app.state.value.top as ScreeningScreen).state.value.run { kept && draft.note == "blue door" } }
        }
        // The process ends here, without a word.
        phone.close()
        holding(phone("a", keys)) {
            unlocks()
            sees(words["today-drafts"])
            taps(words["continue"])
            until("the draft") { app.state.value.top is ScreeningScreen }
            sees("blue door")
            assertEquals("age-may-be-child", (app.state.value.top as ScreeningScreen).state.value.draft.age.word)
        }
    }

    @Test
    fun `a wrong passphrase and every trouble of the safe for keys are said in words`() {
        val keys = FakeKeys()
        holding(phone("a", keys)) {
            enrols("a")
            app.phone.lock()
            unlocks("not this one at all")
            sees(words.failed("passphrase-wrong"))
            for (trouble in KeysTrouble.entries) {
                keys.trouble = trouble
                unlocks()
                sees(words.failed("keystore-${trouble.name.lowercase()}"))
            }
            keys.trouble = null
            unlocks()
            sees(words["today-title"])
        }
    }

    @Test
    fun `the language is changed midway, and stays`() {
        val keys = FakeKeys()
        val phone = phone("a", keys)
        holding(phone) {
            enrols("a")
            taps("Several people")
            sees(words["screen-finish"])
            tapsTool("settings-language")
            taps("العربية")
            until("Arabic") { words.rightToLeft }
            sees(words["screen-finish"])
            until("the checklist in Arabic") {
                (app.state.value.top as ScreeningScreen).state.value.checklist?.title?.any { it in 'ا'..'ي' } == true
            }
            app.phone.lock()
            unlocks()
            until("Today in Arabic") { app.state.value.top is TodayScreen && words.tag == "ar" }
        }
    }

    @Test
    fun `one tap leaves from the middle of a screening`() {
        holding(phone("a")) {
            enrols("a")
            taps("A place")
            sees(words["screen-finish"])
            tapsTool("leave")
            until("the neutral screen") { app.state.value.top is NeutralScreen }
            sees(words["neutral-title"])
            assertEquals(Door.LOCKED, app.phone.door.value)
            taps(words["neutral-open"])
            until("the lock") { app.state.value.top is UnlockScreen }
        }
    }

    @Test
    fun `a revoked phone says so, and is left clean`() {
        val phone = phone("a")
        office.serve()
        holding(phone) {
            enrols("a")
            taps(words["today-sync"])
            sees(words["carried-given"])
            office.collect()
            taps(words["today-sync"])
            sees(words["standing-enrolled"])
            office.run("revoke", "a", "--wipe")
            val word = File(folder, "word")
            office.run("collect", "--out", word.path)
            device.picked = word.readBytes()
            taps(words["carry-title"])
            taps(words["carry-in"])
            sees(words["done"])
            tapsTool("back")
            sees(words["standing-revoked"])
            taps(words["settings-title"])
            taps(words["settings-clean"])
            taps(words["clean-go"])
            sees(words["clean-sure"])
            taps(words["clean-go"])
            until("a phone that is set up anew") { app.state.value.top is EnrolScreen }
        }
        assertEquals(emptyList<File>(), File(folder, "a").walk().filter { it.isFile && it.name == "vault" }.toList())
    }

    @Test
    fun `a confidential report leaves nothing to see`() {
        val phone = phone("a")
        holding(phone) {
            enrols("a")
            taps(words["report-title"])
            sees(words["screen-confidential"])
            taps(hasText(words["answer-observed"]) and hasClickAction())
            taps(words["screen-finish"])
            sees(words["finding-confidential"])
            taps(words["done"])
            sees(words["today-title"])
            assertEquals(listOf("record-enrolment"), phone.records(0, 9).map { it.kind })
        }
    }
}
