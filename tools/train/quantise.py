# SPDX-License-Identifier: Apache-2.0
"""The network in whole numbers, as the engine computes it: int8 weights by output row, int8 inputs by word.

`quantised(network, table)` gives a network whose linear maps round as the engine's do, so that what rounding costs is
measured here. Sums of products are exact in float32: 127 * 127 * 480 is less than 2^24.
"""

import copy

import torch
from torch import nn
from torch.nn import functional

from network import Linear


def weight_rows(w):
    """int8 rows and the scale of each."""
    scale = w.abs().amax(dim=1) / 127
    safe = torch.where(scale > 0, scale, torch.ones_like(scale))
    return torch.clamp(torch.round(w / safe[:, None]), -127, 127).to(torch.int8), scale


def table_scale(table):
    """The one scale of the table: of several, that with the least square error."""
    top = float(table.abs().max())
    values = table[table.abs().sum(dim=1) > 0]
    best = None
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        scale = top * share / 127
        error = float(((torch.clamp(torch.round(values / scale), -127, 127) * scale - values) ** 2).mean())
        if best is None or error < best[0]:
            best = (error, scale)
    return best[1]


def table_rows(table):
    """(int8 table, scale)."""
    scale = table_scale(table)
    return torch.clamp(torch.round(table / scale), -127, 127).to(torch.int8), scale


class WholeLinear(nn.Module):
    """A linear map in whole numbers: int8 `rows` and the scale of each, sums in float32."""

    def __init__(self, rows, scale, b):
        super().__init__()
        self.rows, self.scale, self.b = rows.float(), scale, b

    def forward(self, x):
        scale = x.abs().amax(dim=1, keepdim=True) / 127
        scale = torch.where(scale * 127 < 1e-30, torch.zeros_like(scale), scale)
        whole = torch.where(scale > 0, torch.round(x / scale.clamp(min=1e-35)), torch.zeros_like(x))
        y = functional.linear(whole, self.rows) * (scale * self.scale)
        return y if self.b is None else y + self.b


def replace_linears(network, whole):
    """Puts whole(path, module) in the place of each linear map; `path` is that of the module: "rnn.0.f"."""
    modules = [(path, module) for path, module in network.named_modules() if isinstance(module, Linear)]
    for path, module in modules:
        above, _, name = path.rpartition(".")
        parent = network.get_submodule(above)
        if isinstance(parent, nn.ModuleList):
            parent[int(name)] = whole(path, module)
        else:
            setattr(parent, name, whole(path, module))


def quantised(network, table):
    network = copy.deepcopy(network).eval()
    replace_linears(network, lambda _, module: WholeLinear(
        *weight_rows(module.w.detach()), None if module.b is None else module.b.detach()))
    whole, scale = table_rows(table)
    return network, whole.float() * scale
