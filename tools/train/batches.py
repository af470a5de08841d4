# SPDX-License-Identifier: Apache-2.0
"""From sentences to arrays: forms are interned once, with their rows, vector and gazetteer bits."""

import numpy as np
import torch

import features

#: form rows, two sentence flags, gazetteer bits of the word, the following and the previous one
SLOTS = features.FORM_SLOTS + 2 + 3 * features.GAZETTEER_SLOTS
FLAGS = features.FORM_SLOTS
BITS = FLAGS + 2


class Vocabulary:
    """Forms as numbers, 0 being ROOT, with all that the network is told of them."""

    def __init__(self, table_rows, vectors, vector_width, masks):
        self.table_rows = table_rows
        self.vectors, self.masks = vectors, masks
        self.ids = {}
        self.rows = np.full((1 << 15, features.FORM_SLOTS), -1, np.int32)
        self.bits = np.full((1 << 15, 3, features.GAZETTEER_SLOTS), -1, np.int32)
        self.vector = np.zeros((1 << 15, vector_width), np.float32)
        self.hide = np.zeros(1 << 15, np.float32)
        self.count = 1
        self.rows[0, 0] = features.root_row(table_rows)
        self.scale = 1.0

    def id(self, form):
        known = self.ids.get(form)
        if known is not None:
            return known
        if self.count == len(self.rows):
            for name, empty in (("rows", -1), ("bits", -1), ("vector", 0), ("hide", 0)):
                old = getattr(self, name)
                new = np.full((2 * len(old),) + old.shape[1:], empty, old.dtype)
                new[:len(old)] = old
                setattr(self, name, new)
        n = self.count
        self.count += 1
        self.ids[form] = n
        self.rows[n] = features.form_rows(form, self.table_rows)
        self.hide[n] = 0.3
        small = features.lower(features.plain(form))
        vector = self.vectors.get(small)
        if vector is not None:
            self.vector[n] = vector
        mask = self.masks.get(small, 0)
        bits = [bit for bit in range(16) if mask >> bit & 1]
        for which, base in enumerate((40, 60, 80)):
            for at, bit in enumerate(bits):
                self.bits[n, which, at] = features.gazetteer_row(base, bit, self.table_rows)
        return n

    def set_hiding(self, counts, strength, floor):
        """How often a form's own rows are hidden in training: the rarer the oftener."""
        for form, n in self.ids.items():
            self.hide[n] = floor + strength / (strength + counts.get(form, 0))


class Batch:
    """Sentences one after another, ROOT first in each."""

    def __init__(self, sentences, vocabulary, labels, random=None, hide_vectors=0.0):
        sizes = [len(s.forms) + 1 for s in sentences]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        total, count = int(starts[-1]), len(sentences)
        ids = np.zeros(total, np.int64)
        rows = np.full((total, SLOTS), -1, np.int32)
        first_row = features.flag_row("first", vocabulary.table_rows)
        self.sentences = sentences
        self.places = torch.full((count, max(sizes)), -1, dtype=torch.int64)
        for n, s in enumerate(sentences):
            at = int(starts[n]) + 1
            ids[at:at + len(s.forms)] = [vocabulary.id(form) for form in s.forms]
            flag = features.sentence_flag(s.forms)
            if flag is not None:
                rows[at:at + len(s.forms), FLAGS] = features.flag_row(flag, vocabulary.table_rows)
            rows[at, FLAGS + 1] = first_row
            self.places[n, :sizes[n]] = torch.arange(at - 1, at - 1 + sizes[n])
        rows[:, :features.FORM_SLOTS] = vocabulary.rows[ids]
        g = features.GAZETTEER_SLOTS
        rows[:, BITS:BITS + g] = vocabulary.bits[ids, 0]
        # ROOT has no bits, so that sentences do not see one another.
        rows[:-1, BITS + g:BITS + 2 * g] = vocabulary.bits[ids[1:], 1]
        rows[1:, BITS + 2 * g:] = vocabulary.bits[ids[:-1], 2]
        root = starts[:-1]
        rows[root, BITS:] = -1
        vectors = vocabulary.vector[ids]
        if random is not None:
            hidden = random.random(total) < vocabulary.hide[ids]
            hidden[root] = False
            for slot in features.IDENTITY_SLOTS:
                rows[hidden, slot] = -1
            # Single affixes go missing too, so that no word hangs on one; the vector goes by another draw.
            affixes = random.random((total, features.FORM_SLOTS)) < 0.03
            affixes[root] = False
            rows[:, :features.FORM_SLOTS][affixes] = -1
            vectors = vectors * (random.random((total, 1)) >= hide_vectors)
            no_gazetteer = random.random(total) < 0.1
            rows[no_gazetteer, BITS:] = -1
        self.starts = torch.from_numpy(starts.astype(np.int64))
        self.rows = torch.from_numpy(np.ascontiguousarray(rows))
        self.vectors = torch.from_numpy(vectors.astype(np.float32))
        self.labelled(sentences, starts, labels)

    def labelled(self, sentences, starts, labels):
        """Gold tags, arcs and names of those sentences that have them."""
        words, heads, tags = [], [], {"upos": [], "xpos": [], "feats": [], "deprels": []}
        trees, places, named = [], [], []
        allowed = np.ones(int(starts[-1]), np.int32)
        for n, s in enumerate(sentences):
            at = int(starts[n]) + 1
            if s.heads is not None:
                trees.append(n)
                words.extend(range(at, at + len(s.forms)))
                heads.extend(at - 1 + head for head in s.heads)
                places.extend((n, i + 1, head) for i, head in enumerate(s.heads))
                for field, out in tags.items():
                    out.extend(labels.number(field, label) for label in getattr(s, field))
            if s.names is not None:
                named.append(n)
                allowed[at:at + len(s.forms)] = s.names
        self.words = torch.tensor(words, dtype=torch.int64)
        self.heads = torch.tensor(heads, dtype=torch.int64)
        self.arcs = torch.tensor(places, dtype=torch.int64).reshape(-1, 3)
        self.tags = {field: torch.tensor(out, dtype=torch.int64) for field, out in tags.items()}
        self.named = torch.tensor(named, dtype=torch.int64)
        self.allowed = torch.from_numpy(allowed)


def packed(sentences, words, random=None):
    """Lists of sentences of like length, about `words` words each, in random order if `random` is given."""
    order = list(range(len(sentences)))
    if random is not None:
        random.shuffle(order)
    out, chunk = [], 2000
    for begin in range(0, len(order), chunk):
        part = sorted(order[begin:begin + chunk], key=lambda i: len(sentences[i].forms))
        batch, size = [], 0
        for i in part:
            batch.append(sentences[i])
            size += len(sentences[i].forms) + 1
            if size >= words:
                out.append(batch)
                batch, size = [], 0
        if batch:
            out.append(batch)
    if random is not None:
        random.shuffle(out)
    return out
