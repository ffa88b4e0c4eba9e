"""How much may be sent, to the second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import TELEGRAM, UNLIMITED, Budgets, Place, Rate, Window

RATES = {Place.BOT: Rate(30, 1), Place.PRIVATE: Rate(5, 5), Place.GROUP: Rate(20, 60, reserve=4)}


def test_a_group_takes_what_is_not_kept_for_emergencies_and_then_waits() -> None:
    budgets = Budgets(RATES)
    assert [budgets.take("umit", Place.GROUP, 0.0) for _ in range(16)] == [0] * 16
    assert budgets.take("umit", Place.GROUP, 10.0) == 50.0
    assert budgets.take("umit", Place.GROUP, 10.0, urgent=True) == 0
    assert budgets.take("umit", Place.GROUP, 60.0) == 0


def test_emergencies_wait_only_for_emergencies() -> None:
    budgets = Budgets(RATES)
    assert [budgets.take("umit", Place.GROUP, 0.0, urgent=True) for _ in range(20)] == [0] * 20
    assert budgets.wait("umit", Place.GROUP, 1.0, urgent=True) == 59.0


def test_a_refusal_takes_nothing() -> None:
    budgets = Budgets(RATES)
    for _ in range(5):
        budgets.take("a", Place.PRIVATE, 0.0)
    for _ in range(100):
        assert budgets.take("a", Place.PRIVATE, 0.5) == 4.5
    assert [budgets.take("b", Place.PRIVATE, 0.5) for _ in range(5)] == [0] * 5


def test_all_chats_share_the_budget_of_their_bot() -> None:
    budgets = Budgets(RATES)
    assert [budgets.take(f"{chat}", Place.PRIVATE, 0.0) for chat in range(30)] == [0] * 30
    assert budgets.take("another", Place.PRIVATE, 0.25) == 0.75
    assert budgets.take("", Place.BOT, 0.25) == 0.75


def test_a_destination_that_was_asked_to_wait_waits_alone() -> None:
    budgets = Budgets(RATES)
    budgets.halt("a", Place.PRIVATE, 0.0, 100)
    budgets.halt("a", Place.PRIVATE, 0.0, 10)
    assert budgets.take("a", Place.PRIVATE, 1.0) == 99
    assert budgets.room("a", Place.PRIVATE, 1.0) == 0
    assert budgets.take("b", Place.PRIVATE, 1.0) == 0
    assert budgets.take("a", Place.PRIVATE, 100.0) == 0


def test_a_bot_that_was_asked_to_wait_waits_everywhere() -> None:
    budgets = Budgets(RATES)
    budgets.halt(None, Place.PRIVATE, 0.0, 3)
    assert budgets.take("a", Place.PRIVATE, 1.0) == 2
    assert budgets.take("umit", Place.GROUP, 1.0, urgent=True) == 2


def test_without_limits_everything_goes_at_once() -> None:
    budgets = Budgets(UNLIMITED)
    assert {budgets.take("a", Place.PRIVATE, 0.0) for _ in range(1000)} == {0}


def test_chats_that_fell_silent_are_forgotten() -> None:
    budgets = Budgets(RATES)
    for chat in range(25_000):
        budgets.take(f"{chat}", Place.PRIVATE, chat * 1.0)
    assert len(budgets._places) <= 10_001


@pytest.mark.parametrize("place", list(Place))
@given(steps=st.lists(st.floats(0, 30), min_size=1, max_size=120))
def test_no_window_of_time_ever_holds_more_than_its_rate(place: Place, steps: list[float]) -> None:
    window, now, sent = Window(TELEGRAM[place]), 0.0, []
    for step in steps:
        now += step
        if window.wait(now, urgent=True) == 0:
            window.taken.append(now)
            sent.append(now)
    rate = TELEGRAM[place]
    for first in sent:
        assert sum(first <= moment < first + rate.seconds for moment in sent) <= rate.count


@given(steps=st.lists(st.floats(0, 10), min_size=1, max_size=60))
def test_whoever_waits_as_long_as_told_may_go(steps: list[float]) -> None:
    window, now = Window(Rate(5, 5, reserve=1)), 0.0
    for step in steps:
        now += step
        now += window.wait(now) + 1e-6
        assert window.wait(now) == 0
        window.taken.append(now)
