package pocketcard.ui

import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import pocketcard.kit.Escrow
import pocketcard.kit.Look
import pocketcard.kit.screens.CheckScreen
import pocketcard.kit.screens.CheckState
import pocketcard.kit.screens.CleanScreen
import pocketcard.kit.screens.CleanState
import pocketcard.kit.screens.DuressScreen
import pocketcard.kit.screens.EscrowScreen
import pocketcard.kit.screens.PassphraseScreen
import pocketcard.kit.screens.PassphraseState
import pocketcard.kit.screens.SettingsScreen
import pocketcard.kit.screens.SettingsState
import pocketcard.kit.screens.WordsScreen
import pocketcard.kit.screens.WordsState

@Composable
internal fun SettingsPage(state: SettingsState, on: (SettingsScreen.Event) -> Unit) {
    val words = LocalWords.current
    val app = LocalFrame.current.state
    Page(words["settings-title"]) {
        item { PlainButton(words["lock-now"]) { on(SettingsScreen.Event.Lock) } }
        item {
            Group(Modifier.selectableGroup()) {
                Heading(words["settings-language"])
                words.review?.let { Small(it) }
                Picks {
                    app.languages.forEach { language ->
                        Pick(language.name, language.tag == words.tag) { on(SettingsScreen.Event.Speak(language.tag)) }
                    }
                }
            }
        }
        item {
            Group(Modifier.selectableGroup()) {
                Heading(words["settings-look"])
                Picks {
                    Look.entries.forEach { look ->
                        Pick(words["theme-" + look.name.lowercase()], look == app.look) { on(SettingsScreen.Event.Looks(look)) }
                    }
                }
            }
        }
        item { PlainButton(words["settings-passphrase"]) { on(SettingsScreen.Event.Passphrase) } }
        item { PlainButton(words["settings-words"]) { on(SettingsScreen.Event.Words) } }
        if (state.about?.duress == true) item { PlainButton(words["settings-duress"]) { on(SettingsScreen.Event.Duress) } }
        when (state.about?.escrow) {
            Escrow.ASKED -> item { PlainButton(words["escrow-asked"]) { on(SettingsScreen.Event.Escrow) } }
            Escrow.AGREED -> item { Small(words["escrow-agreed"]) }
            Escrow.OFF, null -> Unit
        }
        item { PlainButton(words["settings-check"]) { on(SettingsScreen.Event.Check) } }
        item { PlainButton(words["settings-renew"]) { on(SettingsScreen.Event.Renew) } }
        item { PlainButton(words["settings-clean"], danger = true) { on(SettingsScreen.Event.Clean) } }
        state.about?.let { about ->
            item {
                Group {
                    Heading(words["about-title"])
                    Line(words["about-office"], about.office)
                    about.confidential?.let { Line(words["about-confidential"], it) }
                    Line(words["about-pack"], number(about.packVersion))
                    Line(words["about-program"], state.programVersion)
                    Small(words["prints-phone"])
                    Code(about.words)
                }
            }
        }
    }
}

@Composable
internal fun PassphrasePage(state: PassphraseState, on: (PassphraseScreen.Change) -> Unit) {
    val words = LocalWords.current
    val busy = LocalFrame.current.state.busy
    val old = rememberTyped()
    val new = rememberTyped()
    val again = rememberTyped()
    Page(words["settings-passphrase"]) {
        item { SecretBox(words["passphrase-old"], old) }
        item { SecretBox(words["passphrase-new"], new, hint = words["enrol-passphrase-hint"]) }
        item { SecretBox(words["enrol-again"], again) }
        if (state.differ) item { Attention(words["enrol-differ"]) }
        item {
            MainButton(words["save"], enabled = !busy && old.text.isNotEmpty() && new.text.isNotEmpty()) {
                on(PassphraseScreen.Change(old.take(), new.take(), again.take()))
            }
        }
    }
}

@Composable
internal fun WordsPage(state: WordsState, on: (WordsScreen.Event) -> Unit) {
    val words = LocalWords.current
    val passphrase = rememberTyped()
    val shown = state.words
    Page(words["settings-words"]) {
        item { Body(words["words-explain"]) }
        if (shown == null) {
            item { SecretBox(words["passphrase"], passphrase) }
            item {
                MainButton(words["words-make"], enabled = passphrase.text.isNotEmpty()) {
                    on(WordsScreen.Event.Make(passphrase.take()))
                }
            }
        } else {
            item { Group { Code(String(shown)) } }
            item { MainButton(words["words-written"]) { on(WordsScreen.Event.Written) } }
        }
    }
}

@Composable
internal fun DuressPage(on: (DuressScreen.Event) -> Unit) {
    val words = LocalWords.current
    val passphrase = rememberTyped()
    val duress = rememberTyped()
    Page(words["settings-duress"]) {
        item { Body(words["duress-explain"]) }
        item { SecretBox(words["passphrase"], passphrase) }
        item { SecretBox(words["duress-new"], duress, hint = words["enrol-passphrase-hint"]) }
        item {
            MainButton(words["duress-set"], enabled = passphrase.text.isNotEmpty() && duress.text.isNotEmpty()) {
                on(DuressScreen.Event(passphrase.take(), duress.take()))
            }
        }
        item {
            PlainButton(words["duress-clear"]) { on(DuressScreen.Event(passphrase.take(), null)) }
        }
    }
}

@Composable
internal fun EscrowPage(on: (EscrowScreen.Agree) -> Unit) {
    val words = LocalWords.current
    val passphrase = rememberTyped()
    Page(words["escrow-asked"]) {
        item { SecretBox(words["passphrase"], passphrase) }
        item {
            MainButton(words["escrow-agree"], enabled = passphrase.text.isNotEmpty()) {
                on(EscrowScreen.Agree(passphrase.take()))
            }
        }
    }
}

@Composable
internal fun CheckPage(state: CheckState, on: (CheckScreen.Event) -> Unit) {
    val words = LocalWords.current
    val checked = state.checked
    Page(words["settings-check"]) {
        when {
            checked == null -> {
                item { Body(words["wait"]) }
                item { PlainButton(words["stop"]) { on(CheckScreen.Event.STOP) } }
            }
            checked.good -> item { Body(words["check-good"]) }
            else -> {
                item { Attention(words["check-bad"]) }
                items(checked.problems) { Small(words[it]) }
                item { PlainButton(words["check-accept"], danger = true) { on(CheckScreen.Event.ACCEPT) } }
            }
        }
    }
}

@Composable
internal fun CleanPage(state: CleanState, on: (CleanScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["settings-clean"]) {
        item { Attention(words["clean-explain"]) }
        state.waiting?.let { waiting -> item { Line(words["today-waiting"], number(waiting)) } }
        if (!state.asks) {
            item { PlainButton(words["clean-go"], danger = true) { on(CleanScreen.Event.ASK) } }
        } else {
            item { Heading(words["clean-sure"]) }
            item { MainButton(words["cancel"]) { on(CleanScreen.Event.KEEP) } }
            item { PlainButton(words["clean-go"], danger = true) { on(CleanScreen.Event.ERASE) } }
        }
    }
}
