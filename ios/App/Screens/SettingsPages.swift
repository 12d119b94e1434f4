import PocketcardKit
import SwiftUI

struct SettingsPage: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    let screen: SettingsScreen

    var body: some View {
        let about = screen.state.about
        Page(words["settings-title"]) {
            PlainButton(words["lock-now"]) { screen.on(.lock) }
            language
            look
            PlainButton(words["settings-passphrase"]) { screen.on(.passphrase) }
            PlainButton(words["settings-words"]) { screen.on(.words) }
            if about?.duress == true { PlainButton(words["settings-duress"]) { screen.on(.duress) } }
            switch about?.escrow {
            case .asked: PlainButton(words["escrow-asked"]) { screen.on(.escrow) }
            case .agreed: Small(words["escrow-agreed"])
            case .off, nil: EmptyView()
            }
            PlainButton(words["settings-check"]) { screen.on(.check) }
            PlainButton(words["settings-renew"]) { screen.on(.renew) }
            PlainButton(words["settings-clean"], danger: true) { screen.on(.clean) }
            if let about { AboutShown(about: about, programVersion: screen.state.programVersion) }
        }
    }

    private var language: some View {
        Box {
            Heading(words["settings-language"])
            if let review = words.words?.review { Small(review) }
            Picks {
                ForEach(app.state.languages, id: \.tag) { language in
                    Pick(language.name, language.tag == words.tag) { screen.on(.speak(language.tag)) }
                }
            }
        }
    }

    private var look: some View {
        Box {
            Heading(words["settings-look"])
            Picks {
                ForEach(Look.allCases, id: \.self) { look in
                    Pick(words[look.word], look == app.state.look) { screen.on(.looks(look)) }
                }
            }
        }
    }
}

extension Look {
    fileprivate var word: String {
        switch self {
        case .device: "theme-device"
        case .light: "theme-light"
        case .dark: "theme-dark"
        case .sun: "theme-sun"
        }
    }
}

private struct AboutShown: View {
    @Environment(\.words) private var words
    let about: About
    let programVersion: String

    var body: some View {
        Box {
            Heading(words["about-title"])
            Line(words["about-office"], about.office)
            if let confidential = about.confidential { Line(words["about-confidential"], confidential) }
            Line(words["about-pack"], words.number(about.packVersion))
            Line(words["about-program"], programVersion)
            Small(words["prints-phone"])
            Code(about.words)
        }
    }
}

struct PassphrasePage: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    @State private var old = SecretField()
    @State private var new = SecretField()
    @State private var again = SecretField()
    let screen: PassphraseScreen

    var body: some View {
        Page(words["settings-passphrase"]) {
            SecretBox(words["passphrase-old"], old)
            SecretBox(words["passphrase-new"], new, hint: words["enrol-passphrase-hint"])
            SecretBox(words["enrol-again"], again)
            if screen.state.differ { Attention(words["enrol-differ"]) }
            MainButton(words["save"], enabled: !app.state.busy && !old.isEmpty && !new.isEmpty) {
                screen.on(PassphraseScreen.Change(old: old.take(), new: new.take(), again: again.take()))
            }
        }
    }
}

struct WordsPage: View {
    @Environment(\.words) private var words
    @State private var passphrase = SecretField()
    let screen: WordsScreen

    var body: some View {
        Page(words["settings-words"]) {
            Paragraph(words["words-explain"])
            if let shown = screen.state.words {
                Box { Code(shown.text) }
                MainButton(words["words-written"]) { screen.on(.written) }
            } else {
                SecretBox(words["passphrase"], passphrase)
                MainButton(words["words-make"], enabled: !passphrase.isEmpty) {
                    screen.on(.make(passphrase.take()))
                }
            }
        }
    }
}

struct DuressPage: View {
    @Environment(\.words) private var words
    @State private var passphrase = SecretField()
    @State private var duress = SecretField()
    let screen: DuressScreen

    var body: some View {
        Page(words["settings-duress"]) {
            Paragraph(words["duress-explain"])
            SecretBox(words["passphrase"], passphrase)
            SecretBox(words["duress-new"], duress, hint: words["enrol-passphrase-hint"])
            MainButton(words["duress-set"], enabled: !passphrase.isEmpty && !duress.isEmpty) {
                screen.on(DuressScreen.Event(passphrase: passphrase.take(), duress: duress.take()))
            }
            PlainButton(words["duress-clear"]) {
                screen.on(DuressScreen.Event(passphrase: passphrase.take(), duress: nil))
            }
        }
    }
}

struct EscrowPage: View {
    @Environment(\.words) private var words
    @State private var passphrase = SecretField()
    let screen: EscrowScreen

    var body: some View {
        Page(words["escrow-asked"]) {
            SecretBox(words["passphrase"], passphrase)
            MainButton(words["escrow-agree"], enabled: !passphrase.isEmpty) {
                screen.on(EscrowScreen.Agree(passphrase: passphrase.take()))
            }
        }
    }
}

struct CheckPage: View {
    @Environment(\.words) private var words
    let screen: CheckScreen

    var body: some View {
        Page(words["settings-check"]) {
            if let checked = screen.state.checked {
                if checked.good { Paragraph(words["check-good"]) } else { problems(checked.problems) }
            } else {
                Paragraph(words["wait"])
                PlainButton(words["stop"]) { screen.on(.stop) }
            }
        }
    }

    @ViewBuilder private func problems(_ problems: [String]) -> some View {
        Attention(words["check-bad"])
        ForEach(problems.indices, id: \.self) { Small(words[problems[$0]]) }
        PlainButton(words["check-accept"], danger: true) { screen.on(.accept) }
    }
}

struct CleanPage: View {
    @Environment(\.words) private var words
    let screen: CleanScreen

    var body: some View {
        Page(words["settings-clean"]) {
            Attention(words["clean-explain"])
            if let waiting = screen.state.waiting { Line(words["today-waiting"], words.number(waiting)) }
            if screen.state.asks {
                Heading(words["clean-sure"])
                MainButton(words["cancel"]) { screen.on(.keep) }
                PlainButton(words["clean-go"], danger: true) { screen.on(.erase) }
            } else {
                PlainButton(words["clean-go"], danger: true) { screen.on(.ask) }
            }
        }
    }
}
