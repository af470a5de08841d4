# SPDX-License-Identifier: Apache-2.0
"""Sentences of treebanks and of name sets, in one shape. What a set does not mark is left open, not guessed."""

import collections
import dataclasses
import pathlib

NAME_TYPES = ["PER", "ORG", "LOC", "NORP"]
NAME_TAGS = ["O"] + [f"{part}-{kind}" for kind in NAME_TYPES for part in "BI"]
TAG = {tag: number for number, tag in enumerate(NAME_TAGS)}
#: A word of which nothing is known: every tag is allowed.
ANY = (1 << len(NAME_TAGS)) - 1


def allowed_by(tag):
    """The tags that agree with a tag of Raven's own treebank, which has types that other sets leave unmarked."""
    if tag in TAG:
        return 1 << TAG[tag]
    outside = 1 << TAG["O"]
    # Some sets count airports and bridges as places.
    return outside | 1 << TAG["B-LOC"] | 1 << TAG["I-LOC"] if tag[2:] == "FAC" else outside


@dataclasses.dataclass
class Sentence:
    forms: list
    id: str = ""
    #: Universal tag, Penn tag, features, head (0 is ROOT), relation of each word; None where there is no tree.
    upos: list | None = None
    xpos: list | None = None
    feats: list | None = None
    heads: list | None = None
    deprels: list | None = None
    #: For each word the name tags it may bear, as bits; None where names are not marked.
    names: list | None = None
    #: Whether the names were brought here by rule from a set that marks them otherwise.
    mapped: bool = False


def conllu(path):
    """The sentences of a CoNLL-U file. `NER=` in MISC (B-PER, I-PER, O...) is read where it stands."""
    out, rows, sent_id = [], [], ""
    for line in list(pathlib.Path(path).read_text(encoding="utf-8").split("\n")) + [""]:
        if line.startswith("# sent_id = "):
            sent_id = line[12:].strip()
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            sentence = Sentence([r[1] for r in rows], sent_id, [r[3] for r in rows], [r[4] for r in rows],
                                [r[5] for r in rows], [int(r[6]) for r in rows], [r[7] for r in rows])
            marked = [dict(p.split("=", 1) for p in r[9].split("|") if "=" in p).get("NER") for r in rows]
            if any(marked):
                sentence.names = [allowed_by(tag or "O") for tag in marked]
            out.append(sentence)
            rows, sent_id = [], ""
    return out


def columns(path, form, tag, separator=None):
    """Sentences of a name set with a word a line: lists of (form, tag)."""
    out, rows = [], []
    for line in list(pathlib.Path(path).read_text(encoding="utf-8").split("\n")) + [""]:
        if line.startswith("# ") or line.startswith("-DOCSTART-"):
            continue
        cells = line.rstrip("\r").split(separator)
        if len(cells) > max(form, tag) and cells[form].strip():
            rows.append((cells[form].strip(), cells[tag].strip()))
        elif rows:
            out.append(rows)
            rows = []
    return out


def uner(path):
    """{sent_id: [(form, tag)]} of a Universal NER file."""
    out, rows, sent_id = {}, [], ""
    for line in list(pathlib.Path(path).read_text(encoding="utf-8").split("\n")) + [""]:
        if line.startswith("# sent_id = "):
            sent_id = line[12:].strip()
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            rows.append((cells[1], cells[2]))
        elif not line and rows:
            out[sent_id] = rows
            rows = []
    return out


def spans(tags):
    """[(first, last + 1, type)] of B-/I- tags; an I- that continues nothing begins a span."""
    out = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag[0] == "I" and i and tags[i - 1][2:] == kind and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1, kind)
        else:
            out.append((i, i + 1, kind))
    return out


class Labels:
    """The lists of labels that the heads choose from; a label seen fewer than `least` times is not learnt."""

    def __init__(self, sentences, least=3):
        trees = [s for s in sentences if s.heads is not None]
        self.lists = {}
        for field in ("upos", "xpos", "feats", "deprels"):
            counts = collections.Counter(label for s in trees for label in getattr(s, field))
            self.lists[field] = sorted(label for label, count in counts.items() if count >= least)
        self.numbers = {field: {label: n for n, label in enumerate(labels)} for field, labels in self.lists.items()}

    def number(self, field, label):
        return self.numbers[field].get(label, -100)
