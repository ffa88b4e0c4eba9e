"""Organisations and addresses that the tagger knows by their company, where no rule has a word for them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.anonymise.lexicon import any_of
from bot.anonymise.marks import is_ordinary, is_town
from bot.anonymise.names import is_everybodys
from bot.anonymise.spans import Span
from bot.anonymise.tagger import Array
from bot.anonymise.views import Views
from bot.anonymise.words import Word

#: How sure the tagger must be of one word, and of those beside it, by kind.
_ENOUGH = {"organisation": (0.6, 0.3), "address": (0.6, 0.3)}
_SHORTEST = 3  # letters; "в" and "на" point to nothing
#: How sure of a number alone, and of an ordinary word at an edge.
_CERTAIN, _LIKELY = 0.9, 0.8
#: The columns of these kinds in what the tagger says.
_COLUMNS = {"organisation": 2, "address": 3}


@cache
def _everybodys() -> re.Pattern[str]:
    """Of a place that has no name or number nothing need be hidden: "школа", "улица"."""
    return re.compile(
        any_of("place_org", "named_org", "strict_org", "possessed_org", "street", "street_after", "house")
    )


def tagged(words: Sequence[Word], sure: Array, seen: Views) -> Iterator[Span]:
    for kind, (enough, beside) in _ENOUGH.items():
        column = sure[:, _COLUMNS[kind]]
        for start, end in _runs((column >= beside).tolist()):
            run = [at for at in range(start, end) if _may_stand_at_an_edge(words[at], float(column[at]), seen)]
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


def _is_everybodys(word: Word, seen: Views) -> bool:
    return bool(_everybodys().fullmatch(seen.folded[word.start : word.end]))


def _tells(word: Word, seen: Views) -> bool:
    """Whether something stands here besides what sort of place it is: a number or a word."""
    return word.text.isdigit() or _points(word, seen)


def _points(word: Word, seen: Views) -> bool:
    """Whether the word says more than what sort of place it is, and in which town."""
    if word.is_placeholder or not word.has_letters or len(word.text) < _SHORTEST or _is_everybodys(word, seen):
        return False
    return not (is_town(word.text) or is_everybodys(word.text))


def _runs(of: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From and up to where it is true without a break."""
    start = None
    for at, true in enumerate([*of, False]):
        if true and start is None:
            start = at
        elif not true and start is not None:
            yield start, at
            start = None
