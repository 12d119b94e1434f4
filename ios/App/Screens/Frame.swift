import PocketcardKit
import SwiftUI

/// The whole app within its look, its words and their direction. Before the core has answered, an empty page.
struct RootView: View {
    @Environment(\.colorScheme) private var system
    @Environment(\.colorSchemeContrast) private var contrast
    let app: PocketcardKit.App

    var body: some View {
        let palette = Palette.of(app.state.look, system: system, contrast: contrast)
        ZStack {
            palette.background.ignoresSafeArea()
            if let words = app.state.words, let top = app.state.top {
                // What was typed belongs to one screen.
                ScreenView(screen: top).id(ObjectIdentifier(top))
                    .speaking(words)
            }
        }
        .environment(app)
        .environment(\.palette, palette)
        .foregroundStyle(palette.onBackground)
        .tint(palette.primary)
        .preferredColorScheme(app.state.look.scheme)
        // Nothing moves: a screen replaces another at once, for everybody.
        .transaction { $0.animation = nil }
        // The quick exit of somebody who does not see: a tap with two fingers, twice, anywhere.
        .accessibilityAction(.magicTap) { exit() }
        .accessibilityAction(.escape) { _ = app.back() }
    }

    /// On the pages of a person who answers alone, their own end; everywhere else the neutral screen.
    private func exit() {
        if let alone = app.state.top as? AloneScreen, alone.state.step.personal { app.back() } else { app.leave() }
    }
}

extension Look {
    /// What the system's own parts are to look like, its keyboard for one.
    fileprivate var scheme: ColorScheme? {
        switch self {
        case .device: nil
        case .light, .sun: .light
        case .dark: .dark
        }
    }
}

/// A page: the bar, what is to be told, and a list of parts that scrolls as a whole.
///
/// A long one makes its parts as they come into sight. One with passphrases does not: they are in their fields alone.
struct Page<Content: View>: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    let title: String
    let long: Bool
    @ViewBuilder let content: Content

    init(_ title: String, long: Bool = false, @ViewBuilder content: () -> Content) {
        self.title = title
        self.long = long
        self.content = content()
    }

    var body: some View {
        VStack(spacing: 0) {
            Bar()
            if app.state.busy {
                ProgressView().progressViewStyle(.linear).accessibilityLabel(words["wait"])
                    .onAppear { announce(words["wait"]) }
            }
            if let notice = app.state.notice { NoticeShown(notice: notice) }
            ScrollView {
                Group {
                    if long {
                        LazyVStack(alignment: .leading, spacing: 14) { parts }
                    } else {
                        VStack(alignment: .leading, spacing: 14) { parts }
                    }
                }
                .frame(maxWidth: broadest, alignment: .leading)
                .frame(maxWidth: .infinity)
                .padding(.horizontal, 16).padding(.top, 4).padding(.bottom, 32)
            }
            .scrollDismissesKeyboard(.interactively)
        }
        // VoiceOver begins at the top of another page.
        .onAppear { AccessibilityNotification.ScreenChanged().post() }
    }

    @ViewBuilder private var parts: some View {
        Text(verbatim: title).font(.title2).bold().accessibilityAddTraits(.isHeader)
        content
    }
}

/// Lines longer than this are hard to follow, in points.
private let broadest: CGFloat = 640

/// Reads this out to anyone who has VoiceOver on.
@MainActor func announce(_ text: String) {
    AccessibilityNotification.Announcement(text).post()
}

/// Back, the language, the way out: above every page, in this order.
private struct Bar: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words

    var body: some View {
        HStack(spacing: 0) {
            if app.state.canGoBack || app.state.top?.hasStepBack == true {
                Tool(symbol: Symbol.back, does: words["back"]) { _ = app.back() }
            }
            Spacer(minLength: 0)
            Speaking()
            Tool(symbol: Symbol.leave, does: words["leave"]) { app.leave() }
        }
        .frame(minHeight: touch)
    }
}

private struct Tool: View {
    let symbol: String
    let does: String
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            Sign(symbol).frame(minWidth: touch, minHeight: touch).contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(does)
        .accessibilityShowsLargeContentViewer { Label(does, systemImage: symbol) }
    }
}

/// The language can be changed anywhere, in the middle of anything.
private struct Speaking: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words

    var body: some View {
        Menu {
            ForEach(app.state.languages, id: \.tag) { language in
                Button {
                    app.speakAlways(language.tag)
                } label: {
                    Text(verbatim: language.name)
                }
            }
        } label: {
            Sign(Symbol.language).frame(minWidth: touch, minHeight: touch).contentShape(Rectangle())
        }
        .accessibilityLabel(words["settings-language"])
    }
}

/// Something to be told, until it is closed.
private struct NoticeShown: View {
    @Environment(PocketcardKit.App.self) private var app
    @Environment(\.words) private var words
    let notice: Notice

    var body: some View {
        if let text {
            VStack(alignment: .leading, spacing: 6) {
                if notice.failure == nil { Box { Paragraph(text) } } else { Attention(text) }
                if let left = notice.triesLeft { Line(words["tries-left"], words.number(left)) }
                PlainButton(words["close"]) { app.dismiss() }
            }
            .frame(maxWidth: broadest)
            .padding(.horizontal, 16).padding(.vertical, 6)
            .onAppear { announce(text) }
            .onChange(of: text) { _, now in announce(now) }
        }
    }

    private var text: String? {
        notice.failure.flatMap { words.words?.failed($0) } ?? notice.word.map { words[$0] }
    }
}
