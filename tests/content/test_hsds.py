"""Other directories read ours: Open Referral, with live entries only unless more is asked for."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from bot.content import HERE, hsds, yaml
from bot.content.resources import read_directory
from bot.directory import Directory, Status
from bot.hours import parse

TODAY = date(2026, 11, 22)
HOUSE = read_directory(HERE)
LINE = next(one for one in HOUSE.resources if one.id == "line_112")
TERMS = yaml.read(HERE / "words" / "directory.yaml")["need"]


def services(known: Directory = HOUSE, *, held: bool = False) -> dict[str, Any]:
    return {one["name"]: one for one in hsds.export(known, TODAY, TERMS, held=held)["contents"]}


def every(record: Any, key: str) -> list[Any]:
    """Every value under a key, however deep."""
    inside = record.values() if isinstance(record, dict) else record if isinstance(record, list) else ()
    own = [record[key]] if isinstance(record, dict) and key in record else []
    return own + [value for one in inside for value in every(one, key)]


def test_only_live_entries_are_exported_unless_the_held_are_asked_for_and_blocked_ones_never() -> None:
    page = hsds.export(HOUSE, TODAY, TERMS)
    assert (page["total_items"], len(page["contents"])) == (6, 6)
    assert {one["status"] for one in page["contents"]} == {"active"}
    held = hsds.export(HOUSE, TODAY, TERMS, held=True)["contents"]
    assert len(held) == sum(one.status is not Status.BLOCKED for one in HOUSE.resources)
    assert {one["status"] for one in held} == {"active", "inactive"}


def test_an_overdue_entry_is_not_exported() -> None:
    assert hsds.export(HOUSE, date(2027, 6, 1), TERMS)["empty"] is True


@pytest.mark.parametrize(
    "field", ["id", "name", "status", "organization", "phones", "schedules", "service_areas", "attributes"]
)
def test_every_service_has_what_others_need(field: str) -> None:
    assert all(one[field] for one in services().values())


def test_ids_are_uuids_that_stay_from_one_export_to_the_next() -> None:
    first, second = (hsds.export(HOUSE, TODAY, TERMS, held=True) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    assert all(str(UUID(one)) == one for one in every(first["contents"], "id"))
    own = [one["id"] for one in first["contents"]]
    assert len(own) == len(set(own))


def test_a_line_that_never_closes_is_written_as_the_specification_asks() -> None:
    (always,) = services()["Единая служба спасения 112"]["schedules"]
    assert (always["byday"], always["opens_at"], always["closes_at"], always["timezone"]) == (
        "MO,TU,WE,TH,FR,SA,SU",
        "00:00+05:00",
        "23:59+05:00",
        5,
    )


def test_days_with_the_same_times_are_one_schedule() -> None:
    known = Directory(HOUSE.regions, (replace(LINE, hours=parse("mo+we-fr 09:00-18:00, sa 10:00-14:00")),))
    (one,) = services(known).values()
    assert {(row["byday"], row["opens_at"], row["closes_at"]) for row in one["schedules"]} == {
        ("MO,WE,TH,FR", "09:00+05:00", "18:00+05:00"),
        ("SA", "10:00+05:00", "14:00+05:00"),
    }


def test_who_hears_a_seeker_goes_with_the_service() -> None:
    terms = every(services()["Контакт-центр 111: семья, женщины, дети"], "taxonomy_term")
    assert {"police_and_guardianship", "psychologist"} <= {term["code"] for term in terms}
    assert all(term["id"] and term["name"] and term["description"] for term in terms)


def test_a_place_on_the_map_is_physical_and_no_address_is_ever_exported() -> None:
    mapped = replace(LINE, lat=53.2, lon=63.6)
    (one,) = services(Directory(HOUSE.regions, (mapped,))).values()
    assert every(one, "location_type") == ["physical"]
    assert (every(one, "latitude"), every(one, "longitude")) == ([53.2], [63.6])
    assert not every(hsds.export(HOUSE, TODAY, TERMS, held=True), "addresses")
