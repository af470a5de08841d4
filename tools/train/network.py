# SPDX-License-Identifier: Apache-2.0
"""The network: rows and vectors -> convolutions -> bidirectional SRU layers -> heads. In floating point.

The graph and every name of a weight are those of docs/model-file.md. Words lie one after another, ROOT first in
each sentence; only the scores of arcs are laid out sentence by sentence. Products of matrices are in bfloat16 with
float32 sums where training runs, in float32 where it is scored.
"""

import os
import pathlib

import torch
from torch import nn
from torch.nn import functional
from torch.utils import cpp_extension

BUILD = pathlib.Path(os.environ.get("RAVEN_TRAIN_BUILD", pathlib.Path(__file__).parents[2] / "build/train"))


def load_scan():
    BUILD.mkdir(parents=True, exist_ok=True)
    return cpp_extension.load("raven_scan", [str(pathlib.Path(__file__).with_name("scan.cpp"))],
                              extra_cflags=["-O3", "-march=native", "-ffast-math", "-fopenmp-simd"],
                              build_directory=str(BUILD))


SCAN = load_scan()


class Recurrence(torch.autograd.Function):
    @staticmethod
    def forward(context, u, v, starts):
        out, c, f, r = SCAN.sru_forward(u, v, starts)
        context.save_for_backward(u, v, starts, c, f, r)
        return out

    @staticmethod
    def backward(context, slope):
        d_u, d_v = SCAN.sru_backward(slope, *context.saved_tensors)
        return d_u, d_v, None


class Chain(torch.autograd.Function):
    @staticmethod
    def forward(context, emissions, transitions, allowed, starts, sentences):
        loss, d_e, d_t = SCAN.chain_loss(emissions.contiguous(), transitions, allowed, starts, sentences)
        context.save_for_backward(d_e, d_t)
        return loss

    @staticmethod
    def backward(context, slope):
        d_e, d_t = context.saved_tensors
        return slope * d_e, slope * d_t, None, None, None


class Linear(nn.Module):
    """y = W x + b; in bfloat16 while training."""

    def __init__(self, inputs, outputs, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.empty(outputs, inputs))
        nn.init.xavier_uniform_(self.w)
        self.b = nn.Parameter(torch.zeros(outputs)) if bias else None

    def forward(self, x):
        if self.training:
            y = functional.linear(x.bfloat16(), self.w.bfloat16()).float()
        else:
            y = functional.linear(x, self.w)
        return y if self.b is None else y + self.b


class Norm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.g = nn.Parameter(torch.ones(width))
        self.b = nn.Parameter(torch.zeros(width))

    def forward(self, x):
        return functional.layer_norm(x, (x.shape[-1],), self.g, self.b, 1e-5)


class Recurrent(nn.Module):
    """One bidirectional SRU layer (Lei and others, "Simple Recurrent Units", EMNLP 2018, without tanh)."""

    def __init__(self, width):
        super().__init__()
        half = width // 2
        self.f = Linear(width, 4 * half)
        self.b = Linear(width, 4 * half)
        self.v = nn.Parameter(torch.zeros(4, half))

    def forward(self, x, starts):
        if self.training:
            u = functional.linear(x.bfloat16(), torch.cat([self.f.w, self.b.w]).bfloat16()).float()
            u = u + torch.cat([self.f.b, self.b.b])
        else:
            u = torch.cat([self.f(x), self.b(x)], dim=1)
        return Recurrence.apply(u, self.v, starts)


def neighbours(x, starts):
    """[x[t-1]; x[t]; x[t+1]], noughts outside the sentence."""
    before = torch.cat([x.new_zeros(1, x.shape[1]), x[:-1]])
    after = torch.cat([x[1:], x.new_zeros(1, x.shape[1])])
    first = torch.ones(len(x), 1)
    first[starts[:-1]] = 0
    last = torch.ones(len(x), 1)
    last[starts[1:] - 1] = 0
    return torch.cat([before * first, x, after * last], dim=1)


class Network(nn.Module):
    def __init__(self, config, sizes):
        super().__init__()
        self.config = config
        d, arc, label = config["width"], config["arc_width"], config["label_width"]
        self.vec = Linear(config["vector_width"], d, bias=False) if config["vector_width"] else None
        self.ln_in = Norm(d)
        self.conv = nn.ModuleList(Linear(3 * d, d) for _ in range(config["convolutions"]))
        self.ln_c = nn.ModuleList(Norm(d) for _ in range(config["convolutions"]))
        self.rnn = nn.ModuleList(Recurrent(d) for _ in range(config["recurrent_layers"]))
        self.ln_r = nn.ModuleList(Norm(d) for _ in range(config["recurrent_layers"]))
        self.upos = Linear(d, sizes["upos"])
        self.xpos = Linear(d, sizes["xpos"])
        self.feats = Linear(d, sizes["feats"])
        self.names = Linear(d, sizes["names"])
        self.names_trans = nn.Parameter(torch.zeros(sizes["names"], sizes["names"]))
        self.arc_d = Linear(d, arc)
        self.arc_h = Linear(d, arc)
        self.arc_u = Linear(arc, arc)
        self.lab_d = Linear(d, label)
        self.lab_h = Linear(d, label)
        self.lab_out = Linear(3 * label, sizes["deprels"])
        self.dropout = config["dropout"]

    def drop(self, x, sentence):
        """Dropout with one mask a sentence (Gal and Ghahramani, NIPS 2016); `sentence` is each word's sentence."""
        if not self.training:
            return x
        keep = 1 - self.dropout
        mask = torch.empty(int(sentence[-1]) + 1, x.shape[1]).bernoulli_(keep).div_(keep)
        return x * mask[sentence]

    def encode(self, sums, vectors, starts):
        """(the words' states, each word's sentence)."""
        sentence = torch.repeat_interleave(torch.arange(len(starts) - 1), starts[1:] - starts[:-1])
        x = sums if self.vec is None else sums + self.vec(vectors)
        x = self.drop(self.ln_in(x), sentence)
        for linear, norm in zip(self.conv, self.ln_c):
            x = norm(x + self.drop(functional.relu(linear(neighbours(x, starts))), sentence))
        for layer, norm in zip(self.rnn, self.ln_r):
            x = norm(x + self.drop(layer(x, starts), sentence))
        return self.drop(x, sentence), sentence

    def arcs(self, x, places, sentence):
        """Scores of heads, sentences x words x words. `places` maps sentences x words to rows of x, -1 where none."""
        dependents = self.arc_u(self.drop(functional.relu(self.arc_d(x)), sentence))
        heads = self.drop(functional.relu(self.arc_h(x)), sentence)
        at = places.clamp(min=0)
        scores = torch.bmm(dependents[at], heads[at].transpose(1, 2))
        return scores.masked_fill((places < 0)[:, None, :], -1e9)

    def labels(self, x, dependents, heads, sentence):
        left = self.drop(functional.relu(self.lab_d(x)), sentence)[dependents]
        right = self.drop(functional.relu(self.lab_h(x)), sentence)[heads]
        return self.lab_out(torch.cat([left, right, left * right], dim=1))
