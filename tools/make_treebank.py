#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the sentences under knowledge/corpus/treebank/source and builds the treebank from them.

    tools/make_treebank.py                   checks, then writes train.conllu and held.conllu
    tools/make_treebank.py --check           checks, and that both files are what would be written
    tools/make_treebank.py --counts          and print how many there are of each sort
    tools/make_treebank.py --root DIR        those of another checkout
    tools/make_treebank.py FILE...           checks these files alone, writes nothing

Every fault is one line `file:line: message` on standard output. The exit status is 1 when there is
a fault, 0 when there is none, 2 for wrong use.

A file is made of blocks parted by blank lines: `# id = news-NNNN`, `# text = ...`, then one line
a word, `form UPOS XPOS head deprel name [lemma] [features]`, `_` for a lemma that the rules find.
A line `# crossing = yes` allows arcs to cross. A block whose id is a multiple of five is held out.
The conventions are told in knowledge/corpus/treebank/README.md.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from treebank_forms import Lemmas, features, parsed

FOLDER = Path("knowledge") / "corpus" / "treebank"
HELD_EVERY = 5
NAMES = {"PER", "ORG", "LOC", "NORP", "FAC", "EVENT", "MISC"}
RELATIONS = set(
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
    "compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl "
    "fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer "
    "nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root vocative "
    "xcomp".split())
FINE_TAGS = {
    "NOUN": "NN NNS FW", "PROPN": "NNP NNPS", "ADJ": "JJ JJR JJS NNP", "ADV": "RB RBR RBS WRB",
    "VERB": "VB VBD VBG VBN VBP VBZ", "AUX": "MD VB VBD VBG VBN VBP VBZ", "ADP": "IN RP",
    "SCONJ": "IN", "CCONJ": "CC", "DET": "DT PDT WDT", "PRON": "PRP PRP$ WP WP$ WDT DT EX NN",
    "PART": "TO POS RB", "NUM": "CD LS", "SYM": "$ SYM NN", "INTJ": "UH", "X": "FW LS GW ADD",
    "PUNCT": ", . : `` '' -LRB- -RRB- HYPH NFP",
}
FINE_TAGS = {upos: set(tags.split()) for upos, tags in FINE_TAGS.items()}
# What kind of word can stand in a relation.
KINDS = {
    "aux": {"AUX"}, "aux:pass": {"AUX"}, "cop": {"AUX"}, "det": {"DET"}, "det:predet": {"DET"},
    "cc": {"CCONJ", "ADV", "ADP", "SYM"}, "cc:preconj": {"CCONJ", "DET", "PART", "ADV"}, "punct": {"PUNCT"},
    "nummod": {"NUM"}, "case": {"ADP", "PART", "VERB", "ADJ", "ADV", "SYM", "SCONJ"},
    "mark": {"SCONJ", "PART", "ADP", "ADV", "VERB"}, "amod": {"ADJ", "VERB", "NUM", "X"},
    "advmod": {"ADV", "PART", "ADJ", "ADP", "DET"}, "compound:prt": {"ADP", "ADV"}, "expl": {"PRON"},
}
# What may hang from a function word.
BELOW_FUNCTION = {"fixed", "goeswith", "punct", "conj", "cc", "reparandum"}
BELOW_CASE = BELOW_FUNCTION | {"advmod", "obl:unmarked", "nmod:unmarked", "nmod"}
BELOW_DETERMINER = BELOW_FUNCTION | {"advmod", "det"}
LEFT_TO_RIGHT = {"flat", "fixed", "conj", "appos", "goeswith", "compound:prt"}
RIGHT_TO_LEFT = {"case", "mark", "det:predet", "nmod:desc"}
CLITICS = {"'s", "\u2019s", "'", "\u2019", "n't", "n\u2019t", "'re", "\u2019re", "'ve", "\u2019ve", "'ll", "\u2019ll",
           "'d", "\u2019d", "'m", "\u2019m", "s", "nt"}


class Word:
    """One line of a block; `place` is file and line."""

    def __init__(self, place, index, cells):
        self.place, self.index = place, index
        self.form, self.upos, self.xpos, head, self.deprel, self.name = cells[:6]
        self.head = int(head) if head.isdigit() else -1
        self.given_lemma = cells[6] if len(cells) > 6 else "_"
        self.given_features = cells[7] if len(cells) > 7 else None
        self.lemma = ""
        self.space_after = True


class Block:
    def __init__(self, place):
        self.place = place
        self.id = self.text = None
        self.crossing = False
        self.words = []


class Treebank:
    def __init__(self):
        self.blocks, self.faults, self.ids, self.texts = [], [], {}, {}

    def fault(self, place, message):
        self.faults.append((place, message))


def read_source(bank, path):
    """Appends the blocks of a file, telling what is malformed."""
    block = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = (str(path), number)
        if not line.strip():
            block = None
            continue
        if line.startswith("## "):
            continue
        if block is None:
            block = Block(place)
            bank.blocks.append(block)
        if line.startswith("# "):
            key, _, value = line[2:].partition(" = ")
            if block.words or key not in ("id", "text", "crossing") or not value:
                bank.fault(place, f"the line '{key}' is not known or not where it belongs")
            elif key == "crossing":
                block.crossing = value == "yes"
            else:
                setattr(block, key, value)
            continue
        cells = line.split()
        if not 6 <= len(cells) <= 8:
            bank.fault(place, f"a word has 6 to 8 cells, not {len(cells)}")
            continue
        block.words.append(Word(place, len(block.words) + 1, cells))


def check_text(bank, block):
    """The words spell the text; sets space_after."""
    at = 0
    for word in block.words:
        if not block.text.startswith(word.form, at):
            bank.fault(word.place, f"'{word.form}' does not stand in the text at '{block.text[at:at + 20]}'")
            return
        at += len(word.form)
        word.space_after = block.text.startswith(" ", at)
        at += word.space_after
    if at != len(block.text):
        bank.fault(block.place, f"the text goes on after the last word: '{block.text[at:]}'")
    if "  " in block.text or block.text != block.text.strip():
        bank.fault(block.place, "the text has a blank too many")


def is_tree(bank, block):
    """One root, heads in range, no circle."""
    words, good = block.words, True
    roots = [word for word in words if word.head == 0]
    if len(roots) != 1:
        bank.fault(block.place, f"{len(roots)} roots")
        good = False
    for word in words:
        if not 0 <= word.head <= len(words) or word.head == word.index:
            bank.fault(word.place, f"the head of '{word.form}' is out of range")
            good = False
        if (word.head == 0) != (word.deprel == "root"):
            bank.fault(word.place, "head 0 and root go together")
            good = False
    if not good:
        return False
    reached = {0}
    waiting = [0]
    below = {}
    for word in words:
        below.setdefault(word.head, []).append(word.index)
    while waiting:
        for child in below.get(waiting.pop(), []):
            reached.add(child)
            waiting.append(child)
    for word in words:
        if word.index not in reached:
            bank.fault(word.place, f"'{word.form}' stands in a circle")
            good = False
    return good


def check_crossing(bank, block):
    """An arc encloses only words that hang from within it or from its head."""
    words = block.words
    ancestors = {0: set()}
    for word in words:
        chain, at = set(), word.index
        while at:
            chain.add(at)
            at = words[at - 1].head
        ancestors[word.index] = chain
    for word in words:
        if word.head == 0:
            continue
        low, high = sorted((word.index, word.head))
        for between in range(low + 1, high):
            if word.head not in ancestors[between] and not block.crossing:
                bank.fault(word.place, f"the arc of '{word.form}' to '{words[word.head - 1].form}' is crossed "
                                       f"by that of '{words[between - 1].form}'")
                break


def check_tags(bank, word):
    if word.upos not in FINE_TAGS:
        bank.fault(word.place, f"'{word.upos}' is not a part of speech")
    elif word.xpos not in FINE_TAGS[word.upos]:
        bank.fault(word.place, f"{word.upos} and {word.xpos} do not go together")
    if word.deprel not in RELATIONS:
        bank.fault(word.place, f"'{word.deprel}' is not a relation")


def is_clause(word, below):
    """Whether a word that is no verb stands as a predicate."""
    return word.deprel in ("root", "parataxis", "xcomp", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "orphan") \
        or any(child.deprel.split(":")[0] in ("cop", "nsubj", "csubj", "mark", "orphan") for child in below)


def check_relation(bank, block, word, below):
    """Kind, side and dependents of one word."""
    words, relation, plain = block.words, word.deprel, word.deprel.split(":")[0]
    kinds = KINDS.get(relation)
    if kinds is not None and word.upos not in kinds:
        bank.fault(word.place, f"'{word.form}' is {word.upos} and cannot be {relation}")
    if word.upos == "PUNCT" and relation not in ("punct", "root"):
        bank.fault(word.place, "punctuation in another relation than punct")
    if word.upos == "AUX" and relation not in ("aux", "aux:pass", "cop") and not any(
            child.deprel == "orphan" for child in below) and relation not in (
                "root", "advcl", "conj", "ccomp", "parataxis", "acl:relcl"):
        bank.fault(word.place, f"an auxiliary verb as {relation}")
    if relation in ("aux", "aux:pass", "cop") and word.lemma not in (
            "be have do will would can could may might shall should must need get dare ought".split()):
        bank.fault(word.place, f"'{word.lemma}' is not an auxiliary verb")
    if word.head == 0:
        return
    head = words[word.head - 1]
    beside = [child for child in words if child.head == word.head]
    if plain in LEFT_TO_RIGHT and word.head > word.index:
        bank.fault(word.place, f"{relation} hangs from a word on its right")
    if relation in RIGHT_TO_LEFT and word.head < word.index and not (
            relation == "case" and (word.xpos == "POS" or head.xpos in ("WDT", "WP")
                                  or word.form.lower() == "notwithstanding")):
        bank.fault(word.place, f"{relation} hangs from a word on its left")
    if relation == "det" and word.head < word.index and word.form not in ("each", "all", "both"):
        bank.fault(word.place, f"det hangs from '{head.form}' on its left")
    if relation == "cop" and word.head < word.index and head.xpos not in ("WP", "WRB") and not any(
            child.deprel.split(":")[0] in ("nsubj", "expl") and child.index > head.index for child in beside):
        bank.fault(word.place, f"cop hangs from '{head.form}' on its left")
    if relation == "aux:pass" and head.xpos != "VBN":
        bank.fault(word.place, f"aux:pass of '{head.form}', which is no past participle")
    if relation == "aux" and word.lemma == "be" and head.xpos != "VBG" and head.upos == "VERB" and not any(
            child.form.lower() in ("to", "being") for child in beside):
        bank.fault(word.place, f"'be' as aux of '{head.form}', which is no -ing form")
    if relation == "nsubj" and head.xpos == "VBN" and any(
            child.head == head.index and child.deprel == "aux:pass" for child in words):
        bank.fault(word.place, "nsubj of a passive")
    if relation == "nmod:poss" and word.xpos not in ("PRP$", "WP$") and not any(
            child.xpos == "POS" for child in below):
        bank.fault(word.place, "nmod:poss without 's")
    if word.xpos == "POS" and relation != "case":
        bank.fault(word.place, "'s is case")
    if word.xpos == "PRP$" and relation not in ("nmod:poss", "orphan"):
        bank.fault(word.place, f"a possessive pronoun as {relation}")
    if relation in ("nmod", "nmod:poss", "amod", "det", "nummod", "compound", "acl", "acl:relcl", "appos") \
            and head.upos in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PART", "PUNCT") \
            and not (relation == "compound" and head.xpos in ("VBN", "VBG")):
        bank.fault(word.place, f"{relation} of '{head.form}', which is {head.upos}")
    if relation in ("obl", "obl:agent", "obj", "iobj", "xcomp", "ccomp", "obl:unmarked", "advcl") \
            and head.upos in ("NOUN", "PROPN", "NUM", "PRON", "SYM") \
            and not is_clause(head, [child for child in words if child.head == head.index]) \
            and not (head.deprel == "conj" and is_clause(words[head.head - 1], [
                child for child in words if child.head == head.head])):
        bank.fault(word.place, f"{relation} of the noun '{head.form}'")
    if relation == "obl" and not any(child.deprel == "case" for child in below):
        bank.fault(word.place, "obl without a preposition (obl:unmarked)")
    if relation == "nmod" and not any(child.deprel == "case" for child in below):
        bank.fault(word.place, "nmod without a preposition")
    if relation in ("obl:unmarked", "nmod:unmarked", "obj", "nsubj", "nsubj:pass", "iobj") and any(
            child.deprel == "case" and child.xpos != "POS" for child in below):
        bank.fault(word.place, f"{relation} with a preposition")
    if relation == "mark" and word.xpos == "TO" and head.xpos != "VB" and not any(
            child.head == head.index and child.deprel in ("cop", "aux", "aux:pass") for child in words):
        bank.fault(word.place, f"'to' marks '{head.form}', which is no infinitive")
    if head.upos in ("ADP", "SCONJ", "CCONJ") and head.deprel in ("case", "mark", "cc") and relation not in BELOW_CASE:
        bank.fault(word.place, f"{relation} hangs from the function word '{head.form}'")
    if head.deprel in ("aux", "aux:pass", "cop") and relation not in BELOW_FUNCTION:
        bank.fault(word.place, f"{relation} hangs from the auxiliary '{head.form}'")
    if head.deprel in ("det", "det:predet") and relation not in BELOW_DETERMINER:
        bank.fault(word.place, f"{relation} hangs from the determiner '{head.form}'")
    if head.upos == "PUNCT":
        bank.fault(word.place, f"'{word.form}' hangs from a mark")
    if head.deprel == "nmod:desc" and relation in ("det", "nmod:poss"):
        bank.fault(word.place, f"{relation} in a title; the title is head, the name appos")
    if plain == "flat" and head.deprel == "flat":
        bank.fault(word.place, "flat of a flat")
    if relation == "fixed" and head.deprel == "fixed":
        bank.fault(word.place, "fixed of a fixed")


def check_clause(bank, word, below):
    """What a predicate has once."""
    for names in (("nsubj", "nsubj:pass", "csubj", "csubj:pass"), ("obj",), ("cop",), ("root",)):
        found = [child for child in below if child.deprel in names]
        outer = names == ("cop",) and any(child.deprel.endswith(":outer") for child in below)
        if len(found) > 1 + outer:
            bank.fault(word.place, f"'{word.form}' has {names[0]} {len(found)} times")
    finite = [child for child in below if child.deprel in ("aux", "aux:pass", "cop")]
    if any(child.deprel == "aux" and child.lemma == "have" for child in finite) \
            and word.upos == "VERB" and word.xpos not in ("VBN", "VBG"):
        bank.fault(word.place, f"'have' is aux of '{word.form}', which is no participle")
    if any(child.xpos == "MD" for child in finite) and word.upos == "VERB" and not any(
            child.lemma in ("be", "have", "get") and child.xpos == "VB" for child in finite) and word.xpos != "VB":
        bank.fault(word.place, f"'{word.form}' after a modal verb is no plain form")
    if word.upos == "VERB" and word.xpos == "VBN" and word.deprel in ("root", "ccomp", "acl:relcl") \
            and not finite and any(child.deprel == "nsubj" for child in below):
        bank.fault(word.place, f"nsubj of the bare participle '{word.form}'")
    if word.upos == "VERB" and word.xpos in ("VBD", "VBZ", "VBP") and any(
            child.deprel in ("nsubj:pass", "aux:pass") for child in below):
        bank.fault(word.place, f"the finite '{word.form}' is no passive")


def check_names(bank, block):
    """Begin and inside follow each other; a name is one piece of the tree."""
    words = block.words
    spans, last = [], "O"
    for word in words:
        kind = word.name[2:]
        if word.name != "O" and (word.name[:2] not in ("B-", "I-") or kind not in NAMES):
            bank.fault(word.place, f"'{word.name}' is no name mark")
        elif word.name.startswith("I-") and last[2:] != kind:
            bank.fault(word.place, f"{word.name} after {last}")
        elif word.name.startswith("B-"):
            spans.append([word])
        elif word.name.startswith("I-"):
            spans[-1].append(word)
        elif word.xpos in ("NNP", "NNPS") and word.deprel == "flat" and words[word.head - 1].name != "O":
            bank.fault(word.place, f"'{word.form}' is part of a name and not marked so")
        last = word.name
    for span in spans:
        inside = {word.index for word in span}
        outward = [word for word in span if word.head not in inside and word.upos != "PUNCT"]
        if len(outward) != 1:
            bank.fault(span[0].place, "the name '" + " ".join(word.form for word in span)
                       + f"' hangs from outside {len(outward)} times")
        for word in words:
            if word.head in inside and word.index not in inside and word.deprel == "flat":
                bank.fault(word.place, f"flat leads out of a name at '{word.form}'")


def check_block(bank, block, lemmas):
    if not block.id or not block.text or not block.words:
        bank.fault(block.place, "a block has an id, a text and words")
        return
    number = block.id.removeprefix("news-")
    if len(number) != 4 or not number.isdigit():
        bank.fault(block.place, f"'{block.id}' is not news- and four figures")
        return
    for value, seen in ((block.id, bank.ids), (block.text, bank.texts)):
        if value in seen:
            bank.fault(block.place, f"'{value}' stands also at {seen[value][0]}:{seen[value][1]}")
        seen[value] = block.place
    check_text(bank, block)
    for word in block.words:
        check_tags(bank, word)
        word.lemma = word.given_lemma if word.given_lemma != "_" else lemmas.lemma(
            word.form, word.upos, word.xpos, word.name)
    if not is_tree(bank, block):
        return
    check_crossing(bank, block)
    for word in block.words:
        below = [child for child in block.words if child.head == word.index]
        check_relation(bank, block, word, below)
        check_clause(bank, word, below)
    check_names(bank, block)


def spans_of_tokens(words):
    """(first, last) of the words that are written as one and cut by grammar: "can not", "Russia 's"."""
    spans, i = [], 0
    while i < len(words):
        j = i
        while j + 1 < len(words) and not words[j].space_after and (
                words[j + 1].form.lower() in CLITICS and words[j + 1].upos in ("PART", "AUX", "PRON", "VERB")
                or words[j].form.lower() == "can" and words[j + 1].form.lower() == "not"):
            j += 1
        if j > i:
            spans.append((i, j))
        i = j + 1
    return spans


def conllu(block):
    """The block as CoNLL-U (https://universaldependencies.org/format.html)."""
    lines = [f"# sent_id = {block.id}", f"# text = {block.text}"]
    starts = {first: last for first, last in spans_of_tokens(block.words)}
    inside = {i for first, last in starts.items() for i in range(first, last + 1)}
    for i, word in enumerate(block.words):
        if i in starts:
            last = block.words[starts[i]]
            form = "".join(part.form for part in block.words[i: starts[i] + 1])
            misc = "_" if last.space_after or last is block.words[-1] else "SpaceAfter=No"
            lines.append("\t".join([f"{i + 1}-{starts[i] + 1}", form] + ["_"] * 7 + [misc]))
        found = parsed(word.given_features) if word.given_features is not None else features(
            block.words, word.index)
        feats = "|".join(f"{key}={found[key]}" for key in sorted(found, key=str.lower)) or "_"
        misc = [f"NER={word.name}"]
        if not word.space_after and i not in inside and word is not block.words[-1]:
            misc.append("SpaceAfter=No")
        lines.append("\t".join([str(word.index), word.form, word.lemma, word.upos, word.xpos, feats,
                                str(word.head), word.deprel, "_", "|".join(misc)]))
    return "\n".join(lines) + "\n\n"


def split(blocks):
    """The contents of the two files, in order of the ids."""
    contents = {"train.conllu": [], "held.conllu": []}
    for block in sorted(blocks, key=lambda block: block.id):
        held = int(block.id.removeprefix("news-")) % HELD_EVERY == 0
        contents["held.conllu" if held else "train.conllu"].append(conllu(block))
    return {name: "".join(parts) for name, parts in contents.items()}


def print_counts(blocks):
    words = sum(len(block.words) for block in blocks)
    held = sum(int(block.id.removeprefix("news-")) % HELD_EVERY == 0 for block in blocks)
    print(f"sentences {len(blocks)}, held out {held}, words {words}, "
          f"words a sentence {words / max(len(blocks), 1):.1f}")
    names = Counter(word.name[2:] for block in blocks for word in block.words if word.name.startswith("B-"))
    print("names " + ", ".join(f"{name} {count}" for name, count in names.most_common()))
    relations = Counter(word.deprel for block in blocks for word in block.words)
    print("relations " + ", ".join(f"{name} {count}" for name, count in relations.most_common()))


def main():
    parser = argparse.ArgumentParser(description="Checks and builds the treebank of news sentences.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is out of date")
    parser.add_argument("--counts", action="store_true")
    options = parser.parse_args()
    folder = options.root / FOLDER
    sources = options.files or sorted((folder / "source").glob("*.txt"))
    if not sources:
        print(f"no source files under {folder}", file=sys.stderr)
        return 2
    lemmas = Lemmas(options.root / "knowledge" / "language" / "lemmas.tsv")
    bank = Treebank()
    for path in sources:
        read_source(bank, path)
    for block in bank.blocks:
        check_block(bank, block, lemmas)
    if not bank.faults and not options.files:
        for name, content in split(bank.blocks).items():
            path = folder / name
            if not options.check:
                path.write_text(content, encoding="utf-8")
            elif not path.is_file() or path.read_text(encoding="utf-8") != content:
                bank.fault((str(path), 1), "is not what tools/make_treebank.py builds from the sources")
    for (path, line), message in bank.faults:
        print(f"{path}:{line}: {message}")
    if options.counts:
        print_counts(bank.blocks)
    return 1 if bank.faults else 0


if __name__ == "__main__":
    sys.exit(main())
