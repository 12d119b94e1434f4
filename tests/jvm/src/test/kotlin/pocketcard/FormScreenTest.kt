package pocketcard

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import pocketcard.kit.Draft
import pocketcard.kit.Failure
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.FakePocketcard
import pocketcard.kit.MediaKind
import pocketcard.kit.Place
import pocketcard.kit.Question
import pocketcard.kit.Value
import pocketcard.kit.Widget
import pocketcard.kit.screens.App
import pocketcard.kit.screens.FormEvent
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.UnlockScreen

/** What the screening's page does with the questions of a form, without a core. */
class FormScreenTest {
    private val phone = FakePocketcard()
    private val device = FakeDevice()
    private val app = App(phone, device, FakeNeighbours(), CoroutineScope(Dispatchers.Unconfined + SupervisorJob()))

    private fun question(name: String, widget: Widget, message: String = "", missing: Boolean = false) =
        Question(Place(name), null, widget, name, "", false, missing, false, 0, null, emptyList(), missing, message)

    private fun page(vararg questions: Question): ScreeningScreen {
        app.start()
        (app.state.value.top as UnlockScreen).on(UnlockScreen.Event.Unlock("right".toCharArray()))
        phone.forms.questions = questions.toList()
        return ScreeningScreen(app, Draft("water")).also { app.open(it) }
    }

    private fun ScreeningScreen.does(event: FormEvent) = on(ScreeningScreen.Event.Asked(event))

    @Test
    fun `what is typed is read as the question takes it, and kept`() {
        val page = page(question("a", Widget.Integer), question("b", Widget.Decimal), question("c", Widget.Text))
        page.does(FormEvent.Typed(Place("a"), "42"))
        page.does(FormEvent.Typed(Place("b"), "2,5"))
        page.does(FormEvent.Typed(Place("c"), "  "))
        page.does(FormEvent.Typed(Place("a"), "4x"))
        val answers = listOf("a" to Value.Whole(42), "b" to Value.Decimal(2.5), "c" to null, "a" to Value.Text("4x"))
        assertEquals(answers.map { Place(it.first) to it.second }, phone.forms.answers.toList())
        assertTrue(page.state.value.kept)
        assertEquals(1, phone.drafts.size)
        assertEquals(0, page.state.value.form.pending)
    }

    @Test
    fun `what is missing is told when somebody wants to finish, not before`() {
        val page = page(question("a", Widget.Text, "This must be answered.", missing = true))
        val state = { page.state.value.form }
        assertNull(state().message(state().questions.single()))
        phone.failure = Failure("answers-values")
        page.on(ScreeningScreen.Event.Finish)
        assertEquals("This must be answered.", state().message(state().questions.single()))
    }

    @Test
    fun `a file is attached, replaced and removed`() {
        val page = page(question("a", Widget.Media(MediaKind.IMAGE)), question("b", Widget.Media(MediaKind.FILE)))
        device.photo = byteArrayOf(1)
        device.picked = byteArrayOf(2)
        page.does(FormEvent.Attach(Place("a")))
        page.does(FormEvent.Attach(Place("b")))
        assertEquals(listOf(1, 2), page.state.value.form.files.map { it.bytes.single().toInt() })
        device.photo = byteArrayOf(3)
        page.does(FormEvent.Attach(Place("a")))
        assertEquals(listOf(3, 2), page.state.value.form.files.map { it.bytes.single().toInt() })
        page.does(FormEvent.Detach(Place("a")))
        assertEquals(listOf(2), page.state.value.form.files.map { it.bytes.single().toInt() })
    }
}
