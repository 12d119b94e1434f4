#!/usr/bin/env python3
"""Holds protected tables against programs of others.

τ-ARGUS works out what is known of every suppressed cell of random tables: its intervals are ours. It audits our
patterns by our rule, and finds no unsafe cell that is known too well; it finds some where a pattern is spoilt.
libhxl's hxlvalidate accepts our HXL by our schema, and refuses every file that is spoilt.

  compare.py PROGRAM [--tables N] [--seed N]
"""

import argparse
import csv
import io
import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from pytauargus._tauargus import audit_jj

SIZES = [[7, 5], [4, 3], [9, 6], [12], [3, 3, 3], [4, 3, 2]]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--tables", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    chance = random.Random(chosen.seed)
    requests = [request(chance, SIZES[at % len(SIZES)]) for at in range(chosen.tables)]
    lines = "".join(json.dumps(asked) + "\n" for asked in requests)
    answered = subprocess.run([chosen.program], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in answered.stdout.splitlines()]
    assert len(answers) == len(requests)

    with tempfile.TemporaryDirectory() as directory:
        directory = Path(directory)
        cells = spoilt = 0
        for asked, answer in zip(requests, answers):
            cells += intervals_agree(directory, asked, answer)
            spoilt += a_spoilt_pattern_is_found(directory, asked, answer)
        assert spoilt > len(requests) / 4, f"only {spoilt} patterns could be spoilt"
        files = hxl_is_valid(directory, requests, answers)
    print(f"{len(requests)} tables, {cells} intervals as τ-ARGUS has them, {spoilt} spoilt patterns found")
    print(f"{files} HXL files accepted, and refused when they were spoilt")


def request(chance, sizes):
    most = chance.choice([20, 60, 200, 1000])
    counts = [int(most ** chance.random()) - chance.choice([0, 1]) for _ in range(math.prod(sizes))]
    return {
        "sizes": sizes,
        "counts": counts,
        "threshold": chance.choice([5, 10, 15]),
        "zeros": chance.choice(["published", "unsafe"]),
    }


def audit(directory, asked, answer, statuses):
    """What τ-ARGUS says of every suppressed cell, by our rule: the range reaches the threshold, and is as wide."""
    threshold, counts = asked["threshold"], answer["counts"]
    # Its file wants a bound; further away than any that a table with published totals has.
    most = 10 * (sum(counts) + threshold)
    rows = ["0", str(len(counts))]
    for cell, (count, status) in enumerate(zip(counts, statuses)):
        letter = {"published": "s", "unsafe": "u", "complementary": "m"}[status]
        up, slide = (threshold - count, threshold) if letter == "u" else (0, 0)
        rows.append(f"{cell} {count} {count + 1} {letter} 0 {most} 0 {up} {slide}")
    rows.append(str(len(answer["lines"])))
    for total, parts in answer["lines"]:
        members = [(total, -1)] + [(part, 1) for part in parts]
        rows.append(f"0 {len(members)} : " + " ".join(f"{cell} ({sign})" for cell, sign in members))
    path = directory / "table.jj"
    path.write_text("\n".join(rows) + "\n")
    return audit_jj(str(path)), most


def intervals_agree(directory, asked, answer):
    statuses = answer["statuses"]
    if all(status == "published" for status in statuses):
        return 0
    found, most = audit(directory, asked, answer, statuses)
    flat = len(asked["sizes"]) < 3
    assert [row["cell"] for row in found] == [at for at, status in enumerate(statuses) if status != "published"]
    for row in found:
        ours = answer["intervals"][row["cell"]]
        low, high = row["min"], row["max"]
        if not flat:
            # Ours are of whole tables, its own of any: they lie within.
            assert ours["low"] >= low - 1e-6, (asked, row, ours)
            assert ours["high"] is None or ours["high"] <= high + 1e-6, (asked, row, ours)
            assert ours["low"] - low < 1 + 1e-6 and (ours["high"] is None or high - ours["high"] < 1 + 1e-6), (row, ours)
        elif ours["high"] is None:
            assert abs(ours["low"] - low) < 1e-6 and high > most / 2, (asked, row, ours)
        else:
            assert abs(ours["low"] - low) < 1e-6 and abs(ours["high"] - high) < 1e-6, (asked, row, ours)
        assert not row["unsafe"], f"τ-ARGUS works this out: {row} of {asked}"
    return len(found)


def a_spoilt_pattern_is_found(directory, asked, answer):
    """Publishes what was left out for others, all of it at once: then some unsafe cell is known too well."""
    statuses = ["published" if status == "complementary" else status for status in answer["statuses"]]
    if statuses == answer["statuses"] or "unsafe" not in statuses:
        return 0
    found, _ = audit(directory, asked, answer, statuses)
    assert any(row["unsafe"] for row in found), f"τ-ARGUS takes what we do not: {asked}"
    return 1


def hxl_is_valid(directory, requests, answers):
    # One of each: starting the validator takes a while.
    kinds = {}
    for asked, answer in zip(requests, answers):
        kinds.setdefault((len(asked["sizes"]), asked["threshold"], asked["zeros"]), (asked, answer))
    for asked, answer in kinds.values():
        assert validate(directory, answer["hxl"], answer["schema"]), answer["hxl"]
    bad = 0
    for asked, answer in list(kinds.values())[:3]:
        rows = list(csv.reader(io.StringIO(answer["hxl"])))
        count, reason = rows[1].index("#affected+ind+cell"), rows[1].index("#meta+suppressed+cell")
        empty = next(at for at in range(2, len(rows)) if rows[at][count] == "")
        for row, column, value in [
            (empty, count, "<5"),
            (empty, count, str(asked["threshold"] - 1)),
            (empty, count, "1"),
            (empty, reason, "unsafe"),
            (empty, reason, ""),
            (1, count, "#affected+ind"),
            (1, reason, "#meta+left+cell"),
            (1, len(rows[1]) - 1, "#meta+idd"),
        ]:
            spoilt = [list(row) for row in rows]
            spoilt[row][column] = value
            if row == empty and column == count:
                # What has a count has no reason.
                spoilt[row][reason] = ""
            text = io.StringIO()
            csv.writer(text).writerows(spoilt)
            assert not validate(directory, text.getvalue(), answer["schema"]), f"{value!r} was accepted"
            bad += 1
    assert bad == 24
    return len(kinds)


def validate(directory, table, schema):
    (directory / "table.csv").write_text(table)
    (directory / "schema.hxl.csv").write_text(schema)
    command = [Path(sys.executable).with_name("hxlvalidate"), "-s", directory / "schema.hxl.csv", directory / "table.csv"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode in (0, 1), ran.stderr
    return ran.returncode == 0


main()
