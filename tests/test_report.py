"""Counts for a period: small numbers are hidden, and cannot be worked out from a sum."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.report import FIVE, HIDDEN, TEN, grouped, hidden, last_ripe, quarter, ripe, rounded

GROUPS = st.dictionaries(st.text("abc", min_size=1), st.integers(0, 200), min_size=1, max_size=8)


@given(GROUPS)
def test_no_small_number_is_shown_and_no_single_one_is_hidden(counts: dict[str, int]) -> None:
    shown = hidden(counts)
    assert all(shown[name] == HIDDEN for name, count in counts.items() if count < TEN)
    assert all(int(one) % FIVE == 0 for one in shown.values() if one != HIDDEN)
    alone = list(shown.values()).count(HIDDEN) == 1
    assert not alone or len(counts) == 1


def test_the_smallest_other_number_is_hidden_with_a_single_small_one() -> None:
    assert hidden({"a": 3, "b": 40, "c": 12}) == {"a": HIDDEN, "b": "40", "c": HIDDEN}


def test_numbers_are_rounded_to_five() -> None:
    assert [rounded(one) for one in (11, 13, 17, 18)] == [10, 15, 15, 20]


def test_a_quarter_has_its_days() -> None:
    assert quarter("2026-1") == (date(2026, 1, 1), date(2026, 3, 31))
    assert quarter("2026-4") == (date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize("name", ["", "2026", "2026-5", "2026-0", "26-q1", "year-1"])
def test_what_is_no_quarter_is_told(name: str) -> None:
    with pytest.raises(ValueError, match="is not a quarter"):
        quarter(name)


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_the_last_ripe_quarter_is_ripe_and_the_next_is_not(today: date) -> None:
    name = last_ripe(today)
    year, number = map(int, name.split("-"))
    following = f"{year}-{number + 1}" if number < 4 else f"{year + 1}-1"
    assert ripe(name, today)
    assert not ripe(following, today)


def test_counts_are_grouped_by_what_stands_before_the_last_dot() -> None:
    counts = {"case.opened.L1": 2, "case.opened.L2": 3, "erased": 1}
    assert grouped(counts) == {"case.opened": {"L1": 2, "L2": 3}, "erased": {"erased": 1}}
