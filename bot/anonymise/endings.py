"""Case endings: what may stay of an inflected name, and what its forms share.

"Айгүлге" leaves "ге" behind the placeholder, so that the sentence still reads; nothing that may be a part of the name stays.
"""

from dataclasses import dataclass
from functools import lru_cache

from bot.anonymise.fold import folded, skeleton
from bot.anonymise.lists import given_names

_VOICELESS = frozenset("пфктсшщчцхбвгд")
_VOWELS = frozenset("аоуыиеяюэ")
_SHORTEST = 3
# Each ending with the sounds after which Kazakh uses it: "Нұрсұлтан" does not end in "тан", for "л" asks for "дан".
_KAZAKH = {
    "нын нин": "vowel nasal", "дын дин": "voiced", "тын тин": "voiceless",
    "нан нен": "nasal", "тан тен": "voiceless", "дан ден": "vowel voiced",
    "пен": "voiceless", "бен": "hissing", "мен": "vowel nasal voiced",
    "ка ке": "voiceless", "га ге": "vowel nasal voiced hissing",
    "ны ни": "vowel", "ты ти": "voiceless", "ды ди": "nasal voiced hissing",
    "та те": "voiceless", "да де": "vowel nasal voiced hissing",
}  # fmt: skip
_AFTER = {ending: frozenset(sounds.split()) for endings, sounds in _KAZAKH.items() for ending in endings.split()}
# "Бота" and "Айда" look like endings: these are believed only behind a name that is known.
_DOUBTFUL = frozenset({"да", "де", "та", "те", "ка", "ке"})
_RUSSIAN = ("ом", "ем", "ои", "еи", "ю", "у", "е", "ы", "и", "а", "я")
_FAMILY = ("ым", "ои", "ому", "ого", "у", "е")


@dataclass(frozen=True, slots=True)
class Form:
    """`kept` letters at the end of the word are its ending; `key` is what all its forms share."""

    kept: int
    key: str


def _sound(letter: str) -> str:
    if letter in _VOWELS:
        return "vowel"
    if letter in "мн":
        return "nasal"
    return "hissing" if letter in "зж" else "voiceless" if letter in _VOICELESS else "voiced"


def _kazakh(word: str) -> Form | None:
    names = given_names()
    for size in (3, 2):
        stem, ending = word[:-size], word[-size:]
        if len(stem) < _SHORTEST or ending not in _AFTER:
            continue
        sound = _sound(stem[-1])
        # After "з" and "ж" people use the endings of other voiced sounds too.
        if sound not in _AFTER[ending] and not (sound == "hissing" and "voiced" in _AFTER[ending]):
            continue
        if skeleton(stem) in names or ending not in _DOUBTFUL:
            return Form(size, skeleton(stem))
    return None


def _russian(word: str) -> Form | None:
    names = given_names()
    for ending in _RUSSIAN:
        stem = word.removesuffix(ending.replace("ои", "ой").replace("еи", "ей"))
        if stem == word or len(stem) < _SHORTEST:
            continue
        for whole in (skeleton(stem) + "а", skeleton(stem) + "я", skeleton(stem), skeleton(stem) + "и"):
            if whole in names:
                return Form(len(word) - len(stem), whole)
    return None


def _family(word: str) -> Form | None:
    for ending in _FAMILY:
        stem = word.removesuffix(ending.replace("ои", "ой"))
        if stem != word and len(stem) > 4 and stem.endswith(("ов", "ев", "ин", "ск")):  # noqa: PLR2004 - Ким, not Кимов
            return Form(len(word) - len(stem), skeleton(stem))
    return None


@lru_cache(maxsize=2048)  # as the one of `skeleton`: emptied behind each message
def form(word: str) -> Form:
    """The ending and the key of one word of a name."""
    low = folded(word)
    whole = skeleton(word)
    if whole in given_names():
        return Form(0, whole)
    return _family(low) or _kazakh(low) or _russian(low) or Form(0, _bare(whole))


def _bare(skel: str) -> str:
    """Russian forms of an unknown name share all but the last vowel; a woman's family name shares her husband's stem."""
    for ending in ("ова", "ева", "ина"):
        if skel.endswith(ending) and len(skel) > 6:  # noqa: PLR2004 - Ева and Нина are whole names
            return skel[:-1]
    return skel
