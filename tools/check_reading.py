#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the tables of knowledge/reading.

Usage: python3 tools/check_reading.py [FOLDER]

Reports each fault as `file:line: message` on standard output and exits 1 when
there is any, 0 when there is none. Checked are the form of each table (UTF-8,
composed characters, tabs, column names, no empty cell, no stray space), the
values of closed columns, duplicates, and that no language lacks a month or a
weekday.
"""

import pathlib
import re
import sys
import unicodedata

DEFAULT_FOLDER = pathlib.Path(__file__).resolve().parent.parent / "knowledge" / "reading"

# ISO 639-1, all codes.
LANGUAGES = set(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)

MATCH = {"start", "fragment", "whole", "end", "contains"}
NUMBER_12 = {str(number) for number in range(1, 13)}
NUMBER_7 = {str(number) for number in range(1, 8)}

# For each table: its columns, the closed columns with their values, the columns
# that make a row unique, the columns of which one word may have only one value,
# and the least number of rows.
TABLES = {
    "cross_promotion.tsv": dict(
        columns=["phrase", "language", "match", "most"], values={"language": LANGUAGES, "match": MATCH},
        unique=["phrase", "language", "match"], least=220, languages=30),
    "boilerplate.tsv": dict(
        columns=["phrase", "language", "kind", "match", "most"],
        values={"language": LANGUAGES, "match": MATCH,
                "kind": {"advertisement", "app", "comment", "cookie", "copyright", "editorial",
                         "follow", "login", "navigation", "newsletter", "note", "photo", "player",
                         "print", "share", "subscribe"}},
        unique=["phrase", "language", "match"], least=250, languages=20),
    "page_words.tsv": dict(
        columns=["word", "language", "role"], values={"language": LANGUAGES, "role": {"act", "thing"}},
        unique=["word", "language", "role"], least=600, languages=30),
    "agencies.tsv": dict(columns=["name", "aliases"], values={}, unique=["name"], least=60),
    "author_noise.tsv": dict(
        columns=["phrase", "kind"],
        values={"kind": {"prefix", "suffix", "desk", "collective", "outlet", "page", "separator", "tail"}},
        unique=["phrase", "kind"], least=80),
    "months.tsv": dict(
        columns=["word", "month", "language"], values={"month": NUMBER_12, "language": LANGUAGES},
        unique=["word", "language"], least=300, languages=25, complete=("month", NUMBER_12)),
    "calendars.tsv": dict(
        columns=["word", "value", "calendar", "language"],
        values={"calendar": {"solar_hijri", "hijri", "era"}, "language": LANGUAGES},
        unique=["word", "language"], least=40),
    "weekdays.tsv": dict(
        columns=["word", "weekday", "language"],
        values={"weekday": NUMBER_7, "language": LANGUAGES},
        unique=["word", "language"], least=175, languages=25, complete=("weekday", NUMBER_7)),
    "date_labels.tsv": dict(
        columns=["phrase", "kind", "language"],
        values={"kind": {"published", "modified"}, "language": LANGUAGES},
        unique=["phrase", "language"], least=60),
    "class_hints.tsv": dict(
        columns=["token", "effect"],
        values={"effect": {"body", "junk", "meta", "caption", "byline", "comment"}},
        unique=["token"], least=200),
    "text_blocks.tsv": dict(columns=["feature", "value", "weight"], values={}, unique=["feature", "value"],
                            least=300),
    "page_kinds.tsv": dict(
        columns=["kind", "where", "match", "points", "cue", "language"],
        values={"kind": {"article", "forum", "product", "listing", "search", "error_page", "login", "cookie_wall",
                         "paywalled", "documentation", "live_blog", "gallery", "video", "promotion"},
                "where": {"schema", "og_type", "generator", "body_class", "host", "path", "title", "button", "text"},
                "match": MATCH, "points": {"1", "2", "3", "4"}, "language": LANGUAGES | {"-"}},
        unique=["kind", "where", "match", "cue"], least=700, languages=30),
    "title_noise.tsv": dict(
        columns=["phrase", "kind"], values={"kind": {"separator", "prefix", "suffix", "page"}},
        unique=["phrase", "kind"], least=20),
}

# Zero-width non-joiner: part of Persian spelling. Every other invisible character is a slip.
ALLOWED_FORMAT = {"\u200c"}


class Report:
    def __init__(self):
        self.faults = []

    def add(self, name, line, message):
        self.faults.append(f"{name}:{line}: {message}")


def read_rows(path, columns, report):
    """The rows of one table as (line number, dict); faults of form go to the report."""
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        report.add(name, 1, f"cannot be read: {error.strerror}")
        return []
    except UnicodeDecodeError as error:
        report.add(name, 1, f"not UTF-8 at byte {error.start}")
        return []
    if not text.endswith("\n"):
        report.add(name, text.count("\n") + 1, "no line end after the last row")
    rows = []
    seen_header = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            continue
        if line == "":
            if number <= text.count("\n"):
                report.add(name, number, "empty line")
            continue
        if line != unicodedata.normalize("NFC", line):
            report.add(name, number, "characters are not composed (NFC)")
        for character in line:
            category = unicodedata.category(character)
            bad = category in ("Cc", "Cf", "Co", "Cn") and character != "\t"
            if bad and character not in ALLOWED_FORMAT:
                report.add(name, number, f"character U+{ord(character):04X} is not allowed")
        cells = line.split("\t")
        if not seen_header:
            seen_header = True
            if cells != columns:
                report.add(name, number, f"columns are {cells}, not {columns}")
                return []
            continue
        if len(cells) != len(columns):
            report.add(name, number, f"{len(cells)} cells instead of {len(columns)}")
            continue
        for column, cell in zip(columns, cells):
            if cell == "":
                report.add(name, number, f"empty cell in column {column}; write -")
            elif cell != cell.strip() or "  " in cell:
                report.add(name, number, f"stray space in column {column}")
        rows.append((number, dict(zip(columns, cells))))
    if not seen_header:
        report.add(name, 1, "no line that names the columns")
    return rows


def check_values(name, rows, table, report):
    for number, row in rows:
        for column, allowed in table["values"].items():
            if row[column] not in allowed:
                report.add(name, number, f"{column} '{row[column]}' is not known")


def check_unique(name, rows, table, report):
    first = {}
    for number, row in rows:
        key = tuple(row[column].casefold() for column in table["unique"])
        if key in first:
            report.add(name, number, f"'{row[table['columns'][0]]}' stands already in line "
                                     f"{first[key]}")
        else:
            first[key] = number


def check_size(name, rows, table, report):
    if len(rows) < table["least"]:
        report.add(name, 1, f"{len(rows)} rows, fewer than {table['least']}")
    if "languages" in table:
        count = len({row["language"] for _, row in rows})
        if count < table["languages"]:
            report.add(name, 1, f"{count} languages, fewer than {table['languages']}")


def check_complete(name, rows, table, report):
    """Each language must have every month, or every weekday."""
    column, wanted = table["complete"]
    found = {}
    last = {}
    for number, row in rows:
        found.setdefault(row["language"], set()).add(row[column])
        last[row["language"]] = number
    for language, values in found.items():
        for missing in sorted(wanted - values, key=int):
            report.add(name, last[language], f"language {language} has no {column} {missing}")


def check_aliases(rows, report):
    """An alias may belong to one agency only, and may not repeat a name."""
    name = "agencies.tsv"
    owner = {row["name"]: number for number, row in rows}
    for number, row in rows:
        if row["aliases"] == "-":
            continue
        for alias in row["aliases"].split("|"):
            if alias == "" or alias != alias.strip():
                report.add(name, number, "empty alias or stray space between bars")
            elif alias in owner:
                report.add(name, number, f"alias '{alias}' stands already in line {owner[alias]}")
            else:
                owner[alias] = number


def check_most(name, rows, report):
    """The longest line, in bytes, for which a phrase counts."""
    for number, row in rows:
        if row["most"] != "-" and not (row["most"].isdigit() and 1 <= int(row["most"]) <= 360):
            report.add(name, number, f"most '{row['most']}' is no number from 1 to 360")


def check_tokens(rows, report):
    for number, row in rows:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", row["token"]):
            report.add("class_hints.tsv", number, f"token '{row['token']}' is not a lower-case "
                                                  "class name")


def check_folder(folder):
    report = Report()
    for name, table in TABLES.items():
        rows = read_rows(folder / name, table["columns"], report)
        check_values(name, rows, table, report)
        check_unique(name, rows, table, report)
        check_size(name, rows, table, report)
        if "complete" in table:
            check_complete(name, rows, table, report)
        if "most" in table["columns"]:
            check_most(name, rows, report)
        if name == "agencies.tsv":
            check_aliases(rows, report)
        if name == "class_hints.tsv":
            check_tokens(rows, report)
    for path in sorted(folder.glob("*.tsv")):
        if path.name not in TABLES:
            report.add(path.name, 1, "a table that this check does not know")
    return report.faults


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER
    faults = check_folder(folder)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
