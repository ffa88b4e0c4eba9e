"""Nobody is given an entry that is not live or whose check is overdue."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.directory import (
    BY_SOURCE,
    Cost,
    DataGoesTo,
    Phone,
    Region,
    Resource,
    Status,
    due,
    entry,
    expired,
    find,
    live,
    nearest,
    quotable,
    refer,
)
from bot.hours import ASTANA, Holidays, parse

NOON = datetime(2026, 11, 23, 12, tzinfo=ASTANA)  # a Monday
PLAIN = Resource(
    id="plain",
    names={"ru": "Приём", "kk": "Қабылдау"},
    needs=("psychologist",),
    regions=("kz_39",),
    languages=("ru",),
    hours=parse("mo-fr 09:00-18:00"),
    cost=Cost.FREE,
    phones=(Phone("+77140000000"),),
    urls=(),
    run_by={},
    data_goes_to=DataGoesTo.COUNSELLOR_ONLY,
    disclosure="counsellor_only",
    source="письмо",
    confidence="A",
    verified_on=date(2026, 11, 20),
    verified_by="coordinator",
    next_check=date(2027, 2, 1),
    status=Status.LIVE,
    hold_reason="",
)
HELD = replace(PLAIN, id="held", status=Status.HOLD, hold_reason="Никто не звонил.")
BLOCKED = replace(PLAIN, id="blocked", status=Status.BLOCKED, hold_reason="Не существует.")
OVERDUE = replace(PLAIN, id="overdue", next_check=date(2026, 11, 22))
REGIONS = (
    Region("kz_39", {"ru": "Костанайская область"}, {"ru": "Костанай"}, 53.21, 63.62, "7142"),
    Region("kz_71", {"ru": "Астана"}, {}, 51.18, 71.45, "7172"),
)


def ids(found: tuple[object, ...]) -> list[str]:
    return [one.resource.id for one in found]  # type: ignore[attr-defined]


def look(
    *resources: Resource, language: str | None = None, region: str | None = "kz_39", held: bool = False
) -> list[str]:
    return ids(find(resources, "psychologist", region, language, NOON, held=held))


def test_a_seeker_is_given_live_and_checked_entries_only() -> None:
    assert look(PLAIN, HELD, BLOCKED, OVERDUE) == ["plain"]


def test_the_sandbox_sees_held_entries_after_the_live_ones_and_marked_but_never_blocked_or_overdue_ones() -> None:
    found = find((HELD, BLOCKED, OVERDUE, PLAIN), "psychologist", "kz_39", None, NOON, held=True)
    assert ids(found) == ["plain", "held"]
    assert [one.verified for one in found] == [True, False]


def test_an_entry_is_given_on_the_day_of_its_next_check_and_vanishes_the_day_after() -> None:
    assert live(PLAIN, date(2027, 2, 1))
    assert not live(PLAIN, date(2027, 2, 2))
    assert refer(PLAIN, datetime(2027, 2, 2, 0, 0, tzinfo=ASTANA)) is None


def test_those_who_answer_now_come_first_then_unknown_hours_then_the_closed() -> None:
    closed = replace(PLAIN, id="a_closed", hours=parse("sa 10:00-12:00"))
    unknown = replace(PLAIN, id="b_unknown", hours=None)
    assert look(closed, unknown, PLAIN) == ["plain", "b_unknown", "a_closed"]


def test_the_own_region_comes_before_the_whole_country_and_another_region_never_comes() -> None:
    national = replace(PLAIN, id="a_national", regions=("all",))
    other = replace(PLAIN, id="b_other", regions=("kz_71",))
    assert look(national, other, PLAIN) == ["plain", "a_national"]
    assert look(national, other, PLAIN, region=None) == ["a_national"]


def test_the_language_asked_for_comes_first_and_an_unconfirmed_one_before_another() -> None:
    kazakh = replace(PLAIN, id="z_kk", languages=("kk",))
    unknown = replace(PLAIN, id="y_unknown", languages=())
    assert look(PLAIN, unknown, kazakh, language="kk") == ["z_kk", "y_unknown", "plain"]
    assert look(PLAIN, unknown, kazakh, language="ru") == ["plain", "y_unknown", "z_kk"]


def test_a_need_that_nothing_answers_finds_nothing_and_no_need_finds_all() -> None:
    assert find((PLAIN,), "lawyer", "kz_39", None, NOON) == ()
    assert ids(find((PLAIN,), None, "kz_39", None, NOON)) == ["plain"]


def test_a_referral_says_when_a_closed_place_opens_and_nothing_where_hours_are_unknown() -> None:
    evening = NOON.replace(hour=20)
    closed = refer(PLAIN, evening)
    assert closed is not None
    assert (closed.open_now, closed.opens_at) == (False, datetime(2026, 11, 24, 9, tzinfo=ASTANA))
    opened = refer(PLAIN, NOON)
    assert opened is not None
    assert (opened.open_now, opened.opens_at) == (True, None)
    unknown = refer(replace(PLAIN, hours=None), NOON)
    assert unknown is not None
    assert (unknown.open_now, unknown.opens_at) == (None, None)


def test_a_holiday_closes_a_place() -> None:
    today = Holidays(moving=frozenset({NOON.date()}))
    found = refer(PLAIN, NOON, holidays=today)
    assert found is not None
    assert found.open_now is False


def test_an_entry_is_found_by_its_id_unless_it_may_not_be_given() -> None:
    found = entry((PLAIN, HELD), "plain", NOON)
    assert found is not None
    assert found.resource is PLAIN
    assert entry((PLAIN, HELD), "held", NOON) is None
    assert entry((PLAIN, HELD), "nowhere", NOON) is None
    assert entry((PLAIN, HELD), "held", NOON, held=True) is not None


def test_a_referral_says_when_only_an_official_page_vouches_for_it() -> None:
    by_page = refer(replace(PLAIN, verified_by=BY_SOURCE), NOON)
    by_call = refer(PLAIN, NOON)
    assert by_page is not None
    assert by_call is not None
    assert (by_page.by_source, by_call.by_source) == (True, False)


def test_overdue_live_entries_are_told_and_what_is_due_comes_soonest_first() -> None:
    everything = (PLAIN, HELD, BLOCKED, OVERDUE)
    assert expired(everything, NOON.date()) == (OVERDUE,)
    assert due(everything, date(2027, 2, 1)) == (OVERDUE, HELD, PLAIN)
    assert due(everything, date(2027, 1, 31)) == (OVERDUE,)


def test_words_may_name_the_numbers_of_live_entries_only() -> None:
    other = replace(HELD, phones=(Phone("150"),))
    assert quotable((PLAIN, other, BLOCKED), NOON.date()) == {"+77140000000"}


@pytest.mark.parametrize(("lat", "lon", "code"), [(53.2, 63.6, "kz_39"), (51.1, 71.4, "kz_71"), (52.0, 64.5, "kz_39")])
def test_the_nearest_region_is_that_of_the_nearest_centre(lat: float, lon: float, code: str) -> None:
    assert nearest(REGIONS, lat, lon).code == code


def test_a_location_is_rounded_before_it_is_used() -> None:
    """Two homes within the same tenth of a degree are one place, even where the border runs between them."""
    west = Region("west", {}, {}, 50.0, 60.02, "1")
    east = Region("east", {}, {}, 50.0, 60.03, "2")
    assert nearest((west, east), 50.001, 60.031) is nearest((west, east), 50.04, 60.001) is west


def test_a_phone_is_written_as_it_is_used() -> None:
    assert [str(Phone("111")), str(Phone("+77172547603")), str(Phone("+77081060810", "whatsapp"))] == [
        "111",
        "tel:+77172547603",
        "whatsapp:+77081060810",
    ]
