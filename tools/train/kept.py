# SPDX-License-Identifier: Apache-2.0
"""What train.py wrote, read back."""

import types

import numpy as np
import torch

import batches
from network import Network


def load(path):
    """(network, table, vocabulary, labels, the whole record)."""
    record = torch.load(path, weights_only=False)
    labels = types.SimpleNamespace(lists=record["labels"], numbers={
        field: {label: n for n, label in enumerate(values)} for field, values in record["labels"].items()})
    labels.number = lambda field, label: labels.numbers[field].get(label, -100)
    sizes = {field: len(values) for field, values in record["labels"].items()}
    sizes["names"] = len(record["network"]["names.b"])
    network = Network(record["config"], sizes)
    network.load_state_dict(record["network"])
    network.eval()
    vocabulary = batches.Vocabulary(record["config"]["table_rows"], record["vectors"],
                                    record["config"]["vector_width"], record["masks"])
    vocabulary.scale = np.float32(record["vector_scale"])
    return network, record["table"], vocabulary, labels, record
