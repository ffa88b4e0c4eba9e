"""Whether words sound like danger. A hit opens one gentle question and nothing else: nobody is labelled or alerted.

People write Kazakh without its letters, either language in Latin, both at once, and letters stretched or spaced out.
Everything is folded into one coarse alphabet first; the stems, which live in `bot/content/alarm.yaml`, are folded too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

#: How many other words may stand between two words of one phrase: «не хочу больше так жить».
_GAP = 2

#: A run of single letters this long is one word spelled apart: «с у и ц и д».
_SPELLED = 4

_LATIN = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстувшхыз")
_LATIN_MORE = str.maketrans("äáöóüúūŭğǵşñńŋıýçéëí", "ааооууууггшннниучееи")
_LOOKALIKE = str.maketrans("abcehikmoptuxy", "авсенікмортуху")
_DIGITS = str.maketrans("0346", "озчш")
_COARSE = str.maketrans("әғқңөұүһійёэюящ", "агкноуухииееуаш")
_PAIRS = tuple(
    (re.compile(pair), letter)
    for pair, letter in (
        ("shch|sch|sh", "ш"), ("ch", "ч"), ("dzh|dj|zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts|tz", "ц"),
        ("ya", "я"), ("yu", "ю"), ("yo", "ье"),
    )
)  # fmt: skip

_SENTENCE = re.compile(r"[!?;\n]+|(?<!\.)\.(?!\.)")
_WORD = re.compile(r"\w+")
_APART = re.compile(rf"(?<!\w)\w(?:[\s.\-*_]+\w(?!\w)){{{_SPELLED - 1},}}")
_INSIDE = re.compile(r"(?<=\w)['’ʼ`*](?=\w)")
#: Beside a vowel, y and j are й; elsewhere y is ы, as in «byl», and j is ж, as in «joq».
_YOT = re.compile(r"(?<=[aeiouäöüаеиоуыэюя])[yj](?![aeiouäöü])|y(?=[aeiouäöüаеиоуыэюя])|(?<=[aeiouäöü])y")
_SOFT = re.compile(r"[ьъ](?=[аеёиоуыэюя])")
_TWICE = re.compile(r"(.)\1+")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]")
_ROMAN = re.compile("[a-zäáöóüúūŭğǵşñńŋıýçéëí]")


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one word, folded: whole words, and beginnings of words."""

    whole: frozenset[str]
    starts: tuple[str, ...] = ()

    def fit(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.starts)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, each in any of its forms."""

    words: tuple[Forms, ...]
    kazakh: bool = False


@dataclass(frozen=True, slots=True)
class Stems:
    """What sounds like danger, what only looks like it, and how each language says no.

    `no`: «не». `wishes`: what may stand between it and the danger, «не собираюсь умирать». `endings`: Kazakh says no inside
    the word, «жұмсамаймын». `after`: or after it, «емес». `after_past`: or after a past form, «ұрған жоқ».
    """

    danger: tuple[Phrase, ...] = ()
    innocent: tuple[Phrase, ...] = ()
    no: Forms = Forms(frozenset())
    wishes: Forms = Forms(frozenset())
    endings: tuple[str, ...] = ()
    after: Forms = Forms(frozenset())
    after_past: Forms = Forms(frozenset())
    past: tuple[str, ...] = ()


def stems_of(written: Mapping[str, Iterable[str]]) -> Stems:
    """Stems as an author writes them: `danger_ru`, `danger_kk`, `innocent`, and the words that say no."""
    return Stems(
        danger=(*_phrases(written["danger_ru"]), *_phrases(written["danger_kk"], kazakh=True)),
        innocent=(*_phrases(written["innocent"]),),
        no=_forms(written["no"]),
        wishes=_forms(written["wishes"]),
        endings=_spellings(written["endings"]),
        after=_forms(written["after"]),
        after_past=_forms(written["after_past"]),
        past=_spellings(written["past"]),
    )


def sounds_like_danger(text: str, stems: Stems) -> bool:
    """Whether anything in the text sounds like danger and is neither said no to nor a known figure of speech."""
    return any(_alarming(sentence, stems) for sentence in _sentences(text))


def fold(word: str) -> str:
    """One coarse spelling for every way to write a word: «Өлгім», «олгим» and «olgim» are the same."""
    low = word.lower()
    if _ROMAN.search(low):
        low = _in_cyrillic(low)
    if not low.isdigit():
        low = low.translate(_DIGITS)
    # A soft sign is heard only before a vowel: «бьёт» must not become «бет», which is a face in Kazakh.
    low = _SOFT.sub("и", low).replace("ь", "").replace("ъ", "").replace("тс", "ц")
    return _TWICE.sub(r"\1", low.translate(_COARSE))


# — reading —


def _sentences(text: str) -> Iterator[tuple[str, ...]]:
    plain = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\u00ad", "")
    joined = _APART.sub(lambda run: "".join(_WORD.findall(run[0])), plain)
    for sentence in _SENTENCE.split(_INSIDE.sub("", joined)):
        if words := tuple(map(fold, _WORD.findall(sentence))):
            yield words


def _in_cyrillic(low: str) -> str:
    if _CYRILLIC.search(low):  # one Latin letter among Cyrillic ones was chosen for its look, not for its sound
        return low.translate(_LOOKALIKE)
    for pair, letter in _PAIRS:
        low = pair.sub(letter, low)
    return _YOT.sub("й", low).translate(_LATIN_MORE).translate(_LATIN)


def _phrases(written: Iterable[str], *, kazakh: bool = False) -> Iterator[Phrase]:
    for line in written:
        yield Phrase(tuple(_forms(word.split("/")) for word in line.split()), kazakh)


def _forms(written: Iterable[str]) -> Forms:
    both = tuple(written)
    starts = _spellings(form[:-1] for form in both if form.endswith("*"))
    return Forms(frozenset(_spellings(form for form in both if not form.endswith("*"))), starts)


def _spellings(written: Iterable[str]) -> tuple[str, ...]:
    """Each form with its ы, and with an и for it: Latin has one letter for both. Never the other way: был is not бил."""
    folded = [fold(form) for form in written]
    return tuple(dict.fromkeys((*folded, *(form.replace("ы", "и") for form in folded))))


# — judging —


def _alarming(words: tuple[str, ...], stems: Stems) -> bool:
    hits = [
        found for phrase in stems.danger for found in _found(phrase, words) if not _denied(phrase, words, found, stems)
    ]
    if not hits:
        return False
    spent = {at for phrase in stems.innocent for found in _found(phrase, words) for at in found}
    return any(spent.isdisjoint(found) for found in hits)


def _found(phrase: Phrase, words: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    """Every place of a phrase among the words, as the positions of its words."""
    for start, word in enumerate(words):
        if phrase.words[0].fit(word) and (rest := _rest(phrase.words[1:], words, start)) is not None:
            yield (start, *rest)


def _rest(wanted: tuple[Forms, ...], words: tuple[str, ...], after: int) -> tuple[int, ...] | None:
    if not wanted:
        return ()
    for at in range(after + 1, min(after + 2 + _GAP, len(words))):
        if wanted[0].fit(words[at]) and (rest := _rest(wanted[1:], words, at)) is not None:
            return (at, *rest)
    return None


def _denied(phrase: Phrase, words: tuple[str, ...], found: tuple[int, ...], stems: Stems) -> bool:
    return _denied_in_kazakh(phrase, words, found, stems) if phrase.kazakh else _denied_in_russian(words, found, stems)


def _denied_in_russian(words: tuple[str, ...], found: tuple[int, ...], stems: Stems) -> bool:
    """«не убью», «он меня не бьёт», «не думаю о самоубийстве»; the «не» of «жить не хочу» is the phrase's own."""
    before = found[0] - 1
    while before > 0 and stems.wishes.fit(words[before]):
        before -= 1
    return any(at >= 0 and at not in found and stems.no.fit(words[at]) for at in (before, *(one - 1 for one in found)))


def _denied_in_kazakh(phrase: Phrase, words: tuple[str, ...], found: tuple[int, ...], stems: Stems) -> bool:
    """«жұмсамаймын» inside the word, «емес» after it, «ұрған жоқ» after a past form."""
    last, follows = words[found[-1]], words[found[-1] + 1 : found[-1] + 2]
    if any(
        last.startswith(start) and last[len(start) :].startswith(stems.endings) for start in phrase.words[-1].starts
    ):
        return True
    if not follows:
        return False
    return stems.after.fit(follows[0]) or (stems.after_past.fit(follows[0]) and last.endswith(stems.past))
