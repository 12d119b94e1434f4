package pocketcard.screens

import androidx.compose.ui.test.hasText
import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Draft
import pocketcard.kit.FakeKeys
import pocketcard.kit.screens.SettingsScreen
import pocketcard.kit.screens.TodayScreen
import pocketcard.kit.screens.UnlockScreen
import pocketcard.kit.screens.WordsScreen

private const val ANOTHER = "seven kettles by the pier"
private const val THREAT = "button harvest slow tide"

/** What the owner of a phone sets, and what comes of it at the next unlocking. */
class OwnerTest {
    @TempDir
    lateinit var folder: File
    private lateinit var office: PracticeOffice
    private lateinit var phone: CorePocketcard

    @BeforeEach
    fun setUp() {
        office = office(folder)
        phone = card(folder, "a", FakeKeys())
        runBlocking {
            phone.enrol(office.invite("a"), PASSPHRASE.toCharArray())
            office.accept("a", phone.about().words)
        }
    }

    @AfterEach
    fun tearDown() {
        phone.close()
        office.close()
    }

    private fun Hand.settings(word: String) {
        taps(words["settings-title"])
        taps(words[word])
    }

    private fun Hand.unlocks(passphrase: String) {
        until("the lock") { app.state.value.top is UnlockScreen }
        types(words["passphrase"], passphrase)
        taps(words["unlock-go"])
    }

    @Test
    fun `another passphrase opens from then on, and two that differ change nothing`() = holding(phone) {
        settings("settings-passphrase")
        types(words["passphrase-old"], PASSPHRASE)
        types(words["passphrase-new"], ANOTHER)
        types(words["enrol-again"], PASSPHRASE)
        taps(words["save"])
        sees(words["enrol-differ"])
        types(words["passphrase-old"], PASSPHRASE)
        types(words["passphrase-new"], ANOTHER)
        types(words["enrol-again"], ANOTHER)
        taps(words["save"])
        sees(words["settings-changed"])
        taps(words["close"])
        taps(words["lock-now"])
        unlocks(PASSPHRASE)
        sees(words.failed("passphrase-wrong"))
        unlocks(ANOTHER)
        sees(words["today-title"])
    }

    @Test
    fun `recovery words are shown once and open a phone whose passphrase was forgotten`() = holding(phone) {
        settings("settings-words")
        types(words["passphrase"], PASSPHRASE)
        taps(words["words-make"])
        until("the words") { (app.state.value.top as? WordsScreen)?.state?.value?.words != null }
        val shown = (app.state.value.top as WordsScreen).state.value.words!!
        val recovery = String(shown)
        sees(recovery)
        taps(words["words-written"])
        until("the settings") { app.state.value.top is SettingsScreen }
        assertTrue(shown.all { it == '\u0000' }, "wiped when the page was left")
        taps(words["lock-now"])
        until("the lock") { app.state.value.top is UnlockScreen }
        taps(words["unlock-forgotten"])
        types(words["recover-words"], recovery)
        types(words["recover-new"], ANOTHER)
        taps(words["recover-go"])
        sees(words["today-title"])
        app.phone.lock()
        unlocks(ANOTHER)
        sees(words["today-title"])
    }

    @Test
    fun `a passphrase for threats is offered where the policy allows it, and erases`() {
        holding(phone) {
            taps(words["settings-title"])
            until("who this phone is") { (app.state.value.top as? SettingsScreen)?.state?.value?.about != null }
            sees(words["settings-clean"])
            assertFalse(shows(words["settings-duress"]), "the policy has it off")
        }
        allowDuress()
        runBlocking { phone.keep(Draft("person", note = "blue door")) }
        holding(phone) {
            settings("settings-duress")
            types(words["passphrase"], PASSPHRASE)
            types(words["duress-new"], THREAT)
            taps(words["duress-set"])
            sees(words["settings-changed"])
            app.phone.lock()
            unlocks(THREAT)
            until("an ordinary young phone") { app.state.value.top is TodayScreen }
            assertTrue(phone.today("en").drafts.isEmpty())
            app.phone.lock()
            unlocks(PASSPHRASE)
            sees(words.failed("passphrase-wrong"))
        }
    }

    private fun allowDuress() = runBlocking {
        office.serve()
        phone.sync()
        office.collect()
        val north = File(folder, "north").apply { mkdirs() }
        File(north, "pack.toml").writeText("name = \"north\"\nversion = 2\n\n[policy]\nduress = true\n")
        val (content, pack) = File(folder, "n.json").path to File(folder, "n.pack").path
        office.run("pack", "build", north.path, "--out", content)
        office.run("pack", "sign", content, "--out", pack)
        office.run("pack", "publish", pack)
        office.collect()
        phone.sync()
        assertTrue(phone.about().duress)
    }

    @Test
    fun `storage is checked`() = holding(phone) {
        settings("settings-check")
        sees(words["check-good"])
    }

    @Test
    fun `guidance is searched`() = holding(phone) {
        taps(words["guidance-title"])
        types(words["guidance-search"], "zzzz")
        sees(words["guidance-none"])
        tapsTool("back")
        taps(words["guidance-title"])
        val card = phone.guidance("child", "en").first()
        types(words["guidance-search"], "child")
        taps(hasText(card.title))
        sees(card.points.first())
    }
}
