"""A dialog tree and its nodes: what is said and what may be answered.

A book is every script by its id. Authors write scripts as YAML (`bot/content/scripts`); `bot.content` reads them into
these values and refuses a mistake. Texts here are in the source language, Russian; the other language is looked up by
context, `script.node` for a node and `script.node.option` for a button.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

Answers = Mapping[str, tuple[str, ...]]

#: What a person may answer to any question instead of answering it.
SKIP = "skip"


class Level(IntEnum):
    """How pressing a talk is (domain 2.7). A level orders a queue and promises a deadline; it says nothing about a person."""

    L0 = 0  # information
    L1 = 1  # worry, no time pressure
    L2 = 2  # pressing
    L3 = 3  # high
    L4 = 4  # now


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on one answer: how many of `of` were answered, and whether nothing else was.

    `fewer` turns it round: met when less than `at_least` of them were answered.
    """

    field: str
    of: tuple[str, ...] = ()
    at_least: int = 1
    only: bool = False
    fewer: bool = False

    def holds(self, answers: Answers) -> bool:
        given = [answer for answer in answers.get(self.field, ()) if answer != SKIP]
        if self.only and any(answer not in self.of for answer in given):
            return False
        count = sum(answer in self.of for answer in given) if self.of else len(given)
        return (count >= self.at_least) is not self.fewer


@dataclass(frozen=True, slots=True)
class When:
    """All tests of one row must hold; any row will do. Without rows it always holds."""

    rows: tuple[tuple[Test, ...], ...] = ()

    def holds(self, answers: Answers) -> bool:
        return not self.rows or any(all(test.holds(answers) for test in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Raise:
    """A level and the code of its reason (`bot/content/reasons.yaml`). A talk's level only ever rises."""

    level: Level
    reason: str


@dataclass(frozen=True, slots=True)
class Option:
    """A button. `fills` writes further answers besides its own; `next` wins over the node's."""

    id: str
    text: str
    next: str = ""
    raises: Raise | None = None
    fills: Answers = field(default_factory=dict)
    when: When = When()


@dataclass(frozen=True, slots=True)
class Say:
    """Something is said; one button leads on. `urgent` screens show numbers first and are never delayed."""

    id: str
    text: str
    next: str
    button: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """One question, one answer. `once`: passed over when the answer is known. `must`: cannot be declined."""

    id: str
    text: str
    options: tuple[Option, ...]
    next: str = ""
    fills: str = ""
    skip: str = ""
    once: bool = False
    must: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """One question, any number of answers, then one button that leads on."""

    id: str
    text: str
    options: tuple[Option, ...]
    next: str
    fills: str = ""
    once: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Asks for a few words of one's own; optional, redacted before anybody sees them."""

    id: str
    text: str
    next: str


@dataclass(frozen=True, slots=True)
class Show:
    """Shows entries of the directory: one by its id, or the nearest that answer a need."""

    id: str
    text: str
    next: str
    entry: str = ""
    need: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Asks for a few words and shows what the directory holds for them."""

    id: str
    text: str
    next: str


@dataclass(frozen=True, slots=True)
class HandOff:
    """Shows the card exactly as a counsellor would see it. Lines may be struck out; nothing goes without a yes."""

    id: str
    text: str
    next: str
    refused: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Shows the case's name, the honest waiting time and how to withdraw."""

    id: str
    text: str
    next: str


@dataclass(frozen=True, slots=True)
class Partners:
    """Shows who may answer, each with its confidentiality card; the seeker may exclude any of them."""

    id: str
    text: str
    next: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Shows everything that is kept about this seeker, and for how long."""

    id: str
    text: str
    next: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Asks once, then erases all that is kept about this seeker."""

    id: str
    text: str
    next: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sorting node."""

    when: When
    next: str
    raises: Raise | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """Says nothing: the first row that holds decides where to go, and may raise the level."""

    id: str
    rows: tuple[Row, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Goes into another script and comes back to `next` at its end. Without `next` it does not come back."""

    id: str
    script: str
    next: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a script. In a visited script it returns silently; else it offers one small step and a human."""

    id: str
    text: str = ""


Node = Say | Choose | Several | Words | Show | Search | HandOff | Wait | Partners | Kept | Erase | Sort | Visit | End


@dataclass(frozen=True, slots=True)
class Script:
    """A dialog tree. The first node is its beginning. `card`: whether a card may name it as what the talk was about."""

    id: str
    title: str
    nodes: Mapping[str, Node]
    raises: Raise | None = None
    card: bool = True

    @property
    def start(self) -> str:
        return next(iter(self.nodes))


Book = Mapping[str, Script]


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a script."""

    script: str
    node: str

    def __str__(self) -> str:
        return f"{self.script}.{self.node}"


def place(book: Book, script: str, goes: str) -> Place:
    """Where `goes` leads when said inside `script`: a node of it, another script, or `script.node`. KeyError if nowhere."""
    if goes in book[script].nodes:
        return Place(script, goes)
    other, _, node = goes.partition(".")
    found = Place(other, node or book[other].start)
    book[found.script].nodes[found.node]
    return found


def leads_to(node: Node) -> Iterator[str]:
    """Every place that a node can lead to, as its author wrote it: `node`, `script` or `script.node`."""
    match node:
        case Choose():
            yield from (option.next or node.next for option in node.options)
            if not node.must:
                yield node.skip or node.next
        case Several():
            yield from (option.next for option in node.options if option.next)
            yield node.next
        case Sort():
            yield from (row.next for row in node.rows)
            yield node.otherwise
        case HandOff():
            yield from (node.next, node.refused)
        case Visit():
            yield node.script
            if node.next:
                yield node.next
        case End():
            return
        case Say() | Words() | Show() | Search() | Wait() | Partners() | Kept() | Erase():
            yield node.next
