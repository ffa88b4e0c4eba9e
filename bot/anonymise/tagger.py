"""Finds names, organisations and addresses by their spelling and their company: a small network that reads both ways.

The network is trained by `scripts/train-names`; here it is only walked, with numpy, on one core.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from bot.anonymise.marks import FACTS, Mark

Array: TypeAlias = npt.NDArray[np.float32]
_LOADING = threading.Lock()
# A message longer than this is read in pieces: memory must not grow with what a stranger sends.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Layer:
    """Both directions (and all trained copies) of one reading, side by side: walking them together is quicker."""

    enters: Array  # copies x directions, inputs, 4 gates
    turns: Array  # copies x directions, hidden, 4 gates
    bias: Array  # copies x directions, 1, 4 gates


@dataclass(frozen=True, slots=True)
class Network:
    """The trained figures; copies of the network (trained from different seeds) are averaged."""

    pieces: Array  # copies, buckets, width
    layers: tuple[Layer, ...]
    out: Array  # copies, 2 x hidden, 3 of names and 3 of what else points to a person
    out_bias: Array  # copies, 1, 6

    def reads(self, marks: Sequence[Mark]) -> Array:
        """Words x 4: how surely each word begins a name, goes on with one, is of an organisation, of an address."""
        seen = self._enter(marks)
        for layer in self.layers:
            seen = _walk(layer, seen)
        scores = seen @ self.out + self.out_bias
        return np.concatenate([_shares(scores[:, :, :3]), _shares(scores[:, :, 3:])], axis=1)

    def first(self) -> "Network":
        """One trained copy alone: half the work, for looks where little is left to find."""
        layers = tuple(Layer(layer.enters[:2], layer.turns[:2], layer.bias[:2]) for layer in self.layers)
        return Network(self.pieces[:1], layers, self.out[:1], self.out_bias[:1])

    def _enter(self, marks: Sequence[Mark]) -> Array:
        """Copies x words x inputs."""
        facts = np.zeros((len(marks), FACTS), np.float32)
        for row, mark in enumerate(marks):
            facts[row, list(mark.facts)] = 1
        flat = np.concatenate([np.array(mark.pieces) for mark in marks])
        sizes = np.array([len(mark.pieces) for mark in marks])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        summed = np.add.reduceat(self.pieces[:, flat], starts, axis=1)
        mean = summed / sizes[None, :, None].astype(np.float32)
        return np.concatenate([mean, np.broadcast_to(facts, (len(mean), *facts.shape))], axis=2)


def _shares(scores: Array) -> Array:
    """Copies x words x 3 scores → words x 2: the mean shares of the second and the third."""
    sure = np.exp(scores - scores.max(axis=2, keepdims=True))
    mean: Array = (sure / sure.sum(axis=2, keepdims=True)).mean(axis=0)
    return mean[:, 1:]


def _walk(layer: Layer, seen: Array) -> Array:
    """Copies x words x inputs → copies x words x 2 hidden."""
    both = np.repeat(seen, 2, axis=0) @ layer.enters
    both += layer.bias
    gates = np.empty((both.shape[1], both.shape[0], both.shape[2]), np.float32)
    gates[:, 0::2] = both[0::2].transpose(1, 0, 2)
    gates[:, 1::2] = both[1::2, ::-1].transpose(1, 0, 2)
    out = _turn(layer.turns, gates)
    ways = out.transpose(1, 0, 2)
    return np.concatenate([ways[0::2], ways[1::2, ::-1]], axis=2)


def _turn(turns: Array, gates: Array) -> Array:
    """Words x ways x 4 gates → words x ways x hidden. Every array is made once: making them costs more than the sums."""
    length, ways, four = gates.shape
    hidden = four // 4
    out = np.zeros((length + 1, ways, 1, hidden), np.float32)
    held = np.zeros((ways, hidden), np.float32)
    now = np.empty((ways, 1, four), np.float32)
    flat, opens = now[:, 0], now[:, 0, : 3 * hidden]
    enter, forget, leave, cell = (flat[:, at * hidden : (at + 1) * hidden] for at in range(4))
    half = np.float32(0.5)
    for at in range(length):
        np.matmul(out[at - 1], turns, now)  # before the first word stands the empty last row
        np.add(flat, gates[at], flat)
        # The weights of the three gates are halved when stored: one tanh then serves all four.
        np.tanh(flat, flat)
        np.multiply(opens, half, opens)
        np.add(opens, half, opens)
        np.multiply(held, forget, held)
        np.multiply(enter, cell, enter)
        np.add(held, enter, held)
        np.tanh(held, cell)
        np.multiply(leave, cell, out[at, :, 0])
    return out[:length, :, 0]


def unpack(stored: dict[str, Any]) -> Network:
    """The network from its file: whole numbers with a scale for each row or column."""
    real = {
        name[:-2]: stored[name].astype(np.float32) * stored[f"{name[:-2]}.s"] for name in stored if name[-2:] == ".q"
    }
    layers = tuple(
        Layer(real[f"enters{depth}"], real[f"turns{depth}"], stored[f"bias{depth}"].astype(np.float32))
        for depth in range(sum(name.startswith("bias") for name in stored))
    )
    return Network(real["pieces"], layers, real["out"], stored["outbias"].astype(np.float32))


@cache
def _load() -> tuple[Network, Network]:
    with resources.files(__package__).joinpath("names.npz").open("rb") as file, np.load(file) as stored:
        whole = unpack(dict(stored))
    return whole, whole.first()


def network(*, quick: bool = False) -> Network:
    """The trained network (or its first copy alone), read once, at the first call of any thread."""
    with _LOADING:
        return _load()[quick]


def surenesses(marks: Sequence[Mark], *, quick: bool = False) -> Array:
    """Words x 4: begins a name, goes on with a name, is of an organisation, is of an address."""
    if not marks:
        return np.zeros((0, 4), np.float32)
    reader = network(quick=quick)
    return np.concatenate([reader.reads(marks[at : at + _LONGEST]) for at in range(0, len(marks), _LONGEST)])
