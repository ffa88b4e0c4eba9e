"""The bars that the anonymiser must clear on chats written by hand; only `basic` was trained on."""

import json
from functools import cache
from pathlib import Path

import pytest

from bot.anonymise import redact
from bot.anonymise.leaks import Marks, mark

_CHATS = Path(__file__).parent / "chats"
_TRAINED_ON = Path(__file__).parents[2] / "scripts/training/chats"


@cache
def marks(split: str, *, lower: bool) -> Marks:
    made = Marks()
    folder = _TRAINED_ON if split == "basic" else _CHATS
    for line in (folder / f"{split}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = row["text"].lower() if lower else row["text"]
        gold = [(span["start"], span["end"], span["kind"]) for span in row["spans"]]
        mark(made, text, gold, [(span.start, span.end) for span in redact(text).spans])
    return made


@pytest.mark.parametrize("split", ["heldout", "tune", "unseen", "fresh", "basic"])
@pytest.mark.parametrize("lower", [False, True])
def test_few_identifiers_stay_visible(split: str, lower: bool) -> None:
    found = marks(split, lower=lower)
    assert found.rate("person") <= (0.06 if lower else 0.03)
    # In small letters more of `unseen` is missed: what is known stands in scripts/bench-anonymise, and must not grow.
    assert found.rate() <= (0.06 if lower and split == "unseen" else 0.05)
    assert found.rate("iin", "card", "iban") == 0


@pytest.mark.parametrize("split", ["heldout", "tune", "unseen", "fresh", "basic"])
def test_little_else_is_hidden(split: str) -> None:
    found = marks(split, lower=False)
    assert found.over <= 0.015
    assert found.clean_touched <= 0.15


def test_there_are_enough_chats_of_each_sort() -> None:
    rows = [json.loads(line) for path in _CHATS.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert len(rows) >= 1500
    assert {row["lang"] for row in rows} == {"ru", "kk", "mixed"}
    assert all(row["text"][span["start"] : span["end"]].strip() for row in rows for span in row["spans"])
    assert sum(row["split"] in {"heldout", "unseen", "fresh"} for row in rows) >= len(rows) / 3
