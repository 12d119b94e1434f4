/// The system's symbols that stand beside words; those that point turn with the language.
enum Symbol {
    static let back = "arrow.backward"
    static let leave = "rectangle.portrait.and.arrow.forward"
    static let language = "globe"
    static let check = "checkmark"
    static let sound = "speaker.wave.2"
    static let warning = "exclamationmark.triangle"
    static let unfold = "chevron.down"
    static let fold = "chevron.up"
    static let urgent = "exclamationmark"
    static let look = "eye"
}
