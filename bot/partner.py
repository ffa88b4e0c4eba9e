"""A partner's confidentiality card: who answers, who pays them, whom they must tell and when. Shown before consent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.directory import EVERYWHERE
from bot.hours import Hours

#: The topic of a partner that answers every script.
ANY_TOPIC = "all"

#: After this a partner must confirm its card again.
CONFIRMED_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class MustTell:
    """When a partner must tell somebody, and whom. Both by language."""

    when: Mapping[str, str]
    whom: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Partner:
    """One NGO as its own paper describes it. `capacity` is how many open cases it agreed to hold at once."""

    id: str
    names: Mapping[str, str]
    runs: Mapping[str, str]
    pays: Mapping[str, str]
    must_tell: tuple[MustTell, ...]
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    hours: Hours
    capacity: int
    confirmed_on: date
    consent_on: date | None = None  # when it agreed in writing to be named here; None only in the sandbox
    sandbox: bool = False

    def serves(self, region: str | None) -> bool:
        """Whether it answers people of a region; one that did not name theirs may turn to any."""
        return region is None or EVERYWHERE in self.regions or region in self.regions

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def knows(self, topic: str) -> bool:
        """Whether it answers what a script is about."""
        return ANY_TOPIC in self.topics or topic in self.topics


def offered(
    partners: Iterable[Partner],
    language: str,
    region: str | None,
    topic: str,
    excluded: Iterable[str] = (),
    *,
    sandbox: bool = False,
) -> tuple[Partner, ...]:
    """The partners whose cards a seeker is shown: they speak the language, know the topic and were not excluded.

    A training card is offered in the sandbox only, a real one outside it only.
    """
    out = frozenset(excluded)
    return tuple(
        one
        for one in partners
        if one.sandbox is sandbox
        and one.id not in out
        and one.speaks(language)
        and one.serves(region)
        and one.knows(topic)
    )


def unconfirmed(partners: Iterable[Partner], today: date) -> tuple[Partner, ...]:
    """Partners that must confirm their card again."""
    return tuple(one for one in partners if one.confirmed_on + CONFIRMED_FOR < today)
