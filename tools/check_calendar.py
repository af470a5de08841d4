#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the table of world events, knowledge/calendar/events.tsv.

    python3 tools/check_calendar.py [ROOT]

Prints one `file:line: message` for every fault and exits 1 if there is any,
else prints the row count and exits 0. Needs only the standard library; the
country codes are those of knowledge/actors/states.tsv.
"""

import datetime
import re
import sys
import unicodedata
from pathlib import Path

LABEL = "knowledge/calendar/events.tsv"
COLUMNS = "id from to precision country kind names fresh note".split()
PRECISIONS = {"day", "span", "near", "month"}
KINDS = set(
    "accident arrest assassination attack battle capital_fall coup court death disaster election epidemic hostage "
    "independence nuclear protest resignation space summit treaty war_begin war_end".split()
)
MINIMUM_ROWS = 410
FIRST_DAY = datetime.date(1945, 1, 1)

faults = []


def fault(line, message):
    faults.append(f"{LABEL}:{line}: {message}")


def read_rows(path):
    """The rows as (line number, {column: cell}), faults of form reported."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault(1, f"cannot be read: {error}")
        return []
    lines = text.split("\n")
    if lines[-1] != "":
        fault(len(lines), "does not end in a newline")
    else:
        lines.pop()
    rows, header = [], None
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != COLUMNS:
                fault(number, f"columns are {header}, not {COLUMNS}")
                return []
            continue
        if len(cells) != len(COLUMNS):
            fault(number, f"{len(cells)} cells, not {len(COLUMNS)}")
            continue
        row = dict(zip(COLUMNS, cells))
        for column, cell in row.items():
            if cell == "":
                fault(number, f"empty cell in {column}: write -")
            if cell != cell.strip() or "  " in cell or "\r" in cell:
                fault(number, f"stray space in {column}: {cell!r}")
            if cell != unicodedata.normalize("NFC", cell):
                fault(number, f"{column} is not NFC: {cell!r}")
            if "\u2019" in cell:
                fault(number, f"typographic apostrophe in {column}: {cell!r}")
        rows.append((number, row))
    return rows


def day_of(number, column, cell):
    """The day that a cell names, None and a fault if it names none."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        try:
            return datetime.date.fromisoformat(cell)
        except ValueError:
            pass
    fault(number, f"{column} is {cell!r}, not a day")
    return None


def check_days(number, row):
    first = day_of(number, "from", row["from"])
    last = day_of(number, "to", row["to"])
    if row["precision"] not in PRECISIONS:
        fault(number, f"unknown precision {row['precision']!r}")
    if not first or not last:
        return
    if first < FIRST_DAY:
        fault(number, f"{first} is before {FIRST_DAY}")
    if last < first:
        fault(number, f"to {last} is before from {first}")
    if row["precision"] == "day" and first != last:
        fault(number, "precision is day, but from and to differ")
    if row["precision"] == "span" and first == last:
        fault(number, "precision is span, but from and to are the same day")


def check_pattern(number, pattern):
    """A pattern is words joined by +, each a choice of lemmas joined by /."""
    words = pattern.split("+")
    if len(words) < 2:
        fault(number, f"pattern {pattern!r} has one word only: it would match too much")
    for word in words:
        for lemma in word.split("/"):
            if not re.fullmatch(r"[a-z0-9][a-z0-9.'-]*", lemma):
                fault(number, f"bad lemma {lemma!r} in {pattern!r}")
            elif re.fullmatch(r"(19|20)\d\d", lemma):
                fault(number, f"{pattern!r} asks for a year, which the news of the day does not say")
    if len(set(words)) != len(words):
        fault(number, f"a word stands twice in {pattern!r}")


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    states = set()
    for line in (root / "knowledge/actors/states.tsv").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            states.add(line.split("\t")[0])
    states.discard("code")

    rows = read_rows(root / LABEL)
    if len(rows) < MINIMUM_ROWS:
        fault(1, f"{len(rows)} rows, fewer than {MINIMUM_ROWS}")
    ids, names = {}, {}
    before = ("", "")
    for number, row in rows:
        if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", row["id"]):
            fault(number, f"bad id {row['id']!r}")
        if row["id"] in ids:
            fault(number, f"id {row['id']} already stands on line {ids[row['id']]}")
        ids[row["id"]] = number
        if (row["from"], row["id"]) < before:
            fault(number, "rows are not in the order of from and id")
        before = (row["from"], row["id"])
        check_days(number, row)
        if row["country"] != "-" and row["country"] not in states:
            fault(number, f"unknown country {row['country']!r}")
        if row["kind"] not in KINDS:
            fault(number, f"unknown kind {row['kind']!r}")
        for name in row["names"].split("|"):
            if name in ("", "-") or name != name.strip():
                fault(number, f"empty name in {row['names']!r}")
            elif name in names:
                fault(number, f"{name!r} already stands on line {names[name]}")
            names[name] = number
        if row["fresh"] != "-":
            for pattern in row["fresh"].split("|"):
                check_pattern(number, pattern)

    if faults:
        print("\n".join(faults))
        return 1
    print(f"{LABEL}: {len(rows)} rows, {len(names)} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
