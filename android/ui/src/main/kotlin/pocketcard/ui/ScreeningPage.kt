package pocketcard.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import pocketcard.kit.Age
import pocketcard.kit.Answer
import pocketcard.kit.Checklist
import pocketcard.kit.Item
import pocketcard.kit.screens.ScreeningScreen
import pocketcard.kit.screens.ScreeningState

@Composable
internal fun ScreeningPage(state: ScreeningState, on: (ScreeningScreen.Event) -> Unit) {
    val words = LocalWords.current
    val checklist = state.checklist
    Page(checklist?.title ?: words["wait"]) {
        if (checklist == null) return@Page
        checklist.hint?.let { item { Body(it) } }
        checklist.notice?.let { item { Attention(it) } }
        if (checklist.confidential) item { Attention(words["screen-confidential"]) }
        item(key = "age") { AgeAsked(state.draft.age, checklist.askAge) { on(ScreeningScreen.Event.Aged(it)) } }
        sections(
            checklist,
            state.unfolded,
            state::answer,
            { on(ScreeningScreen.Event.Fold(it)) },
            { item, answer -> on(ScreeningScreen.Event.Answered(item, answer)) },
        )
        questions(state.form) { on(ScreeningScreen.Event.Asked(it)) }
        item(key = "note") {
            TextBox(words["screen-note"], state.draft.note, hint = words["screen-note-hint"], lines = 2) {
                on(ScreeningScreen.Event.Note(it))
            }
        }
        item(key = "place") {
            TextBox(words["screen-place"], state.draft.place, hint = words["optional"]) { on(ScreeningScreen.Event.Place(it)) }
        }
        if (state.areas.isNotEmpty()) {
            item(key = "area") { AreaAsked(state.areas, state.draft.area) { on(ScreeningScreen.Event.Area(it)) } }
        }
        if (state.canPhotograph) item(key = "photo") { PhotoAsked(state, on) }
        if (state.asksReason) {
            item(key = "reason") {
                TextBox(words["screen-without-service"], state.draft.withoutService, lines = 2) {
                    on(ScreeningScreen.Event.Reason(it))
                }
            }
        }
        item(key = "kept") {
            Small(
                words[if (state.kept) "screen-kept" else "screen-keeping"],
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            )
        }
        item(key = "finish") { MainButton(words["screen-finish"]) { on(ScreeningScreen.Event.Finish) } }
        item(key = "discard") { DiscardAsked { on(ScreeningScreen.Event.Discard) } }
    }
}

@Composable
internal fun AgeAsked(age: Age, asked: String?, on: (Age) -> Unit) {
    val words = LocalWords.current
    Group(Modifier.selectableGroup()) {
        Heading(words["age"])
        Small(words["age.hint"])
        asked?.let { Body(it) }
        Picks {
            Age.entries.forEach { choice -> Pick(words[choice.word], choice == age) { on(choice) } }
        }
    }
}

@Composable
internal fun AreaAsked(areas: List<String>, chosen: String, on: (String) -> Unit) {
    val words = LocalWords.current
    Group(Modifier.selectableGroup()) {
        Heading(words["screen-area"])
        Picks {
            Pick(words["screen-anywhere"], chosen.isEmpty()) { on("") }
            areas.forEach { area -> Pick(area, area == chosen) { on(area) } }
        }
    }
}

@Composable
private fun PhotoAsked(state: ScreeningState, on: (ScreeningScreen.Event) -> Unit) {
    val words = LocalWords.current
    Group {
        Heading(words["screen-photo"])
        Small(words["screen-photo-hint"])
        if (state.photo == null) {
            PlainButton(words["screen-photo"]) { on(ScreeningScreen.Event.Photograph) }
        } else {
            PlainButton(words["screen-photo-remove"]) { on(ScreeningScreen.Event.NoPhotograph) }
        }
    }
}

@Composable
private fun DiscardAsked(on: () -> Unit) {
    val words = LocalWords.current
    var asks by rememberSaveable { mutableStateOf(false) }
    if (!asks) {
        PlainButton(words["screen-discard"]) { asks = true }
    } else {
        Group {
            Attention(words["screen-discard-sure"])
            PlainButton(words["cancel"]) { asks = false }
            PlainButton(words["screen-discard"], danger = true, onClick = on)
        }
    }
}

/** The sections of a checklist: all can be opened, those that matter stand open or are offered. */
internal fun LazyListScope.sections(
    checklist: Checklist,
    unfolded: Set<String>,
    answer: (String) -> Answer,
    fold: (String) -> Unit,
    answered: (String, Answer) -> Unit,
) {
    checklist.sections.forEach { section ->
        item(key = "section " + section.id) {
            Folding(section.title, section.id in unfolded, state = LocalWords.current[section.offer.word]) {
                fold(section.id)
            }
        }
        if (section.id in unfolded) {
            section.hint?.let { item(key = "hint " + section.id) { Body(it) } }
            section.warning?.let { item(key = "warning " + section.id) { Attention(it) } }
            items(section.items, { section.id + " " + it.id }) { item ->
                Asked(item, answer(item.id)) { answered(item.id, it) }
            }
        }
    }
}

/** One sign: what it is, why it is asked, and what is known of it. */
@Composable
private fun Asked(item: Item, answer: Answer, on: (Answer) -> Unit) {
    val words = LocalWords.current
    var why by rememberSaveable { mutableStateOf(false) }
    Group(Modifier.selectableGroup()) {
        Body(item.text)
        if (item.sight) Small(words["screen-sight"])
        item.hint?.let { hint ->
            Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
                Folding(words["screen-why"], why) { why = !why }
                if (why) Body(hint)
            }
        }
        Picks {
            Answer.entries.forEach { choice -> Pick(words[choice.word], choice == answer) { on(choice) } }
        }
    }
}
