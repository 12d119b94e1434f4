#!/usr/bin/env python3
"""Holds the screens of ios/App against the kit, the catalogue of words and what people need who do not see the glass.

  tests/swift/screens.py      lists what is wrong; exit status 1 if anything is

- Each screen of ios/Kit is one of android/kit, has a page in ScreenView.swift, and each of its events is sent by a page.
- No page has a text of its own: a literal with a letter in it is the id of words in the catalogue.
- Each control and each picture shows words or has a label; a picture without either is hidden from VoiceOver.
- Nothing is told by colours that are too close: the contrast of each look is that of WCAG 2.2, 1.4.3 and 1.4.11.

test_screens.py shows each of them fail.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Literals with letters that nobody reads, by file. Those of Pictures name symbols and read paths.
NOT_WORDS = {
    "Exchanges.swift": {"org.pocketcard.app.exchange"},
    "Fields.swift": {"copy:", "cut:", "paste:", "select:", "selectAll:", "\\n"},
    "HardwareKeys.swift": {"pocketcard", "pocketcard mac"},
    "PhoneDevice.swift": {"en", "file", "photo"},
    "PocketcardApp.swift": {"com.apple.configuration.managed", "AskForOwner", "the files cannot be protected"},
    "Scanner.swift": {"pocketcard.camera"},
    "Storage.swift": {"held", "card"},
    "Theme.swift": {"@numbers=latn"},
}

# What ends in the words of a text of its own, or of its neighbour.
SHOWS_WORDS = re.compile(r"\b(Text|Heading|Strong|Paragraph|Small|Code|Label)\(")
LABELLED = re.compile(r"\.accessibilityLabel\(|\blabel: label\b")
HIDDEN = re.compile(r"\.accessibilityHidden\(true\)|Image\(decorative:")

PRESSED = ("Button", "Menu", "Toggle", "Slider", "Stepper", "Picker", "Link", "NavigationLink", "DatePicker")
TYPED = ("TextField", "SecureField", "TextEditor", "QuietText", "QuietSecret")
SEEN = ("Image", "ProgressView", "Gauge", "Canvas", "Strokes")


def without_comments(source):
    """Replaces comments by spaces, so that every place stays where it is."""
    return re.sub(r'("(?:\\.|[^"\\\n])*")|//[^\n]*', lambda m: m[1] or " " * len(m[0]), source)


def closing(source, at):
    """Returns the place after the bracket that closes the one at `at`. Brackets in literals do not count."""
    depth, pairs = 0, {"(": ")", "{": "}", "[": "]"}
    while at < len(source):
        char = source[at]
        if char == '"':
            at = re.compile(r'"(?:\\.|[^"\\])*"').match(source, at).end()
            continue
        if char in pairs:
            depth += 1
        elif char in pairs.values():
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise ValueError("a bracket is not closed")


def expression(source, at):
    """Returns the view that begins at `at`: its arguments and its closures; and the modifiers that follow it."""
    start, modified = at, None
    at = re.compile(r"\w+").match(source, at).end()
    part = re.compile(r"\s*(?:(?=[({])|(?:\w+:\s*(?=\{))|(\.)\w+)")
    while True:
        found = part.match(source, at)
        if not found:
            return source[start : modified or at], source[modified or at : at]
        if found[1] and modified is None:
            modified = at
        at = found.end()
        if at < len(source) and source[at] in "({":
            at = closing(source, at)


def views(source, names):
    """Yields each view of these names, its modifiers, and its line."""
    for found in re.finditer(r"(?<![.\w])(%s)(?=\s*[({])" % "|".join(names), source):
        before = source[max(0, found.start() - 12) : found.start()]
        if re.search(r"(struct|class|enum|extension|func)\s+$", before):
            continue
        yield found[1], *expression(source, found.start()), source.count("\n", 0, found.start()) + 1


def literals(source):
    """Yields each literal, what stands before it, and its line. What is interpolated is code, and left out."""
    for found in re.finditer(r'"((?:\\\((?:[^()]|\([^()]*\))*\)|\\.|[^"\\\n])*)"', source):
        text = re.sub(r"\\\((?:[^()]|\([^()]*\))*\)", "", found[1])
        yield text, source[: found.start()], source.count("\n", 0, found.start()) + 1


def texts(name, source, words):
    """Yields what is wrong with the literals of a file."""
    suffixes = {word[word.index(".") :] for word in words if "." in word}
    for text, before, line in literals(source):
        shown = re.search(r"(?:\b[A-Z]\w*|\bannounce|\.accessibility\w+)\((?:\w+:\s*)?$", before)
        if not re.search(r"[^\W\d_]", text):
            if text == "" and shown and not shown[0].startswith(("Spoken", "Secret")):
                yield f"{name}:{line}: shows nothing where words belong"
            continue
        if text in NOT_WORDS.get(name, ()):
            continue
        if shown:
            yield f'{name}:{line}: "{text}" is shown as it is: take it from the catalogue'
        elif text not in words and text not in suffixes:
            yield f'{name}:{line}: "{text}" is no id of words in the catalogue'


def face(view):
    """Returns what is seen of a control before it is pressed: its label, where that is apart."""
    at = re.compile(r"\w+").match(view).end()
    part = re.compile(r"\s*(\w+:)?\s*(?=[({])")
    while found := part.match(view, at):
        at = closing(view, found.end())
        if found[1] == "label:":
            return view[found.end() : at]
    return view


def labels(name, source):
    """Yields the controls and pictures of a file that say nothing to anyone who does not see them."""
    for kind, view, modifiers, line in views(source, PRESSED + TYPED + SEEN):
        # What a modifier shows, such as a bubble for large letters, is not what VoiceOver says.
        if LABELLED.search(view + modifiers) or (kind in PRESSED and SHOWS_WORDS.search(face(view))):
            continue
        if kind in SEEN and HIDDEN.search(view + modifiers):
            continue
        yield f"{name}:{line}: {kind} shows no words and has no label"
    for found in re.finditer(r"\.on(?:TapGesture|LongPressGesture)\b", source):
        line = source.count("\n", 0, found.start()) + 1
        yield f"{name}:{line}: a gesture that VoiceOver does not find: make it a button"


def kit_screens(sources):
    """Returns each screen of the kit, with the names of its events."""
    screens = {}
    for source in sources:
        for found in re.finditer(r"class (\w+Screen): Screen \{", source):
            body = source[found.start() : closing(source, found.end() - 1)]
            event = re.search(r"enum Event\b[^{]*\{", body)
            names = []
            if event:
                inner = body[event.end() : closing(body, event.end() - 1) - 1]
                for line in re.findall(r"\bcase ([^\n]*)", inner):
                    names += re.findall(r"`?(\w+)`?(?:\([^)]*\))?\s*(?:,|$)", line)
            screens[found[1]] = names
    return screens


def pages(screens, android, switch, sources):
    """Yields the screens without a page, the pages without a screen, and the events that no page sends."""
    for name in sorted(set(screens) ^ set(android)):
        yield f"{name} is a screen of {'the kit of iOS' if name in screens else 'the kit of Android'} alone"
    shown = dict(re.findall(r"case let screen as (\w+): (\w+)\(screen: screen\)", switch))
    for name in sorted(set(screens) ^ set(shown)):
        yield f"{name} has no page" if name in screens else f"{name} has a page and is no screen"
    every = "\n".join(sources)
    for name, page in sorted(shown.items()):
        if not re.search(rf"struct {page}: View", every):
            yield f"{page} is not there"
            continue
        own = "\n".join(source for source in sources if re.search(rf"\bscreen: {name}\b", source))
        for event in screens.get(name, ()):
            if not re.search(rf"\bscreen\.on\(\.{event}\b", own):
                yield f"{name}.Event.{event} is sent by no page"


def scenarios(folder, screens):
    """Yields the screens that a scenario speaks of and that are none."""
    for file in sorted(folder.glob("*.toml")):
        for name in sorted(set(re.findall(r'\bon = "(\w+)"', file.read_text())) - set(screens)):
            yield f"{file.name} speaks of {name}, which is no screen"


def luminance(colour):
    """Returns the relative luminance of a colour as WCAG 2.2 defines it."""
    parts = [((colour >> shift) & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# What stands on what: the letters, the ground, and the least contrast.
PAIRS = [
    ("onPrimary", "primary", 4.5),
    ("onPrimaryContainer", "primaryContainer", 4.5),
    ("onSecondaryContainer", "secondaryContainer", 4.5),
    ("onBackground", "background", 4.5),
    ("onBackground", "surfaceVariant", 4.5),
    ("onSurfaceVariant", "surfaceVariant", 4.5),
    ("onSurfaceVariant", "background", 4.5),
    ("error", "background", 4.5),
    ("onErrorContainer", "errorContainer", 4.5),
    ("outline", "background", 3),
    ("outline", "surfaceVariant", 3),
    ("primary", "background", 3),
]


def contrasts(theme):
    """Yields the pairs of colours of a look that are too close. In the sun and where more is asked for, 7 to 1."""
    looks = re.findall(r"static let (\w+) = Palette\((.*?)bold:", theme, re.S)
    if not looks:
        yield "Theme.swift has no look"
    for look, body in looks:
        named = {"black": 0x000000, "white": 0xFFFFFF}
        colours = {
            name: int(hexadecimal, 16) if hexadecimal else named[word]
            for name, hexadecimal, word in re.findall(r"(\w+): (?:Color\(hex: 0x(\w{6})\)|\.(\w+))", body)
        }
        for letters, ground, least in PAIRS:
            least = 7 if look in ("sun", "darkContrast") and least == 4.5 else least
            one, other = sorted((luminance(colours[letters]), luminance(colours[ground])), reverse=True)
            ratio = (one + 0.05) / (other + 0.05)
            if ratio < least:
                yield f"Theme.swift: {letters} on {ground} of {look} has {ratio:.1f} to 1, and needs {least}"


def catalogue(folder):
    """Returns the ids of all words."""
    words = set()
    for file in folder.glob("*.ftl"):
        message = None
        for line in file.read_text().splitlines():
            if found := re.match(r"([a-zA-Z][\w-]*) =", line):
                message = found[1]
                words.add(message)
            elif (found := re.match(r"\s+\.([\w-]+) =", line)) and message:
                words.add(f"{message}.{found[1]}")
    return words


def main():
    files = [file for file in sorted(ROOT.glob("ios/App/**/*.swift")) if file.parent.name != "Pictures"]
    read = {file.name: without_comments(file.read_text()) for file in files}
    kit = [without_comments(file.read_text()) for file in ROOT.glob("ios/Kit/Sources/PocketcardKit/Screens/*.swift")]
    android = set()
    for file in ROOT.glob("android/kit/src/main/kotlin/pocketcard/kit/screens/*.kt"):
        android |= set(re.findall(r"^public class (\w+Screen)\(", file.read_text(), re.M))
    words = catalogue(ROOT / "core/content/lang/en")
    screens = kit_screens(kit)
    wrong = [problem for name, source in read.items() for problem in texts(name, source, words)]
    wrong += [problem for name, source in read.items() for problem in labels(name, source)]
    wrong += pages(screens, android, read["ScreenView.swift"], list(read.values()))
    wrong += scenarios(ROOT / "tests/scenarios", screens)
    wrong += contrasts(read["Theme.swift"])
    for problem in wrong:
        print(problem)
    print(f"{len(screens)} screens, {sum(map(len, screens.values()))} events, {len(read)} files: {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
