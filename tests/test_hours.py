"""Who is open and who is on duty, by the clock of Astana."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import (
    ASTANA,
    DAYS,
    NO_HOLIDAYS,
    Holidays,
    Shift,
    is_open,
    next_on_duty,
    next_opening,
    on_duty,
    parse,
)

# 22 November 2026 is a Sunday.
INDEPENDENCE = Holidays(fixed=frozenset({(12, 16)}), moving=frozenset({date(2027, 5, 17)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ASTANA)


@pytest.mark.parametrize(
    ("hours", "when", "opened"),
    [
        ("always", "2026-11-22 03:00", True),
        ("mo-fr 09:00-18:00", "2026-11-23 09:00", True),
        ("mo-fr 09:00-18:00", "2026-11-23 08:59", False),
        ("mo-fr 09:00-18:00", "2026-11-23 18:00", False),
        ("mo-fr 09:00-18:00", "2026-11-22 12:00", False),
        ("mo-fr 09:00-18:00, sa 10:00-14:00", "2026-11-28 13:59", True),
        ("mo-fr 09:00-13:00 14:00-18:00", "2026-11-23 13:30", False),
        ("fr+sa 20:00-02:00", "2026-11-29 01:59", True),  # Saturday's night
        ("fr+sa 20:00-02:00", "2026-11-30 01:00", False),  # Sunday has no night
        ("sa-mo 10:00-12:00", "2026-11-22 11:00", True),  # the week turns within the range
        ("mo 08:00-24:00", "2026-11-23 23:59", True),
        ("mo 08:00-24:00", "2026-11-24 00:00", False),
        ("mo 00:00-00:00", "2026-11-23 15:00", True),
    ],
)
def test_somebody_answers_from_the_first_minute_to_before_the_last(hours: str, when: str, opened: bool) -> None:
    assert is_open(parse(hours), at(when)) is opened


@pytest.mark.parametrize(
    ("hours", "when", "opens"),
    [
        ("mo-fr 09:00-18:00", "2026-11-22 12:00", "2026-11-23 09:00"),
        ("mo-fr 09:00-18:00", "2026-11-23 12:00", "2026-11-23 12:00"),
        ("mo-fr 09:00-18:00", "2026-11-27 18:00", "2026-11-30 09:00"),
        ("mo-fr 09:00-13:00 14:00-18:00", "2026-11-23 13:10", "2026-11-23 14:00"),
        ("we 20:00-02:00", "2026-11-26 02:00", "2026-12-02 20:00"),
        ("mo-fr 09:00-18:00, closed 2026-11-23..2026-11-25", "2026-11-22 12:00", "2026-11-26 09:00"),
        ("always, closed 2026-11-23", "2026-11-23 12:00", "2026-11-24 00:00"),
    ],
)
def test_the_next_opening_is_told_to_the_minute(hours: str, when: str, opens: str) -> None:
    assert next_opening(parse(hours), at(when)) == at(opens)


def test_a_holiday_closes_all_but_those_who_say_otherwise() -> None:
    wednesday = at("2026-12-16 12:00")
    assert not is_open(parse("mo-fr 09:00-18:00"), wednesday, INDEPENDENCE)
    assert is_open(parse("mo-fr 09:00-18:00"), wednesday, NO_HOLIDAYS)
    assert is_open(parse("always"), wednesday, INDEPENDENCE)
    assert is_open(parse("mo-fr 09:00-18:00, holidays 11:00-13:00"), wednesday, INDEPENDENCE)
    assert not is_open(parse("mo-fr 09:00-18:00, holidays 11:00-13:00"), at("2026-12-16 14:00"), INDEPENDENCE)
    assert next_opening(parse("mo-fr 09:00-18:00"), wednesday, INDEPENDENCE) == at("2026-12-17 09:00")


def test_a_moving_holiday_is_kept_in_its_own_year_only() -> None:
    assert date(2027, 5, 17) in INDEPENDENCE
    assert date(2028, 5, 17) not in INDEPENDENCE
    assert date(2031, 12, 16) in INDEPENDENCE


def test_those_who_are_closed_for_good_have_no_next_opening() -> None:
    assert next_opening(parse("mo 09:00-18:00, closed 2026-01-01..2030-01-01"), at("2026-11-22 12:00")) is None


def test_a_moment_of_another_zone_is_understood_and_one_of_none_is_refused() -> None:
    assert is_open(parse("mo 09:00-10:00"), datetime(2026, 11, 23, 4, 30, tzinfo=UTC))
    with pytest.raises(ValueError, match="without a time zone"):
        is_open(parse("always"), datetime(2026, 11, 23, 4, 30))  # noqa: DTZ001  # the point of this test


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("mon-fri 09:00-18:00", "'mon-fri' is not a day; write mo, tu, we"),
        ("mo-fr", "'mo-fr' has no times; write them as 09:00-18:00."),
        ("mo-fr 9-18", "'mo-fr 9-18' has times that cannot be read; write them as 09:00-18:00."),
        ("mo 25:00-26:00", "'25:00' is not a time of day; write it from 00:00 to 24:00."),
        ("mo 09:00-18:00, closed soon", "'closed soon' has no date; write closed 2026-12-25"),
        ("mo 09:00-18:00, closed 2026-12-31..2026-12-01", "ends before it begins; swap the two dates."),
        ("", "'' is not a day"),
    ],
)
def test_a_mistake_in_hours_says_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as told:
        parse(text)
    assert sentence in str(told.value)


def shift(day: str, start: str, end: str, counsellor: str = "a") -> Shift:
    return Shift(counsellor, DAYS.index(day), time.fromisoformat(start), time.fromisoformat(end))


def test_a_night_shift_goes_on_after_midnight() -> None:
    night = shift("su", "22:00", "06:00")
    assert on_duty([night], at("2026-11-22 23:00")) == (night,)
    assert on_duty([night], at("2026-11-23 05:59")) == (night,)
    assert on_duty([night], at("2026-11-23 06:00")) == ()
    assert on_duty([night], at("2026-11-22 05:00")) == ()


def test_who_comes_next_is_told_across_the_week() -> None:
    shifts = [shift("mo", "09:00", "13:00"), shift("we", "18:00", "22:00", "b")]
    assert next_on_duty(shifts, at("2026-11-22 12:00")) == at("2026-11-23 09:00")
    assert next_on_duty(shifts, at("2026-11-23 10:00")) == at("2026-11-23 10:00")
    assert next_on_duty(shifts, at("2026-11-25 22:00")) == at("2026-11-30 09:00")
    assert next_on_duty([], at("2026-11-22 12:00")) is None


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda when: when.replace(tzinfo=ASTANA))  # noqa: DTZ001
SPANS = st.tuples(st.sampled_from(DAYS), st.times(), st.times())


@given(st.lists(SPANS, min_size=1, max_size=5), MOMENTS)
def test_whenever_the_next_opening_is_somebody_answers_then_and_nobody_just_before(
    spans: list[tuple[str, time, time]], when: datetime
) -> None:
    hours = parse(", ".join(f"{day} {start:%H:%M}-{end:%H:%M}" for day, start, end in spans))
    opens = next_opening(hours, when, INDEPENDENCE)
    assert opens is not None
    assert opens >= when
    assert is_open(hours, opens, INDEPENDENCE)
    assert opens == when or not is_open(hours, opens - timedelta(microseconds=1), INDEPENDENCE)
