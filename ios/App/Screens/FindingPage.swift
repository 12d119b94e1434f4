import PocketcardKit
import SwiftUI

struct FindingPage: View {
    @Environment(\.words) private var words
    let screen: FindingScreen

    var body: some View {
        let state = screen.state
        let confidential = state.record == nil
        Page(words[confidential ? "report-title" : "record-screening"]) {
            Small(words[confidential ? "finding-confidential" : "finding-sealed"])
            FindingShown(finding: state.finding, unfolded: state.unfolded) { screen.on(.fold) }
            if !confidential {
                Box {
                    Small(words["finding-code"])
                    Code(state.code)
                }
                // A place and an offer are for the office to look into: nobody there is offered a referral.
                if state.finding.ofPeople { refer(state.finding.level) }
            }
            PlainButton(words["done"]) { screen.on(.done) }
        }
    }

    @ViewBuilder private func refer(_ level: Level) -> some View {
        switch level {
        case .refer, .referNow: MainButton(words["finding-refer"]) { screen.on(.refer) }
        case .noFlag, .enquire: PlainButton(words["finding-refer"]) { screen.on(.refer) }
        }
    }
}

/// A finding: how strongly, what first, why; the rest folded.
struct FindingShown: View {
    @Environment(\.words) private var words
    let finding: Finding
    let unfolded: Bool
    let fold: @MainActor () -> Void

    var body: some View {
        LevelShown(finding: finding)
        Box {
            Heading(words["finding-first"])
            ForEach(first.indices, id: \.self) { Numbered(number: $0 + 1, text: first[$0]) }
        }
        if !finding.since.isEmpty { since }
        Pointers(title: words["finding-urgent"], list: finding.urgent)
        Pointers(title: words["finding-reasons"], list: finding.reasons)
        Folding(words["finding-rest"], unfolded, action: fold)
        if unfolded {
            ForEach(rest.indices, id: \.self) { Paragraph(rest[$0]) }
            Pointers(title: words["finding-forms"], list: finding.forms)
            Pointers(title: words["finding-elements"], list: finding.elements)
            Pointers(title: words["finding-linkages"], list: finding.linkages)
            Small(words["finding-not-a-verdict"])
        }
    }

    private var first: [String] { Array(finding.advice.prefix(finding.firstAdvice)) }

    private var rest: [String] { Array(finding.advice.dropFirst(finding.firstAdvice)) }

    private var since: some View {
        Box {
            ForEach(finding.since.indices, id: \.self) { at in
                if at == 0 { Heading(finding.since[at].first) } else { Paragraph(finding.since[at].first) }
                ForEach(finding.since[at].second, id: \.self) { Point($0) }
            }
        }
    }
}

private struct LevelShown: View {
    @Environment(\.palette) private var palette
    @Environment(\.words) private var words
    let finding: Finding

    var body: some View {
        let strong = finding.level == .referNow
        HStack(alignment: .top, spacing: 12) {
            Sign(strong ? Symbol.urgent : Symbol.look)
            VStack(alignment: .leading, spacing: 6) {
                Heading(finding.title.isEmpty ? words[finding.level.word] : finding.title)
                Paragraph(finding.meaning.isEmpty ? words[finding.level.word + ".meaning"] : finding.meaning)
                if finding.child { Paragraph(words["finding-child"]) }
            }
        }
        .padding(14)
        .frame(maxWidth: .infinity, alignment: .leading)
        .foregroundStyle(strong ? palette.onErrorContainer : palette.onPrimaryContainer)
        .background(
            strong ? palette.errorContainer : palette.primaryContainer, in: RoundedRectangle(cornerRadius: 10)
        )
        .outlined(strong ? palette.error : palette.primary, 3)
        .accessibilityElement(children: .combine)
    }
}

private struct Numbered: View {
    @Environment(\.words) private var words
    let number: Int
    let text: String

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: 12) {
            Text(verbatim: words.number(number)).font(.headline)
            Paragraph(text)
        }
        .accessibilityElement(children: .combine)
    }
}

/// What answers point to, each with what led to it. Nothing where there is none.
private struct Pointers: View {
    @Environment(\.words) private var words
    let title: String
    let list: [Shown]

    var body: some View {
        if !list.isEmpty {
            Box {
                Heading(title)
                ForEach(list.indices, id: \.self) { at in
                    VStack(alignment: .leading, spacing: 2) {
                        Paragraph(list[at].text)
                        if !list[at].because.isEmpty { Small(words["finding-because"]) }
                        ForEach(list[at].because, id: \.self) { Point($0) }
                    }
                    .accessibilityElement(children: .combine)
                }
            }
        }
    }
}
