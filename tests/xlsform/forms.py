"""Random forms and random answers, from a seed."""

import random
from datetime import timedelta

HEADERS = ["type", "name", "label", "required", "relevant", "constraint", "calculation", "choice_filter", "parameters"]
LISTS = {
    "yesno": ["yes", "no"],
    "signs": ["fear", "debt", "papers", "1", "2"],
    "region": ["north", "south"],
    "town": ["alpha", "beta", "gamma", "delta"],
}
TOWN_REGION = {"alpha": "north", "beta": "south", "gamma": "south", "delta": "north"}
TEXTS = ["", "yes", "Ada", "5", "-3", " 7 ", "1,5", "0", "0.5", "1e3", "+1", "true", "false", "2026-01-01", "äé ü", "."]


class Maker:
    """Makes one form: rows for a spreadsheet, and what is needed to answer it on the day `today`."""

    def __init__(self, seed, today):
        self.random = random.Random(seed)
        self.today = today
        self.questions = []  # (name, kind, repeat or None), in order
        self.rows = []
        self.ended = []  # questions of repeats that are over

    def form(self):
        """Fills the rows: questions, groups and one or two repeats."""
        depth = []
        repeat = None
        for number in range(self.random.randint(8, 22)):
            roll = self.random.random()
            if roll < 0.10 and len(depth) < 3:
                self.rows.append(self.row("begin_group", f"g{number}", repeat, relevant=0.7))
                depth.append("end_group")
            elif roll < 0.16 and repeat is None and len(depth) < 3:
                repeat = f"r{number}"
                self.rows.append(self.row("begin_repeat", repeat, None, relevant=0.4))
                depth.append("end_repeat")
            elif roll < 0.28 and depth:
                ended = depth.pop()
                self.rows.append([ended])
                if ended == "end_repeat":
                    self.ended += [(n, k, repeat) for n, k, r in self.questions if r == repeat and k != "time"]
                    repeat = None
            self.question(number, repeat)
        while depth:
            self.rows.append([depth.pop()])
        return self

    def question(self, number, repeat):
        """Adds one question or calculation."""
        name = f"q{number}"
        kind = self.random.choice(
            ["text", "integer", "decimal", "date", "time", "dateTime", "one", "many", "town", "acknowledge", "range",
             "rank", "calculate", "calculate", "calculate"])
        types = {"one": "select_one " + self.random.choice(["yesno", "signs", "region"]),
                 "many": "select_multiple signs", "town": "select_one town", "rank": "rank signs"}
        row = self.row(types.get(kind, kind), name, repeat, relevant=0.35)
        if kind == "range":
            row[8] = self.random.choice(["start=0 end=10 step=1", "start=0 end=2.5 step=0.5"])
        if kind == "calculate":
            row[2] = None
            row[6] = self.expression(self.seen(repeat), 3)
        else:
            if kind == "text" and self.random.random() < 0.15:
                row[6] = self.expression(self.seen(repeat), 2)
            if self.random.random() < 0.3:
                row[3] = self.random.choice(["yes", "no", self.boolean(self.seen(repeat), 1)])
            if self.random.random() < 0.5:
                own = "calculate" if row[6] else kind
                row[5] = self.boolean(self.seen(repeat) + [(".", own)] * 3, 2)
            if kind == "town":
                regions = [n for n, k in self.seen(repeat) if k == "text" or k == "one"]
                row[7] = self.random.choice(
                    [f"region = ${{{self.random.choice(regions)}}}"] * 3 if regions else ["region = 'south'"])
        self.rows.append(row)
        worked_out = kind == "text" and row[6] is not None
        self.questions.append((name, "calculate" if worked_out else types.get(kind, kind), repeat))

    def row(self, kind, name, repeat, relevant):
        """A row with, at times, a relevance."""
        row = [kind, name, name.upper()] + [None] * 6
        if self.questions and self.random.random() < relevant:
            row[4] = self.boolean(self.seen(repeat), 2)
        return row

    def seen(self, repeat):
        """Questions that an expression here may name, with their kinds."""
        short = {"select_one town": "one", "select_multiple signs": "many", "rank signs": "many"}
        return [(n, short.get(k, "one" if k.startswith("select_one") else k))
                for n, k, r in self.questions
                # JavaRosa puts a time on the day of the system's clock.
                if (r is None or r == repeat) and k != "time"]

    def reference(self, seen, kinds=None):
        """A question of one of these kinds, or None."""
        fitting = [n for n, k in seen if kinds is None or k in kinds]
        if not fitting:
            return None
        name = self.random.choice(fitting)
        return "." if name == "." else f"${{{name}}}"

    def boolean(self, seen, depth):
        """An expression that is mostly a comparison."""
        pick = self.random.random()
        if depth > 0 and pick < 0.25:
            word = self.random.choice(["and", "or"])
            return f"{self.boolean(seen, depth - 1)} {word} {self.boolean(seen, depth - 1)}"
        if depth > 0 and pick < 0.35:
            return f"not({self.boolean(seen, depth - 1)})"
        chosen = self.reference(seen, ("one", "many", "text"))
        if chosen and pick < 0.55:
            return f"selected({chosen}, '{self.random.choice(LISTS['signs'] + ['yes', 'north', '', 'fear debt'])}')"
        sign = self.random.choice(["=", "!=", "<", "<=", ">", ">="])
        return f"{self.value(seen, depth)} {sign} {self.value(seen, depth)}"

    def value(self, seen, depth):
        """A question, or something worked out."""
        found = self.reference(seen)
        return found if found and self.random.random() < 0.6 else self.expression(seen, depth)

    def expression(self, seen, depth):
        """Any expression."""
        if depth > 0 and self.random.random() < 0.4:
            return self.call(seen, depth)
        pick = self.random.randint(0, 21 if depth > 0 else 5)
        inner = lambda: self.value(seen, depth - 1)  # noqa: E731
        chosen = self.reference(seen, ("one", "many", "text")) or "'fear'"
        return {
            0: lambda: str(self.random.choice([0, 1, 2, 17, 18, 0.5, 1000000, 12345678901, 0.0001])),
            1: lambda: f"'{self.random.choice(TEXTS)}'",
            2: lambda: self.random.choice(["true()", "false()", "today()"]),
            3: lambda: f"count-selected({chosen})",
            4: lambda: self.reference(seen) or "1",
            5: lambda: f"string-length({self.reference(seen) or chosen})",
            6: lambda: f"({inner()} + {inner()})",
            7: lambda: f"({inner()} - {inner()})",
            8: lambda: f"{inner()} * {inner()}",
            9: lambda: f"({inner()} div {inner()})",
            10: lambda: f"({inner()} mod {inner()})",
            11: lambda: f"-{inner()}",
            12: lambda: f"if({self.boolean(seen, depth - 1)}, {inner()}, {inner()})",
            13: lambda: f"concat({inner()}, '-', {inner()})",
            14: lambda: f"coalesce({inner()}, {inner()})",
            15: lambda: f"boolean({inner()})",
            16: lambda: f"number({inner()})",
            17: lambda: f"string({inner()})",
            18: lambda: f"int({inner()})",
            19: lambda: f"round({inner()})",
            20: lambda: f"({self.boolean(seen, depth - 1)})",
            21: lambda: f"{inner()} + {inner()} * {inner()}",
        }[pick]()

    def call(self, seen, depth):
        """A call of a function that came later, or an aggregate of a repeat that is over."""
        inner = lambda: self.value(seen, depth - 1)  # noqa: E731
        number = lambda: str(self.random.choice([-1, 0, 1, 2, 3]))  # noqa: E731
        listed = self.reference(seen, ("one", "many", "text")) or "'fear debt'"
        dated = self.reference(seen, ("date", "dateTime")) or "today()"
        calls = [
            lambda: f"join('-', {inner()}, {inner()})",
            lambda: f"selected-at({listed}, {number()})",
            lambda: f"regex({inner()}, '{self.random.choice(['[a-z]+', '[0-9]{1,2}', '.*a.*', ''])}')",
            lambda: f"substr({inner()}, {number()}, {number()})",
            lambda: f"substring-before({inner()}, '-')",
            lambda: f"substring-after({inner()}, '-')",
            lambda: f"contains({inner()}, {inner()})",
            lambda: f"starts-with({inner()}, 'A')",
            lambda: f"ends-with({inner()}, 'a')",
            lambda: f"translate({inner()}, 'adfe', 'XY')",
            lambda: f"normalize-space({inner()})",
            lambda: f"boolean-from-string({inner()})",
            lambda: f"round({inner()}, {self.random.choice([0, 1, 2])})",
            lambda: f"pow({self.random.choice([2, 3])}, {number()})",
            lambda: f"abs({inner()})",
            lambda: f"checklist({number()}, {number()}, {inner()}, {inner()})",
            lambda: f"format-date({dated}, '%d/%m/%y')",
            lambda: f"format-date-time({dated}, '%H:%M')",
            lambda: f"decimal-date-time({dated})",
            lambda: f"date({dated})",
            lambda: f"if({self.boolean(seen, depth - 1)}, now(), today())",
            lambda: f"once({inner()})",
            lambda: "string(position(..))",
        ]
        # "." in a filter would be the row.
        named = self.reference([(n, k) for n, k in seen if n != "."], ("one", "many", "text")) or "'beta'"
        calls += [
            lambda: f"instance('town')/root/item[name = {named}]/region",
            lambda: f"count(instance('town')/root/item[region = {named}])",
        ]
        # Where choices are filtered, asking for a name makes JavaRosa forget an answer that is not offered.
        plain = {n for n, k, _ in self.questions if k.startswith("select_one") and k != "select_one town"}
        one = self.reference([(n, k) for n, k in seen if n in plain])
        if one:
            calls.append(lambda: f"jr:choice-name({one}, '{one}')")
        if self.ended:
            name, _, repeat = self.random.choice(self.ended)
            calls += 2 * [
                lambda: f"sum(${{{name}}})",
                lambda: f"count(${{{repeat}}})",
                lambda: f"join(' ', ${{{name}}})",
                lambda: f"count-non-empty(${{{name}}})",
                lambda: f"indexed-repeat(${{{name}}}, ${{{repeat}}}, {number()})",
            ]
        return self.random.choice(calls)()

    def sheets(self):
        """The rows of the workbook's sheets."""
        choices = [["list_name", "name", "label", "region"]]
        for name, names in LISTS.items():
            choices += [[name, n, n.upper(), TOWN_REGION.get(n)] for n in names]
        return {"survey": [HEADERS] + self.rows, "choices": choices}
