"""Every answer of every script is taken once, in both languages: nobody meets a dead end, a human and 112 stay near."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot import content, script, talk
from bot.content import check, walks
from bot.content.rules.numbers import called
from bot.content.words import LANGUAGES
from bot.script import Place
from tests.content import example

#: The small whole book, and our own as soon as it can be begun.
BOOKS = [example.BOOK, *([content.HERE] if (content.HERE / "scripts" / "s00.yaml").exists() else [])]


@cache
def _read(folder: Path) -> content.Content:
    return content.load(folder, check.locales_of(folder))


def _satisfying(when: script.When) -> Iterator[dict[str, tuple[str, ...]]]:
    """Answers for which a condition holds, one set for each of its rows."""
    for row in when.rows or ((),):
        answers: dict[str, tuple[str, ...]] = {}
        for test in row:
            wanted = () if test.fewer else (test.of or ("something", "else", "more"))[: test.at_least]
            answers[test.field] = tuple(dict.fromkeys((*answers.get(test.field, ()), *wanted)))
        yield answers


def _standing(book: script.Book, place: Place, answers: dict[str, tuple[str, ...]]) -> talk.Talk:
    """A talk that came to a place through the menu, with these answers."""
    below = Place(talk.MENU, book[talk.MENU].start)
    return talk.Talk((below, place), answers={name: given for name, given in answers.items() if given})


def _everywhere(book: script.Book) -> Iterator[talk.Talk]:
    """A talk at each screen, once without answers and once for each condition of its options."""
    for one in book.values():
        for node in one.nodes.values():
            if isinstance(node, script.Sort | script.Visit) or (isinstance(node, script.End) and not node.text):
                continue
            whens = [option.when for option in getattr(node, "options", ())] or [script.When()]
            for answers in (answers for when in dict.fromkeys(whens) for answers in _satisfying(when)):
                yield _standing(book, Place(one.id, node.id), answers)


def _taken(book: script.Book) -> Iterator[tuple[talk.Talk, str, talk.Talk]]:
    """(before, answer, after) of every answer on every screen."""
    for now in _everywhere(book):
        for answer in walks.answers(book, now):
            ticked = isinstance(talk.node_at(book, now), script.Several) and answer not in (talk.NEXT, script.SKIP)
            before = talk.step(book, now, walks.heard(now, answer)).talk if ticked else now
            pressed = talk.NEXT if ticked else answer
            yield now, answer, talk.step(book, before, walks.heard(before, pressed)).talk


def _moves(book: script.Book, now: talk.Talk, answer: str) -> bool:
    """Whether an answer is meant to lead on: an erasure is confirmed by the office, and NEXT wants something ticked."""
    node = talk.node_at(book, now)
    erases = isinstance(node, script.Erase) and answer == "yes"
    return not erases and not (isinstance(node, script.Several) and answer == talk.NEXT)


@pytest.mark.parametrize("folder", BOOKS, ids=["small", "ours"][: len(BOOKS)])
def test_every_answer_leads_on_to_a_screen_with_an_answer(folder: Path) -> None:
    book = _read(folder).book
    for before, answer, after in _taken(book):
        if _moves(book, before, answer):
            assert after.visit > before.visit, f"{before.here}: {answer} leads nowhere"
            assert walks.answers(book, after), f"{before.here}: {answer} leads to {after.here}, which is a dead end"


@pytest.mark.parametrize("folder", BOOKS, ids=["small", "ours"][: len(BOOKS)])
def test_every_row_of_every_sorting_node_can_be_taken(folder: Path) -> None:
    book = _read(folder).book
    for one in book.values():
        for node in (node for node in one.nodes.values() if isinstance(node, script.Sort)):
            for row in node.rows:
                taken = [_sorted(book, Place(one.id, node.id), answers) for answers in _satisfying(row.when)]
                assert any(walks.answers(book, now) for now in taken)


def _sorted(book: script.Book, place: Place, answers: dict[str, tuple[str, ...]]) -> talk.Talk:
    """Where a sorting node leads with these answers."""
    screen = script.Say("…", "…", place.node)
    within = {**book, place.script: replace(book[place.script], nodes={**book[place.script].nodes, "…": screen})}
    now = _standing(within, Place(place.script, "…"), answers)
    return talk.step(within, now, walks.heard(now, talk.NEXT)).talk


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", BOOKS, ids=["small", "ours"][: len(BOOKS)])
def test_every_screen_and_button_can_be_said(folder: Path, language: str) -> None:
    facts = check.read_facts(folder, check.locales_of(folder))
    said = {line.context for line in facts.lines() if line.tongue == language}
    for now in _everywhere(facts.book):
        assert not getattr(talk.node_at(facts.book, now), "text", "") or str(now.here) in said
        assert {f"{now.here}.{option.id}" for option in talk.options(facts.book, now)} <= said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", BOOKS, ids=["small", "ours"][: len(BOOKS)])
def test_every_screen_has_112_within_one_tap_and_a_human_within_two(folder: Path, language: str) -> None:
    read = _read(folder)
    for now in _everywhere(read.book):
        emergency = talk.step(read.book, now, talk.Called("emergency")).talk
        assert "112" in called(walks.screen(read, emergency, language).text), f"{now.here} has no 112"
        human = talk.step(read.book, now, talk.Called("human")).talk
        nearer = [talk.step(read.book, human, walks.heard(human, one)).talk for one in walks.answers(read.book, human)]
        assert any(one.here.script == talk.HUMAN for one in (human, *nearer)), f"{now.here} has no human"


@pytest.mark.parametrize("folder", BOOKS, ids=["small", "ours"][: len(BOOKS)])
def test_every_screen_can_be_saved_and_loaded(folder: Path) -> None:
    for _, _, after in _taken(_read(folder).book):
        assert talk.from_json(talk.to_json(after)) == after
