# SPDX-License-Identifier: Apache-2.0
"""How sure the network may be: the divisors of arc and name scores that make its probabilities true on the dev parts
(Guo and others, "On Calibration of Modern Neural Networks", ICML 2017)."""

import pathlib

import numpy as np
import torch
from torch.nn import functional

import batches
import data
import evaluate


def best(losses_at):
    """The temperature of the least loss, to a hundredth."""
    grid = np.round(np.arange(0.5, 3.01, 0.05), 2)
    coarse = min(grid, key=losses_at)
    fine = np.round(np.arange(coarse - 0.04, coarse + 0.045, 0.01), 2)
    return float(min(fine, key=losses_at))


def fitted(network, table, vocabulary, labels, folder):
    """{"arc_temperature": …, "name_temperature": …}"""
    folder = pathlib.Path(folder)
    trees = data.conllu(folder / "ud-english-ewt/en_ewt-ud-dev.conllu") + \
        data.conllu(folder / "ud-english-gum-open/gum-open-dev.conllu")
    arcs = []
    with torch.no_grad():
        for s, r in evaluate.run(network, table, vocabulary, labels, trees):
            arcs.append((r["scores"][1:], torch.tensor(s.heads)))

        def arc_loss(t):
            return sum(float(functional.cross_entropy(scores / t, gold, reduction="sum")) for scores, gold in arcs)

        rows = data.uner(folder / "uner-english-ewt/en_ewt-ud-dev.iob2").values()
        emissions, gold = [], []
        sentences = [data.Sentence([form for form, _ in part]) for part in rows]
        tags = {id(s): [data.TAG.get(tag, 0) for _, tag in part] for s, part in zip(sentences, rows)}
        for part in batches.packed(sentences, 1500):
            batch = batches.Batch(part, vocabulary, labels)
            x, _ = network.encode(evaluate.batches_sum(table, batch), batch.vectors, batch.starts)
            out = network.names(x)
            for n, s in enumerate(part):
                start = int(batch.starts[n]) + 1
                emissions.append(out[start:start + len(s.forms)])
                gold.append(torch.tensor(tags[id(s)]))
        emissions, gold = torch.cat(emissions), torch.cat(gold)
        # Nationalities are not marked there: such words say nothing.
        open_words = ~((gold == 0) & (emissions.argmax(1) >= data.TAG["B-NORP"]))
        emissions, gold = emissions[open_words], gold[open_words]
        return {"arc_temperature": best(arc_loss),
                "name_temperature": best(lambda t: float(functional.cross_entropy(emissions / float(t), gold)))}
