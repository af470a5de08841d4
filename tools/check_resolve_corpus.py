#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the corpus of actors, places, dates and quantities under knowledge/corpus/resolve/.

    tools/check_resolve_corpus.py                    all .txt files of the corpus of this checkout
    tools/check_resolve_corpus.py --root DIR         those of another checkout
    tools/check_resolve_corpus.py FILE...            these files instead, together
    tools/check_resolve_corpus.py --counts           and print how many there are of each sort

Every fault is one line `file:line: message` on standard output. The exit status is 1 when there
is a fault, 0 when there is none, 2 for wrong use.

What is checked: the order and presence of an article's lines; that ids are unique, odd ones under
dev/ and even ones under held/; that the words of each line stand in the article as whole words, as
often as the line says; that lines stand in reading order and two of one kind do not overlap; that
countries, sectors and GeoNames ids stand in the tables and an id lies in its country; that dates are
real, in order, as fine as they claim, and weekdays right; that one chain has one country and sector;
that the spellings of a variant line are names of its chain, and chains to be kept apart are there.
The format itself is described in knowledge/corpus/resolve/README.md.
"""

import argparse
import calendar
import datetime
import re
import sys
from collections import Counter
from pathlib import Path

HEAD_KEYS = ["id", "date", "home", "title", "text"]
CELLS = {"actor": 5, "place": 5, "date": 4, "quantity": 6}
BLOCS = {"IGO", "NGO", "IMG", "MNC", "ISM"}
WAYS = ["name", "title", "metonym", "demonym", "description", "agent", "pronoun"]
PRONOUNS = {"he", "him", "she", "her", "they", "them", "it", "we", "us", "i", "me", "who", "himself", "herself"}
PLACE_PRECISIONS = ["country", "region", "city", "point"]
PLACE_USES = ["location", "not"]
DATE_PRECISIONS = ["unknown", "century", "decade", "year", "season", "month", "week", "day"]
LONGEST = {"day": 10, "week": 14, "month": 31, "season": 124, "year": 366, "decade": 3653, "century": 36525}
WHATS = ["killed", "wounded", "arrested", "displaced", "troops", "money", "distance", "other"]
NONE = "-"


class Corpus:
    """The tables, what the files hold so far, and the faults found in them."""

    def __init__(self, knowledge):
        self.countries = {row["code"] for row in read_table(knowledge / "actors" / "states.tsv")} | BLOCS | {NONE}
        self.sectors = {row["sector"] for row in read_table(knowledge / "ontology" / "sectors.tsv")} | {NONE}
        self.cities = {row["geonames"]: row["country"] for row in read_table(knowledge / "places" / "cities.tsv")}
        self.small = {row["geonames"]: row["country"]
                      for row in read_table(knowledge / "corpus" / "resolve" / "small_places.tsv")}
        self.faults = []
        self.ids = {}
        self.counts = {name: Counter() for name in ("articles", "lines", "actor country", "sector", "way", "place use",
                                                    "place precision", "date precision", "quantity")}

    def fault(self, place, message):
        self.faults.append(f"{place}: {message}")


class Article:
    """The lines of one article: head, words (title and paragraphs joined) and what has been seen of it."""

    def __init__(self, day, words):
        self.day = day
        self.words = words
        self.chains = {}
        self.names = {}
        self.ends = {}
        self.last = -1


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


def occurrences(words, text):
    """Where the words stand in the text as whole words."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        opens = at == 0 or not (text[at - 1].isalnum() and words[0].isalnum())
        closes = end == len(text) or not (text[end].isalnum() and words[-1].isalnum())
        if opens and closes:
            yield at
        at = text.find(words, at + 1)


def read_day(value):
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


def check_actor(corpus, article, place, words, cells):
    country, sector, way, chain = cells
    if country not in corpus.countries:
        corpus.fault(place, f"'{country}' is no country code")
    if sector not in corpus.sectors:
        corpus.fault(place, f"'{sector}' is not a sector of PLOVER")
    if way not in WAYS:
        corpus.fault(place, f"'{way}' is not a way of naming an actor")
    if (way == "pronoun") != (words[0].lower() + words[1:] in PRONOUNS):
        corpus.fault(place, f"'{words}' and the way '{way}' do not go together")
    if not re.fullmatch(r"[a-z][a-z0-9]*", chain):
        corpus.fault(place, f"'{chain}' is not the id of a chain")
    known = article.chains.setdefault(chain, (country, sector))
    if known != (country, sector):
        corpus.fault(place, f"the chain {chain} was {' '.join(known)} before")
    if way in ("name", "title"):
        article.names.setdefault(chain, []).append(words)
    corpus.counts["actor country"][country] += 1
    corpus.counts["sector"][sector] += 1
    corpus.counts["way"][way] += 1


def check_place(corpus, article, place, words, cells):
    geonames, country, precision, use = cells
    if country not in corpus.countries - BLOCS:
        corpus.fault(place, f"'{country}' is no country code")
    if precision not in PLACE_PRECISIONS:
        corpus.fault(place, f"'{precision}' is not a precision of places")
    if use not in PLACE_USES:
        corpus.fault(place, f"'{use}' is neither location nor not")
    if (geonames == NONE) == (precision == "city"):
        corpus.fault(place, "a city has a GeoNames id and nothing else has")
    if geonames != NONE:
        home = corpus.cities.get(geonames) or corpus.small.get(geonames)
        if home is None:
            corpus.fault(place, f"the GeoNames id {geonames} stands in no table")
        elif home != country:
            corpus.fault(place, f"the GeoNames id {geonames} lies in {home}")
    corpus.counts["place precision"][precision] += 1
    corpus.counts["place use"][use] += 1


def check_date(corpus, article, place, words, cells):
    first, last, precision = cells
    corpus.counts["date precision"][precision] += 1
    if precision not in DATE_PRECISIONS:
        corpus.fault(place, f"'{precision}' is not a precision of dates")
        return
    days = []
    for value in (first, last):
        days.append(None if value == NONE else read_day(value))
        if value != NONE and days[-1] is None:
            corpus.fault(place, f"'{value}' is not a day written YYYY-MM-DD")
            return
    begin, end = days
    if (begin is None and end is None) != (precision == "unknown"):
        corpus.fault(place, "a date without days is unknown, and the other way round")
    if begin and end:
        if end < begin:
            corpus.fault(place, "the date ends before it begins")
        if precision == "month" and begin.day != 1:
            corpus.fault(place, "a month begins on its first day")
        if precision == "year" and (begin.month, begin.day) != (1, 1):
            corpus.fault(place, "a year begins on its first day")
    weekdays = [name for name in calendar.day_name if re.search(rf"\b{name}\b", words)]
    if len(weekdays) == 1 and precision == "day":
        real = [day.strftime("%A") for day in (begin, end) if day]
        if weekdays[0] not in real:
            corpus.fault(place, f"'{words}' was a {real[0]}")


def check_quantity(corpus, article, place, words, cells):
    what, low, high, unit, of = cells
    if what not in WHATS:
        corpus.fault(place, f"'{what}' is not what a quantity may count")
    numbers = []
    for value in (low, high):
        if value != NONE and not re.fullmatch(r"\d+(\.\d+)?", value):
            corpus.fault(place, f"'{value}' is not a number")
        else:
            numbers.append(None if value == NONE else float(value))
    if len(numbers) == 2 and None not in numbers and numbers[0] > numbers[1]:
        corpus.fault(place, "the quantity's upper end lies under the lower")
    if what == "money" and not re.fullmatch(r"[A-Z]{3}|-", unit):
        corpus.fault(place, f"'{unit}' is not a currency")
    if what == "distance" and unit not in ("km", "m", "mile"):
        corpus.fault(place, f"'{unit}' is not a unit of distance")
    if what in WHATS[:5] and unit != "person":
        corpus.fault(place, "people are counted in persons")
    if of != NONE and not list(occurrences(of, article.words)):
        corpus.fault(place, f"what is counted, '{of}', does not stand in the article")
    corpus.counts["quantity"][what] += 1


CHECKS = {"actor": check_actor, "place": check_place, "date": check_date, "quantity": check_quantity}


def check_line(corpus, article, place, key, value):
    """Checks one line that names words of the article."""
    cells = [cell.strip() for cell in value.split(" | ")]
    words, mark, number = cells[0].rpartition("#")
    if len(cells) != CELLS[key] or not all(cells):
        corpus.fault(place, f"{key} has the wrong number of cells, or an empty one")
        return
    if not mark or not number.isdigit() or not words:
        corpus.fault(place, "the words want the number of their occurrence: Moscow#2")
        return
    found = list(occurrences(words, article.words))
    if not 1 <= int(number) <= len(found):
        corpus.fault(place, f"'{words}' stands {len(found)} times in the article, not {number}")
        return
    begin = found[int(number) - 1]
    if begin < article.last:
        corpus.fault(place, "the line is out of reading order")
    if begin < article.ends.get(key, 0):
        corpus.fault(place, f"'{words}' overlaps the {key} before it")
    if "\n" in words:
        corpus.fault(place, "the words leave their paragraph")
    article.last = begin
    article.ends[key] = begin + len(words)
    corpus.counts["lines"][key] += 1
    CHECKS[key](corpus, article, place, words, cells[1:])


def check_chains(corpus, article, place, key, value):
    """Checks a variant line (chain | right name | spellings) or an apart line (chains)."""
    cells = [cell.strip() for cell in value.split(" | ")]
    corpus.counts["lines"][key] += 1
    if key == "apart":
        for chain in cells:
            if chain not in article.names:
                corpus.fault(place, f"the chain {chain} has no name in this article")
        if len(cells) < 2 or len(set(cells)) != len(cells):
            corpus.fault(place, "two or more different chains are kept apart")
        return
    if len(cells) < 3:
        corpus.fault(place, "a variant line has a chain, the right name and other spellings")
        return
    names = article.names.get(cells[0], [])
    for spelling in cells[2:]:
        if not any(list(occurrences(spelling, name)) for name in names):
            corpus.fault(place, f"no name of the chain {cells[0]} is spelt '{spelling}'")


def check_head(corpus, path, head):
    place, value = head["id"]
    if not re.fullmatch(r"resolve-\d{4}", value):
        corpus.fault(place, f"'{value}' is not an id")
    elif path.parent.name in ("dev", "held") and (int(value[-1]) % 2 == 0) != (path.parent.name == "held"):
        corpus.fault(place, "odd articles stand under dev/, even ones under held/")
    if value in corpus.ids:
        corpus.fault(place, f"the id {value} is taken by {corpus.ids[value]}")
    corpus.ids[value] = place
    if read_day(head["date"][1]) is None:
        corpus.fault(head["date"][0], f"'{head['date'][1]}' is not a day written YYYY-MM-DD")
    if head["home"][1] not in corpus.countries - BLOCS:
        corpus.fault(head["home"][0], f"'{head['home'][1]}' is no country code")
    corpus.counts["articles"][path.parent.name] += 1


def check_block(corpus, path, block):
    """Checks one article: its lines as (place, key, value)."""
    keys = [key for _, key, _ in block]
    if keys[:len(HEAD_KEYS)] != HEAD_KEYS:
        corpus.fault(block[0][0], "an article begins with the lines " + ", ".join(HEAD_KEYS))
        return
    head = {key: (place, value) for place, key, value in block[:len(HEAD_KEYS)]}
    check_head(corpus, path, head)
    paragraphs = [value for _, key, value in block if key == "text"]
    if head["title"][1] != NONE:
        paragraphs.insert(0, head["title"][1])
    article = Article(head["date"][1], "\n".join(paragraphs))
    rank = 0
    for place, key, value in block[len(HEAD_KEYS):]:
        now = 0 if key == "text" else 1 if key in CELLS else 2
        if now < rank:
            corpus.fault(place, "text comes first, then what stands in it, then variant and apart")
        rank = max(rank, now)
        if key in CELLS:
            check_line(corpus, article, place, key, value)
        elif key in ("variant", "apart"):
            check_chains(corpus, article, place, key, value)
        elif key != "text":
            corpus.fault(place, f"'{key}' is not a line of an article")
    if rank == 0:
        corpus.fault(block[0][0], "nothing is marked in the article")


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
                check_block(corpus, path, block)
            block = []
            continue
        if line != line.rstrip():
            corpus.fault(place, "white space at the end of the line")
        key, _, value = line.partition(" ")
        block.append((place, key, value.strip()))
    if block:
        check_block(corpus, path, block)


def print_counts(corpus):
    for name, counter in corpus.counts.items():
        print(f"{name}:")
        for key in sorted(counter):
            print(f"  {counter[key]:5d}  {key}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, help="files to check instead of the whole corpus")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--counts", action="store_true", help="print how many there are of each sort")
    arguments = parser.parse_args()
    knowledge = arguments.root / "knowledge"
    if not (knowledge / "corpus" / "resolve" / "small_places.tsv").is_file():
        parser.error(f"no corpus at {knowledge / 'corpus' / 'resolve'}")
    files = arguments.files or sorted((knowledge / "corpus" / "resolve").rglob("*.txt"))
    if not files:
        parser.error("no files to check")
    corpus = Corpus(knowledge)
    for path in files:
        check_file(corpus, path)
    for message in corpus.faults:
        print(message)
    if arguments.counts:
        print_counts(corpus)
    return 1 if corpus.faults else 0


if __name__ == "__main__":
    sys.exit(main())
