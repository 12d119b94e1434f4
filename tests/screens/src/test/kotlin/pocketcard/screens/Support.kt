package pocketcard.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.v2.runComposeUiTest
import java.io.File
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import pocketcard.desktop.Fonts
import pocketcard.desktop.PracticeOffice
import pocketcard.kit.CorePocketcard
import pocketcard.kit.FakeClock
import pocketcard.kit.FakeDevice
import pocketcard.kit.FakeKeys
import pocketcard.kit.FakeNeighbours
import pocketcard.kit.Pocketcard
import pocketcard.kit.Words
import pocketcard.kit.screens.App
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.EnrolState
import pocketcard.kit.screens.Neighbours
import pocketcard.ui.PocketcardApp

internal const val PASSPHRASE = "otter lamp velvet harbour"

internal fun office(folder: File) =
    PracticeOffice(File(System.getProperty("pocketcard.office")), File(folder, "office"), PASSPHRASE)

/** A real phone in a folder of its own. */
internal fun card(
    folder: File,
    name: String,
    keys: FakeKeys = FakeKeys(),
    clock: FakeClock = FakeClock(),
    dispatcher: CoroutineDispatcher = Dispatchers.IO,
) = CorePocketcard(File(folder, name), keys, clock, dispatcher, unlockMillis = 0)

/** Holds a phone, looks at it and taps. */
@OptIn(ExperimentalTestApi::class)
internal class Hand(private val test: ComposeUiTest, val app: App, val device: FakeDevice) {
    val words: Words get() = checkNotNull(app.state.value.words)

    /** Waits until something is so. */
    fun until(what: String, so: () -> Boolean) = try {
        test.waitUntil(what, PATIENCE_MILLIS, so)
    } catch (late: Throwable) {
        throw AssertionError("waited in vain for: $what; told: ${app.state.value.notice}", late)
    }

    /** Something is on the page, perhaps further down. */
    fun sees(matcher: SemanticsMatcher) = until(matcher.description) {
        if (test.onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty()) return@until true
        runCatching { test.onAllNodes(hasScrollToNodeAction()).onFirst().performScrollToNode(matcher) }.isSuccess
    }

    fun sees(text: String) = sees(hasText(text, substring = true))

    /** Whether something is on the page now. */
    fun shows(text: String): Boolean = has(hasText(text))

    fun has(matcher: SemanticsMatcher): Boolean = test.onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty()

    /** Scrolls the page to one of its parts. */
    fun scrolls(index: Int) {
        test.onAllNodes(hasScrollToNodeAction()).onFirst().performScrollToIndex(index)
        test.waitForIdle()
    }

    fun taps(matcher: SemanticsMatcher) {
        val pressed = matcher and hasClickAction()
        sees(pressed)
        // What is half hidden below the edge is brought up first; a bar or a menu does not scroll.
        runCatching { test.onAllNodes(hasScrollToNodeAction()).onFirst().performScrollToNode(pressed) }
        runCatching { test.onAllNodes(pressed).onFirst().performScrollTo() }
        test.onAllNodes(pressed).onFirst().performClick()
    }

    /** Taps what has these words. */
    fun taps(text: String) = taps(hasText(text))

    /** Taps a tool of the bar. */
    fun tapsTool(word: String) = taps(hasContentDescription(words[word]))

    /** How large everything of this kind is. */
    fun sizes(matcher: SemanticsMatcher) = test.onAllNodes(matcher).fetchSemanticsNodes().map { it.size }

    fun types(label: String, text: String) {
        val field = hasText(label) and hasSetTextAction()
        sees(field)
        test.onAllNodes(field).onFirst().performTextInput(text)
    }

    private companion object {
        const val PATIENCE_MILLIS = 60_000L
    }
}

/** The app of this phone, in a hand. */
@OptIn(ExperimentalTestApi::class)
internal fun holding(
    phone: Pocketcard,
    device: FakeDevice = FakeDevice(),
    neighbours: Neighbours = FakeNeighbours(),
    around: @Composable (page: @Composable () -> Unit) -> Unit = { it() },
    flow: suspend Hand.() -> Unit,
) = runComposeUiTest(testTimeout = 10.minutes) {
    lateinit var app: App
    setContent {
        val scope = rememberCoroutineScope()
        app = remember { App(phone, device, neighbours, scope).apply { start() } }
        around { PocketcardApp(app, Fonts::of) }
    }
    val hand = Hand(this, app, device)
    hand.until("the first screen") { app.state.value.run { words != null && top != null } }
    hand.flow()
}

/** An app that stands somewhere already, in a hand. */
@OptIn(ExperimentalTestApi::class)
internal fun held(app: App, device: FakeDevice, flow: suspend Hand.() -> Unit) = runComposeUiTest {
    setContent { PocketcardApp(app, Fonts::of) }
    Hand(this, app, device).flow()
}

/** Sets a phone up at this office, and the office takes it. */
internal fun Hand.enrols(office: PracticeOffice, label: String) {
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
