"""Phone numbers that are written out in words: "восемь семьсот семь…", "сегіз жеті жүз…"."""

import re
from collections.abc import Iterator
from functools import cache

from bot.anonymise.fold import skeleton
from bot.anonymise.lexicon import any_of, digits
from bot.anonymise.spans import Span
from bot.anonymise.views import Views
from bot.anonymise.words import Word

# Seven digits are a city number; a word that announces a phone makes five enough.
_PLENTY, _ENOUGH = 7, 5
_ABSORBS = {"hundreds": {"tens", "ten", "unit"}, "hundred": {"tens", "ten", "unit"}, "tens": {"unit"}}
_SIZE = {"unit": 1, "ten": 2, "tens": 2, "hundreds": 3, "plus": 0}
_NEAR = 60


@cache
def _sizes() -> dict[str, str]:
    return {
        skeleton(word): size for size in ("plus", "hundred", "hundreds", "tens", "ten", "unit") for word in digits(size)
    }


def _length(sizes: list[str | int]) -> int:
    """How many digits these words stand for when they are dictated."""
    total, open_for, last = 0, set[str](), ""
    for size in sizes:
        if isinstance(size, int):
            total, open_for, last = total + size, set(), ""
        elif size == "hundred":
            total, open_for, last = total + (2 if last == "unit" else 3), set(_ABSORBS[size]), size
        elif size in open_for:
            open_for, last = set(_ABSORBS.get(size, ())), size
        else:
            total, open_for, last = total + _SIZE[size], set(_ABSORBS.get(size, ())), size
    return total


def _size(word: Word) -> str | int | None:
    if word.text.isdigit():
        return len(word.text)
    return _sizes().get(skeleton(word.text)) if word.has_letters else None


def _runs(words: list[Word]) -> Iterator[list[tuple[Word, str | int]]]:
    run: list[tuple[Word, str | int]] = []
    for word in words:
        size = _size(word)
        if size is not None:
            run.append((word, size))
        elif word.text not in {"-", "–", ",", "(", ")", "+", "."} and run:
            yield run
            run = []
    yield run


def spoken_phones(words: list[Word], seen: Views) -> Iterator[Span]:
    for run in _runs(words):
        said = [size for _, size in run if isinstance(size, str)]
        if len(said) < 3:  # noqa: PLR2004 - "in two or three days" is no phone
            continue
        start, end = run[0][0].start, run[-1][0].end
        near = seen.folded[max(0, start - _NEAR) : start] + " " + seen.folded[end : end + _NEAR // 3]
        announced = re.search(rf"(?<!\w){any_of('phone')}", near)
        if _length([size for _, size in run]) >= (_ENOUGH if announced and len(said) > 3 else _PLENTY):  # noqa: PLR2004
            yield Span(start, end, "phone")
