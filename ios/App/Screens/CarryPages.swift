import PocketcardKit
import SwiftUI

struct CarryPage: View {
    @Environment(\.words) private var words
    let screen: CarryScreen

    var body: some View {
        Page(words["carry-title"]) {
            Paragraph(words["carry-explain"])
            if let outcome = screen.state.outcome { OutcomeLines(outcome) }
            PlainButton(words["carry-out"]) { screen.on(.out) }
            PlainButton(words["carry-in"]) { screen.on(.in) }
            PlainButton(words["carry-meet"]) { screen.on(.meet) }
            PlainButton(words["carry-parts-out"]) { screen.on(.partsOut) }
            PlainButton(words["carry-parts-in"]) { screen.on(.partsIn) }
        }
    }
}

struct MeetPage: View {
    @Environment(\.words) private var words
    let screen: MeetScreen

    var body: some View {
        let state = screen.state
        Page(words["carry-meet"]) {
            switch state.step {
            case .choice:
                Paragraph(words["meet-explain"])
                MainButton(words["meet-wait"]) { screen.on(.wait) }
                TextBox(words["meet-address"], state.address, keyboard: .numbersAndPunctuation) {
                    screen.on(.address($0))
                }
                PlainButton(words["meet-call"]) { screen.on(.call) }
            case .waiting:
                Paragraph(words["meet-waiting"])
                Box { Code(state.address) }
                PlainButton(words["copy"]) { Pasteboard.copy(state.address) }
                PlainButton(words["stop"]) { screen.on(.again) }
            case .code: code(state)
            case .exchanging:
                Paragraph(words["meet-exchanging"])
                PlainButton(words["stop"]) { screen.on(.again) }
            case .done: if let outcome = state.outcome { OutcomeLines(outcome) }
            case .different:
                Attention(words["meet-differ"])
                PlainButton(words["carry-meet"]) { screen.on(.again) }
            }
        }
    }

    @ViewBuilder private func code(_ state: MeetState) -> some View {
        Box {
            Small(words["meet-code"])
            Code(state.code)
        }
        TextBox(words["meet-type"], state.typed, keyboard: .numberPad) { screen.on(.code($0)) }
        MainButton(words["continue"], enabled: !state.typed.isBlank) { screen.on(.exchange) }
        PlainButton(words["stop"]) { screen.on(.again) }
    }
}

struct PartsOutPage: View {
    @Environment(\.words) private var words
    let screen: PartsOutScreen

    var body: some View {
        let state = screen.state
        Page(words["carry-parts-out"]) {
            if state.tooLarge {
                Attention(words["parts-too-large"])
            } else if state.parts.indices.contains(state.at) {
                let part = state.parts[state.at]
                Line(words["parts-part"], words.number(state.at + 1) + " / " + words.number(state.parts.count))
                QrShown(text: part)
                Box { Small(part) }
                PlainButton(words["copy"]) { Pasteboard.copy(part) }
                if state.at + 1 < state.parts.count {
                    MainButton(words["parts-next"]) { screen.on(state.at + 1) }
                }
                if state.at > 0 { PlainButton(words["parts-previous"]) { screen.on(state.at - 1) } }
            }
        }
    }
}

/// Black on white in every look: that is what cameras read.
private struct QrShown: View {
    @Environment(\.words) private var words
    let text: String

    var body: some View {
        if let code = QrCode.of(text) {
            Image(decorative: code, scale: 1)
                .interpolation(.none).resizable().aspectRatio(1, contentMode: .fit)
                .padding(16)
                .background(Color.white)
                .accessibilityElement()
                .accessibilityLabel(words["parts-part"])
                .accessibilityAddTraits(.isImage)
        }
    }
}

struct PartsInPage: View {
    @Environment(\.words) private var words
    let screen: PartsInScreen

    var body: some View {
        let state = screen.state
        Page(words["carry-parts-in"]) {
            if let outcome = state.outcome {
                OutcomeLines(outcome)
            } else {
                if let missing = state.missing {
                    Line(words["parts-missing"], missing.map(words.number).joined(separator: ", "))
                }
                if state.canScan {
                    MainButton(words["parts-scan"]) { screen.on(.scan) }
                    Small(words["ask-camera"])
                }
                TextBox(words["parts-text"], state.text, lines: 3) { screen.on(.text($0)) }
                PlainButton(words["parts-add"]) { screen.on(.add) }
            }
        }
    }
}
