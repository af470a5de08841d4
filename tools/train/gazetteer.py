# SPDX-License-Identifier: Apache-2.0
"""Which words stand in Raven's own tables of actors and places, by class: one bit each."""

import collections
import pathlib
import re

import features

CLASSES = ["given_name", "surname", "state", "nationality", "city", "capital", "place_word", "organisation",
           "organisation_first", "organisation_word", "title", "agent", "place_first", "person_inner"]
#: Words too common to say anything of a name they occur in.
COMMON = set("of the and for in on de la le du des al el - ' 's & to by at von van der bin abu ibn i a an".split())


def table(path):
    """Rows of a table as dictionaries; an empty cell is ''."""
    columns = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = ["" if cell == "-" else cell for cell in line.split("\t")]
        if columns is None:
            columns = cells
        else:
            yield dict(zip(columns, cells))


def words(name):
    return re.findall(r"[^\W_]+|[^\w\s]", features.plain(name))


def names_of(row, *columns):
    for column in columns:
        for name in row.get(column, "").split("|"):
            if name:
                yield words(name)


def nationalities(knowledge):
    """Small-letter forms of words for the people of a state: "afghan", "iraqis"."""
    out = set()
    for row in table(pathlib.Path(knowledge) / "actors/states.tsv"):
        for name in names_of(row, "adjectives", "people"):
            if len(name) == 1:
                out.add(name[0].lower())
    return out


def titles(knowledge):
    return {name[0].lower() for row in table(pathlib.Path(knowledge) / "actors/titles.tsv")
            for name in names_of(row, "title") if len(name) == 1}


def read(knowledge):
    """{form in small letters: bits}, at most GAZETTEER_SLOTS bits a form (the rarer classes first)."""
    knowledge = pathlib.Path(knowledge)
    members = collections.defaultdict(set)

    def add(kind, word):
        word = features.lower(word)
        if word not in COMMON and len(word) > 1:
            members[kind].add(word)

    for row in table(knowledge / "actors/people.tsv"):
        for name in names_of(row, "name", "aliases"):
            if len(name) > 1:
                add("given_name", name[0])
                for word in name[1:-1]:
                    add("person_inner", word)
            add("surname", name[-1])
    for row in table(knowledge / "actors/states.tsv"):
        for name in names_of(row, "name", "aliases"):
            if len(name) == 1:
                add("state", name[0])
            else:
                add("place_first", name[0])
                for word in name[1:]:
                    add("place_word", word)
        for name in names_of(row, "capital"):
            add("capital", name[0])
    members["nationality"] = nationalities(knowledge)
    for row in table(knowledge / "actors/organisations.tsv"):
        for name in names_of(row, "name", "aliases"):
            if len(name) == 1:
                add("organisation", name[0])
            else:
                add("organisation_first", name[0])
                for word in name[1:]:
                    add("organisation_word", word)
    for row in table(knowledge / "actors/titles.tsv"):
        for name in names_of(row, "title"):
            add("title", name[-1])
    for row in table(knowledge / "actors/agents.tsv"):
        for name in names_of(row, "word", "plural"):
            add("agent", name[-1])
    for row in table(knowledge / "places/cities.tsv"):
        large = int(row["population"] or 0) >= 50000
        for name in names_of(row, "name", "ascii"):
            if len(name) == 1:
                add("city", name[0])
            elif large:
                add("place_first", name[0])
                for word in name[1:]:
                    add("place_word", word)
    for row in table(knowledge / "places/places.tsv"):
        for name in names_of(row, "name", "aliases"):
            add("place_first", name[0])
            for word in name[1:]:
                add("place_word", word)
    order = sorted(range(len(CLASSES)), key=lambda bit: len(members[CLASSES[bit]]))
    masks = collections.defaultdict(int)
    for bit in order:
        for word in members[CLASSES[bit]]:
            if masks[word].bit_count() < features.GAZETTEER_SLOTS:
                masks[word] |= 1 << bit
    return dict(masks)
