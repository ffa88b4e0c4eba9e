"""What rules look at."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.content import check
from bot.content.resources import read_directory
from bot.content.rules.facts import Listed, listed, plain
from tests.content import example


def test_every_line_is_read_in_both_languages() -> None:
    facts = check.read_facts(example.BOOK, example.BOOK / "locales")
    kinds = {(line.context, line.tongue): line.kind for line in facts.lines()}
    assert kinds["s01", "ru"] == "title"
    assert kinds["s01.call", "kk"] == "text"
    assert kinds["s00.limits.button", "kk"] == "button"
    assert kinds["seeker.next", "ru"] == "words"


def test_a_fuzzy_sentence_is_not_said(tmp_path: Path) -> None:
    facts = example.broken(example.BROKEN / "translation_stale", tmp_path / "book")
    assert facts.said("s01.call", "kk") == ""


def _listed(today: date) -> Listed:
    """The small directory, in which 150 is on hold, and one more entry that shares the number of 111."""
    directory = read_directory(example.BOOK)
    by_id = {one.id: one for one in directory.resources}
    shared = replace(by_id["line_150"], id="other", phones=by_id["line_111"].phones)
    return listed(replace(directory, resources=(*directory.resources, shared)), today)


def test_a_number_of_two_entries_is_live_when_one_is() -> None:
    assert _listed(example.TODAY).numbers == {"112": "live", "111": "live", "150": "on hold"}
    assert _listed(example.TODAY).entries["other"] == "on hold"


def test_a_number_whose_check_is_overdue_is_not_live() -> None:
    assert _listed(date(2027, 3, 1)).numbers["112"] == "overdue for a check"


@pytest.mark.parametrize("written", ["+7 7172 54-76-03", "8 (7172) 547603", "whatsapp:+77172547603"])
def test_a_number_is_known_however_it_is_written(written: str) -> None:
    assert plain(written) == "77172547603"
