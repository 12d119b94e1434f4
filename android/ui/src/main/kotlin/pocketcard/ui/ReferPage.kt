package pocketcard.ui

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.LayoutDirection
import pocketcard.kit.Basis
import pocketcard.kit.How
import pocketcard.kit.Service
import pocketcard.kit.Words
import pocketcard.kit.screens.ReferScreen
import pocketcard.kit.screens.ReferState

@Composable
internal fun ReferPage(state: ReferState, on: (ReferScreen.Event) -> Unit) {
    val card = state.card
    if (card == null) OfferPage(state, on) else CardPage(state, card) { on(ReferScreen.Event.Done) }
}

@Composable
private fun OfferPage(state: ReferState, on: (ReferScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["refer-title"]) {
        item { NeedsAsked(state) { on(ReferScreen.Event.Need(it)) } }
        item { Heading(words["refer-service"]) }
        if (state.services.isEmpty()) item { Attention(words["refer-no-service"]) }
        items(state.services, { it.id }) { service ->
            ServiceShown(service, chosen = service.id == state.service) { on(ReferScreen.Event.Chose(service.id)) }
        }
        item { LanguageAsked(state.language) { on(ReferScreen.Event.Language(it)) } }
        state.spoken?.let { spoken -> item { ReadAloud(state, spoken, on) } }
        consent(state, on)
        item { MainButton(words["refer-agreed"], enabled = state.service != null) { on(ReferScreen.Event.Agreed) } }
        item { PlainButton(words["refer-declined"]) { on(ReferScreen.Event.Declined) } }
    }
}

private fun LazyListScope.consent(state: ReferState, on: (ReferScreen.Event) -> Unit) {
    item {
        val words = LocalWords.current
        Group(Modifier.selectableGroup()) {
            Basis.entries.filter { !state.child || it != Basis.OWN }.forEach { basis ->
                Pick(words[basis.word], basis == state.basis) { on(ReferScreen.Event.OnWord(basis)) }
            }
            if (state.basis >= Basis.BEST_INTERESTS) {
                TextBox(words["refer-reason"], state.reason, lines = 2) { on(ReferScreen.Event.Reason(it)) }
            }
        }
    }
    item {
        val words = LocalWords.current
        Group(Modifier.selectableGroup()) {
            Heading(words["refer-how"])
            How.entries.forEach { how ->
                Pick(words[how.word], how == state.how) { on(ReferScreen.Event.Asked(how)) }
            }
        }
    }
    item {
        TextBox(LocalWords.current["refer-note"], state.note, hint = LocalWords.current["screen-note-hint"], lines = 2) {
            on(ReferScreen.Event.Note(it))
        }
    }
}

@Composable
private fun NeedsAsked(state: ReferState, on: (String) -> Unit) {
    Group {
        Heading(LocalWords.current["refer-needs"])
        Picks {
            state.directory?.needs.orEmpty().forEach { need ->
                Pick(need.text, need.id in state.needs, many = true) { on(need.id) }
            }
        }
    }
}

@Composable
internal fun ServiceShown(service: Service, chosen: Boolean, on: () -> Unit) {
    Group {
        Pick(service.name, chosen, onClick = on)
        // The card's first line says the same of every service.
        (service.card.drop(1) - service.name).forEach { Small(it) }
    }
}

@Composable
internal fun LanguageAsked(chosen: String, on: (String) -> Unit) {
    Group(Modifier.selectableGroup()) {
        Heading(LocalWords.current["refer-language"])
        Picks {
            LocalFrame.current.state.languages.forEach { language ->
                Pick(language.name, language.tag == chosen) { on(language.tag) }
            }
        }
    }
}

/** What is read aloud stands in the person's language, written as that language is. */
@Composable
private fun ReadAloud(state: ReferState, spoken: Words, on: (ReferScreen.Event) -> Unit) {
    val words = LocalWords.current
    Group {
        Heading(words["refer-read"])
        Small(words["consent.hint"])
        val direction = if (spoken.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr
        CompositionLocalProvider(LocalLayoutDirection provides direction) {
            spoken.review?.let { Small(it) }
            Body(spoken["consent-before"])
            Body(spoken["consent-referral"])
            Pick(spoken["consent-statistics"], state.statistics, many = true) { on(ReferScreen.Event.Statistics) }
            Pick(spoken["consent-accountability"], state.accountability, many = true) {
                on(ReferScreen.Event.Accountability)
            }
        }
    }
}

/** The card: where help is, whatever was decided. */
@Composable
private fun CardPage(state: ReferState, card: List<String>, done: () -> Unit) {
    val words = LocalWords.current
    val spoken = state.spoken ?: words
    Page(words["card-title"]) {
        if (!state.agreed) item { Body(spoken["consent-refused"]) }
        item { Small(words["card-explain"]) }
        item {
            val direction = if (spoken.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr
            CompositionLocalProvider(LocalLayoutDirection provides direction) {
                Group { card.forEach { Body(it) } }
            }
        }
        item { MainButton(words["done"], onClick = done) }
    }
}
