# SPDX-License-Identifier: Apache-2.0
"""Which sets are read from the folder of data: for training, and dev parts for scoring. Test parts are never read."""

import dataclasses
import pathlib
import random as python_random

import augment
import data
import names

#: How often a sentence of Raven's own treebank comes: news is thin in the others.
OWN_WEIGHT = 3


def read_own(folder):
    """The training part of Raven's own treebank, OWN_WEIGHT times."""
    return [s for path in sorted(folder.glob("*.conllu")) if "held" not in path.name
            for s in data.conllu(path)] * OWN_WEIGHT


def read_sets(folder, knowledge, own=None):
    """(training sentences, {name: dev sentences}, UNER dev rows)."""
    folder = pathlib.Path(folder)
    mapper = names.Mapper(knowledge)
    ewt = data.conllu(folder / "ud-english-ewt/en_ewt-ud-train.conllu")
    gum = data.conllu(folder / "ud-english-gum-open/gum-open-train.conllu")
    extra = names.add_uner(ewt, folder / "uner-english-ewt/en_ewt-ud-train.0c7ce0d.iob2", mapper)
    names.add_gum(gum, folder / "gum-coref", mapper)
    training = ewt + gum + extra
    for sentences in names.name_sets(folder, mapper).values():
        training += sentences
    own = pathlib.Path(own or pathlib.Path(knowledge) / "corpus/treebank")
    training += read_own(own)
    dev = {"ewt": data.conllu(folder / "ud-english-ewt/en_ewt-ud-dev.conllu"),
           "gum": data.conllu(folder / "ud-english-gum-open/gum-open-dev.conllu")}
    held = [s for path in sorted(own.glob("*held*.conllu")) for s in data.conllu(path)]
    if held:
        dev["own"] = held
    uner_dev = list(data.uner(folder / "uner-english-ewt/en_ewt-ud-dev.iob2").values())
    # Very long sentences cost memory by their square and teach little.
    training = [s for s in training if 1 <= len(s.forms) <= 150]
    return training, dev, uner_dev


def damaged(sentences, seed=5):
    """The dev part as headlines and careless pages have it: every sentence is changed in one way."""
    random = python_random.Random(seed)
    out = []
    for n, s in enumerate(sentences):
        way = n % 4
        size = len(s.forms)
        if way == 0:
            out.append(dataclasses.replace(s, forms=augment.lower(s.forms)))
        elif way == 1:
            out.append(dataclasses.replace(s, forms=augment.upper(s.forms)))
        elif way == 2:
            s = augment.without(s, augment.leaves(s, lambda i: i == size - 1 and s.forms[i] in (".", "!")))
            out.append(dataclasses.replace(s, forms=augment.title(s.forms)))
        else:
            out.append(augment.without(s, augment.leaves(s, lambda i: s.upos[i] == "PUNCT" and random.random() < 0.5)))
    return out


def without_mapped(sentences):
    """The sentences with only those names that their set marks as Raven does; trees stay."""
    out = [dataclasses.replace(s, names=None) if s.mapped else s for s in sentences]
    return [s for s in out if s.heads is not None or s.names is not None]
