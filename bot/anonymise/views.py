"""A text in the three ways that rules look at it; each has the same length, so a place in one is a place in all."""

import re
from dataclasses import dataclass

from bot.anonymise.fold import folded

_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Views:
    """`raw` as written, `low` in small letters, `folded` in small letters of one alphabet; `has_digit`: most messages have none."""

    raw: str
    low: str
    folded: str
    has_digit: bool


def _lowered(text: str) -> str:
    low = text.lower()
    # İ lower-cases to two characters.
    return low if len(low) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def views_of(text: str) -> Views:
    return Views(text, _lowered(text), folded(text), _DIGIT.search(text) is not None)
