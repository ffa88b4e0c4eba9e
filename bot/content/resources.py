"""Reads the directory. An author's mistake names file, entry and remedy; all mistakes are told at once.

An entry as authors write it is at the head of `bot/content/directory/national.yaml`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot import hours
from bot.content import yaml
from bot.directory import (
    BY_SOURCE,
    CHECK_HOLDS,
    EVERYWHERE,
    Cost,
    DataGoesTo,
    Directory,
    Phone,
    Region,
    Resource,
    Status,
)
from bot.errors import BadContent

#: Files of the folder that are not entries.
TABLES = ("regions.yaml", "words.yaml")

#: The only entries that an official page may vouch for until somebody dials them: emergency services, and 111.
OFFICIAL = ("line_112", "line_101", "line_102", "line_103", "line_104", "line_111")
OFFICIAL_CONFIDENCE = ("A", "A/B")

_ID = re.compile(r"[a-z0-9_]{1,24}")
_PHONE = re.compile(r"(?:(tel|whatsapp):)?(\+7\d{10}|[1-9]\d{2,5})")


def _digits(value: Any) -> Any:
    """Authors write 112 without quotes; it is a number to dial, not to count with."""
    return str(value) if isinstance(value, int) else value


Language = Literal["kk", "ru", "en"]
Dialled = Annotated[str, BeforeValidator(_digits)]
Confidence = Literal["A", "A/B", "A-", "B", "B-", "C+", "C", "U"]


Model = TypeVar("Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(_Strict):
    """Words in both languages, side by side."""

    ru: str = Field(min_length=1)
    kk: str = Field(min_length=1)


class Three(Both):
    """And in English, for those who read the export."""

    en: str = Field(min_length=1)


class EntryModel(_Strict):
    name: Both
    run_by: Both | None = None
    needs: tuple[str, ...] = ()
    regions: tuple[str, ...] = Field(min_length=1)
    languages: tuple[Language, ...] = ()
    hours: str = ""
    cost: Cost = Cost.UNKNOWN
    phones: tuple[Dialled, ...] = ()
    urls: tuple[Annotated[str, Field(pattern=r"^https://\S+$")], ...] = ()
    data_goes_to: DataGoesTo | None = None
    disclosure: str = ""
    source: str = Field(min_length=1)
    confidence: Confidence
    verified_on: date | None = None
    verified_by: str = ""
    next_check: date
    status: Status
    hold_reason: str = ""
    note: str = ""
    lat: float | None = Field(default=None, ge=40, le=56)
    lon: float | None = Field(default=None, ge=46, le=88)


class RegionModel(_Strict):
    name: Three
    centre: Both | None = None
    lat: float
    lon: float
    code: str


class HolidaysModel(_Strict):
    fixed: tuple[Annotated[str, Field(pattern=r"^\d\d-\d\d$")], ...]
    moving: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry may name: needs, region codes, keys of `words/disclosure.yaml`."""

    needs: tuple[str, ...]
    regions: tuple[str, ...]
    disclosures: tuple[str, ...]


def read_directory(folder: Path) -> Directory:
    """The directory of a content folder, with its regions and holidays. Raises BadContent with all faults at once."""
    place = folder / "directory"
    if not place.is_dir():
        return Directory((), ())
    regions = read_regions(place / "regions.yaml")
    entries = read_entries(place, known_in(folder, regions))
    return Directory(regions, entries, read_holidays(folder / "holidays.yaml"))


def known_in(folder: Path, regions: tuple[Region, ...]) -> Known:
    """What the entries of a content folder may name."""
    needs = tuple(table(folder / "directory" / "words.yaml").get("needs", ()))
    disclosures = tuple(table(folder / "words" / "disclosure.yaml"))
    return Known(needs, tuple(one.code for one in regions), disclosures)


def table(file: Path) -> Mapping[str, Any]:
    """A file whose every entry has an id. Raises BadContent where it is something else."""
    given = yaml.read(file) or {}
    if not isinstance(given, dict):
        raise BadContent((f"{file.name}: this is not a table of entries; write each as id: and its lines indented.",))
    return given


def read_regions(file: Path) -> tuple[Region, ...]:
    """The table of regions."""
    models = {code: valid(RegionModel, one, f"{file.name}, {code}") for code, one in table(file).items()}
    return tuple(
        Region(code, one.name.model_dump(), one.centre.model_dump() if one.centre else {}, one.lat, one.lon, one.code)
        for code, one in models.items()
    )


def read_holidays(file: Path) -> hours.Holidays:
    """Public holidays. An impossible date raises BadContent."""
    model = valid(HolidaysModel, yaml.read(file), file.name)
    try:
        days = [date.fromisoformat(f"2024-{day}") for day in model.fixed]  # a leap year: 02-29 may be meant
    except ValueError as bad:
        raise BadContent((f"{file.name}: fixed: {bad}; write month and day as 12-16.",)) from bad
    return hours.Holidays(frozenset((day.month, day.day) for day in days), frozenset(model.moving))


def read_entries(place: Path, known: Known) -> tuple[Resource, ...]:
    """Every entry of a folder."""
    faults: list[str] = []
    found: dict[str, Resource] = {}
    for file in sorted(place.rglob("*.yaml")):
        if file.name in TABLES:
            continue
        for name, given in table(file).items():
            where = f"{file.name}, entry {name}"
            if name in found:
                faults.append(f"{where}: this id is already used; give one of the two another.")
            try:
                found[name] = read_entry(name, given, where, known)
            except BadContent as bad:
                faults += bad.faults
    if faults:
        raise BadContent(tuple(faults))
    return tuple(found.values())


def read_entry(name: str, given: Any, where: str, known: Known) -> Resource:
    """One entry. `where` is how its author finds it: `national.yaml, entry line_111`."""
    model = valid(EntryModel, given, where)
    faults = [f"{where}: {fault}" for fault in (*_unknown(model, known), *_not_fit(name, model))]
    if not _ID.fullmatch(str(name)):
        faults.append(f"{where}: id: use small Latin letters, digits and _, at most 24 of them.")
    if faults:
        raise BadContent(tuple(faults))
    return Resource(
        id=name,
        names=model.name.model_dump(),
        run_by=model.run_by.model_dump() if model.run_by else {},
        hours=hours.parse(model.hours) if model.hours else None,
        phones=tuple(phone(text) for text in model.phones),
        disclosure=model.disclosure or (model.data_goes_to or "unknown"),
        **{key: getattr(model, key) for key in _AS_WRITTEN},
    )


_AS_WRITTEN = (
    *("needs", "regions", "languages", "cost", "urls", "data_goes_to", "source", "confidence"),
    *("verified_on", "verified_by", "next_check", "status", "hold_reason", "note", "lat", "lon"),
)


def phone(text: str) -> Phone:
    """`111`, `+77172547603` or `whatsapp:+77081060810`. ValueError says what to write instead."""
    found = _PHONE.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is not a number; write a short one as 111 and a long one as +77172547603.")
    return Phone(found[2], found[1] or "tel")


def valid(kind: type[Model], given: Any, where: str) -> Model:
    try:
        return kind.model_validate(given)
    except ValidationError as bad:
        raise BadContent(tuple(_sentence(where, fault) for fault in bad.errors())) from bad


def _sentence(where: str, fault: Any) -> str:
    steps = ".".join(str(step) for step in fault["loc"])
    return f"{where}: {steps}{': ' if steps else ''}{_MEANING.get(fault['type'], fault['msg'])}"


_MEANING = {
    "extra_forbidden": "there is no such word here; check its spelling or take it out.",
    "missing": "is missing; write it.",
    "string_too_short": "is empty; write it.",
    "too_short": "is empty; write at least one.",
    "date_from_datetime_parsing": "is not a date; write it as 2026-11-22.",
    "date_parsing": "is not a date; write it as 2026-11-22.",
}


def _unknown(model: EntryModel, known: Known) -> Iterator[str]:
    """What it names that is not there, or cannot be read."""
    yield from strangers("needs", model.needs, known.needs)
    yield from strangers("regions", model.regions, (EVERYWHERE, *known.regions))
    yield from strangers("disclosure", filter(None, [model.disclosure]), known.disclosures)
    yield from unreadable("hours", hours.parse, filter(None, [model.hours]))
    yield from unreadable("phones", phone, model.phones)


def strangers(field: str, named: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """A sentence for each thing that a field names and that is not there."""
    for one in named:
        if one not in known:
            near = get_close_matches(one, known, n=1)
            yield f"{field}: there is no '{one}'." + (f" Did you mean '{near[0]}'?" if near else "")


def unreadable(field: str, read: Callable[[str], object], texts: Iterable[str]) -> Iterator[str]:
    """A sentence for each text of a field that its reader refuses."""
    for text in texts:
        try:
            read(text)
        except ValueError as bad:
            yield f"{field}: {bad}"


def _not_fit(name: str, model: EntryModel) -> Iterator[str]:
    """Why its status does not stand (domain 0.1: nothing goes live on a report alone)."""
    if model.status is not Status.LIVE:
        if not model.hold_reason:
            yield f"hold_reason: is empty and the entry is on {model.status}; say in one sentence why."
        return
    if model.hold_reason:
        yield "hold_reason: is written and the entry is live; take it out or put the entry on hold."
    for field in ("needs", "data_goes_to", "verified_on", "verified_by"):
        if not getattr(model, field):
            yield f"{field}: is empty and the entry is live; write it or put the entry on hold."
    if not (model.phones or model.urls):
        yield "phones: the entry is live and has neither phone nor url; write one or put the entry on hold."
    if model.confidence == "U":
        yield "confidence: U means that nobody found it anywhere; put the entry on hold."
    yield from _not_checked(name, model)


def _not_checked(name: str, model: EntryModel) -> Iterator[str]:
    if model.verified_on and not model.verified_on < model.next_check <= model.verified_on + CHECK_HOLDS:
        latest = model.verified_on + CHECK_HOLDS
        yield f"next_check: {model.next_check} is too far or too early; set it after verified_on, not later than {latest}."
    if model.verified_by != BY_SOURCE:
        return
    if name not in OFFICIAL or model.confidence not in OFFICIAL_CONFIDENCE:
        yield (
            "verified_by: only the emergency services and 111 may be live by their source, with confidence A or A/B; "
            "dial the number and write who dialled it, or put the entry on hold."
        )
    if not model.note:
        yield "note: is empty and the entry is live by its source; write that the test dial is still due."


def as_written(resource: Resource) -> Mapping[str, Any]:
    """An entry as its author would write it: the way back from `read_entry`, without what is empty."""
    given: dict[str, Any] = {
        "name": dict(resource.names),
        "run_by": dict(resource.run_by),
        **{key: getattr(resource, key) for key in _AS_WRITTEN},
        "hours": str(resource.hours or ""),
        "phones": [str(one).removeprefix("tel:") for one in resource.phones],
        "disclosure": "" if resource.disclosure in (resource.data_goes_to, "unknown") else resource.disclosure,
    }
    return {key: _plain(given[key]) for key in EntryModel.model_fields if given[key] or key == "regions"}


def _plain(value: Any) -> Any:
    match value:
        case tuple():
            return list(value)
        case date() | Status() | Cost() | DataGoesTo():
            return str(value)
        case _:
            return value
