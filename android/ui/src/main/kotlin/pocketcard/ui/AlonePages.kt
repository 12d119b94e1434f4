package pocketcard.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.scale
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.scale
import androidx.compose.ui.graphics.vector.PathParser
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import pocketcard.kit.Age
import pocketcard.kit.AlonePages
import pocketcard.kit.Reply
import pocketcard.kit.Tile
import pocketcard.kit.Words
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.AloneState
import pocketcard.kit.screens.Heard

@Composable
internal fun AlonePage(state: AloneState, on: (AloneScreen.Event) -> Unit) {
    val pages = state.pages
    when (state.step) {
        AloneState.Step.GATE -> GatePage(state, on)
        AloneState.Step.HAND_OVER -> HandOverPage(pages?.untested == true) { on(AloneScreen.Event.Next) }
        AloneState.Step.HEARD -> HeardPage(state.heard, on)
        else -> if (pages != null) PersonPage(state, pages, on)
    }
}

@Composable
private fun GatePage(state: AloneState, on: (AloneScreen.Event) -> Unit) {
    val words = LocalWords.current
    val gate = state.gate
    Page(words["alone-title"]) {
        item { Body(words["alone-explain"]) }
        item { Small(words["alone-unlocks"]) }
        item { Pick(words["alone-gate-alone"], gate.alone, many = true) { on(AloneScreen.Event.Confirmed) } }
        item { AgeAsked(gate.age, null) { on(AloneScreen.Event.Aged(it)) } }
        if (gate.age != Age.ADULT) {
            item {
                Pick(words["alone-gate-child-protection"], gate.childProtection, many = true) {
                    on(AloneScreen.Event.Protected)
                }
            }
        }
        if (state.areas.isNotEmpty()) {
            item { AreaAsked(state.areas, gate.area) { on(AloneScreen.Event.Area(it)) } }
        }
        item { LanguageAsked(state.language) { on(AloneScreen.Event.Language(it)) } }
        if (state.voices.isNotEmpty()) item { Heading(words["alone-voice"]) }
        items(state.voices, { "${it.variety} ${it.whose}" }) { voice ->
            Pick(voice.said, voice == state.voice) { on(AloneScreen.Event.Voice(voice)) }
        }
        item { MainButton(words["alone-open"]) { on(AloneScreen.Event.Open) } }
    }
}

@Composable
private fun HandOverPage(untested: Boolean, begin: () -> Unit) {
    val words = LocalWords.current
    Page(words["alone-title"]) {
        item { Body(words["alone-hand-over"]) }
        if (untested) item { Attention(words["alone-untested"]) }
        item { MainButton(words["alone-begin"], onClick = begin) }
    }
}

/** What the person sees: the end above, one question, and what there is to touch. No bar, and nothing of the officer's. */
@Composable
private fun PersonPage(state: AloneState, pages: AlonePages, on: (AloneScreen.Event) -> Unit) {
    Spoken(state.spoken ?: LocalWords.current) {
        BoxWithConstraints(Modifier.fillMaxSize().safeDrawingPadding(), Alignment.TopCenter) {
            CompositionLocalProvider(LocalRoom provides maxWidth - 32.dp) {
                Column(
                    Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(16.dp),
                    Arrangement.spacedBy(14.dp),
                ) {
                    EndTile(pages.end) { on(AloneScreen.Event.End) }
                    ListenTile(state, on)
                    when (state.step) {
                        AloneState.Step.SAID_FIRST -> Body(pages.saidFirst.text)
                        AloneState.Step.SHARE -> SharePage(state, pages, on)
                        else -> QuestionPage(state, pages, on)
                    }
                    MainButton(LocalWords.current["continue"]) { on(AloneScreen.Event.Next) }
                }
            }
        }
    }
}

@Composable
private fun QuestionPage(state: AloneState, pages: AlonePages, on: (AloneScreen.Event) -> Unit) {
    val question = state.question ?: return
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(14.dp), Alignment.CenterVertically) {
        Picture(question.tile, asked)
        Within(asked + 14.dp) { Heading(question.tile.text) }
    }
    val touched = { reply: Reply -> on(AloneScreen.Event.Touched(reply)) }
    Alike {
        if (question.choices.isEmpty()) {
            TileShown(pages.yes, state.reply == Reply.Yes) { touched(Reply.Yes) }
            TileShown(pages.no, state.reply == Reply.No) { touched(Reply.No) }
        }
        question.choices.forEach { (need, tile) ->
            val chosen = (state.reply as? Reply.Chosen)?.needs.orEmpty()
            TileShown(tile, need in chosen, many = true) { on(AloneScreen.Event.Needs(need)) }
        }
        TileShown(pages.skip, state.reply == Reply.Skip, onward = true) { touched(Reply.Skip) }
    }
}

@Composable
private fun SharePage(state: AloneState, pages: AlonePages, on: (AloneScreen.Event) -> Unit) {
    Heading(pages.share.text)
    Alike {
        TileShown(pages.no, state.reply != Reply.Yes) { on(AloneScreen.Event.Touched(Reply.No)) }
        TileShown(pages.yes, state.reply == Reply.Yes) { on(AloneScreen.Event.Touched(Reply.Yes)) }
    }
}

/** In the words and the direction of a language. */
@Composable
private fun Spoken(words: Words, content: @Composable () -> Unit) = CompositionLocalProvider(
    LocalWords provides words,
    LocalLayoutDirection provides if (words.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr,
    content = content,
)

/** One below the other, each as large as the largest: no answer weighs more than another. */
@Composable
private fun Alike(content: @Composable () -> Unit) {
    Layout(content, Modifier.fillMaxWidth().selectableGroup()) { tiles, constraints ->
        val height = tiles.maxOf { it.minIntrinsicHeight(constraints.maxWidth) }
        val placed = tiles.map { it.measure(Constraints.fixed(constraints.maxWidth, height)) }
        val step = height + 10.dp.roundToPx()
        layout(constraints.maxWidth, step * (placed.size - 1) + height) {
            placed.forEachIndexed { at, tile -> tile.placeRelative(0, at * step) }
        }
    }
}

/** Something to touch. What is chosen has a tick and a thick line, and a colour too. The picture of [onward] is an arrow. */
@Composable
private fun TileShown(tile: Tile, chosen: Boolean, many: Boolean = false, onward: Boolean = false, on: () -> Unit) {
    val colours = MaterialTheme.colorScheme
    val pressed =
        if (many) {
            Modifier.toggleable(chosen, role = Role.Checkbox) { on() }
        } else {
            Modifier.selectable(chosen, role = Role.RadioButton, onClick = on)
        }
    Surface(
        Modifier.fillMaxWidth().then(pressed),
        MaterialTheme.shapes.medium,
        if (chosen) colours.primaryContainer else colours.surface,
        if (chosen) colours.onPrimaryContainer else colours.onSurface,
        border = BorderStroke(if (chosen) 4.dp else LocalLine.current, if (chosen) colours.primary else colours.outline),
    ) {
        Row(Modifier.padding(14.dp), Arrangement.spacedBy(14.dp), Alignment.CenterVertically) {
            Picture(tile, answered, mirrored = onward && LocalLayoutDirection.current == LayoutDirection.Rtl)
            Box(Modifier.weight(1f)) {
                Within(answered + 80.dp) { Said(tile.text, MaterialTheme.typography.titleLarge) }
            }
            if (chosen) Icon(Icons.check, null) else Spacer(Modifier.size(24.dp))
        }
    }
}

/** As large as an answer, where somebody reads the page; nothing where nobody does. */
@Composable
private fun ListenTile(state: AloneState, on: (AloneScreen.Event) -> Unit) {
    if (state.sounds.isEmpty()) return
    val colours = MaterialTheme.colorScheme
    val words = LocalWords.current
    Surface(
        Modifier.fillMaxWidth().heightIn(min = answered).clickable(role = Role.Button) { on(AloneScreen.Event.Listen) },
        MaterialTheme.shapes.medium,
        colours.secondaryContainer,
        colours.onSecondaryContainer,
        border = BorderStroke(LocalLine.current, colours.outline),
    ) {
        Row(Modifier.padding(14.dp), Arrangement.spacedBy(14.dp), Alignment.CenterVertically) {
            Icon(Icons.sound, null, Modifier.size(answered))
            Within(answered + 42.dp) { Said(words["alone-listen"], MaterialTheme.typography.titleLarge) }
        }
    }
    if (state.silent) Small(words["alone-no-sound"])
}

@Composable
private fun EndTile(tile: Tile, end: () -> Unit) {
    val colours = MaterialTheme.colorScheme
    Surface(
        Modifier.fillMaxWidth().heightIn(min = touch).clickable(role = Role.Button, onClick = end),
        MaterialTheme.shapes.medium,
        colours.errorContainer,
        colours.onErrorContainer,
        border = BorderStroke(LocalLine.current, colours.error),
    ) {
        Row(Modifier.padding(10.dp), Arrangement.spacedBy(14.dp), Alignment.CenterVertically) {
            Picture(tile, 40.dp)
            Within(74.dp) { Said(tile.text, MaterialTheme.typography.titleLarge) }
        }
    }
}

/** The picture of a tile; its words stand beside it. */
@Composable
private fun Picture(tile: Tile, size: Dp, mirrored: Boolean = false) {
    val path = remember(tile.path) { PathParser().parsePathString(tile.path).toPath() }
    val colour = LocalContentColor.current
    Canvas(Modifier.size(size).scale(if (mirrored) -1f else 1f, 1f)) {
        scale(this.size.width / DRAWN, pivot = Offset.Zero) {
            drawPath(path, colour, style = Stroke(LINE, cap = StrokeCap.Round, join = StrokeJoin.Round))
        }
    }
}

/** Nothing but one word, until the glass is touched. */
@Composable
internal fun OneWord(word: String, on: () -> Unit) {
    Column(
        Modifier.fillMaxSize().background(MaterialTheme.colorScheme.background)
            .clickable(role = Role.Button, onClick = on).safeDrawingPadding().padding(24.dp),
    ) { Heading(word) }
}

@Composable
private fun HeardPage(heard: Heard?, on: (AloneScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["alone-title"]) {
        if (heard == null) {
            item { Body(words["wait"]) }
            return@Page
        }
        item { Heading(words[if (heard.needs.isEmpty()) "alone-heard-nothing" else "alone-heard"]) }
        if (heard.urgent) item { Attention(words["alone-urgent"]) }
        items(heard.needs, { (need) -> need.id }) { (need, services) ->
            Group {
                Body(need.text)
                services.forEach { Small("· $it") }
            }
        }
        if (heard.shared.isNotEmpty()) item { Heading(words["alone-shown"]) }
        items(heard.shared) { (topic, reply) ->
            Group {
                Small(words[topic.word])
                Body(said(reply))
            }
        }
        if (heard.draft != null) {
            item { Small(words["alone-kept"]) }
            item { MainButton(words["continue"]) { on(AloneScreen.Event.GoOn) } }
        }
        item { PlainButton(words["done"]) { on(AloneScreen.Event.Done) } }
    }
}

@Composable
private fun said(reply: Reply): String {
    val words = LocalWords.current
    return when (reply) {
        Reply.Yes -> words["alone-yes"]
        Reply.No -> words["alone-no"]
        is Reply.Chosen -> reply.needs.joinToString { words[it.word] }
        Reply.Skip -> ""
    }
}

/** How large the picture of a question is. */
private val asked = 96.dp

/** How large the picture of an answer is. */
private val answered = 64.dp

/** The breadth and height that pictures are drawn in, and the breadth of their lines there. */
private const val DRAWN = 96f
private const val LINE = 5f
