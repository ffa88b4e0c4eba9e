"""Recorded conversations lead where they led, in both languages, saved and loaded between any two things heard.

The walks of our own scripts are in `tests/walks`; `scripts/play --update` rewrites them.
"""

from functools import cache
from pathlib import Path

import pytest

from bot import content, talk
from bot.content import check, walks
from bot.content.words import LANGUAGES
from tests.content import example

OURS = sorted((Path(__file__).parent.parent / "walks").glob("*.yaml"))
SMALL = sorted((Path(__file__).parent / "walks").glob("*.yaml"))


def _folder(file: Path) -> Path:
    return content.HERE if file in OURS else example.BOOK


@cache
def _read(folder: Path) -> content.Content:
    return content.load(folder, check.locales_of(folder))


@cache
def _said(folder: Path, language: str) -> frozenset[str]:
    """The contexts that a language can say; a fuzzy sentence is none."""
    facts = check.read_facts(folder, check.locales_of(folder))
    return frozenset(line.context for line in facts.lines() if line.tongue == language)


@pytest.mark.parametrize("file", [*OURS, *SMALL], ids=lambda file: file.stem)
def test_a_walk_leads_where_it_led(file: Path) -> None:
    walk = walks.read_walk(file)
    assert walks.walked(_read(_folder(file)).book, walk) == walk


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", [*OURS, *SMALL], ids=lambda file: file.stem)
def test_every_screen_of_a_walk_can_be_said(file: Path, language: str) -> None:
    read = _read(_folder(file))
    for now in _talks(read, walks.read_walk(file)):
        text = {str(now.here)} if getattr(talk.node_at(read.book, now), "text", "") else set()
        assert text | {f"{now.here}.{option.id}" for option in talk.options(read.book, now)} <= _said(
            _folder(file), language
        )


def _talks(said: content.Content, walk: walks.Walk) -> list[talk.Talk]:
    found = [talk.begin(said.book)]
    for one in (one for step in walk.turns for one in step.says):
        found.append(talk.step(said.book, found[-1], walks.heard(found[-1], one)).talk)
    return found


def test_every_script_that_a_card_may_name_is_walked() -> None:
    walked = {step.hears.partition(".")[0] for file in OURS for step in walks.read_walk(file).turns}
    assert {one.id for one in _read(content.HERE).book.values() if one.card} <= walked


def test_a_walk_is_written_as_it_is_read(tmp_path: Path) -> None:
    walk = walks.read_walk(SMALL[0])
    walks.write_walk(walk, tmp_path / "walk.yaml")
    assert walks.read_walk(tmp_path / "walk.yaml") == walk


def test_a_changed_book_changes_the_walk() -> None:
    said = _read(example.BOOK)
    book = {**said.book, "xsafe": said.book["about"]}
    walk = walks.read_walk(SMALL[0])
    assert walks.walked(book, walk) != walk


def test_a_screen_reads_as_a_seeker_reads_it() -> None:
    said = _read(example.BOOK)
    first = walks.screen(said, talk.begin(said.book), "kk")
    assert first.buttons == (("next", "Түсінікті"),)
    assert first.text.startswith("Біз атыңызды")
