"""Telegram's sending limits, by a clock that only the test moves."""

import pytest

from bot.sandbox.chats import Room
from bot.sandbox.limits import Budgets, Limits, Rate
from bot.sandbox.refusals import Refusal

PRIVATE, GROUP = Room(5, "private"), Room(-5, "group")


def refused(limits: Limits, room: Room, now: float) -> int | None:
    """The seconds to wait, or None when the message was taken."""
    try:
        limits.spend(1, room, now)
    except Refusal as refusal:
        return refusal.parameters["retry_after"]
    return None


def test_a_refusal_is_429_with_the_seconds_to_wait() -> None:
    limits = Limits(Budgets(group=Rate(1, 9)))
    limits.spend(1, GROUP, 0)
    with pytest.raises(Refusal, match="Too Many Requests: retry after 9") as refusal:
        limits.spend(1, GROUP, 0.5)
    assert (refusal.value.code, refusal.value.parameters) == (429, {"retry_after": 9})


def test_a_group_takes_twenty_in_any_minute() -> None:
    limits = Limits(Budgets())
    assert [refused(limits, GROUP, second) for second in range(20)] == [None] * 20
    assert refused(limits, GROUP, 20) == 40
    assert refused(limits, GROUP, 59.5) == 1
    assert refused(limits, GROUP, 60) is None
    assert refused(limits, GROUP, 60.5) == 1


def test_a_private_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    limits = Limits(Budgets())
    assert [refused(limits, PRIVATE, 0) for _ in range(6)] == [None] * 5 + [5]
    assert [refused(limits, PRIVATE, 5 + second) for second in range(5)] == [None] * 5


def test_one_token_sends_thirty_a_second_to_all_chats_together() -> None:
    limits = Limits(Budgets())
    assert [refused(limits, Room(number, "private"), 0.5) for number in range(31)] == [None] * 30 + [1]
    assert limits.refused == 1


def test_a_refused_message_costs_nothing() -> None:
    limits = Limits(Budgets(group=Rate(1, 10)))
    assert refused(limits, GROUP, 0) is None
    assert [refused(limits, GROUP, second) for second in (1, 2, 3)] == [9, 8, 7]
    assert refused(limits, GROUP, 10) is None


def test_no_budgets_no_limits() -> None:
    limits = Limits()
    assert [refused(limits, GROUP, 0) for _ in range(100)] == [None] * 100
    limits.change(group=Rate(1, 60))
    assert [refused(limits, GROUP, 0) for _ in range(2)] == [None, 60]
    limits.off()
    assert refused(limits, GROUP, 0) is None
