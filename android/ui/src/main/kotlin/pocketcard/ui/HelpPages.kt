package pocketcard.ui

import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import pocketcard.kit.Choice
import pocketcard.kit.ServiceFound
import pocketcard.kit.Wanted
import pocketcard.kit.screens.GuidanceScreen
import pocketcard.kit.screens.GuidanceState
import pocketcard.kit.screens.ServicesScreen
import pocketcard.kit.screens.ServicesState
import pocketcard.kit.screens.TellScreen
import pocketcard.kit.screens.TellState

@Composable
internal fun ServicesPage(state: ServicesState, on: (ServicesScreen.Event) -> Unit) {
    val words = LocalWords.current
    val languages = LocalFrame.current.state.languages
    val wanted = state.wanted
    val look = { next: Wanted -> on(ServicesScreen.Event.Look(next)) }
    Page(words["services-title"]) {
        state.directory?.let { directory ->
            item {
                Filter(words["services-need"], directory.needs, wanted.need) { look(wanted.copy(need = it)) }
            }
            item {
                val areas = directory.areas.map { Choice(it, it) }
                Filter(words["services-area"], areas, wanted.area) { look(wanted.copy(area = it)) }
            }
            item {
                val spoken = directory.languages.map { tag -> Choice(tag, languages.find { it.tag == tag }?.name ?: tag) }
                Filter(words["services-language"], spoken, wanted.language) { look(wanted.copy(language = it)) }
            }
            if (state.services.isEmpty()) item { Attention(words["services-none"]) }
        }
        items(state.services, { it.id }) { service ->
            Group {
                // The first line of a card says the same of every service, and the last does too.
                Heading(service.name)
                (service.card.drop(1).dropLast(1) - service.name).forEach { Body(it) }
                service.needs.forEach { Small("· $it") }
                PlainButton(words["tell-go"]) { on(ServicesScreen.Event.Tell(service.id)) }
            }
        }
    }
}

@Composable
internal fun TellPage(state: TellState, on: (TellScreen.Event) -> Unit) {
    val words = LocalWords.current
    val isNew = state.found == ServiceFound.NEW
    Page(words["tell-title"]) {
        item { Body(words["tell-explain"]) }
        item(key = "found") {
            Group(Modifier.selectableGroup()) {
                Heading(words["tell-found"])
                ServiceFound.entries.forEach { found ->
                    Pick(words[found.word], found == state.found) { on(TellScreen.Event.Found(found)) }
                }
            }
        }
        if (!isNew) {
            item(key = "service") { Heading(words["refer-service"]) }
            items(state.services, { it.id }) { service ->
                ServiceShown(service, chosen = service.id == state.service) { on(TellScreen.Event.Chose(service.id)) }
            }
        }
        item(key = "note") {
            val hint = if (isNew) words["tell-new-hint"] else words["optional"]
            TextBox(words["tell-note"], state.note, hint = hint, lines = 3) { on(TellScreen.Event.Note(it)) }
        }
        item(key = "go") { MainButton(words["tell-go"], enabled = state.complete) { on(TellScreen.Event.Send) } }
    }
}

/** One choice among several, or all; folded, with what is chosen seen. */
@Composable
private fun Filter(title: String, choices: List<Choice>, chosen: String?, on: (String?) -> Unit) {
    val words = LocalWords.current
    var unfolded by rememberSaveable { mutableStateOf(false) }
    Group(Modifier.selectableGroup()) {
        val said = choices.find { it.id == chosen }?.text ?: words["services-all"]
        Folding(title, unfolded, state = said) { unfolded = !unfolded }
        if (!unfolded) return@Group
        Picks {
            Pick(words["services-all"], chosen == null) { on(null) }
            choices.forEach { choice -> Pick(choice.text, choice.id == chosen) { on(choice.id) } }
        }
    }
}

@Composable
internal fun GuidancePage(state: GuidanceState, on: (GuidanceScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["guidance-title"]) {
        item { TextBox(words["guidance-search"], state.search) { on(GuidanceScreen.Event.Search(it)) } }
        if (state.cards?.isEmpty() == true) item { Body(words["guidance-none"]) }
        items(state.cards.orEmpty(), { it.title }) { card ->
            Group {
                val unfolded = card.title in state.unfolded
                Folding(card.title, unfolded) { on(GuidanceScreen.Event.Fold(card.title)) }
                if (unfolded) card.points.forEach { Body("· $it") }
            }
        }
    }
}
