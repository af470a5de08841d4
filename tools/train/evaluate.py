# SPDX-License-Identifier: Apache-2.0
"""Decoding and scores: tags, trees with one root, spans of names."""

import numpy as np
import torch

import batches
import data


def single_root(heads):
    """Whether `heads` (of words 1..n; heads[0] unused) is a tree with one root."""
    n = len(heads)
    if sum(1 for i in range(1, n) if heads[i] == 0) != 1:
        return False
    state = [0] * n
    state[0] = 2
    for i in range(1, n):
        path, at = [], i
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return False
        for step in path:
            state[step] = 2
    return True


def best_tree(scores):
    """The best tree with one root (Chu-Liu-Edmonds, loops contracted one by one). scores[dependent][head]."""
    scores = np.array(scores, dtype=np.float64)
    n = len(scores)
    np.fill_diagonal(scores, -np.inf)
    scores[0, :] = -np.inf
    scores[1:, 0] -= 1e6
    current = scores.copy()
    alive = list(range(n))
    stack = []
    while True:
        heads = {i: max((j for j in alive if j != i), key=lambda j: current[i, j]) for i in alive if i}
        loop = find_loop(heads)
        if loop is None:
            break
        inside, fresh = set(loop), loop[0]
        others = [i for i in alive if i not in inside]
        total = sum(current[i, heads[i]] for i in loop)
        enter, leave = {}, {}
        row = np.full(n, -np.inf)
        column = np.full(n, -np.inf)
        for j in others:
            at = max(loop, key=lambda i: current[i, j] - current[i, heads[i]])
            enter[j] = at
            row[j] = total + current[at, j] - current[at, heads[at]]
            if j:
                frm = max(loop, key=lambda i: current[j, i])
                leave[j] = frm
                column[j] = current[j, frm]
        stack.append((loop, fresh, {i: heads[i] for i in loop}, enter, leave))
        current[fresh, :] = row
        current[:, fresh] = column
        current[fresh, fresh] = -np.inf
        alive = others + [fresh]
    for loop, fresh, ring, enter, leave in reversed(stack):
        outside = heads[fresh]
        for j, frm in leave.items():
            if heads.get(j) == fresh:
                heads[j] = frm
        heads.update(ring)
        heads[enter[outside]] = outside
    return [0] + [heads[i] for i in range(1, n)]


def find_loop(heads):
    state = {0: 2}
    for i in heads:
        path, at = [], i
        while state.get(at, 0) == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at):]
        for step in path:
            state[step] = 2
    return None


def legal(tags=data.NAME_TAGS):
    """Which tag may follow which, and which may come first, as 0 or -1e9."""
    follow = np.zeros((len(tags), len(tags)))
    first = np.zeros(len(tags))
    for j, tag in enumerate(tags):
        if tag[0] == "I":
            first[j] = -1e9
            for i, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    follow[i, j] = -1e9
    return follow, first


def best_tags(emissions, transitions):
    follow, first = legal()
    follow = follow + transitions
    score = emissions[0] + first
    back = []
    for row in emissions[1:]:
        options = score[:, None] + follow
        back.append(options.argmax(axis=0))
        score = options.max(axis=0) + row
    tags = [int(score.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


def decode(network, table, batch, labels):
    """For each sentence of a batch: upos, xpos, feats, heads, deprels, name tags (as strings) and arc scores."""
    with torch.no_grad():
        sums = batches_sum(table, batch)
        x, sentence = network.encode(sums, batch.vectors, batch.starts)
        tags = {field: getattr(network, field)(x).argmax(1).tolist() for field in ("upos", "xpos", "feats")}
        emissions = network.names(x).numpy().astype(np.float64)
        transitions = network.names_trans.numpy().astype(np.float64)
        scores = network.arcs(x, batch.places, sentence)
        best = scores.argmax(2).numpy()
        heads_at, words_at, results = [], [], []
        for n, s in enumerate(batch.sentences):
            size, start = len(s.forms) + 1, int(batch.starts[n])
            heads = [0] + best[n, 1:size].tolist()
            if not single_root(heads):
                heads = best_tree(scores[n, :size, :size].numpy())
            words_at.extend(range(start + 1, start + size))
            heads_at.extend(start + head for head in heads[1:])
            results.append({"heads": heads[1:], "scores": scores[n, :size, :size], "start": start})
        relation = network.labels(x, torch.tensor(words_at), torch.tensor(heads_at), sentence).argmax(1).tolist()
        done = 0
        for s, r in zip(batch.sentences, results):
            start, size = r["start"], len(s.forms)
            for field in tags:
                r[field] = [labels.lists[field][k] for k in tags[field][start + 1:start + 1 + size]]
            r["deprels"] = [labels.lists["deprels"][k] for k in relation[done:done + size]]
            done += size
            rows = emissions[start + 1:start + 1 + size]
            r["names"] = [data.NAME_TAGS[k] for k in best_tags(rows, transitions)]
    return results


def batches_sum(table, batch):
    from network import SCAN
    return SCAN.rows_sum(table, batch.rows)


def run(network, table, vocabulary, labels, sentences, words=1500):
    """[(sentence, result)] of all sentences."""
    network.eval()
    out = []
    for part in batches.packed(sentences, words):
        batch = batches.Batch(part, vocabulary, labels)
        out.extend(zip(part, decode(network, table, batch, labels)))
    return out


def tree_scores(pairs):
    """Per cent of words right: tags, UAS, LAS as the CoNLL shared tasks count it (subtypes of relations left out) and
    LAS of whole labels."""
    counts = dict.fromkeys(("upos", "xpos", "feats", "uas", "las", "las_subtypes"), 0)
    total = 0
    for s, r in pairs:
        total += len(s.forms)
        for field in ("upos", "xpos", "feats"):
            counts[field] += sum(a == b for a, b in zip(getattr(s, field), r[field]))
        for i, head in enumerate(s.heads):
            right = r["heads"][i] == head
            counts["uas"] += right
            counts["las"] += right and r["deprels"][i].split(":")[0] == s.deprels[i].split(":")[0]
            counts["las_subtypes"] += right and r["deprels"][i] == s.deprels[i]
    return {name: 100 * count / max(total, 1) for name, count in counts.items()}


def name_scores(gold, predicted, kinds=("PER", "ORG", "LOC")):
    """Exact spans: precision, recall, F1 of `kinds` together and F1 of each; gold and predicted are lists of tags."""
    out = {}
    sums = [0, 0, 0]
    for kind in kinds:
        both = found = there = 0
        for g, p in zip(gold, predicted):
            a = {span for span in data.spans(g) if span[2] == kind}
            b = {span for span in data.spans(p) if span[2] == kind}
            both, found, there = both + len(a & b), found + len(b), there + len(a)
        sums = [sums[0] + both, sums[1] + found, sums[2] + there]
        out[kind] = 200 * both / max(found + there, 1)
    both, found, there = sums
    out.update(p=100 * both / max(found, 1), r=100 * both / max(there, 1), f=200 * both / max(found + there, 1))
    return out
