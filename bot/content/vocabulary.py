"""Understands what a person types into the search: needs, places, languages and «now», in any letters and endings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.content.folding import fold, likeness, same
from bot.content.resources import table, valid
from bot.directory import Region

_READ, _MOST, _LONGEST = 400, 20, 40  # letters of a search, its words, letters of a word: a search is no letter
_ALIKE = 1.0  # the score of a word that differs by its ending only


class WordsModel(BaseModel):
    """The file `words.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    needs: dict[str, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]]
    now: tuple[str, ...]
    region_words: tuple[str, ...]
    towns: dict[str, tuple[str, ...]]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word stands for: `kind` is need, region, language, now or ignored; `value` an id where there is one."""

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood, and the folded words that were not."""

    needs: tuple[str, ...] = ()
    region: str | None = None
    language: str | None = None
    now: bool = False
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases of folded words and what each stands for. `synonyms` are the words of each need, as authors wrote them."""

    phrases: Mapping[tuple[str, ...], Meaning]
    synonyms: Mapping[str, tuple[str, ...]]

    def understand(self, text: str) -> Asked:
        """What a person asked for. A need or place that is named twice counts once; the first place and language win."""
        words = tuple(word[:_LONGEST] for word in fold(text[:_READ]).split()[:_MOST])
        scores = [self._scores(word) for word in words]
        meant: list[Meaning] = []
        rest: list[str] = []
        at = 0
        while at < len(words):
            length, meaning = self._longest(scores[at:])
            if meaning is None:
                rest.append(words[at])
            else:
                meant.append(meaning)
            at += length
        return _asked(meant, rest)

    def _scores(self, typed: str) -> dict[str, float]:
        """How well the words of this vocabulary fit a word, as far as they do."""
        known = {word: _score(word, typed) for word in {word for phrase in self.phrases for word in phrase}}
        return {word: score for word, score in known.items() if score}

    def _longest(self, scores: list[dict[str, float]]) -> tuple[int, Meaning | None]:
        """How many words at the beginning mean something together, and what. (1, None) when the first means nothing."""
        best = max(self._fitting(scores), default=None, key=lambda one: (one[0] >= _ALIKE, one[1], one[0]))
        return (1, None) if best is None else (best[1], best[2])

    def _fitting(self, scores: list[dict[str, float]]) -> Iterator[tuple[float, int, Meaning]]:
        for phrase, meaning in self.phrases.items():
            if len(phrase) <= len(scores):
                score = min(fits.get(word, 0.0) for word, fits in zip(phrase, scores, strict=False))
                if score and (meaning.kind != "ignored" or score >= _ALIKE):
                    yield score, len(phrase), meaning


def _score(known: str, typed: str) -> float:
    """2 for the very word, 1 for another ending, less for a misspelling, 0 for another word."""
    if known == typed:
        return 2.0
    return _ALIKE if same(known, typed) else likeness(known, typed) * 0.99


def _asked(meant: list[Meaning], rest: list[str]) -> Asked:
    def values(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.value for one in meant if one.kind == kind))

    return Asked(
        needs=values("need"),
        region=next(iter(values("region")), None),
        language=next(iter(values("language")), None),
        now=any(one.kind == "now" for one in meant),
        rest=tuple(rest),
    )


def read_vocabulary(file: Path, regions: tuple[Region, ...]) -> Vocabulary:
    """The words of `words.yaml` and the names of the regions. Raises BadContent."""
    model = valid(WordsModel, table(file), file.name)
    phrases: dict[tuple[str, ...], Meaning] = {}
    for text, meaning in (*_written(model), *_places(regions, model.region_words)):
        phrases.setdefault(tuple(fold(text).split()), meaning)
    return Vocabulary(phrases, model.needs)


def _written(model: WordsModel) -> Iterator[tuple[str, Meaning]]:
    for kind, group in (("need", model.needs), ("language", model.languages), ("region", model.towns)):
        for value, texts in group.items():
            yield from ((text, Meaning(kind, value)) for text in texts)
    yield from ((text, Meaning("now")) for text in model.now)
    yield from ((text, Meaning("ignored")) for text in model.ignored)


def _places(regions: tuple[Region, ...], region_words: tuple[str, ...]) -> Iterator[tuple[str, Meaning]]:
    """Every name of a region. A bare name is a city's before it is an oblast's: «Алматы» is the city."""
    plain = frozenset(map(fold, region_words))
    for region in sorted(regions, key=lambda one: bool(one.centre)):
        for name in (*region.names.values(), *region.centre.values()):
            yield name, Meaning("region", region.code)
    for region in sorted(regions, key=lambda one: bool(one.centre)):
        for name in region.names.values():
            yield _bare(name, plain), Meaning("region", region.code)


def _bare(name: str, plain: frozenset[str]) -> str:
    """`область Абай` and `Абай облысы` without the word for a region; a name without that word stays as it is."""
    return " ".join(word for word in name.split() if fold(word) not in plain)
