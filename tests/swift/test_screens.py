"""Shows that screens.py finds what it is there to find: each page here has one fault."""

import unittest

import screens


def found(check, *arguments):
    return [problem.split(": ", 1)[-1] for problem in check(*arguments)]


class Texts(unittest.TestCase):
    words = {"done", "age", "age.hint"}

    def wrong(self, source):
        return found(screens.texts, "Page.swift", screens.without_comments(source), self.words)

    def test_words_of_the_catalogue_pass(self):
        self.assertEqual(self.wrong('Heading(words[ours ? "done" : "age.hint"]) // a "comment"'), [])
        self.assertEqual(self.wrong('Small(words[level.word + ".hint"])'), [])
        self.assertEqual(self.wrong('Text(verbatim: "· ")'), [])

    def test_a_text_of_its_own(self):
        self.assertEqual(len(self.wrong('Text("Done")')), 1)
        self.assertEqual(len(self.wrong('Heading("done")')), 1)
        self.assertEqual(len(self.wrong('MainButton("Send now") { screen.on(.send) }')), 1)
        self.assertEqual(len(self.wrong('x.accessibilityLabel("Back")')), 1)
        self.assertEqual(len(self.wrong('announce("Stopped")')), 1)
        self.assertEqual(len(self.wrong('Paragraph(words["done"] + " of it")')), 1)
        self.assertEqual(len(self.wrong('Text(verbatim: "\\(count) parts")')), 1)

    def test_words_that_are_not_there(self):
        self.assertEqual(len(self.wrong('Heading(words["dome"])')), 1)

    def test_nothing_where_words_belong(self):
        self.assertEqual(len(self.wrong('MainButton("") { screen.on(.send) }')), 1)


class Labels(unittest.TestCase):
    def wrong(self, source):
        return found(screens.labels, "Page.swift", source)

    def test_what_says_something_passes(self):
        self.assertEqual(self.wrong("Button(action: action) { Text(verbatim: text) }.buttonStyle(.plain)"), [])
        self.assertEqual(self.wrong("Button { go() } label: { Sign(x) }.accessibilityLabel(does)"), [])
        self.assertEqual(self.wrong("Image(systemName: name).font(.body).accessibilityHidden(true)"), [])
        self.assertEqual(self.wrong("QuietText(label: label, hint: hint)"), [])

    def test_a_button_with_a_picture_alone(self):
        self.assertEqual(len(self.wrong("Button(action: action) { Sign(x) }.buttonStyle(.plain)")), 1)
        # Hidden, it would be pressed by nobody who does not see it.
        self.assertEqual(len(self.wrong("Button { go() } label: { Sign(x) }.accessibilityHidden(true)")), 1)
        # What is in a menu is not seen before it is opened.
        inner = "Menu { Button { go() } label: { Text(x) } } label: { Sign(x) }"
        self.assertEqual(len(self.wrong(inner)), 1)
        self.assertEqual(self.wrong(inner + ".accessibilityLabel(does)"), [])
        self.assertEqual(len(self.wrong("Menu { Text(x) } label: { Sign(x) }; x.accessibilityLabel(does)")), 1)

    def test_words_that_a_modifier_shows_are_no_label(self):
        bubble = "Button(action: action) { Sign(x) }.accessibilityShowsLargeContentViewer { Label(does, systemImage: x) }"
        self.assertEqual(len(self.wrong(bubble)), 1)
        self.assertEqual(self.wrong(bubble + ".accessibilityLabel(does)"), [])

    def test_a_label_of_the_next_view_does_not_count(self):
        self.assertEqual(len(self.wrong("Button { go() } label: { Sign(x) }\nText(x)")), 1)
        self.assertEqual(len(self.wrong("ProgressView()\nText(x).accessibilityLabel(x)")), 1)

    def test_a_field_without_a_label(self):
        self.assertEqual(len(self.wrong("QuietSecret(secret: secret)")), 1)
        self.assertEqual(len(self.wrong("TextField(text: $text)")), 1)

    def test_a_picture_that_says_nothing(self):
        self.assertEqual(len(self.wrong("Image(systemName: name).font(.body)")), 1)
        self.assertEqual(len(self.wrong("Strokes(drawing: drawing).stroke(style: style)")), 1)

    def test_a_gesture(self):
        self.assertEqual(len(self.wrong("Text(x).onTapGesture { go() }")), 1)


class Pages(unittest.TestCase):
    kit = """
public final class OneScreen: Screen {
    public enum Event: Sendable {
        case go(String), stop
        case `in`
    }
}
public final class TwoScreen: Screen {
}
"""
    switch = "case let screen as OneScreen: OnePage(screen: screen)\ncase let screen as TwoScreen: TwoPage(screen: screen)"
    one = "struct OnePage: View { let screen: OneScreen; screen.on(.go(x)); screen.on(.stop); screen.on(.in) }"
    two = "struct TwoPage: View { let screen: TwoScreen }"
    names = {"OneScreen", "TwoScreen"}

    def wrong(self, names=names, switch=switch, sources=(one, two)):
        return list(screens.pages(screens.kit_screens([self.kit]), names, switch, list(sources)))

    def test_all_there(self):
        self.assertEqual(self.wrong(), [])

    def test_a_screen_of_one_kit_alone(self):
        self.assertEqual(len(self.wrong(names={"OneScreen"})), 1)
        self.assertEqual(len(self.wrong(names={"OneScreen", "TwoScreen", "ThreeScreen"})), 1)

    def test_a_screen_without_a_page(self):
        self.assertEqual(len(self.wrong(switch=self.switch.splitlines()[0])), 1)
        self.assertEqual(len(self.wrong(sources=[self.one])), 1)

    def test_an_event_that_no_page_sends(self):
        self.assertEqual(len(self.wrong(sources=[self.one.replace("screen.on(.stop)", ""), self.two])), 1)


class Contrast(unittest.TestCase):
    def theme(self, letters):
        pairs = {name: "0x000000" for pair in screens.PAIRS for name in pair[:1]}
        pairs |= {name: "0xFFFFFF" for pair in screens.PAIRS for name in pair[1:2]}
        pairs |= {"primary": "0x000000", "onPrimary": "0xFFFFFF"} | letters
        colours = ", ".join(f"{name}: Color(hex: {colour})" for name, colour in pairs.items())
        return f"static let light = Palette({colours}, line: 1, bold: false)"

    def test_black_on_white(self):
        self.assertEqual(list(screens.contrasts(self.theme({}))), [])

    def test_grey_on_white(self):
        # 4.48 to 1: one step too light.
        self.assertEqual(len(list(screens.contrasts(self.theme({"error": "0x777777"})))), 1)

    def test_no_look(self):
        self.assertEqual(len(list(screens.contrasts(""))), 1)


if __name__ == "__main__":
    unittest.main()
