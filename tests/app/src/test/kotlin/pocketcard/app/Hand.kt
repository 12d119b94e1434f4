package pocketcard.app

import android.app.Application
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.net.Uri
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import androidx.compose.ui.node.RootForTest
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.AnnotatedString
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.time.Duration
import kotlinx.coroutines.runBlocking
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import pocketcard.kit.FakeKeys
import pocketcard.kit.Pocketcard
import pocketcard.kit.Words

internal const val PASSPHRASE = "otter lamp velvet harbour"

/** The process of the app. Its keys are in memory: there is no hardware here. */
internal fun pocket(keys: FakeKeys = FakeKeys()): Pocket =
    (RuntimeEnvironment.getApplication() as Pocket).also { it.keys = { keys } }

/** Lets Android go on until something is so: its clock, its frames, its messages. */
internal fun until(what: String, seen: () -> Any = {}, so: () -> Boolean) {
    val end = System.nanoTime() + PATIENCE_NANOS
    while (!so()) {
        check(System.nanoTime() < end) { "waited in vain for: $what; there is: ${seen()}" }
        shadowOf(Looper.getMainLooper()).idleFor(FRAME)
        Thread.sleep(2)
    }
}

/** Holds the phone, looks at its pages as TalkBack does, and taps. */
internal class Hand(private val activity: MainActivity, phone: Pocketcard, language: String = "en") {
    val words: Words = runBlocking { phone.words(language) }

    private fun nodes(): List<SemanticsNode> {
        val root = compose(activity.window.decorView) ?: return emptyList()
        return generateSequence(listOf(root.semanticsOwner.rootSemanticsNode)) { level ->
            level.flatMap { it.children }.ifEmpty { null }
        }.flatten().toList()
    }

    private fun compose(view: View): RootForTest? = when (view) {
        is RootForTest -> view
        is ViewGroup -> (0 until view.childCount).firstNotNullOfOrNull { compose(view.getChildAt(it)) }
        else -> null
    }

    private fun said(node: SemanticsNode): List<String> = node.config.run {
        getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
            getOrNull(SemanticsProperties.ContentDescription).orEmpty()
    }

    /** What there is instead of what is looked for. */
    private fun all() = (activity.application as Pocket).app.state.value.run { "$top, told $notice: ${nodes().flatMap(::said)}" }

    private fun find(text: String, can: (SemanticsNode) -> Boolean): SemanticsNode? {
        val able = nodes().filter(can)
        return able.firstOrNull { text in said(it) } ?: able.firstOrNull { node -> said(node).any { text in it } }
    }

    fun sees(text: String): Unit = until("seeing: $text", ::all) { find(text) { true } != null }

    fun taps(text: String) {
        lateinit var node: SemanticsNode
        until("something to tap: $text", ::all) {
            find(text) { SemanticsActions.OnClick in it.config && SemanticsProperties.Disabled !in it.config }
                ?.also { node = it } != null
        }
        checkNotNull(node.config[SemanticsActions.OnClick].action)()
    }

    fun types(label: String, text: String) {
        sees(label)
        val field = checkNotNull(find(label) { SemanticsActions.SetText in it.config }) { "no field: $label" }
        checkNotNull(field.config[SemanticsActions.SetText].action)(AnnotatedString(text))
    }

    /** What the app asks the system for next. The answer is [give] or [take]. */
    fun asked(action: String): Intent {
        lateinit var intent: Intent
        until(action) {
            shadowOf(activity).nextStartedActivityForResult?.also { intent = it.intent } != null
        }
        check(intent.action == action) { "asked for ${intent.action}, not $action" }
        return intent
    }

    /** The user picks a file that holds this. */
    fun give(bytes: ByteArray) {
        val intent = asked(Intent.ACTION_OPEN_DOCUMENT)
        shadowOf(activity.contentResolver).registerInputStream(FILE, ByteArrayInputStream(bytes))
        shadowOf(activity).receiveResult(intent, android.app.Activity.RESULT_OK, Intent().setData(FILE))
    }

    /** The user says where a file goes. */
    fun take(): ByteArrayOutputStream {
        val intent = asked(Intent.ACTION_CREATE_DOCUMENT)
        val file = ByteArrayOutputStream()
        shadowOf(activity.contentResolver).registerOutputStream(FILE, file)
        shadowOf(activity).receiveResult(intent, android.app.Activity.RESULT_OK, Intent().setData(FILE))
        return file
    }

    /** Draws the page as Android draws it, and gives how many colours are in it. */
    fun draw(name: String): Int {
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
        val view = activity.window.decorView
        val picture = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(picture))
        File(System.getProperty("pictures.made"), "$name.png").outputStream().use {
            picture.compress(Bitmap.CompressFormat.PNG, 100, it)
        }
        val points = IntArray(picture.width * picture.height)
        picture.getPixels(points, 0, picture.width, 0, 0, picture.width, picture.height)
        return points.toSet().size
    }
}

private val FILE: Uri = Uri.parse("content://documents/card")
private val FRAME = Duration.ofMillis(32)
private const val PATIENCE_NANOS = 60_000_000_000
