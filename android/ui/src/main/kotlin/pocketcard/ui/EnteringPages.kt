package pocketcard.ui

import androidx.compose.runtime.Composable
import pocketcard.kit.screens.EnrolScreen
import pocketcard.kit.screens.EnrolState
import pocketcard.kit.screens.UnlockScreen
import pocketcard.kit.screens.UnlockState

@Composable
internal fun EnrolPage(state: EnrolState, on: (EnrolScreen.Event) -> Unit) = when (state.step) {
    EnrolState.Step.INVITATION -> InvitationPage(state, on)
    EnrolState.Step.PASSPHRASE -> FirstPassphrasePage(state, on)
    EnrolState.Step.OFFICE, EnrolState.Step.PHONE -> ComparedPage(state, on)
    EnrolState.Step.WRONG -> WrongPage()
}

@Composable
private fun InvitationPage(state: EnrolState, on: (EnrolScreen.Event) -> Unit) {
    val words = LocalWords.current
    Page(words["enrol-title"]) {
        words.review?.let { item { Attention(it) } }
        item { Body(words["enrol-explain"]) }
        item { PlainButton(words["enrol-file"]) { on(EnrolScreen.Event.File) } }
        if (state.canScan) {
            item { PlainButton(words["enrol-scan"]) { on(EnrolScreen.Event.Scan) } }
            item { Small(words["ask-camera"]) }
        }
        item { TextBox(words["enrol-text"], state.text, lines = 3) { on(EnrolScreen.Event.Text(it)) } }
        item { MainButton(words["continue"], enabled = state.text.isNotBlank()) { on(EnrolScreen.Event.Next) } }
    }
}

@Composable
private fun FirstPassphrasePage(state: EnrolState, on: (EnrolScreen.Event) -> Unit) {
    val words = LocalWords.current
    val busy = LocalFrame.current.state.busy
    val passphrase = rememberTyped()
    val again = rememberTyped()
    Page(words["enrol-passphrase"]) {
        item { SecretBox(words["passphrase"], passphrase, hint = words["enrol-passphrase-hint"]) }
        item { SecretBox(words["enrol-again"], again) }
        if (state.differ) item { Attention(words["enrol-differ"]) }
        if (busy) item { Body(words["enrol-working"]) }
        item {
            MainButton(words["enrol-go"], enabled = !busy && passphrase.text.isNotEmpty()) {
                on(EnrolScreen.Event.Enrol(passphrase.take(), again.take()))
            }
        }
    }
}

@Composable
private fun ComparedPage(state: EnrolState, on: (EnrolScreen.Event) -> Unit) {
    val words = LocalWords.current
    val ours = state.step == EnrolState.Step.PHONE
    Page(words["prints-title"]) {
        item { Body(words[if (ours) "prints-read" else "prints-explain"]) }
        item {
            Group {
                Small(words["about-office"])
                Heading(state.office)
            }
        }
        item {
            Group {
                Small(words[if (ours) "prints-phone" else "prints-office"])
                Code(state.prints)
            }
        }
        item { MainButton(words["prints-same"]) { on(EnrolScreen.Event.Same) } }
        item { PlainButton(words["prints-differ"], danger = true) { on(EnrolScreen.Event.Differ) } }
    }
}

@Composable
private fun WrongPage() {
    val words = LocalWords.current
    Page(words["prints-differ"]) {
        item { Attention(words["prints-wrong"]) }
    }
}

@Composable
internal fun UnlockPage(state: UnlockState, on: (UnlockScreen.Event) -> Unit) =
    if (state.forgotten) RecoverPage(on) else PassphraseAskedPage(on)

@Composable
private fun PassphraseAskedPage(on: (UnlockScreen.Event) -> Unit) {
    val words = LocalWords.current
    val busy = LocalFrame.current.state.busy
    val passphrase = rememberTyped()
    Page(words["unlock-title"]) {
        item { SecretBox(words["passphrase"], passphrase) }
        if (busy) item { Body(words["unlock-working"]) }
        item {
            MainButton(words["unlock-go"], enabled = !busy && passphrase.text.isNotEmpty()) {
                on(UnlockScreen.Event.Unlock(passphrase.take()))
            }
        }
        item { PlainButton(words["unlock-forgotten"]) { on(UnlockScreen.Event.Forgotten) } }
    }
}

@Composable
private fun RecoverPage(on: (UnlockScreen.Event) -> Unit) {
    val words = LocalWords.current
    val busy = LocalFrame.current.state.busy
    val recovery = rememberTyped()
    val passphrase = rememberTyped()
    Page(words["recover-title"]) {
        item { SecretBox(words["recover-words"], recovery) }
        item { SecretBox(words["recover-new"], passphrase, hint = words["enrol-passphrase-hint"]) }
        if (busy) item { Body(words["unlock-working"]) }
        item {
            MainButton(words["recover-go"], enabled = !busy && recovery.text.isNotEmpty() && passphrase.text.isNotEmpty()) {
                on(UnlockScreen.Event.Recover(recovery.take(), passphrase.take()))
            }
        }
    }
}
