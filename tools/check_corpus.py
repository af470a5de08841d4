#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the corpus of coded news sentences under knowledge/corpus/events/.

    tools/check_corpus.py                    all .txt files of the corpus of this checkout
    tools/check_corpus.py --root DIR         those of another checkout
    tools/check_corpus.py FILE...            these files instead, together
    tools/check_corpus.py --counts           and print how many there are of each sort

Every fault is one line `file:line: message` on standard output. The exit status is 1 when there
is a fault, 0 when there is none, 2 for wrong use.

What is checked: the order and presence of a block's lines; that ids are unique over all files,
dates are real days, region and kind are known; that a text of the folder second/, which is a second
reading and no text of its own, has id, date, region and words of one outside it; that type and mode stand in
knowledge/ontology/plover.tsv, that a type which requires a recipient has one, that factuality is
one of the six, contexts and CAMEO code are of the ontology; that the words of actor, recipient and source stand in the text as whole words;
that nothing is listed twice; that a text has events or the reason why it has none, never both.
The format itself is described in knowledge/corpus/events/README.md.
"""

import argparse
import datetime
import sys
from collections import Counter
from pathlib import Path

HEAD_KEYS = ["id", "date", "region", "kind", "text"]
REGIONS = {
    "africa": ["central_africa", "east_africa", "north_africa", "southern_africa", "west_africa"],
    "americas": ["caribbean", "central_america", "north_america", "south_america"],
    "asia": ["caucasus", "central_asia", "east_asia", "middle_east", "south_asia", "southeast_asia"],
    "europe": ["eastern_europe", "northern_europe", "russia", "southern_europe", "western_europe"],
    "elsewhere": ["global", "oceania"],
}
KNOWN_REGIONS = {region for group in REGIONS.values() for region in group}
KINDS = ["agency", "regional", "headline", "translated", "damaged", "analysis", "broadcast", "negative"]
FACTUALITIES = ["asserted", "denied", "planned", "conditional", "alleged", "background"]
EVENT_CELLS = (5, 7)  # the last two, contexts and the CAMEO code, stand in the files under texts/ and its kin
SECOND = "second"  # the folder of second readings
NOBODY = "-"
RECIPROCAL = "="


class Corpus:
    """What the files hold so far, and the faults found in them."""

    def __init__(self, types, contexts, cameo):
        self.types = types
        self.contexts = contexts
        self.cameo = cameo
        self.faults = []
        self.ids = {}
        self.heads = {}
        self.texts = {}
        self.counts = {name: Counter() for name in
                       ("texts", "kind", "region", "type", "type/mode", "factuality", "context", "cameo")}

    def fault(self, place, message):
        self.faults.append((place, message))


def read_table(path):
    """The rows of a table of knowledge/, each as column -> cell."""
    columns = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            continue
        yield dict(zip(columns, cells))


def read_types(path):
    """The types and modes of plover.tsv: (type, mode) -> whether a recipient is required."""
    return {(row["type"], row["mode"]): row["requires_recipient"] == "1" for row in read_table(path)}


def stands_in(words, text):
    """Whether the words occur in the text and neither begin nor end inside a word."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        opens = at == 0 or not (text[at - 1].isalnum() and words[0].isalnum())
        closes = end == len(text) or not (text[end].isalnum() and words[-1].isalnum())
        if opens and closes:
            return True
        at = text.find(words, at + 1)
    return False


def check_parties(corpus, place, slot, cell, text):
    """Checks the words of one cell, and gives back its parties."""
    if cell == NOBODY:
        return []
    parties = [part.strip() for part in cell.split(";")]
    for part in parties:
        if not part:
            corpus.fault(place, f"an empty party among the {slot}s")
        elif part == NOBODY:
            corpus.fault(place, f"'-' beside other parties in the {slot}")
        elif not stands_in(part, text):
            corpus.fault(place, f"the {slot} '{part}' does not stand in the text")
    if len(set(parties)) != len(parties):
        corpus.fault(place, f"the {slot} names one party twice")
    return parties


def check_codes(corpus, place, contexts, cameo):
    """Checks the cells for contexts ('-' or several parted by ';') and for the CAMEO code."""
    for context in [] if contexts == NOBODY else [part.strip() for part in contexts.split(";")]:
        if context not in corpus.contexts:
            corpus.fault(place, f"'{context}' is not a context of the ontology")
        corpus.counts["context"][context] += 1
    if cameo not in corpus.cameo:
        corpus.fault(place, f"'{cameo}' is not a CAMEO code")
    corpus.counts["cameo"][cameo] += 1


def check_event(corpus, place, value, text):
    cells = [cell.strip() for cell in value.split(" | ")]
    if len(cells) not in EVENT_CELLS or not all(cells):
        corpus.fault(place, "an event has 5 or 7 cells, each filled: "
                            "type/mode | actor | recipient | factuality | source | contexts | cameo")
        return
    code, actor, recipient, factuality, source = cells[:5]
    if len(cells) == 7:
        check_codes(corpus, place, cells[5], cells[6])
    kind, slash, mode = code.partition("/")
    if slash and mode in ("", NOBODY):
        corpus.fault(place, f"'{code}' has a slash and no mode")
    known = corpus.types.get((kind, mode or NOBODY))
    if known is None:
        corpus.fault(place, f"'{code}' is not a type and mode of the ontology")
    elif known and recipient == NOBODY:
        corpus.fault(place, f"{kind} requires a recipient")
    actors = check_parties(corpus, place, "actor", actor, text)
    if recipient == RECIPROCAL:
        if not actors:
            corpus.fault(place, "a reciprocal act needs actors")
    else:
        recipients = check_parties(corpus, place, "recipient", recipient, text)
        if set(actors) & set(recipients):
            corpus.fault(place, "one party is both actor and recipient")
    check_parties(corpus, place, "source", source, text)
    if factuality not in FACTUALITIES:
        corpus.fault(place, f"'{factuality}' is not a factuality")
    corpus.counts["type"][kind] += 1
    corpus.counts["type/mode"][code] += 1
    corpus.counts["factuality"][factuality] += 1


def check_head(corpus, head, name):
    """Checks id, date, region, kind and text of one block."""
    for key in HEAD_KEYS:
        if not head[key][1]:
            corpus.fault(head[key][0], f"{key} is empty")
    place, value = head["id"]
    if value in corpus.ids:
        corpus.fault(place, f"the id {value} is taken by {corpus.ids[value]}")
    corpus.ids[value] = place
    place, value = head["text"]
    if value in corpus.texts:
        corpus.fault(place, f"the same text stands at {corpus.texts[value]}")
    corpus.texts[value] = place
    corpus.heads[head["id"][1]] = [head[key][1] for key in ("date", "region", "text")]
    place, value = head["date"]
    try:
        if datetime.date.fromisoformat(value).isoformat() != value:
            raise ValueError
    except ValueError:
        corpus.fault(place, f"'{value}' is not a day written YYYY-MM-DD")
    if head["region"][1] not in KNOWN_REGIONS:
        corpus.fault(head["region"][0], f"'{head['region'][1]}' is not a region")
    if head["kind"][1] not in KINDS:
        corpus.fault(head["kind"][0], f"'{head['kind'][1]}' is not a kind")
    corpus.counts["texts"][name] += 1
    corpus.counts["region"][head["region"][1]] += 1
    corpus.counts["kind"][head["kind"][1]] += 1


def check_block(corpus, block, name):
    """Checks one block: its lines as (place, key, value)."""
    keys = [key for _, key, _ in block]
    if keys[:len(HEAD_KEYS)] != HEAD_KEYS:
        corpus.fault(block[0][0], "a block begins with the lines " + ", ".join(HEAD_KEYS))
        return
    head = {key: (place, value) for place, key, value in block[:len(HEAD_KEYS)]}
    check_head(corpus, head, name)
    tail = block[len(HEAD_KEYS):]
    kinds = {key for _, key, _ in tail}
    if not tail:
        corpus.fault(block[0][0], "the block has neither an event nor a none line")
    elif kinds not in ({"event"}, {"none"}):
        corpus.fault(tail[0][0], "after the text come event lines alone or one none line")
    elif kinds == {"none"}:
        if len(tail) > 1 or not tail[0][2]:
            corpus.fault(tail[0][0], "one none line, with its reason")
        corpus.counts["texts"]["without an event"] += 1
    else:
        if head["kind"][1] == "negative":
            corpus.fault(tail[0][0], "a negative text has no events")
        seen = set()
        for place, _, value in tail:
            if value in seen:
                corpus.fault(place, "the same event twice")
            seen.add(value)
            check_event(corpus, place, value, head["text"][1])


def check_file(corpus, path):
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        corpus.fault(f"{path}:1", f"cannot be read: {error}")
        return
    block = []
    for number, line in enumerate(content.split("\n"), 1):
        place = f"{path}:{number}"
        if line.startswith("#"):
            continue
        if not line.strip():
            if block:
                check_block(corpus, block, path.name)
            block = []
            continue
        if line != line.rstrip():
            corpus.fault(place, "white space at the end of the line")
        key, _, value = line.partition(" ")
        block.append((place, key, value.strip()))
    if block:
        check_block(corpus, block, path.name)


def check_second(first, second):
    """Checks that each text read a second time is one of those read first."""
    for identifier, place in second.ids.items():
        if identifier not in first.ids:
            first.fault(place, f"the id {identifier} of a second reading is not one of the first")
        elif second.heads.get(identifier) != first.heads.get(identifier):
            first.fault(place, f"date, region or text of {identifier} differ from {first.ids[identifier]}")
    first.faults += second.faults


def print_counts(corpus):
    for name, counter in corpus.counts.items():
        print(f"{name}:")
        for key in sorted(counter):
            print(f"  {counter[key]:5d}  {key}")
    unused = sorted("/".join(part for part in pair if part != NOBODY) for pair in corpus.types
                    if "/".join(part for part in pair if part != NOBODY) not in corpus.counts["type/mode"])
    print("types and modes without an example: " + (", ".join(unused) or "none"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, help="files to check instead of the whole corpus")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--counts", action="store_true", help="print how many there are of each sort")
    arguments = parser.parse_args()
    ontology = arguments.root / "knowledge" / "ontology"
    files = arguments.files or sorted((arguments.root / "knowledge" / "corpus" / "events").rglob("*.txt"))
    if not (ontology / "plover.tsv").is_file():
        parser.error(f"no ontology at {ontology}")
    if not files:
        parser.error("no files to check")
    tables = (read_types(ontology / "plover.tsv"),
              {row["context"] for row in read_table(ontology / "contexts.tsv")},
              {row["code"] for row in read_table(ontology / "cameo.tsv")})
    corpus, second = Corpus(*tables), Corpus(*tables)
    for path in files:
        check_file(second if path.resolve().parent.name == SECOND else corpus, path)
    if corpus.ids:
        check_second(corpus, second)
    else:
        second.faults = corpus.faults + second.faults
        corpus = second
    for place, message in corpus.faults:
        print(f"{place}: {message}")
    if arguments.counts:
        print_counts(corpus)
    return 1 if corpus.faults else 0


if __name__ == "__main__":
    sys.exit(main())
