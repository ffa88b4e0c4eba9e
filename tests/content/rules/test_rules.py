"""Every rule has a broken example and the very sentence that its author reads; the small whole book breaks none."""

import shutil
from pathlib import Path

import pytest

from bot.content import check, rules
from bot.content.rules.facts import HERE, Fault, Severity
from tests.content import example

needs_hunspell = pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed")


def _marked(rule: str) -> object:
    return pytest.param(rule, marks=needs_hunspell) if rule == "spelling" else rule


@pytest.mark.parametrize("rule", [_marked(rule) for rule in rules.RULES])
def test_a_broken_example_is_told_in_these_words(rule: str, tmp_path: Path) -> None:
    sentences = (example.BROKEN / rule / "sentences.txt").read_text("utf-8").splitlines()
    facts = example.broken(example.BROKEN / rule, tmp_path / "book")
    assert [str(fault) for fault in rules.RULES[rule](facts)] == sentences
    assert sentences


@pytest.mark.parametrize("rule", rules.RULES)
def test_a_fault_carries_the_name_of_its_rule(rule: str, tmp_path: Path) -> None:
    facts = example.broken(example.BROKEN / rule, tmp_path / "book")
    assert {fault.rule for fault in rules.RULES[rule](facts)} <= {rule}


def test_every_broken_example_belongs_to_a_rule() -> None:
    assert {folder.name for folder in example.BROKEN.iterdir()} == set(rules.RULES)


def test_no_rule_of_a_family_is_left_out() -> None:
    families = [file.stem for file in HERE.glob("*.py") if hasattr(getattr(rules, file.stem, None), "RULES")]
    assert len(rules.RULES) == sum(len(getattr(rules, family).RULES) for family in families)


def test_the_small_whole_book_has_no_fault() -> None:
    found = check.faults_of(example.BOOK, today=example.TODAY)
    assert [str(fault) for fault in found if fault.rule not in ("spelling", "spelling_unchecked")] == []


@needs_hunspell
def test_the_small_whole_book_is_spelt_right() -> None:
    assert [str(fault) for fault in check.faults_of(example.BOOK, today=example.TODAY)] == []


def test_errors_come_before_warnings(tmp_path: Path) -> None:
    facts = example.broken(example.BROKEN / "removed_place", tmp_path / "book")
    facts.sources["s01.call"] = "Заголовок про секту."
    severities = [fault.severity for fault in rules.faults(facts)]
    assert severities == sorted(severities)
    assert set(severities) == {Severity.ERROR, Severity.WARNING}


def test_a_fault_says_file_node_and_tongue() -> None:
    fault = Fault("s01.yaml", "call", "x", "is wrong.", Severity.ERROR, "kk")
    assert str(fault) == "s01.yaml, node call (kk): is wrong."
