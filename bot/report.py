"""Counts for a period, small numbers hidden. Source: domain 5.2; an oblast table with small numbers names people.

A count below TEN is hidden, the rest are rounded to FIVE, and where one number of a group is hidden the smallest other
one is too, so that nobody can work it out from a sum. No two dimensions are ever crossed here.
"""

from collections.abc import Mapping
from datetime import date, timedelta

TEN, FIVE = 10, 5
HIDDEN = "< 10"

#: A quarter is published no sooner than this after its end.
RIPE_AFTER = timedelta(days=30)


def hidden(counts: Mapping[str, int]) -> dict[str, str]:
    """A group of counts as it may be shown."""
    small = {name for name, count in counts.items() if count < TEN}
    if len(small) == 1 and len(counts) > 1:
        # One hidden number could be worked out from the sum: the smallest of the others is hidden with it.
        small.add(min((name for name in counts if name not in small), key=lambda name: counts[name]))
    return {name: HIDDEN if name in small else str(rounded(count)) for name, count in counts.items()}


def rounded(count: int) -> int:
    """To the nearest FIVE."""
    return FIVE * round(count / FIVE)


def quarter(name: str) -> tuple[date, date]:
    """First and last day of `2026-4`. Raises ValueError for anything that is not a quarter."""
    year, _, number = name.partition("-")
    if not (year.isdecimal() and number in ("1", "2", "3", "4")):
        raise ValueError(f"'{name}' is not a quarter; write it as 2026-4.")
    first = date(int(year), 3 * int(number) - 2, 1)
    after = date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1)  # noqa: PLR2004  # October begins the last quarter
    return first, after - timedelta(days=1)


def last_ripe(today: date) -> str:
    """The newest quarter that may be published."""
    after = today - RIPE_AFTER + timedelta(days=1)  # the last day that may stand after a ripe quarter
    number = (after.month - 1) // 3  # the quarter before the one that `after` is in, 1..4
    return f"{after.year}-{number}" if number else f"{after.year - 1}-4"


def ripe(name: str, today: date) -> bool:
    return today >= quarter(name)[1] + RIPE_AFTER


def grouped(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """`case.opened.L2` belongs to the group `case.opened`; what has no group stands alone in one of its own name."""
    groups: dict[str, dict[str, int]] = {}
    for name, count in counts.items():
        group, _, one = name.rpartition(".")
        groups.setdefault(group or one, {})[one] = count
    return groups
