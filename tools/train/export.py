# SPDX-License-Identifier: Apache-2.0
"""Writes language.model (docs/model-file.md) from what train.py kept.

    export.py build/train/language.pt knowledge/models/language.model --data FOLDER

Arc and name temperatures are fitted on the dev parts and go into the section `config`.
"""

import argparse
import pathlib
import struct

import numpy as np
import torch
import xxhash

import data
import features
import kept
import quantise
import temperature


def container(kind, version, sections):
    """A model file: header, list of sections, sections at multiples of 64 bytes."""
    at = 48 + 32 * len(sections)
    index, body = b"", b""
    for name, content in sections:
        name = name.encode("ascii")
        assert 1 <= len(name) <= 16, name
        body += b"\0" * (-(at + len(body)) % 64)
        index += struct.pack("<16sQQ", name, at + len(body), len(content))
        body += content
    body += b"\0" * (-(at + len(body)) % 64)
    rest = struct.pack("<Q16sII", at + len(body), kind.encode("ascii"), version, len(sections)) + index + body
    return b"\x8dRavenM\n" + struct.pack("<Q", xxhash.xxh3_64_intdigest(rest)) + rest


def floats(tensor):
    values = np.ascontiguousarray(tensor.detach().numpy(), dtype="<f4")
    assert np.isfinite(values).all() and (np.abs(values) <= 1000).all()
    return values.tobytes()


def linear(name, module):
    rows, scale = quantise.weight_rows(module.w.detach())
    out = [(f"{name}.w", rows.numpy().tobytes()), (f"{name}.s", floats(scale))]
    return out if module.b is None else out + [(f"{name}.b", floats(module.b))]


def norm(name, module):
    return [(f"{name}.g", floats(module.g)), (f"{name}.b", floats(module.b))]


def sorted_keys(table):
    """Entries of {form in small letters: value} by key."""
    entries = sorted((features.hash_part(form), value) for form, value in table.items())
    assert all(a[0] != b[0] for a, b in zip(entries, entries[1:]))
    return np.array([key for key, _ in entries], dtype="<u8").tobytes(), [value for _, value in entries]


def sections(network, table, vocabulary, labels, record, temperatures):
    config = {key: value for key, value in record["config"].items() if key != "dropout"} | temperatures
    out = [("config", "".join(f"{key} {value}\n" for key, value in config.items()).encode("ascii"))]
    for field, name in (("upos", "upos"), ("xpos", "xpos"), ("feats", "feats"), ("deprels", "deprel")):
        out.append((f"labels.{name}", "".join(label + "\n" for label in labels.lists[field]).encode("utf-8")))
    out.append(("labels.names", "".join(tag + "\n" for tag in data.NAME_TAGS).encode("ascii")))
    whole, scale = quantise.table_rows(table)
    out += [("table", whole.numpy().tobytes()), ("table.scale", struct.pack("<f", scale))]
    if network.vec is not None:
        vector_scale = vocabulary.scale
        keys, rows = sorted_keys({form: np.rint(row / vector_scale).astype(np.int8)
                                  for form, row in vocabulary.vectors.items()})
        out += [("vectors.keys", keys), ("vectors.rows", np.stack(rows).tobytes()),
                ("vectors.scale", struct.pack("<f", vector_scale))]
        out += linear("vec", network.vec)
    keys, masks = sorted_keys(vocabulary.masks)
    out += [("gazetteer.keys", keys), ("gazetteer.masks", np.array(masks, dtype="<u2").tobytes())]
    out += norm("ln_in", network.ln_in)
    for i, (module, after) in enumerate(zip(network.conv, network.ln_c)):
        out += linear(f"conv{i}", module) + norm(f"ln_c{i}", after)
    for i, (module, after) in enumerate(zip(network.rnn, network.ln_r)):
        for at, side in enumerate("fb"):
            out += linear(f"rnn{i}{side}", getattr(module, side))
            out += [(f"rnn{i}{side}.vf", floats(module.v[2 * at])), (f"rnn{i}{side}.vr", floats(module.v[2 * at + 1]))]
        out += norm(f"ln_r{i}", after)
    for name in ("upos", "xpos", "feats", "names", "arc_d", "arc_h", "arc_u", "lab_d", "lab_h", "lab_out"):
        out += linear(name, getattr(network, name))
    out.append(("names.trans", floats(network.names_trans)))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kept")
    parser.add_argument("model")
    parser.add_argument("--data", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    network, table, vocabulary, labels, record = kept.load(options.kept)
    whole, whole_table = quantise.quantised(network, table)
    temperatures = temperature.fitted(whole, whole_table, vocabulary, labels, options.data)
    bytes_of = container("language", 1, sections(network, table, vocabulary, labels, record, temperatures))
    path = pathlib.Path(options.model)
    draft = path.with_suffix(".part")
    draft.write_bytes(bytes_of)
    draft.replace(path)
    print(f"{path}: {len(bytes_of)} bytes; {temperatures}")


if __name__ == "__main__":
    main()
