# SPDX-License-Identifier: Apache-2.0
"""Reads language.model back into the network in whole numbers, so that the file itself can be scored."""

import pathlib
import struct
import types

import numpy as np
import torch
import xxhash

import batches
import features
from network import Network
from quantise import WholeLinear, replace_linears


class FileVectors:
    """Vectors and gazetteer by key, with the interface of a dictionary of forms."""

    def __init__(self, keys, values):
        self.keys, self.values = keys, values

    def get(self, form, default=None):
        key = np.uint64(features.hash_part(form))
        at = int(np.searchsorted(self.keys, key))
        return self.values[at] if at < len(self.keys) and self.keys[at] == key else default


def sections(path):
    content = pathlib.Path(path).read_bytes()
    assert content[:8] == b"\x8dRavenM\n" and struct.unpack_from("<Q", content, 16)[0] == len(content)
    assert struct.unpack_from("<Q", content, 8)[0] == xxhash.xxh3_64_intdigest(content[16:])
    out = {}
    for i in range(struct.unpack_from("<I", content, 44)[0]):
        name, offset, size = struct.unpack_from("<16sQQ", content, 48 + 32 * i)
        out[name.rstrip(b"\0").decode("ascii")] = content[offset:offset + size]
    return out


def load(path):
    """(network, table, vocabulary, labels, config) of a model file."""
    parts = sections(path)
    config = dict(line.split(" ", 1) for line in parts["config"].decode("ascii").splitlines())
    config = {name: float(value) if "." in value else int(value) for name, value in config.items()} | {"dropout": 0.0}
    names = {"upos": "upos", "xpos": "xpos", "feats": "feats", "deprels": "deprel", "names": "names"}
    lists = {field: parts[f"labels.{name}"].decode("utf-8").splitlines() for field, name in names.items()}
    network = Network(config, {field: len(values) for field, values in lists.items()})

    def floats(name):
        return torch.from_numpy(np.frombuffer(parts[name], dtype="<f4").copy())

    def linear(path_of, module):
        # "rnn.0.f" is rnn0f, "conv.1" conv1.
        name = path_of.replace(".", "")
        rows = np.frombuffer(parts[f"{name}.w"], dtype=np.int8).reshape(module.w.shape)
        return WholeLinear(torch.from_numpy(rows.copy()), floats(f"{name}.s"),
                           floats(f"{name}.b") if module.b is not None else None)

    with torch.no_grad():
        replace_linears(network, linear)
        for i, layer in enumerate(network.rnn):
            for at, side in enumerate("fb"):
                layer.v[2 * at] = floats(f"rnn{i}{side}.vf")
                layer.v[2 * at + 1] = floats(f"rnn{i}{side}.vr")
        norms = {"ln_in": network.ln_in} | {f"ln_c{i}": n for i, n in enumerate(network.ln_c)} | {
            f"ln_r{i}": n for i, n in enumerate(network.ln_r)}
        for name, module in norms.items():
            module.g.copy_(floats(f"{name}.g"))
            module.b.copy_(floats(f"{name}.b"))
        network.names_trans.copy_(floats("names.trans").reshape(network.names_trans.shape))
    network.eval()
    rows = np.frombuffer(parts["table"], dtype=np.int8).reshape(config["table_rows"], config["width"])
    table = torch.from_numpy(rows.astype(np.float32)) * struct.unpack("<f", parts["table.scale"])[0]
    vectors = np.frombuffer(parts["vectors.rows"], dtype=np.int8).reshape(-1, config["vector_width"])
    scale = np.float32(struct.unpack("<f", parts["vectors.scale"])[0])
    vocabulary = batches.Vocabulary(
        config["table_rows"],
        FileVectors(np.frombuffer(parts["vectors.keys"], dtype="<u8"), vectors.astype(np.float32) * scale),
        config["vector_width"],
        FileVectors(np.frombuffer(parts["gazetteer.keys"], dtype="<u8"),
                    np.frombuffer(parts["gazetteer.masks"], dtype="<u2").tolist()))
    labels = types.SimpleNamespace(lists=lists, numbers={
        field: {label: n for n, label in enumerate(values)} for field, values in lists.items()})
    labels.number = lambda field, label: labels.numbers[field].get(label, -100)
    return network, table, vocabulary, labels, config
