import PocketcardKit
import SwiftUI

/// Seen after the quick exit, or after somebody answered alone. No bar, and nothing that says what this is.
struct NeutralPage: View {
    @Environment(\.words) private var words
    let screen: NeutralScreen

    var body: some View {
        if let only = screen.state {
            OneWord(word: only) { screen.on(NeutralScreen.Open()) }
        } else {
            VStack(alignment: .leading, spacing: 24) {
                Heading(words["neutral-title"])
                Small(words["neutral-empty"])
                Spacer(minLength: 0)
                PlainButton(words["neutral-open"]) { screen.on(NeutralScreen.Open()) }
            }
            .padding(24)
        }
    }
}

/// Nothing but one word, until the glass is touched.
private struct OneWord: View {
    let word: String
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            Strong(word)
                .frame(maxWidth: .infinity, maxHeight: .infinity, alignment: .topLeading)
                .padding(24)
                .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
    }
}

struct EnrolPage: View {
    let screen: EnrolScreen

    var body: some View {
        switch screen.state.step {
        case .invitation: InvitationPage(screen: screen)
        case .passphrase: FirstPassphrasePage(screen: screen)
        case .office, .phone: ComparedPage(screen: screen)
        case .wrong: WrongPage()
        }
    }
}

private struct InvitationPage: View {
    @Environment(\.words) private var words
    let screen: EnrolScreen

    var body: some View {
        let state = screen.state
        Page(words["enrol-title"]) {
            if let review = words.words?.review { Attention(review) }
            Paragraph(words["enrol-explain"])
            PlainButton(words["enrol-file"]) { screen.on(.file) }
            if state.canScan {
                PlainButton(words["enrol-scan"]) { screen.on(.scan) }
                Small(words["ask-camera"])
            }
            TextBox(words["enrol-text"], state.text, lines: 3) { screen.on(.text($0)) }
            MainButton(words["continue"], enabled: !state.text.isBlank) { screen.on(.next) }
        }
    }
}

private struct FirstPassphrasePage: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    @State private var passphrase = SecretField()
    @State private var again = SecretField()
    let screen: EnrolScreen

    var body: some View {
        let busy = app.state.busy
        Page(words["enrol-passphrase"]) {
            SecretBox(words["passphrase"], passphrase, hint: words["enrol-passphrase-hint"])
            SecretBox(words["enrol-again"], again)
            if screen.state.differ { Attention(words["enrol-differ"]) }
            if busy { Paragraph(words["enrol-working"]) }
            MainButton(words["enrol-go"], enabled: !busy && !passphrase.isEmpty) {
                screen.on(.enrol(passphrase: passphrase.take(), again: again.take()))
            }
        }
    }
}

private struct ComparedPage: View {
    @Environment(\.words) private var words
    let screen: EnrolScreen

    var body: some View {
        let ours = screen.state.step == .phone
        Page(words["prints-title"]) {
            Paragraph(words[ours ? "prints-read" : "prints-explain"])
            Box {
                Small(words["about-office"])
                Heading(screen.state.office)
            }
            Box {
                Small(words[ours ? "prints-phone" : "prints-office"])
                Code(screen.state.prints)
            }
            MainButton(words["prints-same"]) { screen.on(.same) }
            PlainButton(words["prints-differ"], danger: true) { screen.on(.differ) }
        }
    }
}

private struct WrongPage: View {
    @Environment(\.words) private var words

    var body: some View {
        Page(words["prints-differ"]) { Attention(words["prints-wrong"]) }
    }
}

struct UnlockPage: View {
    let screen: UnlockScreen

    var body: some View {
        if screen.state.forgotten {
            RecoverPage(screen: screen)
        } else {
            PassphraseAskedPage(screen: screen)
        }
    }
}

private struct PassphraseAskedPage: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    @State private var passphrase = SecretField()
    let screen: UnlockScreen

    var body: some View {
        let busy = app.state.busy
        Page(words["unlock-title"]) {
            SecretBox(words["passphrase"], passphrase)
            if busy { Paragraph(words["unlock-working"]) }
            MainButton(words["unlock-go"], enabled: !busy && !passphrase.isEmpty) {
                screen.on(.unlock(passphrase.take()))
            }
            PlainButton(words["unlock-forgotten"]) { screen.on(.forgotten) }
        }
    }
}

private struct RecoverPage: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    @State private var recovery = SecretField()
    @State private var passphrase = SecretField()
    let screen: UnlockScreen

    var body: some View {
        let busy = app.state.busy
        Page(words["recover-title"]) {
            SecretBox(words["recover-words"], recovery)
            SecretBox(words["recover-new"], passphrase, hint: words["enrol-passphrase-hint"])
            if busy { Paragraph(words["unlock-working"]) }
            MainButton(
                words["recover-go"], enabled: !busy && !recovery.isEmpty && !passphrase.isEmpty
            ) {
                screen.on(.recover(words: recovery.take(), passphrase: passphrase.take()))
            }
        }
    }
}

extension String {
    /// Nothing but spaces and line ends.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
