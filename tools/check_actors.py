#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the tables of knowledge/actors and knowledge/places.

    python3 tools/check_actors.py [ROOT]

Prints one `file:line: message` for every fault and exits 1 if there is any,
else prints the row counts and exits 0. Needs only the standard library and
Debian's iso-codes package (/usr/share/iso-codes/json/iso_3166-1.json).
"""

import datetime
import json
import re
import sys
import unicodedata
from pathlib import Path

ISO_CODES = Path("/usr/share/iso-codes/json/iso_3166-1.json")
CITIES_LIMIT_BYTES = 3_000_000

# Actors of no one country (the event record's own codes beside ISO 3166).
NO_COUNTRY = {"IGO", "NGO", "IMG", "MNC", "ISM"}
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
KINDS = set(
    "igo ngo ministry parliament court military police intelligence armed_group party company media "
    "religious union university other".split()
)
PLACE_KINDS = set(
    "region sea strait canal river lake mountains desert border crossing base facility port camp island".split()
)
# Beside ISO 3166-1: Kosovo and the former states that are still met in the news.
FORMER_STATES = {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "VDR", "ANT", "PCZ"}
EXTRA_STATES = FORMER_STATES | {"XKX"}
# Territories without a capital of their own.
NO_CAPITAL = {"ATA", "BVT", "HMD", "IOT", "UMI", "TKL", "HKG", "MAC"}
# Words of everyday English that would match almost every page.
ORDINARY_WORDS = {
    "us", "Us", "it", "It", "who", "Who", "Nation", "nation", "State", "Union", "Party", "Times", "Post", "Labour",
    "Labor", "Force", "Front", "Council", "Assembly", "Guardian", "Independent", "Right", "Left", "Male", "Nice",
}

COLUMNS = {
    "actors/states.tsv": "code name aliases adjectives people capital government cameo fips note",
    "actors/organisations.tsv": "id name aliases kind country sectors note",
    "actors/people.tsv": "id name aliases country sectors note",
    "actors/offices.tsv": "person office country sector from to sure",
    "actors/agents.tsv": "word plural sector note",
    "actors/titles.tsv": "title sector note",
    "actors/given_names.tsv": "name gender",
    "places/cities.tsv": "geonames name ascii country admin feature population lat lon",
    "places/places.tsv": "name aliases kind country lat lon",
    "places/exonyms.tsv": "name geonames",
    "places/countries.tsv": "country geonames",
}
# Columns that may not be empty.
REQUIRED = {
    "actors/states.tsv": "code name",
    "actors/organisations.tsv": "id name kind country",
    "actors/people.tsv": "id name country sectors",
    "actors/offices.tsv": "person office country from to sure",
    "actors/agents.tsv": "word sector",
    "actors/titles.tsv": "title sector",
    "actors/given_names.tsv": "name gender",
    "places/cities.tsv": "geonames name country lat lon",
    "places/places.tsv": "name kind lat lon",
    "places/exonyms.tsv": "name geonames",
    "places/countries.tsv": "country geonames",
}
MINIMUM_ROWS = {
    "actors/states.tsv": 250,
    "actors/organisations.tsv": 3000,
    "actors/people.tsv": 4000,
    "actors/offices.tsv": 6000,
    "actors/agents.tsv": 1500,
    "actors/titles.tsv": 250,
    "actors/given_names.tsv": 300,
    "places/cities.tsv": 20000,
    "places/places.tsv": 250,
    "places/exonyms.tsv": 200,
    "places/countries.tsv": 240,
}

faults = []


def fault(path, line, message):
    faults.append(f"{path}:{line}: {message}")


def values(cell):
    """The values of one cell, none for the empty cell `-`."""
    return [] if cell == "-" else cell.split("|")


def key(name):
    """A place name as it is compared here: one apostrophe, no case, no accents."""
    folded = re.sub("[\u2018\u2019\u02bb\u02bc\u02bf\u02be`]", "'", name)
    folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return folded.casefold()


def read_table(root, name):
    """The rows of a table as (line number, {column: cell}), faults of form reported."""
    path = root / "knowledge" / name
    label = f"knowledge/{name}"
    expected = COLUMNS[name].split()
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault(label, 1, f"cannot be read: {error}")
        return []
    if "\r" in text:
        fault(label, 1, "has carriage returns")
    if not text.endswith("\n"):
        fault(label, text.count("\n") + 1, "does not end in a newline")
    rows, header = [], None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#") or (line == "" and number == text.count("\n") + 1):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != expected:
                fault(label, number, f"columns are {header}, not {expected}")
                return []
            continue
        if len(cells) != len(expected):
            fault(label, number, f"{len(cells)} cells, not {len(expected)}")
            continue
        row = dict(zip(expected, cells))
        for column, cell in row.items():
            if cell == "":
                fault(label, number, f"empty cell in {column}: write -")
            if cell != cell.strip() or "  " in cell:
                fault(label, number, f"stray space in {column}: {cell!r}")
            if cell != unicodedata.normalize("NFC", cell):
                fault(label, number, f"{column} is not NFC: {cell!r}")
            if name != "places/cities.tsv" and "\u2019" in cell:
                fault(label, number, f"typographic apostrophe in {column}: {cell!r}")
            if cell != "-" and column != "note":
                parts = cell.split("|")
                if any(part == "" or part == "-" or part != part.strip() for part in parts):
                    fault(label, number, f"empty value in {column}: {cell!r}")
                if len(set(parts)) != len(parts):
                    fault(label, number, f"value twice in {column}: {cell!r}")
        for column in REQUIRED[name].split():
            if row[column] == "-" and not (name == "actors/offices.tsv" and column == "to"):
                fault(label, number, f"{column} is missing")
        rows.append((number, row))
    if len(rows) < MINIMUM_ROWS[name]:
        fault(label, 1, f"{len(rows)} rows, fewer than {MINIMUM_ROWS[name]}")
    return rows


def check_unique(label, rows, columns):
    """No name may stand for two rows of one table; one row may not say it twice."""
    seen = {}
    for number, row in rows:
        for column in columns:
            for value in values(row[column]):
                if value in seen:
                    fault(label, number, f"{value!r} already stands on line {seen[value]}")
                else:
                    seen[value] = number
                if value in ORDINARY_WORDS:
                    fault(label, number, f"{value!r} is an ordinary word")


def check_sectors(label, number, cell):
    for sector in values(cell):
        if sector not in SECTORS:
            fault(label, number, f"unknown sector {sector!r}")


def check_id(label, number, identifier):
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", identifier):
        fault(label, number, f"bad id {identifier!r}")


def first_and_last_day(text):
    """The first and last day that a date of year, month or day precision can mean."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if day:
            return (datetime.date(year, month, day),) * 2
        if month:
            first = datetime.date(year, month, 1)
            after = datetime.date(year + month // 12, month % 12 + 1, 1)
            return first, after - datetime.timedelta(days=1)
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except ValueError:
        return None


def check_states(rows, iso):
    label = "knowledge/actors/states.tsv"
    codes = {}
    for number, row in rows:
        code = row["code"]
        if code in codes:
            fault(label, number, f"code {code} already stands on line {codes[code]}")
        codes[code] = number
        if code not in iso and code not in EXTRA_STATES:
            fault(label, number, f"unknown code {code}")
        if code in EXTRA_STATES and row["note"] == "-":
            fault(label, number, f"{code} is outside ISO 3166-1 and needs a note")
        if not re.fullmatch(r"[A-Z]{3}|-", row["cameo"]):
            fault(label, number, f"bad CAMEO code {row['cameo']!r}")
        for fips in values(row["fips"]):
            if not re.fullmatch(r"[A-Z]{2}", fips):
                fault(label, number, f"bad FIPS code {fips!r}")
        if row["capital"] == "-" and code not in NO_CAPITAL:
            fault(label, number, f"{code} has no capital")
    for code in sorted((iso | EXTRA_STATES) - set(codes)):
        fault(label, 1, f"{code} is missing")
    check_unique(label, rows, ["name", "aliases", "government"])
    fips_seen = {}
    for number, row in rows:
        for fips in values(row["fips"]):
            if fips in fips_seen:
                fault(label, number, f"FIPS code {fips} already stands on line {fips_seen[fips]}")
            fips_seen[fips] = number


def check_organisations(rows, countries):
    label = "knowledge/actors/organisations.tsv"
    for number, row in rows:
        check_id(label, number, row["id"])
        if row["kind"] not in KINDS:
            fault(label, number, f"unknown kind {row['kind']!r}")
        if row["country"] not in countries:
            fault(label, number, f"unknown country {row['country']!r}")
        check_sectors(label, number, row["sectors"])
    check_unique(label, rows, ["id"])
    check_unique(label, rows, ["name", "aliases"])


def check_people(people, offices, states):
    label = "knowledge/actors/people.tsv"
    ids = set()
    for number, row in people:
        check_id(label, number, row["id"])
        ids.add(row["id"])
        if row["country"] not in states:
            fault(label, number, f"unknown country {row['country']!r}")
        check_sectors(label, number, row["sectors"])
    check_unique(label, people, ["id"])
    check_unique(label, people, ["name", "aliases"])

    label = "knowledge/actors/offices.tsv"
    seen = {}
    held = {}
    for number, row in offices:
        if row["person"] not in ids:
            fault(label, number, f"{row['person']} is not in people.tsv")
        if row["office"][:1].islower() is False and not row["office"].startswith(("UN ", "EU ", "NATO ")):
            fault(label, number, f"office {row['office']!r} does not begin in lower case")
        if row["country"] not in states | NO_COUNTRY:
            fault(label, number, f"unknown country {row['country']!r}")
        check_sectors(label, number, row["sector"])
        if row["sure"] not in {"1", "0.8", "0.5"}:
            fault(label, number, f"sure is {row['sure']!r}, not 1, 0.8 or 0.5")
        began = first_and_last_day(row["from"])
        if began is None:
            fault(label, number, f"bad date {row['from']!r}")
        ended = None
        if row["to"] != "-":
            ended = first_and_last_day(row["to"])
            if ended is None:
                fault(label, number, f"bad date {row['to']!r}")
            elif began and began[0] > ended[1]:
                fault(label, number, f"from {row['from']} is after to {row['to']}")
        same = (row["person"], row["office"], row["country"], row["from"])
        if same in seen:
            fault(label, number, f"the same office already stands on line {seen[same]}")
        seen[same] = number
        if began:
            held.setdefault(same[:3], []).append((began[0], ended[1] if ended else datetime.date.max, number))
        # Of one country there is one president, one prime minister, one foreign
        # minister at a time; an overlap of more than a year is a slip.
        if began and row["office"] in {"president", "prime minister", "foreign minister", "defence minister"}:
            held.setdefault((row["office"], row["country"]), []).append(
                (began[1], ended[0] if ended else datetime.date.max, number)
            )
    for terms in held.values():
        terms.sort()
        for (_, earlier_end, _), (later_start, _, number) in zip(terms, terms[1:]):
            if (earlier_end - later_start).days > 366:
                fault(label, number, f"overlaps an earlier term by {(earlier_end - later_start).days} days")
    with_office = {row["person"] for _, row in offices}
    for number, row in people:
        if row["id"] in with_office or row["sectors"].split("|")[0] in {"OPP", "CVL", "JRN", "EDU", "GOV"}:
            continue
        fault("knowledge/actors/people.tsv", number, f"{row['id']} has neither an office nor a sector that needs none")


def check_words(agents, titles):
    label = "knowledge/actors/agents.tsv"
    for number, row in agents:
        check_sectors(label, number, row["sector"])
    check_unique(label, agents, ["word"])
    label = "knowledge/actors/titles.tsv"
    for number, row in titles:
        check_sectors(label, number, row["sector"])
    check_unique(label, titles, ["title"])


def check_given_names(rows):
    label = "knowledge/actors/given_names.tsv"
    for number, row in rows:
        if row["gender"] not in {"f", "m"}:
            fault(label, number, f"gender is {row['gender']!r}, not f or m")
        if not row["name"][:1].isupper() or " " in row["name"]:
            fault(label, number, f"bad name {row['name']!r}: one word with a capital")
    check_unique(label, rows, ["name"])


def check_coordinates(label, number, row):
    for column, limit in (("lat", 90), ("lon", 180)):
        try:
            if not -limit <= float(row[column]) <= limit:
                fault(label, number, f"{column} {row[column]} is out of range")
        except ValueError:
            fault(label, number, f"bad {column} {row[column]!r}")


def check_places(root, cities, places, exonyms, states_rows, iso):
    label = "knowledge/places/cities.tsv"
    if (root / "knowledge/places/cities.tsv").stat().st_size > CITIES_LIMIT_BYTES:
        fault(label, 1, f"is larger than {CITIES_LIMIT_BYTES} bytes")
    known, by_country, anywhere = {}, set(), set()
    for number, row in cities:
        if not row["geonames"].isdecimal() or not row["population"].isdecimal():
            fault(label, number, "id or population is not a number")
        if row["geonames"] in known:
            fault(label, number, f"id {row['geonames']} stands twice")
        known[row["geonames"]] = row
        if row["country"] not in iso | {"XKX"}:
            fault(label, number, f"unknown country {row['country']!r}")
        if not row["ascii"].isascii():
            fault(label, number, f"ascii is {row['ascii']!r}")
        check_coordinates(label, number, row)
        for name in (row["name"], row["ascii"]):
            by_country.add((row["country"], key(name)))
            anywhere.add(key(name))

    label = "knowledge/places/places.tsv"
    for number, row in places:
        if row["kind"] not in PLACE_KINDS:
            fault(label, number, f"unknown kind {row['kind']!r}")
        if row["country"] != "-" and row["country"] not in iso | {"XKX"}:
            fault(label, number, f"unknown country {row['country']!r}")
        check_coordinates(label, number, row)
    check_unique(label, places, ["name", "aliases"])

    label = "knowledge/places/exonyms.tsv"
    for number, row in exonyms:
        city = known.get(row["geonames"])
        if city is None:
            fault(label, number, f"{row['geonames']} is not in cities.tsv")
            continue
        if row["name"] == city["name"]:
            fault(label, number, f"{row['name']!r} is the name in cities.tsv already")
        by_country.add((city["country"], key(row["name"])))
        anywhere.add(key(row["name"]))
    check_unique(label, exonyms, ["name"])

    label = "knowledge/actors/states.tsv"
    for number, row in states_rows:
        capitals = values(row["capital"])
        if not capitals:
            continue
        if row["code"] in FORMER_STATES:
            found = any(key(capital) in anywhere for capital in capitals)
        else:
            found = any((row["code"], key(capital)) in by_country for capital in capitals)
        if not found:
            fault(label, number, f"capital {row['capital']!r} has no row in cities.tsv or exonyms.tsv")


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    iso = {entry["alpha_3"] for entry in json.loads(ISO_CODES.read_text(encoding="utf-8"))["3166-1"]}
    tables = {name: read_table(root, name) for name in COLUMNS}
    states = {row["code"] for _, row in tables["actors/states.tsv"]}

    check_states(tables["actors/states.tsv"], iso)
    check_organisations(tables["actors/organisations.tsv"], states | NO_COUNTRY)
    check_people(tables["actors/people.tsv"], tables["actors/offices.tsv"], states)
    check_words(tables["actors/agents.tsv"], tables["actors/titles.tsv"])
    check_given_names(tables["actors/given_names.tsv"])
    check_unique("knowledge/places/countries.tsv", tables["places/countries.tsv"], ["country", "geonames"])
    for number, row in tables["places/countries.tsv"]:
        if row["country"] not in states:
            fault("knowledge/places/countries.tsv", number, f"states.tsv has no {row['country']!r}")
        if not row["geonames"].isdecimal():
            fault("knowledge/places/countries.tsv", number, f"{row['geonames']!r} is no GeoNames id")
    if tables["places/cities.tsv"]:
        check_places(
            root, tables["places/cities.tsv"], tables["places/places.tsv"], tables["places/exonyms.tsv"],
            tables["actors/states.tsv"], iso,
        )

    if faults:
        print("\n".join(faults))
        return 1
    for name, rows in tables.items():
        print(f"knowledge/{name}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
