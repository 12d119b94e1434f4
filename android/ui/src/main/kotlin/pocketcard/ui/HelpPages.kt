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
import pocketcard.kit.Wanted
import pocketcard.kit.screens.GuidanceScreen
import pocketcard.kit.screens.GuidanceState
import pocketcard.kit.screens.ServicesState

@Composable
internal fun ServicesPage(state: ServicesState, on: (Wanted) -> Unit) {
    val words = LocalWords.current
    val languages = LocalFrame.current.state.languages
    val wanted = state.wanted
    Page(words["services-title"]) {
        state.directory?.let { directory ->
            item {
                Filter(words["services-need"], directory.needs, wanted.need) { on(wanted.copy(need = it)) }
            }
            item {
                val areas = directory.areas.map { Choice(it, it) }
                Filter(words["services-area"], areas, wanted.area) { on(wanted.copy(area = it)) }
            }
            item {
                val spoken = directory.languages.map { tag -> Choice(tag, languages.find { it.tag == tag }?.name ?: tag) }
                Filter(words["services-language"], spoken, wanted.language) { on(wanted.copy(language = it)) }
            }
            if (state.services.isEmpty()) item { Attention(words["services-none"]) }
        }
        items(state.services, { it.id }) { service ->
            Group {
                // The first line of a card says the same of every service, and the last does too.
                Heading(service.name)
                (service.card.drop(1).dropLast(1) - service.name).forEach { Body(it) }
                service.needs.forEach { Small("· $it") }
            }
        }
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
