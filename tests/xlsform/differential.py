"""Fills the same forms with the same random answers in through JavaRosa and through Pocketcard.

python3 differential.py FORM_EVAL CLASSES [--forms N] [--cases N] [--seed N] [--today DAY] [--keep DIR] [FILE…]

FORM_EVAL is the program built from tests/src/bin/form_eval.rs, CLASSES the class path with Oracle and
JavaRosa. Exits 1 and prints the first differences if relevance, constraints, required questions,
calculated values or offered choices differ anywhere.
"""

import argparse
import copy
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from forms import TEXTS, Maker
from openpyxl import Workbook
from pyxform.xls2xform import convert

XFORMS = "{http://www.w3.org/2002/xforms}"
COUNT = "{http://openrosa.org/javarosa}count"
PRELOAD = "{http://openrosa.org/javarosa}preload"
TEMPLATE = "{http://openrosa.org/javarosa}template"
# What pyxform adds to show a table of choices.
ADDED = ("reserved_name_for_field_list_labels_", "generated_table_list_label_")
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
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="workbooks to compare instead of random ones")
    parser.add_argument("--keep", help="leave the workbooks and forms in this folder")
    return parser.parse_intermixed_args()


class Opened:
    """A form that people wrote: its questions are read from the XForm that pyxform makes of the workbook."""

    def __init__(self, xform, seed, today):
        self.random, self.today = random.Random(seed), today
        tree = ElementTree.fromstring(xform)
        model = tree.find(f".//{XFORMS}model")
        self.data = model.find(f"{XFORMS}instance")[0]
        self.binds = {bind.get("nodeset"): bind.attrib for bind in model.iter(f"{XFORMS}bind")}
        self.lists = {
            instance.get("id"): [item.findtext(f"{XFORMS}name") for item in instance.iter(f"{XFORMS}item")]
            for instance in model.findall(f"{XFORMS}instance")[1:]}
        self.controls = {control.get("ref"): control for control in tree.iter() if control.get("ref")}
        # What is worked out when something else is answered, and repeats that count themselves: JavaRosa does both
        # only while somebody fills the form in.
        self.apart = {value.get("ref") for value in tree.iter(f"{XFORMS}setvalue")}
        self.apart |= {repeat.get("nodeset") for repeat in tree.iter(f"{XFORMS}repeat") if repeat.get(COUNT)}
        self.repeats = {repeat.get("nodeset") for repeat in tree.iter(f"{XFORMS}repeat")}
        paths = dict.fromkeys(path for path in self.walk(self.data, "") if not path.startswith("/meta"))
        names = [path.rsplit("/", 1)[-1] for path in paths]
        self.twice = {name for name in names if names.count(name) > 1}

    def walk(self, element, path):
        for child in element:
            here = f"{path}/{child.tag.removeprefix(XFORMS)}"
            yield here
            yield from self.walk(child, here)

    def key(self, path):
        """The name that an answer has with us."""
        local = path.rsplit("/", 1)[-1]
        return path.removeprefix("/") if local in self.twice else local

    def case(self):
        """Random answers, and the instance that holds them."""
        data = copy.deepcopy(self.data)
        values = {}
        self.fill(data, "", values)
        return values, ElementTree.tostring(data, encoding="unicode")

    def fill(self, parent, path, values):
        root = "/" + self.data.tag.removeprefix(XFORMS)
        done = set()
        for child in list(parent):
            name = child.tag.removeprefix(XFORMS)
            here = f"{path}/{name}"
            if not child.tag.startswith(XFORMS) or name == "meta" or here in done or name.startswith(ADDED):
                continue
            if root + here in self.repeats:
                done.add(here)
                at = list(parent).index(child)
                for other in [c for c in parent if c.tag == child.tag]:
                    parent.remove(other)
                child.attrib.pop(TEMPLATE, None)
                turns = []
                for number in range(self.random.randint(0, 3)):
                    copied, inside = copy.deepcopy(child), {}
                    self.fill(copied, here, inside)
                    parent.insert(at + number, copied)
                    turns.append(inside)
                if turns:
                    values[self.key(here)] = turns
            elif len(child):
                self.fill(child, here, values)
            else:
                value = self.answer(root + here)
                if value is not None:
                    values[self.key(here)] = value
                    child.text = text(value)
                elif "calculate" not in self.binds.get(root + here, {}):
                    # What is in the form from the start is no answer of anybody.
                    hidden = root + here not in self.controls
                    child.text = child.text if hidden else None

    def answer(self, ref):
        """A random answer, or None."""
        bind = self.binds.get(ref, {})
        if bind.get(PRELOAD) == "date":
            return str(self.today)
        control = self.controls.get(ref)
        worked_out = "calculate" in bind or bind.get("readonly") == "true()" or ref in self.apart
        if control is None or worked_out or self.random.random() < 0.25:
            return None
        kind, tag = bind.get("type", "string"), control.tag.rsplit("}", 1)[-1]
        if tag in ("select", "select1", "rank"):
            names = self.choices(control)
            if not names:
                return None
            if tag == "select1":
                return self.random.choice(names)
            most = len(names) if tag == "rank" else self.random.randint(1, min(4, len(names)))
            return self.random.sample(names, most)
        if tag == "trigger":
            return "OK"
        if tag == "range":
            start, end, step = (float(control.get(name)) for name in ("start", "end", "step"))
            value = start + step * self.random.randint(0, int((end - start) / step + 1e-9))
            return int(value) if kind == "int" else round(value, 6)
        if tag != "input" or control.get("query"):
            return None
        return {
            "int": lambda: self.random.choice([0, 1, 2, 5, 17, 18, 99, -3]),
            "decimal": lambda: self.random.choice([0.5, 1.25, 17.75, -3.5]),
            "date": lambda: str(self.today + timedelta(days=self.random.choice([0, -1, 1, -6000, -365, 40]))),
            "time": lambda: self.random.choice(["08:00:00.000Z", "23:59:00.000Z"]),
            "dateTime": lambda: f"{self.today}T{self.random.choice(['06:30', '18:45'])}:00.000Z",
            "geopoint": lambda: "1.5 -2.25 10.0 4.0",
            "string": lambda: self.random.choice(TEXTS[1:]).strip(),
            "barcode": lambda: "4006381333931",
        }.get(kind, lambda: None)()

    def choices(self, control):
        inline = [item.findtext(f"{XFORMS}value") for item in control.findall(f"{XFORMS}item")]
        itemset = control.find(f"{XFORMS}itemset")
        found = re.search(r"instance\('([^']*)'\)", itemset.get("nodeset")) if itemset is not None else None
        names = inline or (self.lists.get(found[1], []) if found else [])
        return list(dict.fromkeys(name for name in names if name))

    def is_apart(self, place):
        """Whether JavaRosa's side of a place depends on somebody filling the form in."""
        path = "/" + self.data.tag.removeprefix(XFORMS) + "/" + place.split("#")[0]
        return path.rsplit("/", 1)[-1].startswith(ADDED) or any(path == ref or path.startswith(ref + "/") for ref in self.apart)


def write_workbook(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


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
    workbooks = options.files
    if not workbooks:
        workbooks = [folder / f"{n}.xlsx" for n in range(options.forms)]
        for n, workbook in enumerate(workbooks):
            write_workbook(workbook, Maker(f"{options.seed}-{n}", options.today).form().sheets())
        workbooks += [path for path in [ROOT / "fixtures/xlsform/household.xlsx", HTCDS] if path.exists()]

    requests, folders, forms = [], [], []
    for n, workbook in enumerate(workbooks):
        place = folder / f"form-{n}"
        place.mkdir(exist_ok=True)
        xform = convert(xlsform=str(workbook), validate=False).xform
        (place / "form.xml").write_text(xform)
        form = Opened(xform, f"{options.seed}-{n}", options.today)
        cases = [form.case() for _ in range(options.cases)]
        for number, (_, filled) in enumerate(cases):
            (place / f"case-{number}.xml").write_text(filled)
        values = [values for values, _ in cases]
        requests.append({"workbook": str(workbook), "today": str(options.today), "cases": values})
        folders.append(str(place))
        forms.append(form)

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
            root = "/" + forms[n].data.tag.removeprefix(XFORMS) + "/"
            empty = {p for p in mine if p not in theirs_here and root + p.split("#")[0] in forms[n].repeats}
            mine = {p: state for p, state in mine.items() if p not in empty and not forms[n].is_apart(p)}
            theirs_here = {p: state for p, state in theirs_here.items() if not forms[n].is_apart(p)}
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
