"""Lists of words, as skeletons: names that people are given, words that are no names, and what everybody knows."""

from functools import cache
from importlib import resources

from bot.anonymise.fold import skeleton


def lines(name: str) -> list[str]:
    """The lines of a list of this folder."""
    return resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()


@cache
def given_names() -> frozenset[str]:
    """Given names."""
    return frozenset(lines("given.txt"))


@cache
def ordinary_words() -> frozenset[str]:
    """Kazakh words that are no names (most of them from KazNERD)."""
    return frozenset(lines("ordinary.txt"))


@cache
def lookalikes() -> frozenset[str]:
    """Words that only look like names: brands, heroes, chat words."""
    return frozenset(skeleton(line) for line in lines("lookalikes.txt"))


@cache
def gazetteer() -> frozenset[str]:
    """Places on the map that bear nobody's given name."""
    return frozenset(skeleton(line) for line in lines("gazetteer.txt"))


@cache
def homonyms() -> frozenset[str]:
    """Ordinary words that are given names as well: an aim, a rose, hope."""
    return frozenset(skeleton(line) for line in lines("homonyms.txt"))
