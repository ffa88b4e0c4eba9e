"""Finds names, organisations and addresses by their spelling and their company: a small network that looks at each word's neighbours.

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
class Map:
    """One linear map of all trained copies."""

    weights: Array  # copies, inputs, outputs
    bias: Array  # copies, 1, outputs

    def __call__(self, seen: Array) -> Array:
        made: Array = seen @ self.weights
        made += self.bias
        return made

    def first(self) -> "Map":
        return Map(self.weights[:1], self.bias[:1])


@dataclass(frozen=True, slots=True)
class Network:
    """The trained figures; copies of the network (trained from different seeds) are averaged."""

    pieces: npt.NDArray[np.int8]  # copies, buckets, width: as they are stored, for most are never asked for
    scale: Array  # copies, buckets, 1
    enter: Map
    layers: tuple[tuple[int, Map], ...]  # each with how far before and behind a word it looks
    out: Map  # 3 of names and 3 of what else points to a person

    def reads(self, marks: Sequence[Mark]) -> Array:
        """Words x 4: how surely each word begins a name, goes on with one, is of an organisation, of an address."""
        seen = self.enter(self._see(marks))
        for reach, looks in self.layers:
            seen += np.maximum(looks(_with_company(_calm(seen), reach)), 0)
        scores = self.out(_calm(seen))
        return np.concatenate([_shares(scores[:, :, :3]), _shares(scores[:, :, 3:])], axis=1)

    def first(self) -> "Network":
        """One trained copy alone, for looks where little is left to find."""
        layers = tuple((reach, looks.first()) for reach, looks in self.layers)
        return Network(self.pieces[:1], self.scale[:1], self.enter.first(), layers, self.out.first())

    def _see(self, marks: Sequence[Mark]) -> Array:
        """Copies x words x inputs."""
        facts = np.zeros((len(marks), FACTS), np.float32)
        rows = [row for row, mark in enumerate(marks) for _ in mark.facts]
        facts[rows, [fact for mark in marks for fact in mark.facts]] = 1
        flat = np.array([piece for mark in marks for piece in mark.pieces])
        sizes = np.array([len(mark.pieces) for mark in marks])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        summed = np.add.reduceat(self.pieces[:, flat] * self.scale[:, flat], starts, axis=1)
        mean = summed / sizes[None, :, None].astype(np.float32)
        return np.concatenate([mean, np.broadcast_to(facts, (len(mean), *facts.shape))], axis=2)


def _shares(scores: Array) -> Array:
    """Copies x words x 3 scores → words x 2: the mean shares of the second and the third."""
    sure = np.exp(scores - scores.max(axis=2, keepdims=True))
    mean: Array = (sure / sure.sum(axis=2, keepdims=True)).mean(axis=0)
    return mean[:, 1:]


def _calm(seen: Array) -> Array:
    """What is known of each word, with mean 0 and spread 1."""
    off = seen - seen.mean(axis=2, keepdims=True)
    made: Array = off / np.sqrt((off * off).mean(axis=2, keepdims=True) + np.float32(1e-5))
    return made


def _with_company(seen: Array, reach: int) -> Array:
    """Beside what is known of each word, what is known of those at `reach` before and behind it (nothing, beyond the text)."""
    copies, words, width = seen.shape
    beside = np.zeros((copies, words, 3, width), np.float32)
    beside[:, reach:, 0] = seen[:, :-reach]
    beside[:, :, 1] = seen
    beside[:, :-reach, 2] = seen[:, reach:]
    return beside.reshape(copies, words, 3 * width)


def unpack(stored: dict[str, Any]) -> Network:
    """The network from its file: whole numbers with a scale for each row or column."""

    def real(name: str) -> Array:
        made: Array = stored[f"{name}.q"].astype(np.float32) * stored[f"{name}.s"]
        return made

    def linear(name: str) -> Map:
        return Map(real(name), stored[f"{name}.bias"])

    layers = tuple((int(reach), linear(f"layer{depth}")) for depth, reach in enumerate(stored["reaches"]))
    return Network(stored["pieces.q"], stored["pieces.s"], linear("enter"), layers, linear("out"))


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
