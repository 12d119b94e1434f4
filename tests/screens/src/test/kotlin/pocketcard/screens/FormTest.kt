package pocketcard.screens

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.kit.CorePocketcard
import pocketcard.kit.FakeDevice
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.ScreeningScreen

/** An office's own form on the page, tapped and typed, with the real core and a real office behind. */
class FormTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `an office's own form is filled in and arrives`() {
        val office = office(folder)
        val phone: CorePocketcard = card(folder, "a")
        try {
            office.serve()
            runBlocking {
                phone.enrol(office.invite("a"), PASSPHRASE.toCharArray())
                office.accept("a", phone.about().words)
                publish(office)
                phone.sync()
                office.collect()
                phone.sync()
            }
            val device = FakeDevice().apply { photo = aPhotograph() }
            holding(phone, device) {
                val page = { (app.state.value.top as ScreeningScreen).state.value }
                taps("Water")
                until("the questions") { (app.state.value.top as? ScreeningScreen)?.state?.value?.form?.questions?.isNotEmpty() == true }
                taps("A well")
                taps(words["question-attach"])
                sees(words["question-attached"])
                taps(words["question-add-turn"])
                types("Now name", "first")
                until("all is taken and kept") { page().run { kept && form.pending == 0 } }
                // What is missing stops it, and is told then; once it is there the screening is finished.
                taps(words["screen-finish"])
                until("it is refused") { page().form.tellsMissing }
                sees("This must be answered.")
                types("Now taste", "3")
                until("nothing is wrong") { page().form.run { pending == 0 && questions.all { it.message.isEmpty() } } }
                taps(words["screen-finish"])
                until("the finding") { app.state.value.top is FindingScreen }
            }
            runBlocking { phone.sync() }
            office.collect()
            assertTrue("screening" in office.inbox(), office.inbox())
        } finally {
            phone.close()
            office.close()
        }
    }

    private fun publish(office: pocketcard.desktop.PracticeOffice) {
        val north = File(folder, "north")
        File(north, "lang/en").mkdirs()
        File(north, "pack.toml").writeText("name = \"north\"\nversion = 2\n")
        File(north, "lang/en/water.ftl").writeText("checklist-water = Water\n    .hint = What people drink.\n")
        File(north, "water.toml").writeText(FORM)
        val (content, pack) = File(folder, "n.json").path to File(folder, "n.pack").path
        office.run("pack", "build", north.path, "--out", content)
        office.run("pack", "sign", content, "--out", pack)
        office.run("pack", "publish", pack)
    }

    private companion object {
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
            [[checklists.form.items]]
            name = "taste"
            kind = { range = { start = 1, end = 5, step = 1 } }
            label = { en = "Now taste" }
            required = "true()"
            [[checklists.form.items]]
            name = "source"
            kind = { select-one = { list = "source" } }
            label = { en = "Now source" }
            [[checklists.form.items]]
            name = "picture"
            kind = { media = { of = "image" } }
            label = { en = "Now picture" }
            [[checklists.form.items]]
            name = "wells"
            kind = "repeat"
            label = { en = "Now wells" }
            [[checklists.form.items]]
            name = "name"
            inside = "wells"
            kind = "text"
            label = { en = "Now name" }
        """.trimIndent()
    }
}

/** A real picture, as small as one can be. */
internal fun aPhotograph(): ByteArray = java.io.ByteArrayOutputStream().also {
    val image = java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB)
    check(javax.imageio.ImageIO.write(image, "jpg", it))
}.toByteArray()
