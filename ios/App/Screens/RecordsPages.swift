import PocketcardKit
import SwiftUI

struct RecordsPage: View {
    @Environment(\.words) private var words
    let screen: RecordsScreen
    /// This number of lines before the end of the list the next page is asked for.
    private let ahead = 20

    var body: some View {
        let state = screen.state
        Page(words["records-title"], long: true) {
            if state.lines.isEmpty { Paragraph(words["records-none"]) }
            ForEach(state.lines, id: \.id) { line in
                Box {
                    RecordLineShown(line: line)
                    PlainButton(words["neutral-open"]) { screen.on(.open(line.id)) }
                }
                .onAppear { if line.id == near { screen.on(.more) } }
            }
            if state.more { PlainButton(words["records-more"]) { screen.on(.more) } }
        }
    }

    private var near: String? {
        let lines = screen.state.lines
        return screen.state.more && lines.count >= ahead ? lines[lines.count - ahead].id : nil
    }
}

private struct RecordLineShown: View {
    @Environment(\.words) private var words
    let line: RecordLine

    var body: some View {
        Heading(words[line.kind])
        if !line.code.isEmpty { Code(line.code) }
        Small(words.time(line.madeAt))
        Small(words[line.received ? "record-received" : "record-on-phone"])
    }
}

struct RecordPage: View {
    @Environment(\.words) private var words
    let screen: RecordScreen

    var body: some View {
        let page = screen.state.page
        Page(page.map { words[$0.line.kind] } ?? words["wait"]) {
            if let page { all(page) }
        }
    }

    @ViewBuilder private func all(_ page: PocketcardKit.RecordPage) -> some View {
        Box { RecordLineShown(line: page.line) }
        if !page.office.isEmpty { Heading(words["today-answers"]) }
        ForEach(page.office.indices, id: \.self) { at in
            Box {
                Paragraph(page.office[at].text)
                Small(words.time(page.office[at].madeAt))
            }
        }
        if !page.line.readable { Paragraph(words["record-sealed"]) }
        if let finding = page.finding {
            FindingShown(finding: finding, unfolded: screen.state.unfolded) { screen.on(.fold) }
        }
        if !page.service.isEmpty { service(page) }
        if !page.note.isEmpty {
            Box {
                Small(words["screen-note"])
                Paragraph(page.note)
            }
        }
        if page.answers != nil {
            PlainButton(words["finding-refer"]) { screen.on(.refer) }
            PlainButton(words["record-amend"]) { screen.on(.amend) }
        }
        if page.line.kind == "record-referral" { withdrawal }
    }

    private func service(_ page: PocketcardKit.RecordPage) -> some View {
        Box {
            Small(words["record-service"])
            Heading(page.service)
            ForEach(page.needs, id: \.self) { Point($0) }
            if !page.agreed.isEmpty { Small(words["record-agreed"]) }
            ForEach(page.agreed, id: \.self) { Point(words[$0]) }
        }
    }

    @ViewBuilder private var withdrawal: some View {
        if screen.state.asks {
            Box {
                Attention(words["record-withdraw-sure"])
                PlainButton(words["cancel"]) { screen.on(.keep) }
                PlainButton(words["record-withdraw"], danger: true) { screen.on(.withdrawSure) }
            }
        } else {
            PlainButton(words["record-withdraw"]) { screen.on(.withdraw) }
        }
    }
}

struct AmendPage: View {
    @Environment(\.words) private var words
    let screen: AmendScreen

    var body: some View {
        let state = screen.state
        Page(words["record-amend"], long: true) {
            TextBox(words["record-amend-note"], state.note, hint: words["screen-note-hint"], lines: 3) {
                screen.on(.note($0))
            }
            if let checklist = state.checklist {
                Sections(
                    checklist: checklist, unfolded: state.unfolded, answer: state.answer,
                    fold: { screen.on(.fold($0)) }, answered: { screen.on(.answered(item: $0, answer: $1)) })
            }
            MainButton(words["record-amend-go"], enabled: !state.note.isBlank || !state.changed.isEmpty) {
                screen.on(.send)
            }
        }
    }
}
