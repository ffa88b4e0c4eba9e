"""Trouble on order: what the small Telegram does wrong, to whom, how often. The same seed gives the same trouble."""

import random
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """Refuse with this code; the request is not applied."""

    code: int
    why: str = ""
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Read the request, then close the connection without a word. `applied`: Telegram did what was asked all the same."""

    applied: bool


@dataclass(frozen=True, slots=True)
class Delay:
    """Answer between `least` and `most` seconds late; requests that came later may overtake this one."""

    least: float
    most: float
    applied_first: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """Hand out the updates of this batch again next time, although they were confirmed."""


@dataclass(frozen=True, slots=True)
class Shuffle:
    """Hand out the updates of this batch in another order."""


@dataclass(frozen=True, slots=True)
class Lose:
    """Forget the updates of this batch. Telegram does it after a day; a test need not wait."""


Act = Answer | Cut | Delay | Repeat | Shuffle | Lose
ACTS: dict[str, type[Act]] = {
    "answer": Answer,
    "cut": Cut,
    "delay": Delay,
    "repeat": Repeat,
    "shuffle": Shuffle,
    "lose": Lose,
}


@dataclass(slots=True)
class Rule:
    """When `act` happens: for methods that match the pattern, for one bot or chat if named, only `in_topics` if so said,
    with this chance, after `skip` requests passed, at most `times`.
    """

    act: Act
    method: str = "*"
    bot: int | None = None
    chat: int | None = None
    in_topics: bool = False
    chance: float = 1.0
    times: int | None = None
    skip: int = 0
    number: int = 0
    done: int = 0

    def fits(self, method: str, bot: int, chat: int | None, *, in_topic: bool) -> bool:
        return (
            fnmatchcase(method.lower(), self.method.lower())
            and self.bot in {None, bot}
            and self.chat in {None, chat}
            and (in_topic or not self.in_topics)
            and (self.times is None or self.done < self.times)
        )

    def wire(self) -> dict[str, Any]:
        name = next(name for name, kind in ACTS.items() if isinstance(self.act, kind))
        values = {key: getattr(self.act, key) for key in self.act.__slots__}
        return {"number": self.number, "act": name, **values, "method": self.method, "done": self.done}


class Faults:
    """The rules in force. Polling is never disturbed by a rule for all methods: name getUpdates to reach it."""

    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)  # noqa: S311  repeatable trouble is the point
        self.rules: list[Rule] = []
        self._last = 0

    def seed(self, seed: int) -> None:
        self.random.seed(seed)

    def add(
        self,
        act: Act,
        method: str = "*",
        *,
        bot: int | None = None,
        chat: int | None = None,
        in_topics: bool = False,
        chance: float = 1.0,
        times: int | None = None,
        skip: int = 0,
    ) -> Rule:
        self._last += 1
        rule = Rule(act, method, bot, chat, in_topics, chance, times, skip, self._last)
        self.rules.append(rule)
        return rule

    def remove(self, number: int) -> None:
        self.rules = [rule for rule in self.rules if rule.number != number]

    def clear(self) -> None:
        self.rules.clear()

    def strike(self, method: str, bot: int, chat: int | None = None, *, in_topic: bool = False) -> list[Act]:
        """What goes wrong with this request; usually nothing."""
        if not self.rules:
            return []
        polls = method.lower() == "getupdates"
        fitting = [rule for rule in self.rules if rule.fits(method, bot, chat, in_topic=in_topic)]
        return [rule.act for rule in fitting if not (polls and rule.method == "*") and self._falls(rule)]

    def _falls(self, rule: Rule) -> bool:
        if rule.skip > 0:
            rule.skip -= 1
            return False
        if rule.chance < 1 and self.random.random() >= rule.chance:
            return False
        rule.done += 1
        return True

    def seconds(self, delay: Delay) -> float:
        return self.random.uniform(delay.least, delay.most)


def read(said: dict[str, Any]) -> tuple[Act, dict[str, Any]]:
    """An act and the rest of its rule, from JSON: {"act": "cut", "applied": true, "method": "send*", "times": 3}."""
    rest = dict(said)
    kind = ACTS[str(rest.pop("act"))]
    act = kind(**{key: rest.pop(key) for key in kind.__slots__ if key in rest})
    return act, rest
