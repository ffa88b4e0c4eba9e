"""One alphabet for the many ways of writing: Kazakh with and without its letters, Russian, Latin.

`folded` keeps one character for one, so that a pattern found in it points into the text itself.
`skeleton` folds one word further (sh becomes ш, й becomes и, ь is dropped): what "Айгүл", "Aigul" and "айгуль" share.
"""

import re
from functools import lru_cache

_KAZAKH = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
_LATIN = dict(zip("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмнопкрстуввхыз", strict=True))
_LATIN_KAZAKH = dict(zip("äáöóüúūŭğǵşñńŋıýçéèëíīəšžč", "ааооууууггшннныычеееииашжч", strict=True))
_OTHER = {"ё": "е", "і": "и", "ї": "и", "ў": "у", "ӯ": "у", "ҷ": "ж", "қ": "к", "ҳ": "х"}
_LETTERS = {**_LATIN, **_LATIN_KAZAKH, **_KAZAKH, **_OTHER}

_PAIRS = (
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "ц"),
    ("dzh", "ж"), ("dj", "ж"), ("ya", "я"), ("yu", "ю"), ("yo", "е"), ("ye", "е"), ("ia", "ия"), ("ck", "к"),
)  # fmt: skip
_PAIR_OF = dict(_PAIRS)
_PAIR = re.compile("|".join(pair for pair, _ in _PAIRS))
_YOT = re.compile(r"(?<=[aeiouäöüаеиоуыэюя])y|y(?=[aeiouäöü])")
_ASCII = re.compile("[a-z]")
_SOFT = str.maketrans({"й": "и", "ь": None, "ъ": None, "э": "е", "щ": "ш", "'": None, "’": None, "ʼ": None})
_TWICE = re.compile(r"(.)\1+")


def _fold_letter(letter: str) -> str:
    lower = letter.lower()
    # İ lower-cases to two characters: keep the length, offsets depend on it.
    return _LETTERS.get(lower, lower) if len(lower) == 1 else letter


class _Folding(dict[int, str]):
    """A translation table that fills itself with the letters it meets."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_letter(chr(code))
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text in one alphabet and one case, each character in its old place."""
    return text.translate(_FOLDING)


# A message asks for each of its words many times over; redact() empties this behind each message, for it holds names.
@lru_cache(maxsize=2048)
def skeleton(word: str) -> str:
    """What the spellings of one word share; not the same length as the word."""
    low = word.lower()
    if _ASCII.search(low):
        low = _YOT.sub("i", _PAIR.sub(lambda pair: _PAIR_OF[pair[0]], low))
    return _TWICE.sub(r"\1", folded(low).translate(_SOFT)) or low
