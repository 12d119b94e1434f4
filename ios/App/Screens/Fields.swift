import PocketcardKit
import SwiftUI
import UIKit
import UniformTypeIdentifiers

/// Text that is told as it is typed. No keyboard learns from it, nothing checks or completes it, and what is copied
/// stays on this phone.
struct TextBox: View {
    @Environment(\.palette) private var palette
    let label: String
    let text: String
    var hint: String?
    var lines = 1
    var keyboard: UIKeyboardType = .default
    let change: (String) -> Void

    init(
        _ label: String, _ text: String, hint: String? = nil, lines: Int = 1,
        keyboard: UIKeyboardType = .default, change: @escaping (String) -> Void
    ) {
        self.label = label
        self.text = text
        self.hint = hint
        self.lines = lines
        self.keyboard = keyboard
        self.change = change
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Small(label).accessibilityHidden(true)
            QuietText(label: label, hint: hint, text: text, lines: lines, keyboard: keyboard, change: change)
                .padding(.horizontal, 10)
                .frame(minHeight: touch)
                .background(palette.background, in: RoundedRectangle(cornerRadius: 10))
                .outlined(palette.outline, palette.line)
            if let hint { Small(hint).accessibilityHidden(true) }
        }
    }
}

/// A passphrase. It stays in its field until `take` empties it.
@MainActor @Observable final class SecretField {
    fileprivate(set) var isEmpty = true
    @ObservationIgnored fileprivate weak var field: UITextField?

    /// What was typed; the field is empty afterwards.
    func take() -> Secret {
        let typed = Secret(field?.text ?? "")
        field?.text = nil
        isEmpty = true
        return typed
    }
}

struct SecretBox: View {
    @Environment(\.palette) private var palette
    @Environment(\.words) private var words
    @State private var shown = false
    let label: String
    let secret: SecretField
    var hint: String?

    init(_ label: String, _ secret: SecretField, hint: String? = nil) {
        self.label = label
        self.secret = secret
        self.hint = hint
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Small(label).accessibilityHidden(true)
            QuietSecret(label: label, hint: hint, secret: secret, shown: shown)
                .padding(.horizontal, 10)
                .frame(minHeight: touch)
                .background(palette.background, in: RoundedRectangle(cornerRadius: 10))
                .outlined(palette.outline, palette.line)
            if let hint { Small(hint).accessibilityHidden(true) }
            Pick(words["passphrase-show"], shown, many: true) { shown.toggle() }
        }
    }
}

/// Copies within this phone alone, for ten minutes: other devices of the owner do not get it.
enum Pasteboard {
    @MainActor static func copy(_ text: String) {
        UIPasteboard.general.setItems(
            [[UTType.utf8PlainText.identifier: text]],
            options: [.localOnly: true, .expirationDate: Date(timeIntervalSinceNow: 600)])
    }
}

/// A field of the system's, for what SwiftUI's own fields cannot be told.
private struct QuietText: UIViewRepresentable {
    let label: String
    let hint: String?
    let text: String
    let lines: Int
    let keyboard: UIKeyboardType
    let change: (String) -> Void

    func makeUIView(context: Context) -> QuietTextView {
        let view = QuietTextView()
        view.delegate = context.coordinator
        view.keyboardType = keyboard
        view.returnKeyType = lines == 1 ? .done : .default
        view.text = text
        return view
    }

    func updateUIView(_ view: QuietTextView, context: Context) {
        context.coordinator.change = change
        context.coordinator.oneLine = lines == 1
        view.accessibilityLabel = label
        view.accessibilityHint = hint
        // While somebody types, the field is ahead; it is emptied once what was typed has been used.
        if view.text != text, text.isEmpty || !view.isFirstResponder { view.text = text }
    }

    func sizeThatFits(_ proposal: ProposedViewSize, uiView view: QuietTextView, context: Context) -> CGSize? {
        let width = proposal.width ?? 320
        let high = view.sizeThatFits(CGSize(width: width, height: .greatestFiniteMagnitude)).height
        let least = CGFloat(lines) * (view.font?.lineHeight ?? 20) + 16
        return CGSize(width: width, height: max(high, least))
    }

    func makeCoordinator() -> Coordinator { Coordinator(change: change) }

    @MainActor final class Coordinator: NSObject, UITextViewDelegate {
        var change: (String) -> Void
        var oneLine = true

        init(change: @escaping (String) -> Void) { self.change = change }

        func textViewDidChange(_ view: UITextView) { change(view.text) }

        func textView(
            _ view: UITextView, shouldChangeTextIn range: NSRange, replacementText text: String
        ) -> Bool {
            guard oneLine, text == "\n" else { return true }
            view.resignFirstResponder()
            return false
        }
    }
}

private final class QuietTextView: UITextView {
    override init(frame: CGRect, textContainer: NSTextContainer?) {
        super.init(frame: frame, textContainer: textContainer)
        // No keyboard learns, corrects, completes or sends what is typed.
        autocorrectionType = .no
        autocapitalizationType = .none
        spellCheckingType = .no
        smartQuotesType = .no
        smartDashesType = .no
        smartInsertDeleteType = .no
        inlinePredictionType = .no
        if #available(iOS 18.0, *) { writingToolsBehavior = .none }
        font = .preferredFont(forTextStyle: .body)
        adjustsFontForContentSizeCategory = true
        isScrollEnabled = false
        backgroundColor = .clear
        textColor = .label
        // Text of another program comes without its looks, and nothing is dropped into it or dragged out.
        allowsEditingTextAttributes = false
        textDragInteraction?.isEnabled = false
    }

    @available(*, unavailable) required init?(coder: NSCoder) { nil }

    /// Nothing that sends the text elsewhere: no look-up, no translation, no sharing.
    override func canPerformAction(_ action: Selector, withSender sender: Any?) -> Bool {
        allowed.contains(NSStringFromSelector(action)) && super.canPerformAction(action, withSender: sender)
    }

    override func copy(_ sender: Any?) {
        if let range = selectedTextRange, let chosen = text(in: range) { Pasteboard.copy(chosen) }
    }

    override func cut(_ sender: Any?) {
        copy(sender)
        if let range = selectedTextRange { replace(range, withText: "") }
    }

    private let allowed: Set<String> = ["copy:", "cut:", "paste:", "select:", "selectAll:"]
}

private struct QuietSecret: UIViewRepresentable {
    let label: String
    let hint: String?
    let secret: SecretField
    let shown: Bool

    func makeUIView(context: Context) -> QuietSecretField {
        let field = QuietSecretField()
        let secret = secret
        field.addAction(
            UIAction { [weak field] _ in secret.isEmpty = field?.hasText != true }, for: .editingChanged)
        return field
    }

    func updateUIView(_ field: QuietSecretField, context: Context) {
        secret.field = field
        field.accessibilityLabel = label
        field.accessibilityHint = hint
        if field.isSecureTextEntry == shown { field.isSecureTextEntry = !shown }
    }
}

private final class QuietSecretField: UITextField {
    override init(frame: CGRect) {
        super.init(frame: frame)
        // The same while it is shown.
        autocorrectionType = .no
        autocapitalizationType = .none
        spellCheckingType = .no
        smartInsertDeleteType = .no
        inlinePredictionType = .no
        font = .preferredFont(forTextStyle: .body)
        adjustsFontForContentSizeCategory = true
        isSecureTextEntry = true
        // It is offered to no safe for passwords, which other devices of the owner would share.
        textContentType = .none
    }

    @available(*, unavailable) required init?(coder: NSCoder) { nil }

    /// A passphrase leaves the field by being used alone.
    override func canPerformAction(_ action: Selector, withSender sender: Any?) -> Bool { false }
}
