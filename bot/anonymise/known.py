"""Words and people that everybody knows: a brand, a river, a chat word, a poet. None of them points to a private person."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from bot.anonymise.endings import form
from bot.anonymise.fold import folded, skeleton
from bot.anonymise.lexicon import any_of, plain
from bot.anonymise.lists import gazetteer, lines, lookalikes
from bot.anonymise.words import Word, words_of

_SHORTEST, _LONG = 3, 5


@cache
def _cut_off() -> tuple[str, ...]:
    return (*plain("place_ending"), "а", "е", "у")


# A message asks for each of its words in every look; redact() empties these behind each message, for they hold names.
@lru_cache(maxsize=2048)
def shapes(text: str) -> frozenset[str]:
    """The word, its first case, and what may be left of a place without its ending; as skeletons."""
    skel = skeleton(text)
    # A name of a country with an ending that `form` only believes behind a known name: Сирияда, Стамбула.
    ends = _cut_off() if skel.endswith(_cut_off()) else ()  # most words end in none of them
    cut = {skel.removesuffix(end) for end in ends if len(skel) - len(end) >= _LONG}
    return frozenset({skel, form(text).key} | cut | {skel[:-1] + end for end in "аяи" if len(skel) > _SHORTEST})


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(any_of("doubled_name"))


def is_doubled_name(text: str) -> bool:
    """Анна, Жанна: a name that its skeleton, without the second "н", makes an everyday word (ана, жаңа)."""
    return _doubled().fullmatch(folded(text)) is not None


def is_listed(text: str) -> bool:
    """Whether the word, in any case of grammar, only looks like a name, or is a place on the map."""
    if is_doubled_name(text):
        return False
    forms = shapes(text)
    return not (forms.isdisjoint(lookalikes()) and forms.isdisjoint(gazetteer()))


@cache
def _famous() -> dict[str, list[tuple[str, ...]]]:
    """By the first word, the words of each name."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines("famous.txt"):
        name = tuple(skeleton(word.text) for word in words_of(line) if word.has_letters)
        found.setdefault(name[0], []).append(name)
    return found


@lru_cache(maxsize=2048)
def stems(text: str) -> frozenset[str]:
    """What the first case of a word may be, as skeletons."""
    skel, added = skeleton(text), plain("name_added")
    # Исы, Ису, Абая, Таймию: what the whole name ends in.
    whole = {skel[:-1] + end for end in "аия"}
    return frozenset(
        {skel, form(text).key}
        | whole
        | {skel[:-cut] for cut in (1, 2, 3) if len(skel) - cut >= _SHORTEST and skel[-cut:] in added}
    )


def famous(words: Sequence[Word]) -> set[int]:
    """The places of words that together name somebody whom everybody knows."""
    lettered = [at for at, word in enumerate(words) if word.has_letters]
    return {at for place in range(len(lettered)) for at in _from(words, lettered[place : place + 4])}


def _from(words: Sequence[Word], places: Sequence[int]) -> Iterator[int]:
    first = stems(words[places[0]].text)
    for name in (name for stem in first for name in _famous().get(stem, ())):
        behind = zip(name[1:], places[1:], strict=False)
        if len(places) >= len(name) and all(part in stems(words[at].text) for part, at in behind):
            yield from places[: len(name)]
