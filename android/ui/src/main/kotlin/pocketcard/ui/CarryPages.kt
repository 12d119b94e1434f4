package pocketcard.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import pocketcard.kit.QrCode
import pocketcard.kit.screens.CarryScreen
import pocketcard.kit.screens.CarryState
import pocketcard.kit.screens.MeetScreen
import pocketcard.kit.screens.MeetState
import pocketcard.kit.screens.PartsInScreen
import pocketcard.kit.screens.PartsInState
import pocketcard.kit.screens.PartsOutState

@Composable
internal fun CarryPage(state: CarryState, on: (CarryScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["carry-title"]) {
        item { Body(words["carry-explain"]) }
        state.outcome?.let { outcome -> item { OutcomeLines(outcome) } }
        item { PlainButton(words["carry-out"]) { on(CarryScreen.Event.OUT) } }
        item { PlainButton(words["carry-in"]) { on(CarryScreen.Event.IN) } }
        item { PlainButton(words["carry-meet"]) { on(CarryScreen.Event.MEET) } }
        item { PlainButton(words["carry-parts-out"]) { on(CarryScreen.Event.PARTS_OUT) } }
        item { PlainButton(words["carry-parts-in"]) { on(CarryScreen.Event.PARTS_IN) } }
    }
}

@Composable
internal fun MeetPage(state: MeetState, on: (MeetScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["carry-meet"]) {
        when (state.step) {
            MeetState.Step.CHOICE -> {
                item { Body(words["meet-explain"]) }
                item { MainButton(words["meet-wait"]) { on(MeetScreen.Event.Wait) } }
                item {
                    TextBox(words["meet-address"], state.address, keyboard = KeyboardType.Uri) {
                        on(MeetScreen.Event.Address(it))
                    }
                }
                item { PlainButton(words["meet-call"]) { on(MeetScreen.Event.Call) } }
            }
            MeetState.Step.WAITING -> {
                item { Body(words["meet-waiting"]) }
                item { Group { SelectionContainer { Code(state.address) } } }
                item { PlainButton(words["stop"]) { on(MeetScreen.Event.Again) } }
            }
            MeetState.Step.CODE -> {
                item {
                    Group {
                        Small(words["meet-code"])
                        Code(state.code)
                    }
                }
                item {
                    TextBox(words["meet-type"], state.typed, keyboard = KeyboardType.Number) {
                        on(MeetScreen.Event.Code(it))
                    }
                }
                item {
                    MainButton(words["continue"], enabled = state.typed.isNotBlank()) { on(MeetScreen.Event.Exchange) }
                }
                item { PlainButton(words["stop"]) { on(MeetScreen.Event.Again) } }
            }
            MeetState.Step.EXCHANGING -> {
                item { Body(words["meet-exchanging"]) }
                item { PlainButton(words["stop"]) { on(MeetScreen.Event.Again) } }
            }
            MeetState.Step.DONE -> state.outcome?.let { outcome -> item { OutcomeLines(outcome) } }
            MeetState.Step.DIFFERENT -> {
                item { Attention(words["meet-differ"]) }
                item { PlainButton(words["carry-meet"]) { on(MeetScreen.Event.Again) } }
            }
        }
    }
}

@Composable
internal fun PartsOutPage(state: PartsOutState, on: (Int) -> Unit) {
    val words = LocalWords.current
    val part = state.parts.getOrNull(state.at)
    Page(words["carry-parts-out"]) {
        if (state.tooLarge) item { Attention(words["parts-too-large"]) }
        if (part == null || state.tooLarge) return@Page
        item { Line(words["parts-part"], "${number(state.at + 1)} / ${number(state.parts.size)}") }
        item { QrShown(part) }
        item { Group { SelectionContainer { Small(part) } } }
        if (state.at + 1 < state.parts.size) item { MainButton(words["parts-next"]) { on(state.at + 1) } }
        if (state.at > 0) item { PlainButton(words["parts-previous"]) { on(state.at - 1) } }
    }
}

/** Black on white in every look: that is what cameras read. */
@Composable
private fun QrShown(text: String) {
    val code = remember(text) { QrCode.of(text) }
    val says = LocalWords.current["parts-part"]
    Canvas(
        Modifier.fillMaxWidth().aspectRatio(1f).background(Color.White).padding(16.dp)
            .semantics {
                contentDescription = says
                role = Role.Image
            },
    ) {
        val dot = size.width / code.size
        for (y in 0 until code.size) {
            for (x in 0 until code.size) {
                if (code[x, y]) drawRect(Color.Black, Offset(x * dot, y * dot), Size(dot + 0.5f, dot + 0.5f))
            }
        }
    }
}

@Composable
internal fun PartsInPage(state: PartsInState, on: (PartsInScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["carry-parts-in"]) {
        state.outcome?.let { outcome ->
            item { OutcomeLines(outcome) }
            return@Page
        }
        state.missing?.let { missing ->
            item { Line(words["parts-missing"], missing.joinToString()) }
        }
        if (state.canScan) {
            item { MainButton(words["parts-scan"]) { on(PartsInScreen.Event.Scan) } }
            item { Small(words["ask-camera"]) }
        }
        item { TextBox(words["parts-text"], state.text, lines = 3) { on(PartsInScreen.Event.Text(it)) } }
        item { PlainButton(words["parts-add"]) { on(PartsInScreen.Event.Add) } }
    }
}
