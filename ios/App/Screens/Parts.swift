import PocketcardKit
import SwiftUI

/// Nothing that is pressed is smaller, in points.
let touch: CGFloat = 56

/// A heading, found as one by VoiceOver's rotor.
struct Heading: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View { Strong(text).accessibilityAddTraits(.isHeader) }
}

/// Letters of a heading, for what is none.
struct Strong: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View { Text(verbatim: text).font(.title3).bold().wrapped() }
}

struct Paragraph: View {
    @Environment(\.palette) private var palette
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View {
        Text(verbatim: text).font(.body).bold(palette.bold).wrapped()
    }
}

struct Small: View {
    @Environment(\.palette) private var palette
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View {
        Text(verbatim: text).font(.subheadline).bold(palette.bold)
            .foregroundStyle(palette.onSurfaceVariant).wrapped()
    }
}

/// A code or a number, which is read from left to right in every language.
struct Code: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View {
        Text(verbatim: text).font(.title2.monospaced()).bold().wrapped()
            .environment(\.layoutDirection, .leftToRight)
    }
}

extension View {
    /// As many lines as the letters need, however large they are.
    fileprivate func wrapped() -> some View {
        fixedSize(horizontal: false, vertical: true).multilineTextAlignment(.leading)
    }
}

/// A sign beside words. It says nothing that the words do not.
struct Sign: View {
    let name: String

    init(_ name: String) { self.name = name }

    var body: some View {
        Image(systemName: name).font(.body.weight(.bold)).accessibilityHidden(true)
    }
}

/// What is done on a screen above all.
struct MainButton: View {
    @Environment(\.palette) private var palette
    let text: String
    var enabled = true
    let action: @MainActor () -> Void

    init(_ text: String, enabled: Bool = true, action: @escaping @MainActor () -> Void) {
        self.text = text
        self.enabled = enabled
        self.action = action
    }

    var body: some View {
        Button(action: action) {
            Text(verbatim: text).font(.headline).wrapped()
                .padding(.horizontal, 16).padding(.vertical, 12)
                .frame(maxWidth: .infinity, minHeight: touch)
                .foregroundStyle(enabled ? palette.onPrimary : palette.onSecondaryContainer)
                .background(
                    enabled ? palette.primary : palette.secondaryContainer,
                    in: RoundedRectangle(cornerRadius: 10))
        }
        .buttonStyle(.plain)
        .disabled(!enabled)
    }
}

/// What else can be done.
struct PlainButton: View {
    @Environment(\.palette) private var palette
    let text: String
    var danger = false
    let action: @MainActor () -> Void

    init(_ text: String, danger: Bool = false, action: @escaping @MainActor () -> Void) {
        self.text = text
        self.danger = danger
        self.action = action
    }

    var body: some View {
        let colour = danger ? palette.error : palette.onBackground
        Button(role: danger ? .destructive : nil, action: action) {
            Text(verbatim: text).font(.headline).wrapped()
                .padding(.horizontal, 16).padding(.vertical, 12)
                .frame(maxWidth: .infinity, minHeight: touch, alignment: .leading)
                .foregroundStyle(colour)
                .background(palette.background, in: RoundedRectangle(cornerRadius: 10))
                .outlined(danger ? colour : palette.outline, palette.line)
        }
        .buttonStyle(.plain)
    }
}

extension View {
    /// A line around it.
    func outlined(_ colour: Color, _ width: CGFloat) -> some View {
        overlay { RoundedRectangle(cornerRadius: 10).strokeBorder(colour, lineWidth: width) }
    }
}

/// Something that belongs together, within a line.
struct Box<Content: View>: View {
    @Environment(\.palette) private var palette
    @ViewBuilder let content: Content

    var body: some View {
        VStack(alignment: .leading, spacing: 10) { content }
            .padding(14)
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(palette.surfaceVariant, in: RoundedRectangle(cornerRadius: 10))
            .outlined(palette.outline, palette.line)
            .accessibilityElement(children: .contain)
    }
}

/// Something to be looked at: told by its sign and its place, and its colour too.
struct Attention: View {
    @Environment(\.palette) private var palette
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: 12) {
            Sign(Symbol.warning)
            Paragraph(text)
        }
        .padding(14)
        .frame(maxWidth: .infinity, alignment: .leading)
        .foregroundStyle(palette.onErrorContainer)
        .background(palette.errorContainer, in: RoundedRectangle(cornerRadius: 10))
        .outlined(palette.error, palette.line)
        .accessibilityElement(children: .combine)
    }
}

/// A heading that unfolds what is below it. `state` says how it stands.
struct Folding: View {
    @Environment(\.words) private var words
    let title: String
    let unfolded: Bool
    var state: String?
    let action: @MainActor () -> Void

    init(_ title: String, _ unfolded: Bool, state: String? = nil, action: @escaping @MainActor () -> Void) {
        self.title = title
        self.unfolded = unfolded
        self.state = state
        self.action = action
    }

    var body: some View {
        Button(action: action) {
            HStack(spacing: 12) {
                VStack(alignment: .leading, spacing: 2) {
                    Heading(title)
                    if let state { Small(state) }
                }
                Spacer(minLength: 0)
                Sign(unfolded ? Symbol.fold : Symbol.unfold)
            }
            .frame(minHeight: touch)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(title)
        .accessibilityValue(
            [state, words[unfolded ? "less" : "more"]].compactMap { $0 }.joined(separator: ", ")
        )
        .accessibilityAddTraits([.isButton, .isHeader])
    }
}

/// One of several, or some of many. What is chosen has a tick and a thick line, and a colour too.
struct Pick: View {
    @Environment(\.palette) private var palette
    let text: String
    let chosen: Bool
    var many = false
    let action: @MainActor () -> Void

    init(_ text: String, _ chosen: Bool, many: Bool = false, action: @escaping @MainActor () -> Void) {
        self.text = text
        self.chosen = chosen
        self.many = many
        self.action = action
    }

    var body: some View {
        Button(action: action) {
            HStack(spacing: 8) {
                if chosen { Sign(Symbol.check) }
                Paragraph(text)
            }
            .padding(.horizontal, 14).padding(.vertical, 12)
            .frame(minHeight: 48)
            .foregroundStyle(chosen ? palette.onPrimaryContainer : palette.onBackground)
            .background(
                chosen ? palette.primaryContainer : palette.background,
                in: RoundedRectangle(cornerRadius: 10)
            )
            .outlined(chosen ? palette.primary : palette.outline, chosen ? 3 : palette.line)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(chosen ? .isSelected : [])
        .accessibilityRemoveTraits(chosen ? [] : .isSelected)
    }
}

/// A word and what stands beside it; below it, where large letters leave no room.
struct Line: View {
    let word: String
    let value: String

    init(_ word: String, _ value: String) {
        self.word = word
        self.value = value
    }

    var body: some View {
        ViewThatFits(in: .horizontal) {
            HStack(alignment: .firstTextBaseline, spacing: 12) {
                Paragraph(word)
                Spacer(minLength: 0)
                Text(verbatim: value).font(.headline)
            }
            VStack(alignment: .leading, spacing: 2) {
                Paragraph(word)
                Text(verbatim: value).font(.headline)
            }
        }
        .accessibilityElement(children: .combine)
    }
}

/// One of a list of words below another.
struct Point: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: 6) {
            Text(verbatim: "·").bold().accessibilityHidden(true)
            Small(text)
        }
    }
}

/// What an exchange did and changed.
struct OutcomeLines: View {
    @Environment(\.words) private var words
    let outcome: Outcome

    init(_ outcome: Outcome) { self.outcome = outcome }

    var body: some View {
        Box {
            Paragraph(words["done"])
            ForEach(outcome.counts.indices, id: \.self) { at in
                Line(words[outcome.counts[at].first], words.number(outcome.counts[at].second))
            }
        }
    }
}
