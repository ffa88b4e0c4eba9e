"""Numbers that a word announces: "паспорт … 12345678", "ИИН: …"."""

import re
from functools import cache

from bot.anonymise.lexicon import any_of

# Neither a digit nor the wall of a placeholder may stand between the word and its number.
_GAP = r"[^0-9\n\ue000]{0,%d}?"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def after(names: tuple[str, ...], gap: int, pattern: str) -> re.Pattern[str]:
    """The pattern as group 1, announced by a word of these lists at most `gap` signs before it; for folded text."""
    return compiled(rf"(?<!\w){any_of(*names)}(?!\w){_GAP % gap}({pattern})")


def digits_of(text: str) -> str:
    """The digits alone; the letter O stands for a zero."""
    return re.sub("[^0-9]", "", text.lower().replace("о", "0").replace("o", "0"))
