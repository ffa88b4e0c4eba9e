"""When to try again, when to give up, who goes first, what fits together."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import outbox
from bot.outbox import HOPELESS, LONGEST_PAUSE, LONGEST_TEXT, TRIES, Kind, Letter, Redacted

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_pauses_grow_to_a_ceiling() -> None:
    pauses = [outbox.pause(tries, 1.0) for tries in range(1, 40)]
    assert pauses[:4] == [timedelta(seconds=n) for n in (1, 2, 4, 8)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


@given(tries=st.integers(1, 10_000), spread=st.floats(0, 1))
def test_a_crowd_does_not_come_back_at_once_and_nobody_waits_for_ever(tries: int, spread: float) -> None:
    longest = outbox.pause(tries, 1.0)
    assert longest / 2 <= outbox.pause(tries, spread) <= longest <= LONGEST_PAUSE


@pytest.mark.parametrize(
    ("due", "may_go"),
    [
        (timedelta(), True),
        (timedelta(seconds=-1), True),
        (timedelta(seconds=1), False),
        (LONGEST_PAUSE, False),
        (timedelta(days=30), True),  # no letter waits so long: a clock was ahead
    ],
)
def test_a_letter_goes_when_its_time_has_come(due: timedelta, *, may_go: bool) -> None:
    assert outbox.may_go(NOW + due, NOW) is may_go


@pytest.mark.parametrize(
    ("reason", "tries", "given_up"),
    [
        ("blocked", 1, True),
        ("refused", 1, False),
        ("refused", TRIES, True),
        (None, TRIES, False),
        (None, HOPELESS, True),
    ],
)
def test_a_letter_is_given_up_when_trying_cannot_help(reason: str | None, tries: int, *, given_up: bool) -> None:
    assert outbox.given_up(reason, tries) is given_up


def test_the_network_is_tried_for_nearly_two_days() -> None:
    total = sum((outbox.pause(tries, 0.5) for tries in range(1, HOPELESS)), timedelta())
    assert timedelta(hours=24) < total < timedelta(hours=46)


def test_emergencies_go_first_and_then_whoever_waits_longest() -> None:
    waiting = [(0, 5), (4, 9), (3, 1), (4, 7)]
    assert sorted(waiting, key=lambda one: outbox.turn(*one)) == [(4, 7), (4, 9), (3, 1), (0, 5)]


def test_letters_of_a_case_share_a_lane_in_each_direction() -> None:
    there = outbox.of_seeker("her", "case", Redacted("слова"), author="seeker", origin=1, level=2)
    back = Letter("seeker", "seeker", Kind.WORDS, "ответ", case="case")
    assert (there.lane, back.lane) == ("desk:case", "seeker:case")
    assert Letter("desk", "umit", Kind.ALERT, key="hello").lane == "desk:umit"


@given(texts=st.lists(st.text(min_size=1, max_size=3000), min_size=1, max_size=12))
def test_what_is_joined_fits_and_nothing_more_would(texts: list[str]) -> None:
    number = outbox.fitting(texts)
    assert number == 1 or outbox.units(outbox.join(texts[:number])) <= LONGEST_TEXT
    assert number == len(texts) or outbox.units(outbox.join(texts[: number + 1])) > LONGEST_TEXT


def test_a_text_is_as_long_as_telegram_counts_it() -> None:
    assert [outbox.units(text) for text in ("", "ә", "🕊", "a🕊")] == [0, 1, 2, 3]


LATELY, LONG_AGO = NOW - timedelta(minutes=1), NOW - timedelta(hours=3)


@pytest.mark.parametrize(
    ("wish", "touched", "utc_hour", "expected"),
    [
        ("notify_any", LONG_AGO, 3, 3),
        ("notify_day", LONG_AGO, 6, 6),  # 11 by Astana's clock
        ("notify_day", LONG_AGO, 2, 4),  # 7 in the morning: at 9
        ("notify_day", LONG_AGO, 15, 28),  # 20 in the evening: at 9 tomorrow
        ("notify_evening", LONG_AGO, 9, 13),  # 14: at 18
        ("notify_evening", LONG_AGO, 14, 14),
        ("skip", LONG_AGO, 3, 3),
    ],
)
def test_a_seeker_is_written_to_first_only_when_they_wished(
    wish: str, touched: datetime, utc_hour: int, expected: int
) -> None:
    day = NOW.replace(hour=0)
    now = day + timedelta(hours=utc_hour)
    assert outbox.earliest(wish, now - (NOW - touched), now) == day + timedelta(hours=expected)


def test_who_looks_in_themselves_is_not_written_to_first_but_answered_while_here() -> None:
    assert outbox.earliest(outbox.RETURNS, LATELY, NOW) == NOW
    assert outbox.earliest(outbox.RETURNS, LONG_AGO, NOW) > NOW + timedelta(days=365)
