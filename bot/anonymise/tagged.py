"""Organisations and addresses that the tagger knows by their company, where no rule has a word for them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import dropwhile

import numpy as np

from bot.anonymise.lexicon import any_of
from bot.anonymise.marks import is_ordinary, is_town
from bot.anonymise.names import is_everybodys, is_in_a_town
from bot.anonymise.spans import Span
from bot.anonymise.tagger import Array
from bot.anonymise.views import Views
from bot.anonymise.words import QUOTED, Word

#: How sure the tagger must be of one word, and of those beside it, by kind.
_ENOUGH = {"organisation": (0.6, 0.3), "address": (0.6, 0.3)}
#: How sure of a word within quotation marks, so that all that they hold goes.
_PART = 0.5
_SHORTEST = 3  # letters; "в" and "на" point to nothing
#: How sure of a number alone (and that a word is rather a name), and of an ordinary word at an edge.
_CERTAIN, _LIKELY = 0.9, 0.8
#: The columns of these kinds in what the tagger says.
_COLUMNS = {"organisation": 2, "address": 3}


@cache
def _everybodys() -> re.Pattern[str]:
    """Of a place that has no name or number nothing need be hidden: "школа", "улица"."""
    return re.compile(
        any_of("place_org", "named_org", "strict_org", "possessed_org", "street", "street_after", "house")
    )


_QUOTED = re.compile(QUOTED)


def _quotes(words: Sequence[Word], raw: str) -> Iterator[tuple[int, int]]:
    """From and up to the words that stand in quotation marks together, with the marks."""
    for found in _QUOTED.finditer(raw):
        inside = [at for at, word in enumerate(words) if found.start() <= word.start and word.end <= found.end()]
        if inside:
            yield inside[0], inside[-1] + 1


def _as_one(column: Array, quotes: Sequence[tuple[int, int]]) -> Array:
    """What is quoted is one name: where the tagger is sure of a part of it, it is of the rest."""
    made = column.copy()
    for start, end in quotes:
        inside = column[start + 1 : end - 1]
        enough = _LIKELY if inside.size == 1 else _PART
        if inside.size and inside.max() >= enough and inside.mean() >= enough / 2:
            made[start:end] = np.maximum(made[start:end], inside.max())
    return made


def tagged(words: Sequence[Word], sure: Array, seen: Views) -> Iterator[Span]:
    quotes = list(_quotes(words, seen.raw))
    quoted = {at for start, end in quotes for at in range(start + 1, end - 1)}
    named = sure[:, 0] + sure[:, 1]
    for kind, (enough, beside) in _ENOUGH.items():
        column = _as_one(sure[:, _COLUMNS[kind]], quotes)
        # "Қызым Айгүл 31-ші мектепте": she is somebody, not a part of her school.
        column[(named > column) & (named >= _CERTAIN)] = 0
        for start, end in _runs((column >= beside).tolist()):
            run = [
                at
                for at in range(start, end)
                if at in quoted or _may_stand_at_an_edge(words[at], float(column[at]), seen)
            ]
            outside = {at for at in run if _is_outside(words[at], kind)}
            run = list(dropwhile(outside.__contains__, run))
            if any(
                column[at] >= (enough if _points(words[at], seen) else _CERTAIN)
                for at in run
                if _tells(words[at], seen)
            ):
                yield Span(words[run[0]].start, words[run[-1]].end, kind)


def _may_stand_at_an_edge(word: Word, sure: float, seen: Views) -> bool:
    """No mark, no preposition, and an ordinary word in small letters only where the tagger is sure of it."""
    if word.text.isdigit() or _is_everybodys(word, seen):
        return True
    if not word.has_letters or len(word.text) < _SHORTEST:
        return False
    return sure >= _LIKELY or not (word.text.islower() and is_ordinary(word.text))


def _is_a_town(word: Word) -> bool:
    """Towns stay visible."""
    return word.has_letters and (is_town(word.text) or is_everybodys(word.text))


def _is_outside(word: Word, kind: str) -> bool:
    """An address begins behind its town, and so does a college in it; "Ақтөбе колледжі" is called by its town."""
    return _is_a_town(word) if kind == "address" else is_in_a_town(word.text)


def _is_everybodys(word: Word, seen: Views) -> bool:
    return bool(_everybodys().fullmatch(seen.folded[word.start : word.end]))


def _tells(word: Word, seen: Views) -> bool:
    """Whether something stands here besides what sort of place it is: a number or a word."""
    return word.text.isdigit() or _points(word, seen)


def _points(word: Word, seen: Views) -> bool:
    """Whether the word says more than what sort of place it is, and in which town."""
    if word.is_placeholder or not word.has_letters or len(word.text) < _SHORTEST or _is_everybodys(word, seen):
        return False
    return not _is_a_town(word)


def _runs(of: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From and up to where it is true without a break."""
    start = None
    for at, true in enumerate([*of, False]):
        if true and start is None:
            start = at
        elif not true and start is not None:
            yield start, at
            start = None
