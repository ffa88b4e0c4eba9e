"""Words and people that everybody knows: a brand, a river, a chat word, a poet. None of them points to a private person."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from bot.anonymise.endings import form
from bot.anonymise.fold import skeleton
from bot.anonymise.words import Word, words_of

_SHORTEST = 3


def _lines(name: str) -> list[str]:
    return resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()


@cache
def lookalikes() -> frozenset[str]:
    """Skeletons of words that only look like names."""
    return frozenset(skeleton(line) for line in _lines("lookalikes.txt"))


@cache
def _famous() -> dict[str, list[tuple[str, ...]]]:
    """By the first word, the words of each name."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines("famous.txt"):
        name = tuple(skeleton(word.text) for word in words_of(line) if word.has_letters)
        found.setdefault(name[0], []).append(name)
    return found


def stems(text: str) -> set[str]:
    """What the first case of a word may be, as skeletons."""
    skel = skeleton(text)
    # Исы, Ису, Абая, Таймию: what the whole name ends in.
    whole = {skel[:-1] + end for end in "аия"}
    return {skel, form(text).key} | whole | {skel[:-cut] for cut in (1, 2, 3) if len(skel) - cut >= _SHORTEST}


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
