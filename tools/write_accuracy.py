#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the coder's figures into docs/accuracy.md and README.md, as tools/score_events.py prints them now.

    write_accuracy.py [--raven build/release/raven] --date YYYY-MM-DD

Replaces the table between the two comments of docs/accuracy.md and the two percentages of the README; the date is that of
the measurement.
"""
import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN = "<!-- coder: written by tools/write_accuracy.py -->"
END = "<!-- end -->"
PARTS = ("dev", "held_out")


def scores(raven, part):
    corpus = ROOT / "knowledge" / "corpus" / "events" / f"{part}.txt"
    done = subprocess.run([sys.executable, ROOT / "tools" / "score_events.py", "--raven", raven, corpus],
                          capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def share(line, number):
    percent, counts = re.findall(r"([\d.]+ %) \((\d+/\d+)\)", line)[number]
    return f"{percent} ({counts})"


def replace(path, pattern, text):
    old = path.read_text(encoding="utf-8")
    new, count = re.subn(pattern, lambda _: text, old, count=1, flags=re.S)
    if not count:
        sys.exit(f"{path.name}: the place for the figures is not there")
    path.write_text(new, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--raven", default=str(ROOT / "build" / "release" / "raven"))
    parser.add_argument("--date", required=True)
    options = parser.parse_args()
    lines = {part: scores(options.raven, part) for part in PARTS}
    row = lambda label, cell: f"| {label} | " + " | ".join(cell(lines[part]) for part in PARTS) + " |"
    table = [f"Measured on {options.date}.", "", "| | dev | held out |", "|---|---|---|",
             row("texts, events annotated, events found", lambda part: ", ".join(re.findall(r"\d+", part[0])))]
    for label, line, number in (("type: precision", 1, 0), ("type: recall", 1, 1),
                                ("type and parties: precision", 2, 0), ("type and parties: recall", 2, 1),
                                ("factuality", 3, 0), ("mode", 3, 1), ("texts without events left alone", 4, 0)):
        table.append(row(label, lambda part, line=line, number=number: share(part[line], number)))
    table += ["", "By type, on the texts held out:", "", "| type | annotated | found | right, with its parties |", "|---|---|---|---|"]
    table += ["| " + " | ".join(line.split()) + " |" for line in lines["held_out"][6:]]
    replace(ROOT / "docs" / "accuracy.md", re.escape(BEGIN) + ".*?" + re.escape(END), "\n".join([BEGIN, *table, END]))
    precision, recall = re.findall(r"([\d.]+) %", lines["held_out"][1])
    replace(ROOT / "README.md", r"\d+ % of the\s+events it finds have the right type, and it finds \d+ %",
            f"{float(precision):.0f} % of the\n  events it finds have the right type, and it finds {float(recall):.0f} %")


if __name__ == "__main__":
    main()
