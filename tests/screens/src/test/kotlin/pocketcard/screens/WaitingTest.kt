package pocketcard.screens

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.LocalSaveableStateRegistry
import androidx.compose.runtime.saveable.SaveableStateRegistry
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.semantics.ProgressBarRangeInfo
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasProgressBarRangeInfo
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isNotEnabled
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runComposeUiTest
import java.io.File
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Runnable
import kotlinx.coroutines.SupervisorJob
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.FakePocketcard
import pocketcard.kit.Pocketcard
import pocketcard.kit.screens.App
import pocketcard.kit.screens.TodayScreen
import pocketcard.kit.screens.UnlockScreen
import pocketcard.ui.PocketcardApp

/** A core that takes its time: on an old phone, loading it does, and so does stretching a passphrase. */
class WaitingTest {
    @TempDir
    lateinit var folder: File

    /** A phone that answers when it is let. */
    private class Slow(private val phone: Pocketcard = FakePocketcard()) : Pocketcard by phone {
        val started = CompletableDeferred<Unit>()
        val unlocked = CompletableDeferred<Unit>()

        override suspend fun start() {
            started.await()
            phone.start()
        }

        override suspend fun unlock(passphrase: CharArray) {
            unlocked.await()
            phone.unlock(passphrase)
        }
    }

    @Test
    @OptIn(ExperimentalTestApi::class)
    fun `the first frame does not wait for the core`() = runComposeUiTest {
        val phone = Slow()
        lateinit var app: App
        setContent {
            val scope = rememberCoroutineScope()
            app = remember { App(phone, FakeDevice(), FakeNeighbours(), scope).apply { start() } }
            PocketcardApp(app)
        }
        waitForIdle()
        assertTrue(onRoot().fetchSemanticsNode().size.width > 0, "drawn")
        assertNull(app.state.value.top)
        phone.started.complete(Unit)
        waitUntil("the lock", PATIENCE_MILLIS) { app.state.value.top is UnlockScreen }
    }

    /** In a process of its own, which has no library to load. */
    @Test
    fun `the first frame needs no library`() {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val paths = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val process = ProcessBuilder(
            java, "-Djna.library.path=$folder", "-Djava.awt.headless=true", "-Dskiko.renderApi=SOFTWARE",
            "-cp", paths, "pocketcard.screens.FirstFrame", folder.path,
        ).redirectErrorStream(true).start()
        val said = process.inputStream.reader().readText()
        assertTrue(process.waitFor() == 0 && "drawn" in said, said)
    }

    @Test
    fun `unlocking shows that it goes on, and cannot be begun twice`() {
        val phone = Slow().apply { started.complete(Unit) }
        holding(phone) {
            until("the lock") { app.state.value.top is UnlockScreen }
            types(words["passphrase"], "right")
            taps(words["unlock-go"])
            sees(hasProgressBarRangeInfo(ProgressBarRangeInfo.Indeterminate))
            sees(words["unlock-working"])
            sees(hasText(words["unlock-go"]) and isNotEnabled())
            phone.unlocked.complete(Unit)
            until("Today") { app.state.value.top is TodayScreen }
            assertFalse(app.state.value.busy)
        }
    }

    /** A system keeps what a screen saves, in another process, where nothing seals it. */
    @Test
    @OptIn(ExperimentalTestApi::class)
    fun `nothing that is typed is handed to the system to keep`() {
        val registry = SaveableStateRegistry(null) { true }
        holding(FakePocketcard(), around = { page ->
            CompositionLocalProvider(LocalSaveableStateRegistry provides registry, content = page)
        }) {
            until("the lock") { app.state.value.top is UnlockScreen }
            types(words["passphrase"], "otter lamp")
            val kept = registry.performSave().values.flatten().map { "$it" }
            assertTrue(kept.none { "otter" in it }, "$kept")
        }
    }

    private companion object {
        const val PATIENCE_MILLIS = 60_000L
    }
}

/** Draws the app of a phone whose work never begins. */
object FirstFrame {
    private object Never : CoroutineDispatcher() {
        override fun dispatch(context: CoroutineContext, block: Runnable) = Unit
    }

    @JvmStatic
    fun main(arguments: Array<String>) {
        val phone = card(File(arguments.single()), "phone", dispatcher = Never)
        val app = App(phone, FakeDevice(), FakeNeighbours(), CoroutineScope(Dispatchers.Unconfined + SupervisorJob()))
        app.start()
        val scene = ImageComposeScene(320, 480) { PocketcardApp(app) }
        check(scene.render().width == 320)
        scene.close()
        println("drawn")
        kotlin.system.exitProcess(0)
    }
}
