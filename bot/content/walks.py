"""Walks: recorded conversations, short enough to read aloud, replayed with the talk saved and loaded between turns.

A walk is YAML, a line for each screen: its place, and what was answered there by the ids of buttons. No words stand in
it, so it holds in every language, and a person can read it aloud.

    walk: >-
      A mother who sees two signs is led to a human.
    turns:
    - s00.limits: next
    - s01.signs: [cut_off, secrecy, next]
    ends: human.card
    level: L2
    reasons: [two_signs]

An answer may also be a button of the footer (`call human`) or words of danger (`alarm`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import talk
from bot.content import Content, yaml
from bot.content.words import Words
from bot.outbox import Redacted
from bot.script import SKIP, Book, Choose, End, Erase, HandOff, Kept, Option, Partners, Say, Search, Several, Show, Wait
from bot.script import Words as OwnWords
from bot.talk import NEXT, Called, Chose, Heard, Talk, Typed


@dataclass(frozen=True, slots=True)
class Step:
    """One screen, by its place, and what was answered there, by the ids of buttons."""

    hears: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """A recorded conversation; it ends at a place, with this level for these reasons."""

    walk: str
    turns: tuple[Step, ...]
    ends: str = ""
    level: str = "L0"
    reasons: tuple[str, ...] = ()


def read_walk(file: Path) -> Walk:
    """A walk from its file."""
    written = yaml.read(file)
    turns = tuple(Step(hears, _several(says)) for turn in written["turns"] for hears, says in turn.items())
    return Walk(written["walk"], turns, written["ends"], written["level"], tuple(written["reasons"]))


def _several(says: object) -> tuple[str, ...]:
    return tuple(map(str, says)) if isinstance(says, list) else (str(says),)


def write_walk(walk: Walk, file: Path) -> None:
    """Writes a walk as its author would: one answer as a word, several as a list."""
    turns = "".join(f"- {step.hears}: {_listed(step.says)}\n" for step in walk.turns)
    head = f"walk: >-\n  {walk.walk}\nturns:\n"
    tail = f"ends: {walk.ends}\nlevel: {walk.level}\nreasons: [{', '.join(walk.reasons)}]\n"
    file.write_text(head + turns + tail, "utf-8")


def _listed(says: tuple[str, ...]) -> str:
    return says[0] if len(says) == 1 else f"[{', '.join(says)}]"


def walked(book: Book, walk: Walk) -> Walk:
    """The same answers in this book: where they lead now. Saves and loads the talk between any two things heard."""
    now = talk.begin(book)
    turns: list[Step] = []
    for step in walk.turns:
        turns.append(Step(str(now.here), step.says))
        for one in step.says:
            now = talk.step(book, talk.from_json(talk.to_json(now)), heard(now, one)).talk
    return Walk(walk.walk, tuple(turns), str(now.here), now.level.name, tuple(raised.reason for raised in now.raised))


def heard(now: Talk, says: str) -> Heard:
    """What a walk calls `cut_off`, `call human` or `alarm`, as the engine hears it."""
    if says == "alarm":
        return Typed(Redacted("…"), alarm=True)
    if says.startswith("call "):
        return Called(says.removeprefix("call "))
    return Chose(says, now.visit)


def answers(book: Book, now: Talk) -> tuple[str, ...]:
    """The ids of everything that can be pressed on this screen, without the footer."""
    node = talk.node_at(book, now)
    match node:
        case Choose():
            return (*(option.id for option in talk.options(book, now)), *(() if node.must else (SKIP,)))
        case Several():
            return (*(option.id for option in talk.options(book, now)), NEXT, SKIP)
        case HandOff():
            return ("yes", "no")
        case Erase():
            return ("yes", NEXT)
        case Wait():
            return (NEXT, "withdraw")
        case Say() | OwnWords() | Show() | Search() | Partners() | Kept() | End():
            return (NEXT,)
        case _:
            msg = f"{now.here} says nothing, so nobody can stand there"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a seeker reads: the text, the author's buttons by id. Empty texts of ends are the house's own words."""

    text: str
    buttons: tuple[tuple[str, str], ...]


def screen(content: Content, now: Talk, tongue: str) -> Screen:
    """This screen in a tongue."""
    node = talk.node_at(content.book, now)
    buttons = tuple(_buttons(content.words, f"{now.here}", talk.options(content.book, now), tongue))
    if isinstance(node, Say) and node.button:
        buttons = ((NEXT, content.words.translate(f"{now.here}.button", node.button, tongue)),)
    text: str = getattr(node, "text", "")
    return Screen(content.words.translate(str(now.here), text, tongue) if text else "", buttons)


def _buttons(words: Words, place: str, offered: tuple[Option, ...], tongue: str) -> Iterator[tuple[str, str]]:
    for option in offered:
        yield option.id, words.translate(f"{place}.{option.id}", option.text, tongue)
