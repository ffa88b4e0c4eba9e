"""The same words as people type them: no capitals, no Kazakh letters, Latin letters, slips of the finger."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a training text: whether a space stands before it; 0 no name, 1 begins a name, 2 goes on; -1 unknown.

    `kind` is what newspapers name: 1 a place, 2 an organisation, 3 another thing, 0 none and -1 not marked.
    `points` is what points to a person in a chat: 1 an organisation, 2 an address, 0 nothing and -1 not marked.
    """

    text: str
    spaced: bool
    name: int
    kind: int
    points: int = -1


Pieces: TypeAlias = list[Piece]

_PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_PLAIN_I = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухыАГКНОУУХЫ")
_BASE = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_CHOICES = {
    "ж": ("zh", "j"), "қ": ("q", "k"), "х": ("h", "kh", "x"), "ы": ("y", "i"), "й": ("y", "i"), "ғ": ("g", "gh"),
    "ә": ("a", "ä", "e"), "ң": ("n", "ng", "ñ"), "у": ("u", "w"), "ш": ("sh", "sh", "w", "ş"), "ч": ("ch", "4"),
    "ө": ("o", "ö"), "ү": ("u", "ü"), "ю": ("yu", "iu"), "я": ("ya", "ia"), "е": ("e", "e", "ye"),
}  # fmt: skip
_NEAR = {"а": "вп", "о": "лр", "е": "нк", "и": "мт", "н": "гр", "т": "ьи", "р": "по", "с": "чм", "л": "од", "к": "ую"}


def _mapped(pieces: Pieces, change: Callable[[str], str]) -> Pieces:
    return [replace(piece, text=change(piece.text) or piece.text) for piece in pieces]


def latin(rng: Random) -> Callable[[str], str]:
    """One writer's way of writing Latin letters."""
    table = {**_BASE, **{letter: rng.choice(ways) for letter, ways in _CHOICES.items()}}

    def written(word: str) -> str:
        made = "".join(table.get(letter, letter) for letter in word.lower())
        return made.capitalize() if word[:1].isupper() else made

    return written


def _slip(rng: Random, word: str) -> str:
    if len(word) < 4 or not word.isalpha() or rng.random() > 0.12:
        return word
    at = rng.randrange(1, len(word) - 1)
    letter = word[at]
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1] + letter + word[at + 2 :],
            word[:at] + rng.choice(_NEAR.get(letter, letter)) + word[at + 1 :],
        ),
    )


def _no_marks(pieces: Pieces) -> Pieces:
    return [piece for piece in pieces if piece.text not in ',.!?;:«»"—'] or pieces


def rough(rng: Random, pieces: Pieces) -> Pieces:
    """One more way of typing these words."""
    if rng.random() < 0.2:
        pieces = _mapped(pieces, lambda word: _slip(rng, word))
    if rng.random() < 0.25:
        pieces = _no_marks(pieces)
    draw = rng.random()
    if draw < 0.25:
        pieces = _mapped(pieces, lambda word: word.translate(rng.choice((_PLAIN, _PLAIN, _PLAIN_I))))
    elif draw < 0.38:
        pieces = _mapped(pieces, latin(rng))
    draw = rng.random()
    if draw < 0.47:
        return _mapped(pieces, str.lower)
    if draw < 0.50:
        return _mapped(pieces, str.upper)
    if draw < 0.55:
        return [replace(p, text=p.text.capitalize()) if rng.random() < 0.4 else p for p in pieces]
    if draw < 0.62:
        return [replace(p, text=p.text.lower()) if p.name > 0 else p for p in pieces]
    return pieces


def with_strangers(rng: Random, pieces: Pieces, ordinary: list[str]) -> Pieces:
    """The same with ordinary words thrown in or put instead of others, so that place alone does not make a name."""
    often = rng.choice((0.05, 0.12, 0.25))
    made: Pieces = []
    for piece in pieces:
        stranger = Piece(rng.choice(ordinary), spaced=True, name=0, kind=-1, points=0)
        if piece.name == 0 and piece.points <= 0 and piece.text.isalpha() and piece.spaced and rng.random() < often:
            made.append(stranger)
            continue
        if piece.name != 2 and piece.points <= 0 and rng.random() < often / 2:
            made.append(stranger)
        made.append(piece)
    return made
