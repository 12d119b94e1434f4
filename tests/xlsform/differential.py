"""Fills the same forms with the same random answers in through JavaRosa and through Pocketcard.

python3 differential.py FORM_EVAL CLASSES [--forms N] [--cases N] [--seed N] [--today DAY] [--keep DIR]

FORM_EVAL is the program built from tests/src/bin/form_eval.rs, CLASSES the class path with Oracle and
JavaRosa. Exits 1 and prints the first differences if relevance, constraints, required questions,
calculated values or offered choices differ anywhere.
"""

import argparse
import copy
import json
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from forms import Maker
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert

XFORMS = "{http://www.w3.org/2002/xforms}"
TEMPLATE = "{http://openrosa.org/javarosa}template"
ROOT = Path(__file__).resolve().parent.parent
# IOM's form lies beside the repository where it is developed.
HTCDS = ROOT.parent.parent / "shared/fixtures/htcds/htcds_xlsform.xlsx"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("form_eval")
    parser.add_argument("classes")
    parser.add_argument("--forms", type=int, default=60)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    # Both sides are told the day, so that one seed gives one result whenever it runs.
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 22), help="the day that it is to be")
    parser.add_argument("--keep", help="leave the workbooks and forms in this folder")
    return parser.parse_args()


class Written(Maker):
    """A form that people wrote: its questions are read back from the workbook."""

    def __init__(self, workbook, seed, today):
        super().__init__(seed, today)
        book = load_workbook(workbook)
        rows = list(book["survey"].iter_rows(values_only=True))
        type_at, name_at = rows[0].index("type"), rows[0].index("name")
        self.lists = {}
        for name, choice, *_ in book["choices"].iter_rows(min_row=2, values_only=True):
            self.lists.setdefault(name, []).append(str(choice))
        repeat = None
        for row in rows[1:]:
            kind, name = row[type_at], row[name_at]
            if kind == "begin_repeat":
                repeat = name
                self.repeats.append(repeat)
            elif kind == "end_repeat":
                repeat = None
            elif kind and "group" not in kind and kind != "note":
                self.questions.append((name, kind, repeat))

    def answer(self, kind):
        if kind in ("start", "end"):
            return None
        if kind == "today":
            return str(self.today)
        if kind.startswith("select") and self.random.random() < 0.8:
            names = self.lists[kind.split()[1]]
            if kind.startswith("select_one"):
                return self.random.choice(names)
            return self.random.sample(names, self.random.randint(1, min(4, len(names))))
        return None if kind.startswith("select") else super().answer(kind)


def write_workbook(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def instance(xform, values):
    """The form's own instance, filled in."""
    tree = ElementTree.fromstring(xform)
    data = copy.deepcopy(tree.find(f".//{XFORMS}model/{XFORMS}instance")[0])
    fill(data, values)
    return ElementTree.tostring(data, encoding="unicode")


def fill(parent, values):
    for child in list(parent):
        name = child.tag.removeprefix(XFORMS)
        value = values.get(name)
        if TEMPLATE in child.attrib:
            at = list(parent).index(child)
            for other in [c for c in parent if c.tag == child.tag]:
                parent.remove(other)
            del child.attrib[TEMPLATE]
            for turn in reversed(value or []):
                copied = copy.deepcopy(child)
                fill(copied, turn)
                parent.insert(at, copied)
        elif child in list(parent):
            if len(child):
                fill(child, values)
            else:
                child.text = " ".join(value) if isinstance(value, list) else str(value) if value is not None else None


def same(a, b):
    """Whether two values are the same, but for the last digits of numbers that are not whole: Java and
    Rust do not always write the same shortest one."""
    number = r"-?\d+\.\d+(?:E-?\d+)?"
    if re.sub(number, "#", a) != re.sub(number, "#", b):
        return False
    pairs = zip(re.findall(number, a), re.findall(number, b))
    return all(abs(float(x) - float(y)) <= 1e-12 * max(abs(float(x)), 1e-300) for x, y in pairs)


def text(value):
    # As ODK writes a list: one space between names, whatever spaces a name ends in.
    return " ".join(name.strip() for name in value) if isinstance(value, list) else "" if value is None else str(value)


def differences(ours, theirs):
    """What differs in one case, as readable lines."""
    if ours.keys() != theirs.keys():
        yield f"places: {sorted(ours.keys() ^ theirs.keys())}"
        return
    for place, mine in ours.items():
        relevant, required, value, constraint, choices = theirs[place]
        if str(mine["relevant"]).lower() != relevant:
            yield f"{place}: relevant {mine['relevant']}, JavaRosa {relevant}"
        elif mine["relevant"]:
            if str(mine["required"]).lower() != required:
                yield f"{place}: required {mine['required']}, JavaRosa {required}"
            # ODK stores a calculated day as midnight in the phone's time zone; ours stays a day.
            value = value.removesuffix("T00:00:00.000Z")
            if not same(text(mine["value"]), value):
                yield f"{place}: value {text(mine['value'])!r}, JavaRosa {value!r}"
            if str(mine["constraint"]).lower() != constraint:
                yield f"{place}: constraint {mine['constraint']}, JavaRosa {constraint}"
            if choices and " ".join(mine["choices"]) != choices:
                yield f"{place}: choices {mine['choices']}, JavaRosa {choices}"


def main():
    options = arguments()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="xlsform-"))
    folder.mkdir(parents=True, exist_ok=True)
    makers = [Maker(f"{options.seed}-{n}", options.today).form() for n in range(options.forms)]
    workbooks = [folder / f"{n}.xlsx" for n in range(options.forms)]
    for maker, workbook in zip(makers, workbooks):
        write_workbook(workbook, maker.sheets())
    written = [p for p in [ROOT / "fixtures/xlsform/household.xlsx", HTCDS] if p.exists()]
    makers += [Written(path, options.seed, options.today) for path in written]
    workbooks += written

    requests, folders = [], []
    for n, (maker, workbook) in enumerate(zip(makers, workbooks)):
        place = folder / f"form-{n}"
        place.mkdir(exist_ok=True)
        xform = convert(xlsform=str(workbook), validate=False).xform
        (place / "form.xml").write_text(xform)
        cases = [maker.answers() for _ in range(options.cases)]
        for number, case in enumerate(cases):
            (place / f"case-{number}.xml").write_text(instance(xform, case))
        requests.append({"workbook": str(workbook), "today": str(options.today), "cases": cases})
        folders.append(str(place))

    ours = subprocess.run(
        [options.form_eval], input="\n".join(map(json.dumps, requests)), capture_output=True, text=True, check=True)
    ours = [json.loads(line) for line in ours.stdout.splitlines()]
    oracle = subprocess.run(
        ["java", "-Duser.timezone=UTC", "-cp", options.classes, "Oracle", str(options.today), *folders],
        capture_output=True, text=True, check=True)
    theirs = {}
    for line in oracle.stdout.splitlines():
        place, case, *rest = line.split("\t")
        theirs.setdefault((place, int(case)), {})[rest[0]] = rest[1:]

    found, compared = [], 0
    for n, (workbook, name) in enumerate(zip(workbooks, folders)):
        if isinstance(ours[n], dict):
            found.append(f"{workbook.name} is refused: {ours[n]['refused']}")
            continue
        for case, mine in enumerate(ours[n]):
            theirs_here = theirs.get((name, case), {})
            if "!" in theirs_here:
                found.append(f"{workbook.name} case {case}: JavaRosa stops: {theirs_here['!']}")
                continue
            compared += len(mine)
            # A repeat without turns is nowhere in JavaRosa's instance.
            mine = {p: state for p, state in mine.items() if p in theirs_here or p not in makers[n].repeats}
            found += [f"{workbook.name} case {case}: {line}" for line in differences(mine, theirs_here)]
    if not options.keep:
        shutil.rmtree(folder)
    print("\n".join(found[:40]))
    print(f"{len(workbooks)} forms, {len(workbooks) * options.cases} fillings, {compared} answers compared, "
          f"{len(found)} differences")
    # Comparing nothing would be no success either.
    sys.exit(1 if found or compared < 100 else 0)


if __name__ == "__main__":
    main()
