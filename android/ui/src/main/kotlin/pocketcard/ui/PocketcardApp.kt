package pocketcard.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.input.pointer.PointerEventPass
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.map
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.AmendScreen
import pocketcard.kit.screens.App
import pocketcard.kit.screens.AppState
import pocketcard.kit.screens.CarryScreen
import pocketcard.kit.screens.CaseScreen
import pocketcard.kit.screens.CheckScreen
import pocketcard.kit.screens.CleanScreen
import pocketcard.kit.screens.DuressScreen
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.EscrowScreen
import pocketcard.kit.screens.FindingScreen
import pocketcard.kit.screens.GuidanceScreen
import pocketcard.kit.screens.MeetScreen
import pocketcard.kit.screens.NeutralScreen
import pocketcard.kit.screens.Notice
import pocketcard.kit.screens.PartsInScreen
import pocketcard.kit.screens.PartsOutScreen
import pocketcard.kit.screens.PassphraseScreen
import pocketcard.kit.screens.PracticeScreen
import pocketcard.kit.screens.RecordScreen
import pocketcard.kit.screens.RecordsScreen
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.Screen
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.ServicesScreen
import pocketcard.kit.screens.SettingsScreen
import pocketcard.kit.screens.TellScreen
import pocketcard.kit.screens.TodayScreen
import pocketcard.kit.screens.UnlockScreen
import pocketcard.kit.screens.WordsScreen

/** What every page has around it: back, the language, the way out. */
internal class Frame(
    val state: AppState,
    val back: () -> Unit,
    val speak: (String) -> Unit,
    val leave: () -> Unit,
    val dismiss: () -> Unit,
)

internal val LocalFrame = staticCompositionLocalOf<Frame> { error("frame") }

/** The whole app. Before the core has answered, an empty page. */
@Composable
public fun PocketcardApp(app: App, font: (language: String) -> FontFamily = { FontFamily.Default }) {
    val state by app.state.collectAsState()
    val words = state.words
    val top = state.top
    if (words == null || top == null) {
        Box(Modifier.fillMaxSize())
        return
    }
    val frame = Frame(state, { app.back() }, app::speakAlways, app::leave, app::dismiss)
    Box(Modifier.fillMaxSize().touches(app::touched)) {
        Pocketcard(frame, font(words.tag)) {
            // What was typed belongs to one screen.
            key(top) { Shown(top) }
        }
    }
}

/** A page within its frame, look and words. */
@Composable
internal fun Pocketcard(frame: Frame, font: FontFamily = FontFamily.Default, page: @Composable () -> Unit) {
    PocketcardTheme(checkNotNull(frame.state.words), frame.state.look, font) {
        CompositionLocalProvider(LocalFrame provides frame) {
            Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background, content = page)
        }
    }
}

private fun Modifier.touches(touched: () -> Unit) = pointerInput(touched) {
    awaitPointerEventScope {
        while (true) {
            if (awaitPointerEvent(PointerEventPass.Initial).type == PointerEventType.Press) touched()
        }
    }
}

@Composable
private fun <S, E> Seen(screen: Screen<S, E>, page: @Composable (S, (E) -> Unit) -> Unit) {
    val state by screen.state.collectAsState()
    page(state, screen::on)
}

@Composable
private fun Shown(screen: Screen<*, *>) = when (screen) {
    is NeutralScreen -> Seen(screen) { only, on -> NeutralPage(only, on) }
    is EnrolScreen -> Seen(screen) { state, on -> EnrolPage(state, on) }
    is UnlockScreen -> Seen(screen) { state, on -> UnlockPage(state, on) }
    is TodayScreen -> Seen(screen) { state, on -> TodayPage(state, on) }
    is ScreeningScreen -> Seen(screen) { state, on -> ScreeningPage(state, on) }
    is FindingScreen -> Seen(screen) { state, on -> FindingPage(state, on) }
    is ReferScreen -> Seen(screen) { state, on -> ReferPage(state, on) }
    is AloneScreen -> Seen(screen) { state, on -> AlonePage(state, on) }
    is TellScreen -> Seen(screen) { state, on -> TellPage(state, on) }
    is PracticeScreen -> Seen(screen) { state, on -> PracticePage(state, on) }
    is CaseScreen -> Seen(screen) { state, on -> CasePage(state, on) }
    is ServicesScreen -> Seen(screen) { state, on -> ServicesPage(state, on) }
    is GuidanceScreen -> Seen(screen) { state, on -> GuidancePage(state, on) }
    is CarryScreen -> Seen(screen) { state, on -> CarryPage(state, on) }
    is MeetScreen -> Seen(screen) { state, on -> MeetPage(state, on) }
    is PartsOutScreen -> Seen(screen) { state, on -> PartsOutPage(state, on) }
    is PartsInScreen -> Seen(screen) { state, on -> PartsInPage(state, on) }
    is RecordsScreen -> Seen(screen) { state, on -> RecordsPage(state, on) }
    is RecordScreen -> Seen(screen) { state, on -> RecordPage(state, on) }
    is AmendScreen -> Seen(screen) { state, on -> AmendPage(state, on) }
    is SettingsScreen -> Seen(screen) { state, on -> SettingsPage(state, on) }
    is PassphraseScreen -> Seen(screen) { state, on -> PassphrasePage(state, on) }
    is WordsScreen -> Seen(screen) { state, on -> WordsPage(state, on) }
    is DuressScreen -> Seen(screen) { _, on -> DuressPage(on) }
    is EscrowScreen -> Seen(screen) { _, on -> EscrowPage(on) }
    is CheckScreen -> Seen(screen) { state, on -> CheckPage(state, on) }
    is CleanScreen -> Seen(screen) { state, on -> CleanPage(state, on) }
    else -> error("page")
}

/** A page: the bar, what is to be told, and a list of parts that scrolls as a whole. */
@Composable
internal fun Page(title: String, content: LazyListScope.() -> Unit) {
    BoxWithConstraints(Modifier.fillMaxSize().safeDrawingPadding().imePadding()) {
        CompositionLocalProvider(LocalRoom provides minOf(maxWidth, broadest) - 32.dp) { Sheet(title, content) }
    }
}

/** Lines longer than this are hard to follow. */
private val broadest = 640.dp

@Composable
private fun Sheet(title: String, content: LazyListScope.() -> Unit) {
    val frame = LocalFrame.current
    val words = LocalWords.current
    Column(Modifier.fillMaxSize(), horizontalAlignment = Alignment.CenterHorizontally) {
        Bar(frame)
        if (frame.state.busy) {
            LinearProgressIndicator(
                Modifier.fillMaxWidth().semantics {
                    contentDescription = words["wait"]
                    liveRegion = LiveRegionMode.Polite
                },
            )
        }
        frame.state.notice?.let { Told(it, frame.dismiss) }
        LazyColumn(
            Modifier.weight(1f).widthIn(max = broadest).fillMaxWidth(),
            rememberLazyListState(),
            PaddingValues(start = 16.dp, end = 16.dp, top = 4.dp, bottom = 32.dp),
            verticalArrangement = Arrangement.spacedBy(14.dp),
        ) {
            item(key = "title") {
                Said(title, MaterialTheme.typography.headlineSmall, Modifier.fillMaxWidth().semantics { heading() })
            }
            content()
        }
    }
}

@Composable
private fun Bar(frame: Frame) {
    val words = LocalWords.current
    Row(Modifier.fillMaxWidth().heightIn(min = touch), verticalAlignment = Alignment.CenterVertically) {
        if (frame.state.canGoBack || frame.state.top.hasStepBack()) Tool(Icons.back, words["back"], frame.back)
        Spacer(Modifier.weight(1f))
        Speaking(frame)
        Tool(Icons.leave, words["leave"], frame.leave)
    }
}

/** The first screen of all has steps, too: an invitation whose words differ leads back to another one. */
@Composable
private fun Screen<*, *>?.hasStepBack(): Boolean {
    if (this == null) return false
    return remember(this) { state.map { hasStepBack } }.collectAsState(hasStepBack).value
}

@Composable
private fun Tool(icon: ImageVector, does: String, onClick: () -> Unit) {
    IconButton(onClick, Modifier.size(touch)) {
        Icon(icon, does, tint = MaterialTheme.colorScheme.onBackground)
    }
}

/** The language can be changed anywhere, in the middle of anything. */
@Composable
private fun Speaking(frame: Frame) {
    var open by remember { mutableStateOf(false) }
    Box {
        Tool(Icons.language, LocalWords.current["settings-language"]) { open = true }
        DropdownMenu(open, { open = false }) {
            frame.state.languages.forEach { language ->
                DropdownMenuItem(
                    { Text(language.name, style = MaterialTheme.typography.bodyLarge) },
                    {
                        open = false
                        frame.speak(language.tag)
                    },
                    Modifier.heightIn(min = touch),
                )
            }
        }
    }
}

@Composable
private fun Told(notice: Notice, dismiss: () -> Unit) {
    val words = LocalWords.current
    val text = notice.failure?.let(words::failed) ?: notice.word?.let { words[it] } ?: return
    Column(
        Modifier.fillMaxWidth().widthIn(max = broadest).padding(horizontal = 16.dp, vertical = 6.dp)
            .semantics { liveRegion = LiveRegionMode.Assertive },
        Arrangement.spacedBy(6.dp),
    ) {
        if (notice.failure != null) Attention(text) else Group { Body(text) }
        notice.triesLeft?.let { Line(words["tries-left"], number(it)) }
        PlainButton(words["close"], onClick = dismiss)
    }
}

/** Seen after the quick exit, or after somebody answered alone. */
@Composable
internal fun NeutralPage(only: String?, on: (NeutralScreen.Open) -> Unit) {
    if (only != null) return OneWord(only) { on(NeutralScreen.Open) }
    val words = LocalWords.current
    Column(
        Modifier.fillMaxSize().background(MaterialTheme.colorScheme.background).safeDrawingPadding().padding(24.dp),
        Arrangement.spacedBy(24.dp),
    ) {
        Heading(words["neutral-title"])
        Small(words["neutral-empty"])
        Spacer(Modifier.weight(1f))
        PlainButton(words["neutral-open"]) { on(NeutralScreen.Open) }
    }
}
