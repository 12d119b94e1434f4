import PocketcardKit
import SwiftUI

struct AlonePage: View {
    let screen: AloneScreen

    var body: some View {
        let state = screen.state
        switch state.step {
        case .gate: GatePage(screen: screen)
        case .handOver: HandOverPage(screen: screen)
        case .heard: HeardPage(screen: screen)
        case .saidFirst, .question, .share:
            if let pages = state.pages { PersonPage(screen: screen, pages: pages).speaking(state.spoken) }
        }
    }
}

private struct GatePage: View {
    @Environment(\.words) private var words
    let screen: AloneScreen

    var body: some View {
        let state = screen.state
        Page(words["alone-title"]) {
            Paragraph(words["alone-explain"])
            Small(words["alone-unlocks"])
            Pick(words["alone-gate-alone"], state.gate.alone, many: true) { screen.on(.confirmed) }
            AgeAsked(age: state.gate.age, asked: nil) { screen.on(.aged($0)) }
            if state.gate.age != .adult {
                Pick(words["alone-gate-child-protection"], state.gate.childProtection, many: true) {
                    screen.on(.protected)
                }
            }
            if !state.areas.isEmpty {
                AreaAsked(areas: state.areas, chosen: state.gate.area) { screen.on(.area($0)) }
            }
            LanguageAsked(chosen: state.language) { screen.on(.language($0)) }
            if !state.voices.isEmpty { Heading(words["alone-voice"]) }
            ForEach(state.voices.indices, id: \.self) { at in
                Pick(state.voices[at].said, state.voices[at] == state.voice) {
                    screen.on(.voice(state.voices[at]))
                }
            }
            MainButton(words["alone-open"]) { screen.on(.open) }
        }
    }
}

private struct HandOverPage: View {
    @Environment(\.words) private var words
    let screen: AloneScreen

    var body: some View {
        Page(words["alone-title"]) {
            Paragraph(words["alone-hand-over"])
            if screen.state.pages?.untested == true { Attention(words["alone-untested"]) }
            MainButton(words["alone-begin"]) { screen.on(.next) }
        }
    }
}

/// What the person sees: the end above, one question, and what there is to touch. No bar, and nothing of the officer's.
private struct PersonPage: View {
    @Environment(\.words) private var words
    let screen: AloneScreen
    let pages: PocketcardKit.AlonePages

    var body: some View {
        let state = screen.state
        ScrollView {
            VStack(alignment: .leading, spacing: 14) {
                EndTile(tile: pages.end) { screen.on(.end) }
                if !state.sounds.isEmpty { ListenTile { screen.on(.listen) } }
                if state.silent { Small(words["alone-no-sound"]) }
                switch state.step {
                case .saidFirst: Paragraph(pages.saidFirst.text)
                case .share: SharePart(screen: screen, pages: pages)
                default: QuestionPart(screen: screen, pages: pages)
                }
                MainButton(words["continue"]) { screen.on(.next) }
            }
            .padding(16)
        }
    }
}

private struct QuestionPart: View {
    let screen: AloneScreen
    let pages: PocketcardKit.AlonePages

    var body: some View {
        let state = screen.state
        if let question = state.question {
            HStack(spacing: 14) {
                Picture(tile: question.tile, side: Picture.asked)
                Heading(question.tile.text)
            }
            .accessibilityElement(children: .combine)
            Alike {
                if question.choices.isEmpty {
                    TileShown(tile: pages.yes, chosen: state.reply == .yes) { screen.on(.touched(.yes)) }
                    TileShown(tile: pages.no, chosen: state.reply == .no) { screen.on(.touched(.no)) }
                }
                ForEach(question.choices.indices, id: \.self) { at in
                    let choice = question.choices[at]
                    TileShown(tile: choice.second, chosen: chosen(choice.first)) { screen.on(.needs(choice.first)) }
                }
                TileShown(tile: pages.skip, chosen: state.reply == .skip, onward: true) { screen.on(.touched(.skip)) }
            }
        }
    }

    private func chosen(_ need: Need) -> Bool {
        if case .chosen(let needs) = screen.state.reply { needs.contains(need) } else { false }
    }
}

private struct SharePart: View {
    let screen: AloneScreen
    let pages: PocketcardKit.AlonePages

    var body: some View {
        let shares = screen.state.reply == .yes
        Heading(pages.share.text)
        Alike {
            TileShown(tile: pages.no, chosen: !shares) { screen.on(.touched(.no)) }
            TileShown(tile: pages.yes, chosen: shares) { screen.on(.touched(.yes)) }
        }
    }
}

/// Something to touch. What is chosen has a tick and a thick line, and a colour too.
private struct TileShown: View {
    @Environment(\.palette) private var palette
    let tile: Tile
    let chosen: Bool
    /// Its picture points on, which is the other way from right to left.
    var onward = false
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            HStack(spacing: 14) {
                Picture(tile: tile, side: Picture.answered).flipsForRightToLeftLayoutDirection(onward)
                Strong(tile.text)
                Spacer(minLength: 0)
                Sign(Symbol.check).opacity(chosen ? 1 : 0)
            }
            .padding(14)
            .frame(maxWidth: .infinity, maxHeight: .infinity, alignment: .leading)
            .foregroundStyle(chosen ? palette.onPrimaryContainer : palette.onBackground)
            .background(
                chosen ? palette.primaryContainer : palette.background,
                in: RoundedRectangle(cornerRadius: 10)
            )
            .outlined(chosen ? palette.primary : palette.outline, chosen ? 4 : palette.line)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(chosen ? .isSelected : [])
        .accessibilityRemoveTraits(chosen ? [] : .isSelected)
    }
}

/// As large as an answer, where somebody reads the page.
private struct ListenTile: View {
    @Environment(\.palette) private var palette
    @Environment(\.words) private var words
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            HStack(spacing: 14) {
                Image(systemName: Symbol.sound).font(.largeTitle.weight(.bold)).accessibilityHidden(true)
                    .frame(width: Picture.answered)
                Strong(words["alone-listen"])
            }
            .padding(14)
            .frame(maxWidth: .infinity, minHeight: Picture.answered, alignment: .leading)
            .foregroundStyle(palette.onSecondaryContainer)
            .background(palette.secondaryContainer, in: RoundedRectangle(cornerRadius: 10))
            .outlined(palette.outline, palette.line)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
    }
}

private struct EndTile: View {
    @Environment(\.palette) private var palette
    let tile: Tile
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            HStack(spacing: 14) {
                Picture(tile: tile, side: 40)
                Strong(tile.text)
            }
            .padding(10)
            .frame(maxWidth: .infinity, minHeight: touch, alignment: .leading)
            .foregroundStyle(palette.onErrorContainer)
            .background(palette.errorContainer, in: RoundedRectangle(cornerRadius: 10))
            .outlined(palette.error, palette.line)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
    }
}

/// The picture of a tile; its words stand beside it.
private struct Picture: View {
    /// How large the picture of a question is, in points.
    static let asked: CGFloat = 96
    /// How large the picture of an answer is.
    static let answered: CGFloat = 64

    let tile: Tile
    let side: CGFloat

    var body: some View {
        Strokes(drawing: Drawing(tile.path))
            .stroke(
                style: StrokeStyle(
                    lineWidth: Drawing.line * side / Drawing.side, lineCap: .round, lineJoin: .round)
            )
            .frame(width: side, height: side)
            .accessibilityHidden(true)
    }
}

private struct Strokes: Shape {
    let drawing: Drawing

    func path(in bounds: CGRect) -> Path {
        let scale = bounds.width / Drawing.side
        let place = { (point: Drawing.Point) in
            CGPoint(x: bounds.minX + point.x * scale, y: bounds.minY + point.y * scale)
        }
        return Path { path in
            for step in drawing.steps {
                switch step {
                case .move(let to): path.move(to: place(to))
                case .line(let to): path.addLine(to: place(to))
                case .curve(let to, let first, let second):
                    path.addCurve(to: place(to), control1: place(first), control2: place(second))
                case .close: path.closeSubpath()
                }
            }
        }
    }
}

private struct HeardPage: View {
    @Environment(\.words) private var words
    let screen: AloneScreen

    var body: some View {
        Page(words["alone-title"]) {
            if let heard = screen.state.heard { all(heard) } else { Paragraph(words["wait"]) }
        }
    }

    @ViewBuilder private func all(_ heard: Heard) -> some View {
        Heading(words[heard.needs.isEmpty ? "alone-heard-nothing" : "alone-heard"])
        if heard.urgent { Attention(words["alone-urgent"]) }
        ForEach(heard.needs.indices, id: \.self) { at in
            let need = heard.needs[at]
            Box {
                Paragraph(need.first.text)
                ForEach(need.second, id: \.self) { Point($0) }
            }
        }
        if !heard.shared.isEmpty { Heading(words["alone-shown"]) }
        ForEach(heard.shared.indices, id: \.self) { at in
            let answer = heard.shared[at]
            Box {
                Small(words[answer.first.word])
                Paragraph(said(answer.second))
            }
        }
        if heard.draft != nil {
            Small(words["alone-kept"])
            MainButton(words["continue"]) { screen.on(.goOn) }
        }
        PlainButton(words["done"]) { screen.on(.done) }
    }

    private func said(_ reply: Reply) -> String {
        switch reply {
        case .yes: words["alone-yes"]
        case .no: words["alone-no"]
        case .chosen(let needs):
            Need.allCases.filter(needs.contains).map { words[$0.word] }.joined(separator: ", ")
        case .skip: ""
        }
    }
}
