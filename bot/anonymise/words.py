"""A text as its words, each with its place."""

import re
from dataclasses import dataclass

from bot.anonymise import placeholders

_WORD = re.compile(rf"{placeholders.pattern()}|[^\W\d_]+(?:[’ʼ'][^\W\d_]+)*|\d+|[^\w\s]|_")


#: A pattern of what stands in double quotation marks; no placeholder's wall does.
QUOTED = r"«[^»\n\ue000]{1,60}»|\"[^\"\n\ue000]{1,60}\"|“[^”\n\ue000]{1,60}[”“]|„[^“”\n\ue000]{1,60}[“”]"


@dataclass(frozen=True, slots=True)
class Word:
    """`text` stands in the whole text from `start` up to `end`."""

    text: str
    start: int
    end: int

    @property
    def is_placeholder(self) -> bool:
        return self.text[0] == "[" and len(self.text) > 1

    @property
    def has_letters(self) -> bool:
        return self.text[0].isalpha()


def opens(text: str, start: int) -> bool:
    """Whether what begins here begins a sentence: its capital says nothing."""
    before = text[:start].rstrip(' «"“„(')
    return not before or before[-1] in ".!?…\n"


def words_of(text: str) -> list[Word]:
    """Words, runs of digits and single marks, in order; a bracketed placeholder is one word."""
    return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
