# SPDX-License-Identifier: Apache-2.0
"""Holds the engine against this trainer's own reading of the same model file: tags, trees and names word by word.

    check_engine.py build/release/raven knowledge/models/language.model DEV.conllu...

Whole numbers are the same on both sides; sums in floating point come in another order, so that a decision may differ
where two scores are all but equal. More than MAY_DIFFER of the words apart, in any field, is a fault: exit status 1.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import torch

import data
import evaluate
import model_file

MAY_DIFFER = 0.002
FIELDS = ("upos", "xpos", "feats", "heads", "deprels", "names")


def engine(raven, model, path):
    """The sentences of a CoNLL-U file as the engine reads them; `model` lies in the folder models of a knowledge
    folder."""
    knowledge = pathlib.Path(model).resolve().parents[1]
    out = subprocess.run([raven, "annotate", "--knowledge", knowledge, "--input-format", "conllu", "--format", "conllu",
                          path], check=True, capture_output=True)
    with tempfile.NamedTemporaryFile(suffix=".conllu") as file:
        pathlib.Path(file.name).write_bytes(out.stdout)
        return data.conllu(file.name)


def name_tags(sentence):
    """Name tags of a sentence that the engine wrote."""
    bits = sentence.names or [1] * len(sentence.forms)
    return [data.NAME_TAGS[value.bit_length() - 1] for value in bits]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("raven")
    parser.add_argument("model")
    parser.add_argument("conllu", nargs="+")
    options = parser.parse_args()
    torch.set_num_threads(1)
    network, table, vocabulary, labels, _ = model_file.load(options.model)
    fault = False
    for path in options.conllu:
        gold = data.conllu(path)
        read = engine(options.raven, options.model, path)
        if [s.forms for s in gold] != [s.forms for s in read]:
            sys.exit(f"{path}: the engine gives other words or sentences than stand there")
        results = {id(s): r for s, r in evaluate.run(network, table, vocabulary, labels, gold)}
        pairs = [(s, results[id(s)], e) for s, e in zip(gold, read)]
        words, apart = sum(len(s.forms) for s in gold), dict.fromkeys(FIELDS, 0)
        for _, r, e in pairs:
            for field in FIELDS:
                theirs = name_tags(e) if field == "names" else getattr(e, field)
                apart[field] += sum(a != b for a, b in zip(r[field], theirs))
        ours = evaluate.tree_scores([(s, r) for s, r, _ in pairs])
        theirs = evaluate.tree_scores([(s, {field: getattr(e, field) for field in FIELDS[:-1]}) for s, _, e in pairs])
        print(path)
        print("  trainer " + " ".join(f"{name} {value:.2f}" for name, value in ours.items()))
        print("  engine  " + " ".join(f"{name} {value:.2f}" for name, value in theirs.items()))
        print(f"  words apart, of {words}: " + ", ".join(f"{field} {count}" for field, count in apart.items()))
        fault = fault or any(count > MAY_DIFFER * words for count in apart.values())
    sys.exit(1 if fault else 0)


if __name__ == "__main__":
    main()
