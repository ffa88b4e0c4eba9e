"""Exceptions carry their reason, and are told when they are not needed any more."""

from pathlib import Path

import pytest

from bot.content import rules
from bot.content.rules.waivers import Waiver, read_waivers, waived
from bot.errors import BadContent
from tests.content import example


def test_a_waiver_excuses_its_fault_and_no_other(tmp_path: Path) -> None:
    facts = example.broken(example.BROKEN / "sentence_count", tmp_path / "book")
    waiver = Waiver("sentence_count", "s01.cho*", "The wording was agreed with a lawyer.")
    before, after = rules.faults(facts), rules.faults(facts, (waiver,))
    assert {fault.rule for fault in set(before) - set(after)} == {"sentence_count"}
    assert not set(after) - set(before)


def test_a_waiver_that_excuses_nothing_is_told() -> None:
    waiver = Waiver("dead_end", "s99.gone", "It was right once.")
    (fault,) = waived([], (waiver,))
    assert str(fault) == "waivers.yaml: the waiver of dead_end for s99.gone excuses nothing any more; take it out."


def test_a_waiver_needs_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text("- {rule: dead_end, place: s01.call}", "utf-8")
    with pytest.raises(BadContent, match="waiver 1: needs exactly rule, place and reason; write why"):
        read_waivers(file)


def test_our_own_waivers_are_readable() -> None:
    assert all(waiver.rule in rules.RULES for waiver in read_waivers())
