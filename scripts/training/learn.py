"""The network as PyTorch trains it, and its way into the file that numpy reads. Only `scripts/train-names` needs it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from training.noise import Pieces
from training.texts import placed

from bot.anonymise.marks import BUCKETS, FACTS, Mark, Marks

WIDTH, HIDDEN, DEPTH = 48, 96, 2
# No list knows every name or every word: now and then the lists are silent.
_LIST_FACTS = frozenset((8, 9, 10, 18, 25))


class Reader(nn.Module):
    """Pieces and facts → two readings both ways → is it a name; what would a newspaper call it; does it point to a person."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag(BUCKETS, WIDTH, mode="mean")
        self.reading = nn.LSTM(WIDTH + FACTS, HIDDEN, DEPTH, bidirectional=True, batch_first=True, dropout=0.3)
        self.drop = nn.Dropout(0.3)
        self.names = nn.Linear(2 * HIDDEN, 3)
        self.kinds = nn.Linear(2 * HIDDEN, 4)
        self.points = nn.Linear(2 * HIDDEN, 3)

    def forward(self, batch: "Batch") -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        bags = self.pieces(batch.pieces, batch.starts)
        seen = self.drop(torch.cat([bags, batch.facts], dim=1)).split(batch.sizes)
        padded = nn.utils.rnn.pad_sequence(seen, batch_first=True)
        packed = pack_padded_sequence(padded, torch.tensor(batch.sizes), batch_first=True, enforce_sorted=False)
        read, _ = pad_packed_sequence(self.reading(packed)[0], batch_first=True)
        flat = self.drop(torch.cat([read[row, :size] for row, size in enumerate(batch.sizes)]))
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


def _gates(matrix: np.ndarray) -> np.ndarray:
    """PyTorch's input, forget, cell, output → input, forget, output (halved, see the tagger), cell."""
    enter, forget, cell, out = np.split(matrix, 4, axis=0)
    return np.concatenate([enter / 2, forget / 2, out / 2, cell])


def _directions(readers: Sequence[Reader], name: str, depth: int) -> np.ndarray:
    parts = [
        _gates(_array(getattr(reader.reading, f"{name}_l{depth}{way}")))
        for reader in readers
        for way in ("", "_reverse")
    ]
    return np.stack(parts)


def packed(readers: Sequence[Reader]) -> _Arrays:
    """What the tagger's `unpack` reads: whole numbers of 8 bits with a scale for each row or column."""
    arrays: _Arrays = {}
    _put(arrays, "pieces", np.stack([_array(reader.pieces.weight) for reader in readers]), axis=2)
    for depth in range(DEPTH):
        _put(arrays, f"enters{depth}", _directions(readers, "weight_ih", depth).transpose(0, 2, 1), axis=1)
        _put(arrays, f"turns{depth}", _directions(readers, "weight_hh", depth).transpose(0, 2, 1), axis=1)
        bias = _directions(readers, "bias_ih", depth) + _directions(readers, "bias_hh", depth)
        arrays[f"bias{depth}"] = bias[:, None].astype(np.float32)
    ends = [(reader.names, reader.points) for reader in readers]
    _put(arrays, "out", np.stack([_array(torch.cat([end.weight for end in both])).T for both in ends]), axis=1)
    arrays["outbias"] = np.stack([_array(torch.cat([end.bias for end in both]))[None] for both in ends])
    return arrays


def _put(arrays: _Arrays, name: str, matrix: np.ndarray, axis: int) -> None:
    scale = np.abs(matrix).max(axis=axis, keepdims=True) / 127 + 1e-12
    arrays[f"{name}.q"] = np.round(matrix / scale).astype(np.int8)
    arrays[f"{name}.s"] = scale.astype(np.float32)


def save(readers: Sequence[Reader], path: Path) -> None:
    with path.open("wb") as file:
        np.savez_compressed(file, **packed(readers))
