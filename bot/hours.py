"""Opening hours and shifts by the clock of Astana: who is open, who is on duty, and when somebody next will be.

All moments that come in carry a time zone. Hours are kept as wall-clock times of UTC+5: since 1 March 2024 the whole
country lives in this one zone, without summer time.

What authors write:

    always                                          day and night, holidays too
    mo-fr 09:00-18:00, sa 10:00-14:00               closed on public holidays
    mo-fr 09:00-13:00 14:00-18:00                   with a break
    fr+sa 20:00-02:00                               past midnight: the night belongs to the day it began
    mo-su 10:00-20:00, holidays 12:00-16:00         open on public holidays too
    mo-fr 09:00-18:00, closed 2026-12-25            closed on one day, or on 2026-12-25..2027-01-08
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

ASTANA = timezone(timedelta(hours=5), "UTC+5")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")

_DAY = timedelta(days=1)
_FAR = 400  # days: who does not open within a year has not told us their hours
_MIDNIGHT = time()
_SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays: `fixed` are (month, day) of every year, `moving` are dates that somebody looked up."""

    fixed: frozenset[tuple[int, int]] = frozenset()
    moving: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return (day.month, day.day) in self.fixed or day in self.moving


NO_HOLIDAYS = Holidays()


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end` on a weekday (Monday is 0). An end that is not after the start is on the next day."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours. `holiday` are the times of public holidays, `closed` the first and last days of each closing."""

    text: str
    weekly: tuple[Span, ...] = ()
    holiday: tuple[tuple[time, time], ...] = ()
    closed: tuple[tuple[date, date], ...] = ()
    always: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Shift:
    """When one counsellor is on duty each week. `counsellor` is whatever the desk calls her; it is never read here."""

    counsellor: str
    weekday: int
    start: time
    end: time


def parse(text: str) -> Hours:
    """Hours as authors write them. Raises ValueError with a sentence that says what to write instead."""
    text = " ".join(text.lower().split())
    weekly: list[Span] = []
    holiday: list[tuple[time, time]] = []
    closed: list[tuple[date, date]] = []
    parts = text.split(", ")
    for part in parts:
        head, _, tail = part.partition(" ")
        match head:
            case "always":
                continue
            case "holidays":
                holiday += _times(tail, part)
            case "closed":
                closed.append(_dates(tail))
            case _:
                weekly += [Span(day, start, end) for day in _weekdays(head) for start, end in _times(tail, part)]
    return Hours(text, tuple(weekly), tuple(holiday), tuple(closed), always="always" in parts)


def _weekdays(text: str) -> Iterator[int]:
    for part in text.split("+"):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise ValueError(f"'{part}' is not a day; write mo, tu, we, th, fr, sa, su, a range mo-fr or a list mo+we.")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        yield from (day % 7 for day in range(begin, end + 1 if end >= begin else end + 8))


def _times(text: str, part: str) -> list[tuple[time, time]]:
    spans = [_SPAN.fullmatch(piece) for piece in text.split()]
    if not spans:
        raise ValueError(f"'{part}' has no times; write them as 09:00-18:00.")
    return [_time_span(span, part) for span in spans]


def _time_span(span: re.Match[str] | None, part: str) -> tuple[time, time]:
    if span is None:
        raise ValueError(f"'{part}' has times that cannot be read; write them as 09:00-18:00.")
    start, end = span.groups()
    return _clock(start), _MIDNIGHT if end == "24:00" else _clock(end)


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as bad:
        raise ValueError(f"'{text}' is not a time of day; write it from 00:00 to 24:00.") from bad


def _dates(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    try:
        span = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as bad:
        raise ValueError(f"'closed {text}' has no date; write closed 2026-12-25 or 2026-12-25..2027-01-08.") from bad
    if span[1] < span[0]:
        raise ValueError(f"'closed {text}' ends before it begins; swap the two dates.")
    return span


def is_open(hours: Hours, when: datetime, holidays: Holidays = NO_HOLIDAYS) -> bool:
    """Whether somebody answers at this moment."""
    return next_opening(hours, when, holidays) == when


def next_opening(hours: Hours, when: datetime, holidays: Holidays = NO_HOLIDAYS) -> datetime | None:
    """The first moment, from `when` on, at which they are open: `when` itself if they are, None if not within a year."""
    when = _here(when)
    # The night that began yesterday may still be going on.
    for day in (when.date() + _DAY * ahead for ahead in range(-1, _FAR)):
        for start, end in sorted(_opened_on(hours, day, holidays)):
            if end > when:
                return max(start, when)
    return None


def _opened_on(hours: Hours, day: date, holidays: Holidays) -> Iterator[tuple[datetime, datetime]]:
    if any(first <= day <= last for first, last in hours.closed):
        return
    if hours.always:
        yield _occurrence(day, _MIDNIGHT, _MIDNIGHT)
    elif day in holidays:
        yield from (_occurrence(day, start, end) for start, end in hours.holiday)
    else:
        yield from (_occurrence(day, one.start, one.end) for one in hours.weekly if one.weekday == day.weekday())


def on_duty(shifts: Iterable[Shift], when: datetime) -> tuple[Shift, ...]:
    """The shifts that are going on at this moment."""
    when = _here(when)
    return tuple(
        shift
        for shift in shifts
        if any(start <= when < end for start, end in _weekly(shift, when.date() - _DAY, days=2))
    )


def next_on_duty(shifts: Iterable[Shift], when: datetime) -> datetime | None:
    """The first moment, from `when` on, at which somebody is on duty: `when` itself if somebody is; None without shifts."""
    when = _here(when)
    coming = (
        max(start, when) for shift in shifts for start, end in _weekly(shift, when.date() - _DAY, days=9) if end > when
    )
    return min(coming, default=None)


def _weekly(shift: Shift, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    for day in (first + _DAY * ahead for ahead in range(days)):
        if day.weekday() == shift.weekday:
            yield _occurrence(day, shift.start, shift.end)


def _occurrence(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    last = day if end > start else day + _DAY
    return datetime.combine(day, start, ASTANA), datetime.combine(last, end, ASTANA)


def _here(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError("A moment without a time zone means another hour to everyone; give it one.")
    return when.astimezone(ASTANA)
