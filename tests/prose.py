#!/usr/bin/env python3
"""Holds pages, comments and what programs print against the rules of docs/style.md that a program can check.

  tests/prose.py         lists what is against the rules; exit status 1 if anything is
  tests/prose.py --fix   mends what can be mended without thinking: words with one plain counterpart, and pages
                         whose sentences share lines

Markdown stands at one sentence a line. Texts in core/content, terms of the law and quotations are left alone.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What is not written, and what to write. With a plain counterpart it is mended by --fix.
WORDS = [
    (r"(?<!, )\bwhoever\b", "anyone who"),
    (r"\bWhoever\b", "Anyone who"),
    (r"\banew\b", "again"),
    (r"\bin one stroke\b", "in one transaction"),
    (r"\bwith the same stroke\b", "in the same transaction"),
    (r"\bhow-manieth\b", None),
    (r"\b(?:from|of|with|for|by|than|only) who\b", None),
    (r"\b(?:[Uu]p to|[Aa]t most|[Ff]or) so many\b", None),
    (r"^(?:So many|This long)\b", None),
]

ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "vs.", "No.", "Art.", "art.", "cf.", "St.", "p.", "pp.")


def files(*kinds):
    listed = subprocess.run(
        ["git", "ls-files", "-z", *kinds], cwd=ROOT, capture_output=True, text=True, check=True
    )
    skipped = ("core/content/", "docs/terms/", "tests/fixtures/", "tests/vectors/", "tests/corpus/")
    return [ROOT / name for name in listed.stdout.split("\0") if name and not name.startswith(skipped)]


def readable(path, text):
    """The parts of a file that people read: (number of the line, from, to, whether a program prints it)."""
    if path.suffix == ".md":
        fenced = False
        for number, line in enumerate(text.splitlines()):
            if line.lstrip().startswith("```"):
                fenced = not fenced
            elif not fenced:
                yield number, 0, len(line), False
        return
    for number, line in enumerate(text.splitlines()):
        comment = re.search(r"//[/!]? ", line)
        if comment:
            yield number, comment.end(), len(line), False
        for quoted in re.finditer(r'"((?:[^"\\]|\\.)* (?:[^"\\]|\\.)*)"', line[: comment.start() if comment else None]):
            yield number, quoted.start(1), quoted.end(1), True


def words(path, text, fix):
    """Lists, or mends, words against the rules."""
    lines, found = text.splitlines(keepends=True), []
    for number, start, end, printed in sorted(readable(path, text), reverse=True):
        line = lines[number]
        part = line[start:end]
        for pattern, plain in WORDS:
            if not re.search(pattern, part):
                continue
            if fix and plain and not printed:
                part = re.sub(pattern, plain, part)
            else:
                found.append((number + 1, f"write {plain or 'it otherwise'}: {re.search(pattern, part)[0]}"))
        lines[number] = line[:start] + part + line[end:]
    return "".join(lines), found


def is_text(line):
    """Whether a line of Markdown belongs to a paragraph or an item, and not to a table, heading or rule."""
    bare = line.strip()
    return bool(bare) and not bare.startswith(("|", "#", "<", "---")) and not re.match(r"^\[[^\]]*\]:", bare)


def sentences(text):
    """The sentences of a paragraph that stands on one line."""
    parts, start, depth, code = [], 0, 0, False
    for at, char in enumerate(text):
        code ^= char == "`"
        depth += (char in "([") - (char in ")]")
        if code or depth > 0 or char not in ".?!":
            continue
        end = at + 1
        while end < len(text) and text[end] in "\"'”’*_)":
            end += 1
        rest = text[end:]
        if not re.match(r" +[\"'“‘*_(\[`]*[A-Z0-9`*\[]", rest):
            continue
        word = text[start:end].split()[-1]
        if word.lstrip("(") in ABBREVIATIONS:
            continue
        parts.append(text[start:end].strip())
        start = end
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def reflowed(text):
    """Markdown at one sentence a line."""
    out, paragraph, indent, lead, fenced = [], [], "", "", False

    def flush():
        if paragraph:
            joined = sentences(" ".join(paragraph))
            out.extend((lead if n == 0 else indent) + it for n, it in enumerate(joined))
            paragraph.clear()

    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            flush()
            fenced = not fenced
            out.append(line)
            continue
        item = re.match(r"^(\s*)((?:[-*+]|\d+\.) +)(?=\S)", line)
        if fenced or not is_text(line) or re.match(r"^( {4,}|\t)", line) and not paragraph and not item:
            flush()
            out.append(line)
        elif item:
            flush()
            lead, indent = item[0], " " * len(item[0])
            paragraph.append(line[item.end() :].strip())
        elif line.endswith(("  ", "\\")):
            flush()
            out.append(line)
        elif paragraph:
            paragraph.append(line.strip())
        else:
            indent = lead = re.match(r"^\s*", line)[0]
            if line.lstrip().startswith(">"):
                indent = lead = re.match(r"^\s*> *", line)[0]
                paragraph.append(line[len(lead) :].strip())
            else:
                paragraph.append(line.strip())
    flush()
    return "\n".join(out)


def main():
    fix, wrong = "--fix" in sys.argv[1:], 0
    for path in files("*.md", "*.rs"):
        before = path.read_text(encoding="utf-8")
        after, found = words(path, before, fix)
        if path.suffix == ".md":
            flowed = reflowed(after)
            if flowed != after and not fix:
                at = next(n for n, pair in enumerate(zip(flowed.split("\n"), after.split("\n") + [""])) if len(set(pair)) > 1)
                found.append((at + 1, "one sentence a line"))
            after = flowed if fix else after
        if fix and after != before:
            path.write_text(after, encoding="utf-8")
        for number, what in sorted(found):
            print(f"{path.relative_to(ROOT)}:{number}: {what}")
        wrong += len(found)
    print(f"{wrong} against the rules" if wrong else "nothing against the rules")
    return 1 if wrong else 0


sys.exit(main())
