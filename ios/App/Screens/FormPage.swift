import PocketcardKit
import SwiftUI
import UIKit

/// The questions of an office's own form, as they are asked now.
struct Questions: View {
    let form: FormState
    let action: (FormEvent) -> Void

    var body: some View {
        ForEach(form.questions, id: \.place) { question in
            QuestionAsked(question: question, form: form, action: action)
        }
    }
}

private struct QuestionAsked: View {
    @Environment(\.words) private var words
    let question: Question
    let form: FormState
    let action: (FormEvent) -> Void

    var body: some View {
        Box {
            switch question.widget {
            case .group, .repeat: turns
            case .note:
                if !question.label.isEmpty { Paragraph(question.label) }
                hint
            default:
                Paragraph(label)
                hint
                if question.readOnly { worked } else { AnswerAsked(question: question, form: form, action: action) }
                if let message = form.message(question) {
                    Attention(message)
                        .onAppear { announce(message) }
                        .onChange(of: message) { _, now in announce(now) }
                }
            }
        }
    }

    @ViewBuilder private var hint: some View {
        if !question.hint.isEmpty { Small(question.hint) }
    }

    @ViewBuilder private var turns: some View {
        if !question.label.isEmpty { Heading(label) }
        hint
        if question.canAdd {
            PlainButton(words["question-add-turn"]) { action(.addTurn(place: question.place)) }
            if question.count > 0 {
                PlainButton(words["question-remove-turn"]) {
                    action(.removeTurn(place: question.place, turn: question.count - 1))
                }
            }
        }
    }

    /// An answer that is worked out, to be read.
    @ViewBuilder private var worked: some View {
        let names = question.chosen.map { id in question.choices.first { $0.id == id }?.text ?? id }
        let text = question.choices.isEmpty ? question.typed : names.joined(separator: ", ")
        if !text.isEmpty { Paragraph(text) }
    }

    /// The number of the innermost turn stands before what is asked several times.
    private var label: String {
        let turn = question.place.turns.last.map { words.number($0 + 1) + ". " } ?? ""
        let must = question.required ? " (" + words["question-required"] + ")" : ""
        return turn + question.label + must
    }
}

private struct AnswerAsked: View {
    @Environment(\.words) private var words
    let question: Question
    let form: FormState
    let action: (FormEvent) -> Void

    var body: some View {
        switch question.widget {
        case .selectOne, .selectMultiple, .rank:
            Picks {
                ForEach(question.choices, id: \.id) { choice in
                    let at = question.chosen.firstIndex(of: choice.id)
                    Pick(said(choice, at), at != nil, many: question.widget != .selectOne) {
                        action(.touched(place: question.place, choice: choice.id))
                    }
                }
            }
        case .acknowledge:
            Pick(words["done"], question.chosen.contains(Widget.done), many: true) {
                action(.touched(place: question.place, choice: Widget.done))
            }
        case .media:
            if question.file == nil {
                PlainButton(words["question-attach"]) { action(.attach(place: question.place)) }
            } else {
                Small(words["question-attached"])
                PlainButton(words["question-detach"]) { action(.detach(place: question.place)) }
            }
        default:
            TypedAnswer(question: question, pending: form.pending > 0) {
                action(.typed(place: question.place, text: $0))
            }
        }
    }

    private func said(_ choice: Choice, _ at: Int?) -> String {
        guard question.widget == .rank, let at else { return choice.text }
        return words.number(at + 1) + ". " + choice.text
    }
}

/// A field to type in. What the form works out for it appears once everything that was typed is taken.
private struct TypedAnswer: View {
    @Environment(\.words) private var words
    @State private var typed: String
    /// Another field stands there once the form has worked out something else than what was typed.
    @State private var age = 0
    let question: Question
    let pending: Bool
    let change: (String) -> Void

    init(question: Question, pending: Bool, change: @escaping (String) -> Void) {
        self.question = question
        self.pending = pending
        self.change = change
        _typed = State(initialValue: question.typed)
    }

    var body: some View {
        TextBox(question.label, typed, hint: hint, keyboard: keyboard) {
            typed = $0
            change($0)
        }
        .id(age)
        .onChange(of: question.typed) { follow() }
        .onChange(of: pending) { follow() }
    }

    private func follow() {
        guard !pending, question.typed != typed, question.read(typed) != question.value else { return }
        typed = question.typed
        age += 1
    }

    private var hint: String? {
        switch question.widget {
        case .integer: words["ask-number"]
        case .decimal: words["ask-decimal"]
        case .range(let start, let end, _): words.number(start) + " – " + words.number(end)
        case .date: words["ask-day"]
        case .time: words["ask-time"]
        case .dateTime: words["ask-day-time"]
        case .position(let several): words[several ? "ask-places" : "ask-place"]
        default: nil
        }
    }

    private var keyboard: UIKeyboardType {
        switch question.widget {
        case .integer, .decimal, .range: .numbersAndPunctuation
        default: .default
        }
    }
}
