"""The network as PyTorch trains it, and its way into the file that numpy reads. Only `scripts/train-names` needs it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn
from training.noise import Pieces
from training.texts import placed

from bot.anonymise.marks import BUCKETS, FACTS, Mark, Marks

WIDTH, HIDDEN = 48, 128
#: How far the words stand apart that each layer looks at: itself, one before, one behind.
REACHES = (1, 2, 4, 8, 1)
# No list knows every name or every word: now and then the lists are silent.
_LIST_FACTS = frozenset((8, 9, 10, 18, 25, 26))


class Layer(nn.Module):
    """Adds to what is known of each word what it and the words at `reach` before and behind it tell together."""

    def __init__(self, reach: int) -> None:
        super().__init__()
        self.reach = reach
        self.looks = nn.Linear(3 * HIDDEN, HIDDEN)
        self.drop = nn.Dropout(0.2)

    def forward(self, seen: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Texts x words x hidden; `there` is 1 where a word stands, 0 behind the end of a text."""
        calm = nn.functional.layer_norm(seen, (HIDDEN,)) * there
        wide = nn.functional.pad(calm, (0, 0, self.reach, self.reach))
        beside = torch.cat([wide[:, : -2 * self.reach], calm, wide[:, 2 * self.reach :]], dim=2)
        return seen + self.drop(torch.relu(self.looks(beside)))


class Reader(nn.Module):
    """Pieces and facts → layers that look ever farther → is it a name; what would a newspaper call it; does it point to a person."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag(BUCKETS, WIDTH, mode="mean")
        self.enter = nn.Linear(WIDTH + FACTS, HIDDEN)
        self.layers = nn.ModuleList(Layer(reach) for reach in REACHES)
        self.drop = nn.Dropout(0.3)
        self.names = nn.Linear(HIDDEN, 3)
        self.kinds = nn.Linear(HIDDEN, 4)
        self.points = nn.Linear(HIDDEN, 3)

    def forward(self, batch: "Batch") -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        bags = self.pieces(batch.pieces, batch.starts)
        entered = self.enter(self.drop(torch.cat([bags, batch.facts], dim=1)))
        seen = nn.utils.rnn.pad_sequence(entered.split(batch.sizes), batch_first=True)
        there = nn.utils.rnn.pad_sequence([torch.ones(size, 1) for size in batch.sizes], batch_first=True)
        for layer in self.layers:
            seen = layer(seen, there)
        flat = self.drop(nn.functional.layer_norm(seen, (HIDDEN,))[there[:, :, 0] > 0])
        return self.names(flat), self.kinds(flat), self.points(flat)


class Batch:
    """Several texts laid end to end."""

    def __init__(self, rng: Random, texts: Sequence[tuple[list[Mark], Pieces]]) -> None:
        marks = [mark for text, _ in texts for mark in text]
        self.sizes = [len(text) for text, _ in texts]
        thinned = [_thinned(rng, mark.pieces) for mark in marks]
        self.pieces = torch.tensor([piece for kept in thinned for piece in kept])
        self.starts = torch.tensor([0, *np.cumsum([len(kept) for kept in thinned])[:-1].tolist()])
        self.facts = torch.zeros(len(marks), FACTS)
        for row, mark in enumerate(marks):
            self.facts[row, [fact for fact in mark.facts if fact not in _LIST_FACTS or rng.random() > 0.25]] = 1
        self.names = torch.tensor([piece.name for _, pieces in texts for piece in pieces])
        self.kinds = torch.tensor([piece.kind for _, pieces in texts for piece in pieces])
        self.points = torch.tensor([piece.points for _, pieces in texts for piece in pieces])


def _thinned(rng: Random, pieces: tuple[int, ...]) -> tuple[int, ...]:
    """Sometimes half of the pieces: a name must be known by a part of it, and by its company."""
    if rng.random() > 0.12:
        return pieces
    return tuple(piece for piece in pieces if rng.random() < 0.5) or pieces[:1]


def as_marks(pieces: Pieces) -> list[Mark]:
    """Marks of the pieces as they would stand in a text."""
    return Marks().of(placed(pieces))


def batches(rng: Random, texts: list[tuple[list[Mark], Pieces]], size: int) -> Iterator[Batch]:
    """All texts once, those of like length together, in a new order."""
    order = sorted(texts, key=lambda text: len(text[0]) + rng.random() * 6)
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield Batch(rng, group)


def train(texts: list[tuple[list[Mark], Pieces]], *, seed: int, rounds: int) -> Reader:
    """One trained copy. The same texts, seed and number of threads give the same figures."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(mode=True)
    rng = Random(seed)
    reader = Reader()
    steps = rounds * (len(texts) // 48 + 1)
    learner = torch.optim.AdamW(reader.parameters(), lr=3e-3, weight_decay=1e-3)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, 4e-3, total_steps=steps, pct_start=0.1)
    for number in range(rounds):
        total = _round(reader, learner, pace, batches(rng, texts, 48))
        print(f"seed {seed}, round {number + 1} of {rounds}: loss {total:.4f}", flush=True)
    return reader.eval()


def _round(
    reader: Reader,
    learner: torch.optim.Optimizer,
    pace: torch.optim.lr_scheduler.LRScheduler,
    group: Iterator[Batch],
) -> float:
    reader.train()
    costs = torch.tensor([1.0, 2.0, 2.0])  # what is missed costs more than a word hidden for nothing
    total, count = 0.0, 0
    for batch in group:
        names, kinds, points = reader(batch)
        loss = nn.functional.cross_entropy(names, batch.names, weight=costs)
        if bool((batch.kinds >= 0).any()):
            loss = loss + 0.4 * nn.functional.cross_entropy(kinds, batch.kinds, ignore_index=-1)
        if bool((batch.points >= 0).any()):
            loss = loss + nn.functional.cross_entropy(points, batch.points, costs, ignore_index=-1)
        learner.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        learner.step()
        pace.step()
        total, count = total + loss.item(), count + 1
    return total / count


_Arrays = dict[str, np.ndarray]


def _array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().numpy().astype(np.float32)


def packed(readers: Sequence[Reader]) -> _Arrays:
    """What the tagger's `unpack` reads: whole numbers of 8 bits with a scale for each row or column."""
    arrays: _Arrays = {"reaches": np.array(REACHES, np.int16)}
    _put(arrays, "pieces", np.stack([_array(reader.pieces.weight) for reader in readers]), axis=2)
    _put_linear(arrays, "enter", [[reader.enter] for reader in readers])
    for depth in range(len(REACHES)):
        _put_linear(arrays, f"layer{depth}", [[reader.layers[depth].looks] for reader in readers])
    _put_linear(arrays, "out", [[reader.names, reader.points] for reader in readers])
    return arrays


def _put_linear(arrays: _Arrays, name: str, copies: Sequence[Sequence[nn.Linear]]) -> None:
    """Linear maps of each copy, side by side: inputs x outputs, and what is added."""
    _put(arrays, name, np.stack([_array(torch.cat([one.weight for one in ones])).T for ones in copies]), axis=1)
    arrays[f"{name}.bias"] = np.stack([_array(torch.cat([one.bias for one in ones]))[None] for ones in copies])


def _put(arrays: _Arrays, name: str, matrix: np.ndarray, axis: int) -> None:
    scale = np.abs(matrix).max(axis=axis, keepdims=True) / 127 + 1e-12
    arrays[f"{name}.q"] = np.round(matrix / scale).astype(np.int8)
    arrays[f"{name}.s"] = scale.astype(np.float32)


def save(readers: Sequence[Reader], path: Path) -> None:
    with path.open("wb") as file:
        np.savez_compressed(file, **packed(readers))
