#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the coder's figures into docs/accuracy.md and README.md, as `raven eval events` and `raven eval pairs` print them now.

    write_accuracy.py [--raven build/release/raven] --date YYYY-MM-DD

Replaces the table between the two comments of docs/accuracy.md and the two percentages of the README; the date is that of
the measurement.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN = "<!-- coder: written by tools/write_accuracy.py -->"
END = "<!-- end -->"
PARTS = ("dev", "held_out")


def scores(raven, suite, part):
    """The lines of `raven eval` by their names."""
    corpus = ROOT / "knowledge" / "corpus" / "events" / f"{part}.txt"
    done = subprocess.run([raven, "eval", "--format", "jsonl", suite, corpus], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["score"]: line for line in lines}


def share(right, whole):
    return f"{100 * right / whole:5.1f} % ({right}/{whole})" if whole else "-"


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
    events = {part: scores(options.raven, "events", part) for part in PARTS}
    pairs = {part: scores(options.raven, "pairs", part) for part in PARTS}
    row = lambda label, cell: f"| {label} | " + " | ".join(cell(part) for part in PARTS) + " |"
    table = [f"Measured on {options.date}.", "", "| | dev | held out |", "|---|---|---|",
             row("events annotated, events found",
                 lambda part: f"{events[part]['type']['gold']}, {events[part]['type']['found']}")]
    for label, name, whole in (("type: precision", "type", "found"), ("type: recall", "type", "gold"),
                               ("type and parties: precision", "type and parties", "found"),
                               ("type and parties: recall", "type and parties", "gold"),
                               ("factuality", "factuality, where these are right", "gold"),
                               ("mode", "mode, where these are right", "gold"),
                               ("sources: precision", "source, where these are right", "found"),
                               ("sources: recall", "source, where these are right", "gold"),
                               ("asserted material conflict: precision", "asserted material conflict", "found"),
                               ("texts without events left alone", "texts without events left alone", "gold")):
        table.append(row(label, lambda part, name=name, whole=whole:
                         share(events[part][name]["right"], events[part][name][whole])))
    table += ["", "What one given party does to another (`raven eval pairs`), macro-F1 in per cent. The scorer learned from four fifths "
              "of `dev.txt`, and from nothing held out:", "",
              "| | dev (mostly learned from) | held out |", "|---|---|---|",
              row("pairs", lambda part: str(pairs[part]["accuracy of types"]["gold"]))]
    for label, name in (("cooperation or conflict", "macro-F1 of cooperation and conflict"),
                        ("PLOVER's four classes", "macro-F1 of quads"), ("sixteen types", "macro-F1 of types")):
        table.append(row(label, lambda part, name=name: f"{100 * pairs[part][name]['value']:.1f}"))
    table += ["", "By type, on the texts held out:", "", "| type | annotated | found | right |", "|---|---|---|---|"]
    table += [f"| {name} | {line['gold']} | {line['found']} | {line['right']} |"
              for name, line in sorted(events["held_out"].items()) if name.isupper()]
    replace(ROOT / "docs" / "accuracy.md", re.escape(BEGIN) + ".*?" + re.escape(END), "\n".join([BEGIN, *table, END]))
    whole = events["held_out"]["type"]
    replace(ROOT / "README.md", r"\d+ % of the\s+events it finds have the right type, and it finds \d+ %",
            f"{100 * whole['precision']:.0f} % of the\n  events it finds have the right type, and it finds "
            f"{100 * whole['recall']:.0f} %")


if __name__ == "__main__":
    main()
