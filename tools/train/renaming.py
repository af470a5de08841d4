# SPDX-License-Identifier: Apache-2.0
"""Other names in the same sentences: a person, place or body of a training sentence gives way to one of Raven's tables
of as many words, so that the network learns from the words around a name and meets names of all regions."""

import collections
import dataclasses
import pathlib

import gazetteer
from data import NAME_TAGS, TAG

SENTENCES = 0.5
MENTIONS = 0.6


class Renamer:
    def __init__(self, knowledge):
        knowledge = pathlib.Path(knowledge)
        self.pools = collections.defaultdict(list)
        for row in gazetteer.table(knowledge / "actors/people.tsv"):
            for name in gazetteer.names_of(row, "name", "aliases"):
                self.add("PER", name)
                self.add("PER", name[-1:])
        for row in gazetteer.table(knowledge / "actors/states.tsv"):
            for name in gazetteer.names_of(row, "name", "capital"):
                # States come in the news far more than towns do.
                for _ in range(30):
                    self.add("LOC", name)
        for row in gazetteer.table(knowledge / "places/cities.tsv"):
            for name in gazetteer.names_of(row, "ascii"):
                self.add("LOC", name)
        for row in gazetteer.table(knowledge / "places/places.tsv"):
            for name in gazetteer.names_of(row, "name", "aliases"):
                self.add("LOC", name)
        for row in gazetteer.table(knowledge / "actors/organisations.tsv"):
            for name in gazetteer.names_of(row, "name", "aliases"):
                self.add("ORG", name)

    def add(self, kind, name):
        """Names whose words are all plain and begin with a capital: their trees are alike."""
        if name and all(word.isalpha() and word[0].isupper() for word in name):
            self.pools[kind, len(name)].append(name)

    def rename(self, sentence, random):
        """The sentence, now and then with other names."""
        if sentence.names is None or random.random() >= SENTENCES:
            return sentence
        forms = None
        for first, last, kind in spans(sentence.names):
            pool = self.pools.get((kind, last - first))
            if not pool or random.random() >= MENTIONS or not self.plain(sentence, first, last):
                continue
            forms = forms or list(sentence.forms)
            forms[first:last] = random.choice(pool)
        return sentence if forms is None else dataclasses.replace(sentence, forms=forms)

    @staticmethod
    def plain(sentence, first, last):
        if first and sentence.forms[first - 1].lower() == "the":
            return False
        if sentence.upos is not None and any(tag != "PROPN" for tag in sentence.upos[first:last]):
            return False
        return all(form.isalpha() and form[0].isupper() and not (form.isupper() and last - first > 1)
                   for form in sentence.forms[first:last])


def spans(allowed):
    """[(first, last, type)] of the mentions that are certain."""
    out, i = [], 0
    while i < len(allowed):
        tag = NAME_TAGS[allowed[i].bit_length() - 1] if allowed[i] & allowed[i] - 1 == 0 else "O"
        if tag[0] == "B":
            end = i + 1
            while end < len(allowed) and allowed[end] == 1 << TAG["I-" + tag[2:]]:
                end += 1
            out.append((i, end, tag[2:]))
            i = end
        else:
            i += 1
    return out
