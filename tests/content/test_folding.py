"""Words as people type them are compared whatever their alphabet, endings and mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.folding import beginning, fold, likeness, same


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Қостанай", "костанаи"),
        ("Qostanai", "костанаи"),
        ("Kostanay", "костанаи"),
        ("психолог", "психолог"),
        ("psiholog", "психолог"),
        ("psikholog", "психолог"),
        ("Өскемен, ШҚО!", "оскемен шко"),
        ("Жезқазған", "жезказган"),
        ("Jezqazğan", "жезказган"),
        ("ұл-қыз", "ул киз"),
        ("ребёнок", "ребенок"),
        ("+7 (7172) 54-76-03", "7 7172 54 76 03"),
        ("", ""),
    ],
)
def test_alphabets_are_folded_into_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Қостанай", "Қостанайда"),
        ("Қостанай", "Костанайской"),
        ("Қостанай", "kostanaidan"),
        ("психолог", "психологқа"),
        ("психолог", "психологтарға"),
        ("юрист", "юриста"),
        ("заңгер", "заңгерлер"),
        ("Алматы", "Алматинской"),
        ("казахский", "казахском"),
        ("семья", "семьи"),
        ("газ", "газа"),
    ],
)
def test_endings_of_both_languages_are_forgiven(known: str, typed: str) -> None:
    assert same(fold(known), fold(typed))
    assert fold(typed).startswith(beginning(fold(known))[:4])


@pytest.mark.parametrize(
    ("one", "other"),
    [("полиция", "поликлиника"), ("Ақтау", "Ақтөбе"), ("психолог", "психиатр"), ("семья", "Семей"), ("приют", "прием")],
)
def test_words_that_only_begin_alike_stay_different(one: str, other: str) -> None:
    assert not same(fold(one), fold(other))


def test_a_missing_or_wrong_letter_is_forgiven_in_a_long_word_only() -> None:
    assert likeness(fold("психолог"), fold("псхолог"))
    assert likeness(fold("Костанай"), fold("Кастанай"))
    assert not likeness("газ", "таз")
    assert not likeness(fold("психолог"), fold("юрист"))


@given(st.text())
def test_folding_never_fails_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
