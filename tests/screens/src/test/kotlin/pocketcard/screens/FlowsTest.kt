package pocketcard.screens

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelectable
import androidx.compose.ui.test.isSelected
import java.io.File
import kotlinx.coroutines.runBlocking
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
import pocketcard.kit.Reply
import pocketcard.kit.Topic
import pocketcard.kit.Words
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.AloneState
import pocketcard.kit.screens.CaseScreen
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.NeutralScreen
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.TellScreen
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

    private fun Hand.enrols(label: String) = enrols(office, label)

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
            until("what was entered is kept") {
                (app.state.value.top as ScreeningScreen).state.value.run { kept && draft.answers.isNotEmpty() }
            }
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

    @Test
    fun `the office is told that a service is not safe, and of a new one`() {
        val phone = phone("a")
        office.serve()
        holding(phone) {
            enrols("a")
            taps(words["services-title"])
            sees("Riverside Health Centre")
            taps(words["tell-go"])
            until("the page to tell") { app.state.value.top is TellScreen }
            taps(words["service-found-unsafe"])
            types(words["tell-note"], "guards at the gate")
            taps(words["tell-go"])
            sees(words["tell-done"])
            tapsTool("back")

            taps(words["tell-title"])
            taps(words["service-found-new"])
            taps(words["tell-go"])
            sees(words.failed("service-note-missing"))
            types(words["tell-note"], "a house with a red lamp")
            taps(words["tell-go"])
            sees(words["today-title"])
            taps(words["today-sync"])
            sees(words["carried-given"])
        }
        office.collect()
        val told = runBlocking { phone.records(0, 9) }.filter { it.kind == "record-service-report" }.map { it.id }
        assertEquals(2, told.size)
        val filed = told.joinToString("\n") { office.run("show", it).decodeToString() }
        for (said in listOf("guards at the gate", "a house with a red lamp")) assertTrue(said in filed, filed)
    }

    @Test
    fun `a practice case is explained, says on every page that nothing is sent, and sends nothing`() {
        val phone = phone("a")
        holding(phone) {
            enrols("a")
            val before = phone.today("en").waiting.size to phone.records(0, 9).size
            taps(words["practice-title"])
            sees(words["practice-banner"])
            sees(words["practice-new"])
            taps(words["practice-begin"])
            until("the case") { (app.state.value.top as? CaseScreen)?.state?.value?.checklist != null }
            sees(words["practice-banner"])
            sees((app.state.value.top as CaseScreen).state.value.case.story)
            taps(words["age-adult"])
            taps(hasText(words["answer-observed"]))
            taps(words["practice-finish"])
            sees(words["practice-explained"])
            sees(words["practice-banner"])
            sees(words["practice-missed"])
            val lessons = (app.state.value.top as CaseScreen).state.value.lessons.orEmpty()
            assertEquals(5, lessons.size, lessons.toString())
            assertTrue(lessons.all { it.points.isNotEmpty() }, lessons.toString())
            taps(words["done"])
            sees(words["practice-times"])
            assertEquals(before, phone.today("en").waiting.size to phone.records(0, 9).size)
            assertTrue(phone.today("en").drafts.isEmpty())
        }
    }

    private fun Hand.alone() = (app.state.value.top as AloneScreen).state.value

    private fun Hand.opensASitting(): Words {
        taps(words["alone-title"])
        taps(words["alone-open"])
        sees(words.failed("alone-not-alone"))
        taps(words["alone-gate-alone"])
        taps(words["alone-open"])
        sees(words.failed("alone-child"))
        taps(words["age-adult"])
        taps("Українська")
        until("the person's language") { alone().language == "uk" }
        taps(words["alone-open"])
        sees(words["alone-untested"])
        taps(words["alone-begin"])
        val spoken = checkNotNull(alone().spoken)
        sees(checkNotNull(alone().pages).saidFirst.text)
        taps(spoken["continue"])
        until("the first question") { alone().step == AloneState.Step.QUESTION }
        return spoken
    }

    /** Skips every question up to this one; on each a skip stands there, as large as all else there is to touch. */
    private fun Hand.goesOnTo(topic: Topic?, spoken: Words) {
        while (alone().question?.topic != topic && alone().step == AloneState.Step.QUESTION) {
            val (at, step) = alone().run { at to step }
            assertEquals(Reply.Skip, alone().reply)
            sees(hasText(spoken[checkNotNull(alone().question).topic.word]))
            sees(hasText(checkNotNull(alone().pages).skip.text) and isSelected())
            assertEquals(1, sizes(isSelectable()).distinct().size)
            taps(spoken["continue"])
            until("the next page") { alone().run { this.at > at || this.step != step } }
        }
    }

    @Test
    fun `a person answers alone and ends it with one touch - the officer hears needs after unlocking`() {
        val phone = phone("a")
        holding(phone) {
            enrols("a")
            val spoken = opensASitting()
            goesOnTo(Topic.HURT, spoken)
            taps(spoken["alone-yes"])
            taps(spoken["continue"])
            until("the next question") { alone().question?.topic == Topic.CHILD }
            taps(checkNotNull(alone().pages).end.text)
            until("one neutral word") { app.state.value.top is NeutralScreen }
            assertEquals(Door.LOCKED, app.phone.door.value)
            taps("Погода")
            unlocks()
            sees(words["alone-heard"])
            sees(words["alone-urgent"])
            sees("Riverside Health Centre")
            assertEquals(listOf("urgent.medical"), checkNotNull(alone().heard).needs.map { it.first.id })
            assertTrue(checkNotNull(alone().heard).shared.isEmpty())
            taps(words["continue"])
            until("the screening") { app.state.value.top is ScreeningScreen }
            assertEquals(1, phone.today("en").drafts.size)
            assertEquals(listOf("record-enrolment"), phone.records(0, 9).map { it.kind })
        }
    }

    @Test
    fun `a person who answers alone chooses needs, and wants the answers to be seen`() {
        val phone = phone("a")
        holding(phone) {
            enrols("a")
            val spoken = opensASitting()
            goesOnTo(Topic.NEED, spoken)
            taps(spoken["alone-need-sleep"])
            taps(spoken["alone-need-talk"])
            taps(spoken["continue"])
            until("whether to show them") { alone().step == AloneState.Step.SHARE }
            assertEquals(Reply.No, alone().reply)
            taps(spoken["alone-yes"])
            taps(spoken["continue"])
            until("one neutral word") { app.state.value.top is NeutralScreen }
            assertEquals(Door.LOCKED, app.phone.door.value)
            taps("Погода")
            unlocks()
            sees(words["alone-shown"])
            sees(words["alone-need-sleep"] + ", " + words["alone-need-talk"])
            taps(words["done"])
            sees(words["today-drafts"])
        }
    }
}
