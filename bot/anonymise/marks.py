"""What the tagger sees of a word: the pieces of its spelling, and a few plain facts.

The same code makes the marks for training and for the finished bot: a difference here is a silent loss of names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import pymorphy3

from bot.anonymise import kazakh
from bot.anonymise.fold import folded, skeleton
from bot.anonymise.known import is_doubled_name, is_listed
from bot.anonymise.lists import given_names, ordinary_words
from bot.anonymise.words import Word

BUCKETS = 32768
FACTS = 27
# Facts 0-7 are of the spelling, 8-15 of Russian grammar (_GRAMMAR in its order), 20-24 of the company; and these:
_UNKNOWN, _OTHER_KNOWN, _GIVEN, _SHORT, _ORDINARY, _LISTED = 16, 17, 18, 19, 25, 26
# Pieces of two letters say how a word begins and ends; three to five carry the names themselves.
_SIZES = (3, 4, 5)
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_NAMED = frozenset({8, 9, 10, _GIVEN})
_NAMED_OR_UNKNOWN = frozenset({8, 9, 10, _UNKNOWN})
_GRAMMAR = ("Name", "Surn", "Patr", "Geox", "Orgn", "NOUN", "VERB", "ADJF")


@dataclass(frozen=True, slots=True)
class Mark:
    """Buckets of the pieces of a word, and the facts that are true of it (their numbers)."""

    pieces: tuple[int, ...]
    facts: tuple[int, ...]


@cache
def _grammar() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


def _pieces(skel: str) -> tuple[int, ...]:
    edged = f"<{skel}>"
    found = {edged, edged[:3], edged[-3:]}
    for size in _SIZES:
        found.update(edged[at : at + size] for at in range(len(edged) - size + 1))
    return tuple(sorted(crc32(piece.encode()) % BUCKETS for piece in found))


def _known_tags(word: str) -> list[Any]:
    """What the dictionary says of the word, and nothing where it has none: guesses take most of the time, and tell nothing here."""
    if not _grammar().word_is_known(word):
        return []
    if len(word) > 1:
        return list(_grammar().tag(word))
    # A single letter is also guessed to be somebody's initial: only what the dictionary says counts.
    return [parse.tag for parse in _grammar().parse(word) if parse.is_known]


@cache
def _facts_of(tag: Any) -> tuple[int, ...]:
    """Facts 8 to 15 of one tag of the dictionary; it has a few thousand."""
    return tuple(8 + number for number, name in enumerate(_GRAMMAR) if name in tag)


def _tags(word: str) -> set[int]:
    """Facts 8 to 17: what Russian grammar knows of the word."""
    known = _known_tags(word)
    facts = {fact for tag in known for fact in _facts_of(tag)}
    return facts | ({_UNKNOWN} if not known else set()) | ({_OTHER_KNOWN} if known and not facts else set())


_ENDINGS = frozenset((
    "нын", "нин", "дын", "дин", "тын", "тин", "мен", "бен", "пен", "дан", "ден", "тан", "тен", "нан", "нен",
    "га", "ге", "ка", "ке", "ны", "ни", "ды", "ди", "ты", "ти", "да", "де", "та", "те", "ом", "ем", "ои",
    "еи", "а", "у", "ю", "е", "я", "ы", "и", "н", "жан", "таи",
))  # fmt: skip


def is_given_name(skel: str) -> bool:
    """Whether the word is a given name, perhaps with an ending."""
    names = given_names()
    if skel in names:
        return True
    stems = (skel[:-size] for size in (3, 2, 1) if len(skel) - size > 2 and skel[-size:] in _ENDINGS)  # noqa: PLR2004 - two letters are no name
    return any(stem in names or stem + "а" in names for stem in stems)


def _spelling_facts(word: str) -> set[int]:
    low = word.lower()
    truths = (
        word[0].isupper() and not word.isupper(),
        word.isupper() and len(word) > 1,
        word.isupper() and len(word) == 1,
        word.islower(),
        word.isdigit(),
        not word[0].isalnum(),
        low.isascii() and word[0].isalpha(),
        not _KAZAKH_LETTERS.isdisjoint(low),
    )
    return {number for number, true in enumerate(truths) if true}


def is_ordinary(text: str) -> bool:
    """Whether a dictionary knows the word, and knows it as no name."""
    skel = skeleton(text)
    if skel in given_names() or is_doubled_name(text):
        return False
    return skel in ordinary_words() or _NAMED_OR_UNKNOWN.isdisjoint(_tags(_readable(text)))


def _is_inflected(skel: str, tags: set[int]) -> bool:
    """Whether an ordinary word stands in it with Kazakh endings: "карточкадан", "шыдаңдаршы"."""
    if _UNKNOWN not in tags or is_given_name(skel):
        return False
    return any(
        stem in ordinary_words() or _NAMED_OR_UNKNOWN.isdisjoint(_tags(stem))
        for stem in kazakh.stems(skel)
        if stem not in given_names()
    )


def is_homonym(text: str) -> bool:
    """Whether a dictionary knows the word as a name, and as an ordinary noun too: "света", "лилии"."""
    tags = _known_tags(_readable(text))
    return any("NOUN" in tag and not any(name in tag for name in _GRAMMAR[:5]) for tag in tags)


def is_only_a_name(text: str) -> bool:
    """Whether a dictionary has no other reading of the word than somebody's name: "Ольги", "дарью"."""
    tags = _known_tags(_readable(text))
    return bool(tags) and all("Name" in tag or "Patr" in tag for tag in tags)


def is_a_name(text: str) -> bool:
    """Whether a list or a dictionary knows the word as somebody's name, perhaps with an ending."""
    return is_doubled_name(text) or is_given_name(skeleton(text)) or not {8, 9}.isdisjoint(_tags(_readable(text)))


_FAMILY = re.compile("..(?:[ое]ва?|ина?|ба[ийя])$")


def is_family_name(text: str) -> bool:
    """Whether the word ends like a family name, and no dictionary knows it as an ordinary word."""
    return bool(_FAMILY.search(text.lower())) and not is_ordinary(text)


def names_a_street(text: str) -> bool:
    """Streets bear people's names: a listed one, or an unknown word that ends like a family name."""
    return is_a_name(text) or is_family_name(text)


_TOWN = 8 + _GRAMMAR.index("Geox")


def is_town(text: str) -> bool:
    """Whether a dictionary knows the word as a place on the map."""
    return _TOWN in _tags(_readable(text))


# Marks of words that a dictionary or a list knows, and knows as no names: these may be kept, for they are everybody's.
_COMMON: dict[str, Mark] = {}
_COMMON_LIMIT = 4096


class Marks:
    """Marks the words of texts; remembers each spelling for its own lifetime only, so make one for each message."""

    def __init__(self) -> None:
        self._seen: dict[str, Mark] = {}

    def of(self, words: Sequence[Word]) -> list[Mark]:
        capitals = sum(word.text[0].isupper() for word in words)
        wide = {20} if capitals == 0 else {21} if capitals > len(words) / 3 else set()
        return [self._placed(words, at, wide) for at in range(len(words))]

    def _placed(self, words: Sequence[Word], at: int, wide: set[int]) -> Mark:
        alone = self._alone(words[at].text)
        facts = set(wide)
        if at == 0 or words[at - 1].text in ".!?…":
            facts.add(22)
        if at and words[at - 1].end == words[at].start:
            facts.add(23)
        return Mark(alone.pieces, tuple(sorted({*alone.facts, *facts}))) if facts else alone

    def is_ordinary(self, text: str) -> bool:
        """As the function of this name, for a word of this message, and with any Kazakh endings."""
        facts = self._alone(text).facts
        return not (skeleton(text) in given_names() or is_doubled_name(text)) and (
            _ORDINARY in facts or _NAMED_OR_UNKNOWN.isdisjoint(facts)
        )

    def is_a_name(self, text: str) -> bool:
        """As the function of this name, for a word of this message."""
        return not {8, 9, _GIVEN}.isdisjoint(self._alone(text).facts)

    def _alone(self, text: str) -> Mark:
        mark = self._seen.get(text) or _COMMON.get(text)
        if mark is None:
            self._seen[text] = mark = _mark(text)
            known = _UNKNOWN not in mark.facts or _ORDINARY in mark.facts
            if known and len(_COMMON) < _COMMON_LIMIT and _NAMED.isdisjoint(mark.facts):
                _COMMON[text] = mark
        return mark


def _mark(text: str) -> Mark:
    if text[0] == "[" and len(text) > 1:
        return Mark((crc32(b"<placeholder>") % BUCKETS,), (24,))
    if not text[0].isalpha():
        return Mark((crc32(text[:6].encode()) % BUCKETS,), tuple(sorted(_spelling_facts(text))))
    skel = skeleton(text)
    doubled = is_doubled_name(text)
    tags = _tags(_readable(text))
    facts = _spelling_facts(text) | tags | ({_GIVEN} if doubled or is_given_name(skel) else set())
    ordinary = not doubled and (skel in ordinary_words() or _is_inflected(skel, tags))
    facts |= ({_ORDINARY} if ordinary else set()) | ({_LISTED} if is_listed(text) else set())
    facts |= {_SHORT} if len(skel) < 4 else set()  # noqa: PLR2004 - short
    return Mark(_pieces(folded(text) if doubled else skel), tuple(sorted(facts)))


def _readable(text: str) -> str:
    """The spelling that a Russian dictionary can look up."""
    low = text.lower()
    return low if not low.isascii() and _KAZAKH_LETTERS.isdisjoint(low) else skeleton(low)
