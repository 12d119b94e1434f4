package pocketcard.app

import android.Manifest
import android.app.Activity
import android.content.Intent
import android.content.pm.PackageManager
import android.graphics.Bitmap
import android.graphics.Canvas
import android.net.Uri
import android.os.Bundle
import android.os.Looper
import android.os.SystemClock
import android.view.View
import android.view.ViewGroup
import android.view.WindowManagerGlobal
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
import java.time.Instant
import kotlinx.coroutines.runBlocking
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowChoreographer
import pocketcard.kit.FakeKeys
import pocketcard.kit.Words

internal const val PASSPHRASE = "otter lamp velvet harbour"

/** The process of the app. Its keys are in memory: there is no hardware here. Its clock is right. */
internal fun pocket(keys: FakeKeys = FakeKeys()): Pocket {
    // A bar that runs without end asks for frame after frame: they come with the clock, or nothing is ever idle.
    ShadowChoreographer.setPaused(true)
    ShadowChoreographer.setFrameDelay(FRAME)
    SystemClock.setCurrentTimeMillis(Instant.now().toEpochMilli())
    val pocket = RuntimeEnvironment.getApplication() as Pocket
    // What Android grants with the installation, to an app whose manifest asks for it.
    val asked = pocket.packageManager.getPackageInfo(pocket.packageName, PackageManager.GET_PERMISSIONS).requestedPermissions
    shadowOf(pocket).grantPermissions(*asked.orEmpty().filter { it == Manifest.permission.HIDE_OVERLAY_WINDOWS }.toTypedArray())
    pocket.keys = { keys }
    return pocket
}

/** Lets Android go on until something is so, as fast as time goes: its clock, its frames, its messages. */
internal fun until(what: String, seen: () -> Any = { "" }, patience: Duration = PATIENCE, so: () -> Boolean) {
    val end = System.nanoTime() + patience.toNanos()
    while (!so()) {
        check(System.nanoTime() < end) { "waited in vain for: $what; there is: ${seen()}" }
        shadowOf(Looper.getMainLooper()).idleFor(FRAME)
        Thread.sleep(FRAME.toMillis())
    }
}

/** Everything that Android shows: the activity, and dialogs and menus above it. */
internal fun windows(): List<View> = WindowManagerGlobal.getInstance().run { viewRootNames.map { getRootView(it) } }

/** Holds the phone, looks at its pages as TalkBack does, and taps. */
internal class Hand(language: String = "en") {
    var control: ActivityController<MainActivity> = Robolectric.buildActivity(MainActivity::class.java).setup()
        private set
    private val pocket = control.get().application as Pocket
    val words: Words = runBlocking { pocket.phone.words(language) }

    /** The end. Compose waits for the frames that it asked for: no later test would see one before they came. */
    fun letGo() {
        control.close()
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
    }

    private fun nodes(): List<SemanticsNode> = windows().mapNotNull(::compose).flatMap { root ->
        // Android lays out what it draws; here nothing draws between two frames.
        root.measureAndLayoutForTest()
        generateSequence(listOf(root.semanticsOwner.rootSemanticsNode)) { level ->
            level.flatMap { it.children }.ifEmpty { null }
        }.flatten()
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
    private fun there(): String = pocket.app.state.value.run { "$top, busy: $busy, told: $notice, ${nodes().flatMap(::said)}" }

    private fun find(text: String, can: (SemanticsNode) -> Boolean): SemanticsNode? {
        val able = nodes().filter(can)
        return able.firstOrNull { text in said(it) } ?: able.firstOrNull { node -> said(node).any { text in it } }
    }

    fun sees(text: String): Unit = until("seeing: $text", ::there) { find(text) { true } != null }

    fun taps(text: String) {
        lateinit var node: SemanticsNode
        until("something to tap: $text", ::there) {
            find(text) { SemanticsActions.OnClick in it.config && SemanticsProperties.Disabled !in it.config }
                ?.also { node = it } != null
        }
        checkNotNull(node.config[SemanticsActions.OnClick].action)()
    }

    fun types(label: String, text: String) {
        sees(label)
        val field = checkNotNull(find(label) { SemanticsActions.SetText in it.config }) { "no field: $label" }
        checkNotNull(field.config[SemanticsActions.RequestFocus].action)()
        checkNotNull(field.config[SemanticsActions.SetText].action)(AnnotatedString(text))
    }

    /** What the app asks the system for next. */
    fun asked(action: String): Asked {
        lateinit var asked: Asked
        until(action, ::there) {
            val next = shadowOf(control.get()).nextStartedActivityForResult
            if (next != null) asked = Asked(next.intent, next.requestCode)
            next != null
        }
        check(asked.intent.action == action) { "asked for ${asked.intent.action}, not $action" }
        return asked
    }

    /** Android ends the activity, and makes it again from what was saved. What [comes] does so before it is seen. */
    fun again(comes: (MainActivity) -> Unit = {}) {
        val saved = Bundle()
        control.pause().saveInstanceState(saved).stop().destroy()
        control = Robolectric.buildActivity(MainActivity::class.java)
        control.create(saved).start().restoreInstanceState(saved).postCreate(saved)
        comes(control.get())
        control.resume().visible()
    }

    /** The system's screen answers; where [anew], Android ended the activity behind it. */
    fun answer(asked: Asked, data: Intent, anew: Boolean = false) {
        @Suppress("DEPRECATION")
        val come = { activity: MainActivity -> shadowOf(activity).callOnActivityResult(asked.code, Activity.RESULT_OK, data) }
        if (anew) return again(come)
        control.pause().stop().restart().start()
        come(control.get())
        control.resume()
    }

    /** The user picks a file that holds this. */
    fun give(bytes: ByteArray, anew: Boolean = false) {
        val asked = asked(Intent.ACTION_OPEN_DOCUMENT)
        shadowOf(pocket.contentResolver).registerInputStream(FILE, ByteArrayInputStream(bytes))
        answer(asked, Intent().setData(FILE), anew)
    }

    /** The user says where a file goes. */
    fun take(): ByteArrayOutputStream {
        val asked = asked(Intent.ACTION_CREATE_DOCUMENT)
        val file = ByteArrayOutputStream()
        shadowOf(pocket.contentResolver).registerOutputStream(FILE, file)
        answer(asked, Intent().setData(FILE))
        return file
    }

    /** Draws the page as Android draws it, and gives how many colours are in it. */
    fun draw(name: String): Int {
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
        nodes()
        val view = control.get().window.decorView
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

/** Another screen of the system that the app wants, and the number by which it knows the answer. */
internal class Asked(val intent: Intent, val code: Int)

private val FILE: Uri = Uri.parse("content://documents/card")
internal val FRAME = Duration.ofMillis(16)
private val PATIENCE = Duration.ofMinutes(2)
