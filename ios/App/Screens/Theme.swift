import PocketcardKit
import SwiftUI

/// The colours of one look.
struct Palette: Sendable {
    let primary: Color
    let onPrimary: Color
    let primaryContainer: Color
    let onPrimaryContainer: Color
    let secondaryContainer: Color
    let onSecondaryContainer: Color
    let background: Color
    let onBackground: Color
    let surfaceVariant: Color
    let onSurfaceVariant: Color
    let outline: Color
    let error: Color
    let errorContainer: Color
    let onErrorContainer: Color
    /// How thick lines are: in the sun thin ones vanish.
    let line: CGFloat
    let bold: Bool

    static let light = Palette(
        primary: Color(hex: 0x0B4A80), onPrimary: .white,
        primaryContainer: Color(hex: 0xD3E6F8), onPrimaryContainer: Color(hex: 0x06233D),
        secondaryContainer: Color(hex: 0xE4E9EE), onSecondaryContainer: Color(hex: 0x14181C),
        background: .white, onBackground: Color(hex: 0x111417),
        surfaceVariant: Color(hex: 0xF1F4F7), onSurfaceVariant: Color(hex: 0x30363C),
        outline: Color(hex: 0x4A525A), error: Color(hex: 0x8F1515),
        errorContainer: Color(hex: 0xFBE3E1), onErrorContainer: Color(hex: 0x4A0808),
        line: 1, bold: false)

    static let dark = Palette(
        primary: Color(hex: 0xA6CFF7), onPrimary: Color(hex: 0x00294A),
        primaryContainer: Color(hex: 0x12426B), onPrimaryContainer: Color(hex: 0xE3F0FC),
        secondaryContainer: Color(hex: 0x2A3239), onSecondaryContainer: Color(hex: 0xEDF1F4),
        background: Color(hex: 0x0E1215), onBackground: Color(hex: 0xF0F3F5),
        surfaceVariant: Color(hex: 0x1B2126), onSurfaceVariant: Color(hex: 0xD5DCE2),
        outline: Color(hex: 0xA4AEB7), error: Color(hex: 0xFFB8B0),
        errorContainer: Color(hex: 0x6B1A1A), onErrorContainer: Color(hex: 0xFFE9E6),
        line: 1, bold: false)

    static let sun = Palette(
        primary: .black, onPrimary: .white,
        primaryContainer: Color(hex: 0xFFEB3B), onPrimaryContainer: .black,
        secondaryContainer: .white, onSecondaryContainer: .black,
        background: .white, onBackground: .black,
        surfaceVariant: .white, onSurfaceVariant: .black,
        outline: .black, error: Color(hex: 0x7A0000),
        errorContainer: .white, onErrorContainer: Color(hex: 0x7A0000),
        line: 3, bold: true)

    /// Dark for people who asked the system for more contrast.
    static let darkContrast = Palette(
        primary: .white, onPrimary: .black,
        primaryContainer: Color(hex: 0xFFEB3B), onPrimaryContainer: .black,
        secondaryContainer: .black, onSecondaryContainer: .white,
        background: .black, onBackground: .white,
        surfaceVariant: .black, onSurfaceVariant: .white,
        outline: .white, error: Color(hex: 0xFFB8B0),
        errorContainer: .black, onErrorContainer: Color(hex: 0xFFB8B0),
        line: 3, bold: false)

    /// The colours of a look. Where the system is asked for more contrast, light is as in the sun.
    static func of(_ look: Look, system: ColorScheme, contrast: ColorSchemeContrast) -> Palette {
        if look == .sun { return .sun }
        let isDark = look == .dark || look == .device && system == .dark
        if contrast == .increased { return isDark ? .darkContrast : .sun }
        return isDark ? .dark : .light
    }
}

extension Color {
    fileprivate init(hex: UInt32) {
        let part = { (shift: UInt32) in Double((hex >> shift) & 0xFF) / 255 }
        self.init(.sRGB, red: part(16), green: part(8), blue: part(0), opacity: 1)
    }
}

/// The words of the language that is spoken here: the screens' own, or the person's.
struct Spoken: Sendable {
    let words: Words?

    subscript(_ id: String) -> String { words?[id] ?? "" }

    var tag: String { words?.tag ?? "" }

    /// The digits 0 to 9 in every language, as codes, dates and the core's texts have them.
    var locale: Locale { Locale(identifier: tag + "@numbers=latn") }

    func number(_ value: Int) -> String { value.formatted(.number.locale(locale)) }

    func number(_ value: Double) -> String { value.formatted(.number.locale(locale)) }

    /// A time as the language tells it.
    func time(_ millis: Int) -> String {
        Date(timeIntervalSince1970: Double(millis) / 1000)
            .formatted(Date.FormatStyle(date: .abbreviated, time: .shortened, locale: locale))
    }
}

private struct SpokenKey: EnvironmentKey {
    static let defaultValue = Spoken(words: nil)
}

private struct PaletteKey: EnvironmentKey {
    static let defaultValue = Palette.light
}

extension EnvironmentValues {
    var words: Spoken {
        get { self[SpokenKey.self] }
        set { self[SpokenKey.self] = newValue }
    }

    var palette: Palette {
        get { self[PaletteKey.self] }
        set { self[PaletteKey.self] = newValue }
    }
}

extension View {
    /// In the words and the direction of a language.
    func speaking(_ words: Words?) -> some View {
        environment(\.words, Spoken(words: words))
            .environment(\.locale, Spoken(words: words).locale)
            .environment(
                \.layoutDirection, words?.rightToLeft == true ? .rightToLeft : .leftToRight)
    }
}
