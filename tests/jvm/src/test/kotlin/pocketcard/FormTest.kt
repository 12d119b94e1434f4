package pocketcard

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Draft
import pocketcard.kit.Failure
import pocketcard.kit.FakeClock
import pocketcard.kit.FakeKeys
import pocketcard.kit.MediaKind
import pocketcard.kit.Place
import pocketcard.kit.Question
import pocketcard.kit.Value
import pocketcard.kit.Widget

/** An office's own form, filled in through the kit with the real core behind, question by question. */
class FormTest {
    @TempDir
    lateinit var folder: File
    private lateinit var office: Office
    private lateinit var phone: CorePocketcard

    @BeforeEach
    fun setUp() = runBlocking {
        office = Office(File(folder, "office"))
        phone = CorePocketcard(File(folder, "a"), FakeKeys(), FakeClock(), unlockMillis = 0)
        phone.enrol(office.invite("a"), PASSPHRASE.toCharArray())
        office.run("accept", "a", "--words", phone.about().words)
        publish()
    }

    @AfterEach
    fun tearDown() {
        phone.close()
        office.close()
    }

    /** The office publishes the form, and a card file brings it. */
    private suspend fun publish() {
        val north = File(folder, "north").apply { mkdirs() }
        File(north, "lang/en").mkdirs()
        File(north, "pack.toml").writeText("name = \"north\"\nversion = 2\n[policy]\npositions = \"coarse\"\n")
        File(north, "lang/en/water.ftl").writeText("checklist-water = Water\n    .hint = What people drink.\n")
        File(north, "water.toml").writeText(FORM)
        val (content, pack) = File(folder, "n.json").path to File(folder, "n.pack").path
        office.run("pack", "build", north.path, "--out", content)
        office.run("pack", "sign", content, "--out", pack)
        office.run("pack", "publish", pack)
        exchange()
    }

    private suspend fun exchange() {
        val (up, down) = File(folder, "up") to File(folder, "down")
        up.writeBytes(ByteArrayOutputStream().also { phone.carryOut(it) }.toByteArray())
        office.run("collect", "--bundle", up.path, "--out", down.path, "--force")
        phone.carryIn(ByteArrayInputStream(down.readBytes()))
    }

    private suspend fun Draft.asked(name: String, vararg turns: Int): Question? =
        phone.forms.questions(this, "en").find { it.place == Place(name, turns.toList()) }

    private suspend fun Draft.with(name: String, value: Value?, vararg turns: Int): Draft =
        phone.forms.answer(this, Place(name, turns.toList()), value)

    @Test
    fun `every kind of question is asked, answered and recorded`() = runBlocking {
        var draft = phone.forms.begin("water")
        val widgets = phone.forms.questions(draft, "en").associate { it.place.name to it.widget }
        assertEquals(Widget.Range(1.0, 5.0, 1.0), widgets["taste"])
        assertEquals(Widget.Media(MediaKind.IMAGE), widgets["picture"])
        assertEquals(Widget.Position(several = false), widgets["at"])
        assertFalse("why" in widgets, "it is not relevant yet")

        // What is missing is told apart from what is wrong; a wrong answer is taken and told.
        assertTrue(draft.asked("taste")!!.missing)
        draft = draft.with("taste", Value.Whole(9))
        assertFalse(draft.asked("taste")!!.missing)
        assertEquals("This is outside the range.", draft.asked("taste")!!.message)
        assertEquals("answers-values", assertThrows<Failure> { runBlocking { phone.screen(draft, "en") } }.code)
        draft = draft.with("taste", draft.asked("taste")!!.read("2"))
        assertNotNull(draft.asked("why"), "a bad taste asks for more")
        draft = draft.with("why", Value.Text("brown"))
        assertEquals("Say it in one word.", draft.with("why", Value.Text("brown and bitter")).asked("why")!!.message)

        draft = draft.with("depth", draft.asked("depth")!!.read("2,5"))
        draft = draft.with("hour", Value.Text("14:30"))
        draft = draft.with("source", draft.asked("source")!!.touched("well"))
        assertNull(draft.asked("source")!!.touched("well"), "touched once more it is let go")
        draft = draft.with("order", draft.asked("order")!!.touched("river"))
        draft = draft.with("order", draft.asked("order")!!.touched("well"))
        draft = draft.with("seen", draft.asked("seen")!!.touched("OK"))
        draft = draft.with("at", Value.Text("12.3456 -1.5"))
        assertEquals("5.0", draft.asked("twice")!!.typed)
        assertTrue(draft.asked("twice")!!.readOnly)

        // Turns of a repeat come and go.
        draft = phone.forms.addTurn(draft, Place("wells"))
        draft = phone.forms.addTurn(draft, Place("wells"))
        draft = draft.with("name", Value.Text("first"), 0).with("name", Value.Text("second"), 1)
        assertEquals(2, draft.asked("wells")!!.count)
        draft = phone.forms.removeTurn(draft, Place("wells"), 0)
        assertEquals("second", draft.asked("name", 0)!!.typed)

        // Two files; one is taken out again, and the other moves up. Something else is no picture.
        assertNull(phone.forms.file("notes".toByteArray(), MediaKind.IMAGE))
        val jpeg = aPhotograph()
        val file = checkNotNull(phone.forms.file(jpeg, MediaKind.IMAGE))
        assertEquals("image/jpeg", file.mediaType)
        draft = draft.with("other", Value.Whole(1)).with("picture", Value.Whole(2))
        draft = phone.forms.withoutFile(draft, 1)
        assertNull(draft.asked("other")!!.value)
        assertEquals(Value.Whole(1), draft.asked("picture")!!.value)

        // A draft keeps all but the files; they are asked for again.
        val again = phone.draft(phone.keep(draft))
        assertNull(again.asked("picture")!!.value)
        assertEquals("brown", again.asked("why")!!.typed)

        val screened = phone.screen(draft, "en", files = listOf(file))
        exchange()
        val record = office.run("--json", "show", checkNotNull(screened.record)).decodeToString()
        for (part in listOf(
            "\"taste\":2", "\"depth\":2.5", "\"order\":[\"river\",\"well\"]", "\"at\":\"12.35-1.50\"",
            "\"wells\":[{\"name\":\"second\"}]", "\"picture\":1", "image/jpeg",
        )) {
            assertTrue(part in record.replace(": ", ":").replace(Regex("\\s+"), ""), "$part in $record")
        }
    }

    private companion object {
        fun item(name: String, kind: String, more: String = "") =
            "[[checklists.form.items]]\nname = \"$name\"\nkind = $kind\nlabel = { en = \"Now $name\" }\n$more\n"

        val FORM = """
            [[checklists]]
            id = "water"
            version = 1
            subject = "site"
            [checklists.form]
            id = "water"
            language = "en"
            [checklists.form.lists]
            source = [{ name = "well", label = { en = "A well" } }, { name = "river", label = { en = "The river" } }]

        """.trimIndent() +
            item("taste", "{ range = { start = 1, end = 5, step = 1 } }", "required = \"true()\"") +
            item(
                "why", "\"text\"",
                "relevant = \"\${taste} < 3\"\nconstraint = \"string-length(.) < 8\"\n" +
                    "constraint_message = { en = \"Say it in one word.\" }",
            ) +
            item("depth", "\"decimal\"") +
            item("twice", "\"decimal\"", "calculation = \"\${depth} * 2\"\nread_only = true") +
            item("hour", "\"time\"") +
            item("source", "{ select-one = { list = \"source\" } }") +
            item("order", "{ rank = { list = \"source\" } }") +
            item("seen", "\"acknowledge\"") +
            item("other", "{ media = { of = \"file\" } }") +
            item("picture", "{ media = { of = \"image\" } }") +
            item("at", "{ position = { shape = \"point\" } }") +
            item("wells", "\"repeat\"") +
            item("name", "\"text\"", "inside = \"wells\"")
    }
}

/** A real picture, as small as one can be. */
private fun aPhotograph(): ByteArray = java.io.ByteArrayOutputStream().also {
    val image = java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB)
    check(javax.imageio.ImageIO.write(image, "jpg", it))
}.toByteArray()
