import PocketcardKit
import SwiftUI

struct ServicesPage: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    let screen: ServicesScreen

    var body: some View {
        let state = screen.state
        Page(words["services-title"], long: true) {
            if let directory = state.directory {
                filters(directory, state.wanted)
                if state.services.isEmpty { Attention(words["services-none"]) }
            }
            ForEach(state.services, id: \.id) { service in
                Box {
                    // The first line of a card says the same of every service, and the last does too.
                    Heading(service.name)
                    ForEach(service.card.dropFirst().dropLast().filter { $0 != service.name }, id: \.self) {
                        Paragraph($0)
                    }
                    ForEach(service.needs, id: \.self) { Point($0) }
                    PlainButton(words["tell-go"]) { screen.on(.tell(service.id)) }
                }
            }
        }
    }

    @ViewBuilder private func filters(_ directory: Directory, _ wanted: Wanted) -> some View {
        Filter(
            title: words["services-need"], choices: directory.needs.map { Option(id: $0.id, text: $0.text) },
            chosen: wanted.need
        ) {
            look(need: $0, area: wanted.area, language: wanted.language)
        }
        Filter(
            title: words["services-area"], choices: directory.areas.map { Option(id: $0, text: $0) },
            chosen: wanted.area
        ) {
            look(need: wanted.need, area: $0, language: wanted.language)
        }
        Filter(
            title: words["services-language"],
            choices: directory.languages.map { Option(id: $0, text: name($0)) }, chosen: wanted.language
        ) {
            look(need: wanted.need, area: wanted.area, language: $0)
        }
    }

    private func look(need: String?, area: String?, language: String?) {
        screen.on(.look(Wanted(need: need, area: area, language: language)))
    }

    private func name(_ tag: String) -> String {
        app.state.languages.first { $0.tag == tag }?.name ?? tag
    }
}

private struct Option {
    let id: String
    let text: String
}

/// One choice among several, or all; folded, with what is chosen seen.
private struct Filter: View {
    @Environment(\.words) private var words
    @State private var unfolded = false
    let title: String
    let choices: [Option]
    let chosen: String?
    let action: (String?) -> Void

    var body: some View {
        Box {
            let now = choices.first { $0.id == chosen }?.text ?? words["services-all"]
            Folding(title, unfolded, state: now) { unfolded.toggle() }
            if unfolded {
                Picks {
                    Pick(words["services-all"], chosen == nil) { action(nil) }
                    ForEach(choices, id: \.id) { choice in
                        Pick(choice.text, choice.id == chosen) { action(choice.id) }
                    }
                }
            }
        }
    }
}

struct TellPage: View {
    @Environment(\.words) private var words
    let screen: TellScreen

    var body: some View {
        let state = screen.state
        let isNew = state.found == .new
        Page(words["tell-title"], long: true) {
            Paragraph(words["tell-explain"])
            Box {
                Heading(words["tell-found"])
                ForEach(ServiceFound.allCases, id: \.self) { found in
                    Pick(words[found.word], found == state.found) { screen.on(.found(found)) }
                }
            }
            if !isNew {
                Heading(words["refer-service"])
                ForEach(state.services, id: \.id) { service in
                    ServiceShown(service: service, chosen: service.id == state.service) {
                        screen.on(.chose(service.id))
                    }
                }
            }
            TextBox(
                words["tell-note"], state.note, hint: words[isNew ? "tell-new-hint" : "optional"], lines: 3
            ) {
                screen.on(.note($0))
            }
            MainButton(words["tell-go"], enabled: state.complete) { screen.on(.send) }
        }
    }
}

struct GuidancePage: View {
    @Environment(\.words) private var words
    let screen: GuidanceScreen

    var body: some View {
        let state = screen.state
        Page(words["guidance-title"], long: true) {
            TextBox(words["guidance-search"], state.search) { screen.on(.search($0)) }
            if state.cards?.isEmpty == true { Paragraph(words["guidance-none"]) }
            ForEach(state.cards ?? [], id: \.title) { card in
                Box {
                    let unfolded = state.unfolded.contains(card.title)
                    Folding(card.title, unfolded) { screen.on(.fold(card.title)) }
                    if unfolded { ForEach(card.points.indices, id: \.self) { Point(card.points[$0]) } }
                }
            }
        }
    }
}
