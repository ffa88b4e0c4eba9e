"""Words that announce an identifier, as pieces of patterns for folded text; the words themselves live in lexicon.json."""

import json
import re
from functools import cache
from importlib import resources
from typing import Any

from bot.anonymise.fold import folded

# Folding goes letter by letter, so what is one letter in Cyrillic may come from two in Latin: "sh" is folded to "сх".
_LOOSE = {
    "ш": "(?:ш|сх|щ)", "ч": "(?:ч|сх)", "ж": "(?:ж|зх|дж)", "й": "[йиы]", "ы": "[ыи]", "и": "[иый]", "я": "(?:я|ыа|иа)",
    "ю": "(?:ю|ыу|иу)", "ц": "(?:ц|тс)", "х": "к?х", "г": "гх?", "ь": "[ьъ]?", "щ": "(?:щ|ш|сх)",
}  # fmt: skip
# Letters after a backslash belong to the pattern, and so does what stands in brackets.
_PIECE = re.compile(r"\\.|\[[^\]]*\]|\{[^}]*\}|.")


def loose(pattern: str) -> str:
    """The pattern as it must look to find all spellings in folded text."""
    return "".join(_loosened(piece) for piece in _PIECE.findall(pattern))


def _loosened(piece: str) -> str:
    if len(piece) > 1:
        return piece if piece[0] == "\\" else folded(piece)
    return _LOOSE.get(folded(piece), folded(piece))


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = json.loads(resources.files(__package__).joinpath("lexicon.json").read_text("utf-8"))
    return lists


def plain(name: str) -> list[str]:
    """The list as it is written."""
    listed: list[str] = _lists()[name]
    return listed


def digits(name: str) -> list[str]:
    """The words of one size of number: unit, ten, tens, hundreds, hundred, plus."""
    listed: list[str] = _lists()["digit"][name]
    return listed


def _closely(word: str) -> str:
    return "".join(piece if piece[0] == "\\" else folded(piece) for piece in _PIECE.findall(word))


@cache
def exactly(name: str) -> str:
    """A group that matches any word of the list in one spelling: abbreviations are too short to be read loosely."""
    return "(?:" + "|".join(sorted(map(_closely, plain(name)), key=len, reverse=True)) + ")"


@cache
def any_of(*names: str) -> str:
    """A group that matches any word of these lists."""
    words = {loose(word) for name in names for word in plain(name)}
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


@cache
def said_number() -> str:
    """A group that matches a number said in up to three words: "сорок один", "он екі"."""
    words = {loose(word) for size in ("unit", "ten", "tens", "hundreds", "hundred") for word in digits(size)}
    word = "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
    return rf"(?:{word}(?:[ ]{word}){{0,2}})"
