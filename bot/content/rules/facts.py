"""What rules look at, and what they find. Facts are read once; a rule reads nothing itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel.messages.catalog import Catalog

from bot import script
from bot.content import yaml
from bot.content.words import SOURCE
from bot.directory import Directory, Resource, Status, live

HERE = Path(__file__).parent


class Severity(StrEnum):
    """An error does not ship. A warning is looked at by a person. They sort in this order."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that its author should change. `tongue` is empty where it holds in every language."""

    file: str
    node: str
    rule: str
    sentence: str
    severity: Severity = Severity.ERROR
    tongue: str = ""

    def __str__(self) -> str:
        tongue = f" ({self.tongue})" if self.tongue else ""
        return f"{self.file}{f', node {self.node}' if self.node else ''}{tongue}: {self.sentence}"


def at(place: script.Place, rule: str, sentence: str, severity: Severity = Severity.ERROR) -> Fault:
    """A fault of a node."""
    return Fault(f"{place.script}.yaml", place.node, rule, sentence, severity)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or more as it is read in one tongue: what a node says, a button, a title, other words."""

    context: str
    tongue: str
    text: str
    kind: Literal["text", "button", "title", "words"]

    @property
    def language(self) -> str:
        return self.tongue.partition("@")[0]

    def fault(self, rule: str, sentence: str, severity: Severity = Severity.ERROR) -> Fault:
        head, _, rest = self.context.partition(".")
        file = f"words/{head}.yaml" if self.kind == "words" else f"{head}.yaml"
        return Fault(file, rest, rule, sentence, severity, self.tongue)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the directory says of numbers and entries: `live`, or why not. `needs`: what its entries answer."""

    numbers: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()


#: The words of a language that its dictionary does not know; None when there is no dictionary on this machine.
Speller = Callable[[str, frozenset[str]], frozenset[str] | None]


def _no_speller(language: str, words: frozenset[str]) -> None:
    """Used where spelling is not the question."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that rules look at. `parked`: the places where seekers stand, asked from the store by the caller."""

    book: script.Book
    sources: Mapping[str, str]
    catalogues: Mapping[str, Catalog] = field(default_factory=dict)
    directory: Listed = Listed()
    parked: frozenset[script.Place] = frozenset()
    speller: Speller = _no_speller

    def nodes(self) -> Iterator[tuple[script.Place, script.Node]]:
        for one in self.book.values():
            for node in one.nodes.values():
                yield script.Place(one.id, node.id), node

    def lines(self) -> Iterator[Line]:
        """Every line in every tongue that can say it. Fuzzy translations are not said, so they are not here."""
        for context, source in self.sources.items():
            kind = self._kind(context)
            yield Line(context, SOURCE, source, kind)
            for tongue in self.catalogues:
                if said := self.said(context, tongue):
                    yield Line(context, tongue, said, kind)

    def said(self, context: str, tongue: str) -> str:
        """What a catalogue says, or nothing."""
        message = self.catalogues[tongue].get(self.sources[context], context)
        return str(message.string) if message is not None and message.string and not message.fuzzy else ""

    def _kind(self, context: str) -> Literal["text", "button", "title", "words"]:
        match context.split("."):
            case [head, *_] if head not in self.book:
                return "words"
            case [_]:
                return "title"
            case [_, _]:
                return "text"
            case _:
                return "button"


@cache
def table(name: str) -> Any:
    """A file of data beside the rules: `never_say`, `questions`."""
    return yaml.read(HERE / f"{name}.yaml")


LIVE = "live"


def listed(directory: Directory, today: date) -> Listed:
    """What may be said today. A number that two entries share is as live as its livelier entry."""
    entries = {one.id: _status(one, today) for one in directory.resources}
    numbers: dict[str, str] = {}
    for one in directory.resources:
        for phone in one.phones:
            number = plain(phone.number)
            numbers[number] = LIVE if numbers.get(number) == LIVE else entries[one.id]
    return Listed(numbers, entries, frozenset(need for one in directory.resources for need in one.needs))


def _status(one: Resource, today: date) -> str:
    match one.status:
        case Status.LIVE:
            return LIVE if live(one, today) else "overdue for a check"
        case Status.HOLD:
            return "on hold"
        case Status.BLOCKED:
            return "blocked"


def plain(number: str) -> str:
    """A number as the digits that are dialled, `8 (727) 376-56-60` and `+7 727 3765660` alike."""
    digits = "".join(letter for letter in number if letter.isdigit())
    return f"7{digits[1:]}" if len(digits) == 11 and digits.startswith("8") else digits  # noqa: PLR2004  # a full number
