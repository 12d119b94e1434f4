import PocketcardKit
import SwiftUI

struct ReferPage: View {
    let screen: ReferScreen

    var body: some View {
        if let card = screen.state.card {
            CardPage(screen: screen, card: card)
        } else {
            OfferPage(screen: screen)
        }
    }
}

private struct OfferPage: View {
    @Environment(\.words) private var words
    let screen: ReferScreen

    var body: some View {
        let state = screen.state
        Page(words["refer-title"], long: true) {
            NeedsAsked(state: state) { screen.on(.need($0)) }
            Heading(words["refer-service"])
            if state.services.isEmpty { Attention(words["refer-no-service"]) }
            ForEach(state.services, id: \.id) { service in
                ServiceShown(service: service, chosen: service.id == state.service) {
                    screen.on(.chose(service.id))
                }
            }
            LanguageAsked(chosen: state.language) { screen.on(.language($0)) }
            if let spoken = state.spoken { ReadAloud(screen: screen).speaking(spoken) }
            consent(state)
            MainButton(words["refer-agreed"], enabled: state.service != nil) { screen.on(.agreed) }
            PlainButton(words["refer-declined"]) { screen.on(.declined) }
        }
    }

    @ViewBuilder private func consent(_ state: ReferState) -> some View {
        Box {
            ForEach(Basis.allCases.filter { !state.child || $0 != .own }, id: \.self) { basis in
                Pick(words[basis.word], basis == state.basis) { screen.on(.onWord(basis)) }
            }
            if state.basis == .bestInterests || state.basis == .lifeInDanger {
                TextBox(words["refer-reason"], state.reason, lines: 2) { screen.on(.reason($0)) }
            }
        }
        Box {
            Heading(words["refer-how"])
            ForEach(How.allCases, id: \.self) { how in
                Pick(words[how.word], how == state.how) { screen.on(.asked(how)) }
            }
        }
        TextBox(words["refer-note"], state.note, hint: words["screen-note-hint"], lines: 2) {
            screen.on(.note($0))
        }
    }
}

private struct NeedsAsked: View {
    @Environment(\.words) private var words
    let state: ReferState
    let action: (String) -> Void

    var body: some View {
        Box {
            Heading(words["refer-needs"])
            Picks {
                ForEach(state.directory?.needs ?? [], id: \.id) { need in
                    Pick(need.text, state.needs.contains(need.id), many: true) { action(need.id) }
                }
            }
        }
    }
}

struct ServiceShown: View {
    let service: Service
    let chosen: Bool
    let action: @MainActor () -> Void

    var body: some View {
        Box {
            Pick(service.name, chosen, action: action)
            // The card's first line says the same of every service.
            ForEach(service.card.dropFirst().filter { $0 != service.name }, id: \.self) { Small($0) }
        }
    }
}

struct LanguageAsked: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    let chosen: String
    let action: (String) -> Void

    var body: some View {
        Box {
            Heading(words["refer-language"])
            Picks {
                ForEach(app.state.languages, id: \.tag) { language in
                    Pick(language.name, language.tag == chosen) { action(language.tag) }
                }
            }
        }
    }
}

/// What is read aloud stands in the person's language, written as that language is.
private struct ReadAloud: View {
    @Environment(\.words) private var spoken
    @Environment(PocketcardKit.App.self) private var app
    let screen: ReferScreen

    var body: some View {
        let words = Spoken(words: app.state.words)
        Box {
            // What staff are told stands in their own language.
            Heading(words["refer-read"])
            Small(words["consent.hint"])
            if let review = spoken.words?.review { Small(review) }
            Paragraph(spoken["consent-before"])
            Paragraph(spoken["consent-referral"])
            Pick(spoken["consent-statistics"], screen.state.statistics, many: true) { screen.on(.statistics) }
            Pick(spoken["consent-accountability"], screen.state.accountability, many: true) {
                screen.on(.accountability)
            }
        }
    }
}

/// The card: where help is, whatever was decided.
private struct CardPage: View {
    @Environment(\.words) private var words
    let screen: ReferScreen
    let card: [String]

    var body: some View {
        let spoken = screen.state.spoken ?? words.words
        Page(words["card-title"]) {
            if !screen.state.agreed { Paragraph(Spoken(words: spoken)["consent-refused"]) }
            Small(words["card-explain"])
            Box {
                ForEach(card.indices, id: \.self) { Paragraph(card[$0]) }
            }
            .speaking(spoken)
            MainButton(words["done"]) { screen.on(.done) }
        }
    }
}
