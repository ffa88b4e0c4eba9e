"""Compares words as people type them: `психологқа`, `psihologu` and `Псхолог` all mean `психолог`.

Kazakh letters become their Russian look-alikes, Latin becomes Cyrillic, letters that people confuse become one and
double letters single; endings of both languages and a missing letter are forgiven. A folded word is for comparing only.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_DIGRAPHS = {
    "sch": "ш",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ph": "ф",
    "ts": "тс",
    "ya": "иа",
    "yu": "иу",
    "yo": "ио",
    "ye": "е",
    "ş": "ш",
    "ç": "ч",
}
_LETTERS = str.maketrans(
    {
        **dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуву", strict=False)),
        "x": "х",
        "y": "и",
        "z": "з",
        "ı": "и",
        "ʼ": "",
        "'": "",
        "’": "",
        "ь": "",
        "ъ": "",
        "ә": "а",
        "ғ": "г",
        "қ": "к",
        "ң": "н",
        "ө": "о",
        "ұ": "у",
        "ү": "у",
        "һ": "х",
        "і": "и",
        "ы": "и",
        "э": "е",
        "щ": "ш",
        "ц": "тс",
        "я": "иа",
        "ю": "иу",
    }
)
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
_TWICE = re.compile(r"([а-я])\1+")
_WORD = re.compile(r"[а-я0-9]+")

#: Endings as they look once folded: Russian cases and adjectives; Kazakh plural, possession, cases and adverbs.
_ENDINGS = (
    *(
        "и",
        "е",
        "а",
        "у",
        "о",
        "ом",
        "ем",
        "ам",
        "ах",
        "ов",
        "еи",
        "ои",
        "ами",
        "иа",
        "иам",
        "иами",
        "иах",
        "иу",
        "иеи",
    ),
    *("ого", "его", "ому", "ему", "им", "их", "ими", "аиа", "уиу", "ое", "ее", "ие", "ием", "иу", "н", "т", "м"),
    *("ск", "инск", "нск", "овск", "евск", "еск", "ическ", "к"),
    *("лар", "лер", "дар", "дер", "тар", "тер", "ин", "си", "миз", "низ", "имиз", "иниз"),
    *("нин", "дин", "тин", "га", "ге", "ка", "ке", "на", "не", "ни", "ди", "ти", "да", "де", "та", "те"),
    *("нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "мен", "бен", "пен", "ша", "ше", "дик", "тик", "лик"),
)
_ENDING = re.compile(f"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))}){{0,3}}")

_SHARED = 4  # letters that two words must share at their beginning: fewer make different words one
_SHARED_WHOLE = 3  # … unless one of the two is nothing but these letters: газ, газа
_LIKE = 0.8  # how alike two misspelled words must be, from 0 to 1
_OTHER_FIRST = 0.9  # who misspells a word seldom misspells its first letter: Кастанай is Костанай, not Астана
_LONG = 5  # letters: shorter words are too alike to forgive a mistake in them


def fold(text: str) -> str:
    """The words of a text in one alphabet of small letters, one space between them."""
    text = unicodedata.normalize("NFC", text).lower()
    text = _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], text)
    # Marks come off last: й becomes и and ё becomes е, as people write them.
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return " ".join(_TWICE.sub(r"\1", word) for word in _WORD.findall(bare.translate(_LETTERS)))


def same(one: str, other: str) -> bool:
    """Whether two folded words are one word with different endings."""
    shared = _shared(one, other)
    whole = shared in (len(one), len(other))
    if shared < (_SHARED_WHOLE if whole else _SHARED):
        return one == other
    return all(_ENDING.fullmatch(word[shared:]) for word in (one, other))


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def likeness(one: str, other: str) -> float:
    """How much two folded words are alike, letters missing or wrong: from 0 to 1; 0 when they are not alike enough."""
    ratio = max(_ratio(one, other), _ratio(beginning(one), beginning(other)))
    if one[:1] != other[:1]:
        ratio *= _OTHER_FIRST
    return ratio if ratio >= _LIKE else 0.0


def _ratio(one: str, other: str) -> float:
    few, many = sorted((len(one), len(other)))
    if few < _LONG or 2 * few < _LIKE * (few + many):  # even if all letters of the shorter were in the longer
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0


@lru_cache(maxsize=4096)
def beginning(word: str) -> str:
    """The letters that a folded word keeps whatever its ending: what an index is asked for."""
    longest = max((len(ending) for ending in _ENDINGS if word.endswith(ending)), default=0)
    return word[: max(_SHARED, len(word) - longest)]
