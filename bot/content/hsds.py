"""The directory for other directories: Open Referral, Human Services Data Specification 3, as one page of services.

Ids are made from ours, so that an entry keeps its id from one export to the next. There are no addresses in it: a
shelter's address is never published, and nobody else here has confirmed theirs.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from bot import hours
from bot.directory import EVERYWHERE, Cost, Directory, Phone, Resource, Status, live

_OURS = UUID("5f6f2c0e-7a51-4b7e-9d0a-3f8f5a1d6c11")  # a namespace of our own, drawn once
_COUNTRY = "KZ"
_OFFSET = "+05:00"
_HOURS_AHEAD = 5
_LAST_MINUTE = time(23, 59)  # what the specification writes for «never closes»

Record = dict[str, Any]


def export(known: Directory, today: date, terms: Mapping[str, str], *, held: bool = False) -> Record:
    """One page with every live entry; with `held`, those on hold too, as inactive. Blocked ones are never in it.

    `terms` are the plain names of needs by their ids.
    """
    given = [one for one in known.resources if live(one, today) or (held and one.status is Status.HOLD)]
    services = [_service(one, known, terms) for one in given]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


def _id(*names: str) -> str:
    return str(uuid5(_OURS, "/".join(names)))


def _service(one: Resource, known: Directory, terms: Mapping[str, str]) -> Record:
    service: Record = {
        "id": _id("service", one.id),
        "name": one.names["ru"],
        "alternate_name": one.names["kk"],
        "status": "active" if one.status is Status.LIVE else "inactive",
        "organization": _organization(one),
        "phones": [_phone(one, phone) for phone in one.phones],
        "schedules": list(_schedules(one)),
        "languages": [{"id": _id(one.id, "language", code), "code": code} for code in one.languages],
        "service_areas": list(_areas(one, known)),
        "service_at_locations": [{"id": _id(one.id, "at"), "location": _location(one)}],
        "attributes": list(_attributes(one, terms)),
    }
    if one.urls:
        service["url"] = one.urls[0]
    if one.verified_on:
        service["assured_date"] = one.verified_on.isoformat()
    if one.cost is Cost.FREE:
        service["cost_options"] = [{"id": _id(one.id, "cost"), "option": str(one.cost), "amount": 0, "currency": "kzt"}]
    return service


def _organization(one: Resource) -> Record:
    """Who runs it; where nobody is named, the entry is its own organisation."""
    names = one.run_by or one.names
    return {"id": _id("organization", names["ru"]), "name": names["ru"], "description": names["kk"]}


def _phone(one: Resource, phone: Phone) -> Record:
    kind = "voice" if phone.use == "tel" else "text"
    return {"id": _id(one.id, "phone", str(phone)), "number": phone.number, "type": kind}


def _schedules(one: Resource) -> Iterator[Record]:
    if one.hours is None:
        return
    if one.hours.always:
        yield _schedule(one, ",".join(hours.DAYS), time(), _LAST_MINUTE)
    by_times = sorted(one.hours.weekly, key=lambda span: (span.start, span.end, span.weekday))
    for (start, end), spans in groupby(by_times, key=lambda span: (span.start, span.end)):
        yield _schedule(one, ",".join(hours.DAYS[span.weekday] for span in spans), start, end)


def _schedule(one: Resource, days: str, start: time, end: time) -> Record:
    return {
        "id": _id(one.id, "schedule", days, str(start), str(end)),
        "freq": "WEEKLY",
        "byday": days.upper(),
        "opens_at": f"{start:%H:%M}{_OFFSET}",
        "closes_at": f"{end:%H:%M}{_OFFSET}",
        "timezone": _HOURS_AHEAD,
        "description": str(one.hours),
    }


def _areas(one: Resource, known: Directory) -> Iterator[Record]:
    names = {region.code: region.names["en"] for region in known.regions}
    for code in one.regions:
        area = _COUNTRY if code == EVERYWHERE else code.upper().replace("_", "-")
        name = names.get(code, _COUNTRY)
        yield {"id": _id(one.id, "area", code), "name": name, "extent": area, "extent_type": "text"}


def _location(one: Resource) -> Record:
    location: Record = {"id": _id(one.id, "location"), "name": one.names["ru"], "location_type": "virtual"}
    if one.lat is not None and one.lon is not None:
        return location | {"location_type": "physical", "latitude": one.lat, "longitude": one.lon}
    return location | ({"url": one.urls[0]} if one.urls else {})


def _attributes(one: Resource, terms: Mapping[str, str]) -> Iterator[Record]:
    for need in one.needs:
        yield _attribute(one, "senim-needs", need, terms.get(need, need))
    if one.data_goes_to:
        yield _attribute(one, "senim-data-goes-to", one.data_goes_to, one.data_goes_to)


def _attribute(one: Resource, taxonomy: str, code: str, meaning: str) -> Record:
    term = {"id": _id(taxonomy, code), "code": code, "name": code, "description": meaning, "taxonomy": taxonomy}
    link = {"link_id": _id("service", one.id), "link_entity": "service", "link_type": taxonomy}
    return {"id": _id(one.id, taxonomy, code), **link, "taxonomy_term": term}
