"""Reads the confidentiality cards of partners. An author's mistake names file, partner and remedy.

A card as a partner fills it in is at the head of `bot/content/partners/sandbox.yaml`.
"""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot import hours
from bot.content.resources import Both, strangers, table, unreadable, valid
from bot.directory import EVERYWHERE
from bot.errors import BadContent
from bot.partner import ANY_TOPIC, MustTell, Partner


class MustTellModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    when: Both
    whom: Both


class PartnerModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Both
    runs: Both
    pays: Both
    must_tell: tuple[MustTellModel, ...]
    languages: tuple[Literal["kk", "ru"], ...] = Field(min_length=1)
    regions: tuple[str, ...] = Field(min_length=1)
    topics: tuple[str, ...] = Field(min_length=1)
    hours: str = Field(min_length=1)
    capacity: int = Field(ge=1)
    confirmed_on: date
    consent_on: date | None = None
    sandbox: bool = False


def read_partners(folder: Path, regions: Collection[str], topics: Collection[str]) -> tuple[Partner, ...]:
    """Every card of a content folder. `topics` are the ids of scripts. Raises BadContent with all faults at once."""
    faults: list[str] = []
    found: dict[str, Partner] = {}
    for file in sorted((folder / "partners").glob("*.yaml")):
        for name, given in table(file).items():
            where = f"{file.name}, partner {name}"
            if name in found:
                faults.append(f"{where}: this id is already used; give one of the two another.")
            try:
                found[name] = _read(name, given, where, regions, topics)
            except BadContent as bad:
                faults += bad.faults
    if faults:
        raise BadContent(tuple(faults))
    return tuple(found.values())


def _read(name: str, given: Any, where: str, regions: Collection[str], topics: Collection[str]) -> Partner:
    model = valid(PartnerModel, given, where)
    faults = tuple(f"{where}: {fault}" for fault in _faults(model, regions, topics))
    if faults:
        raise BadContent(faults)
    return Partner(
        id=name,
        names=model.name.model_dump(),
        runs=model.runs.model_dump(),
        pays=model.pays.model_dump(),
        must_tell=tuple(MustTell(one.when.model_dump(), one.whom.model_dump()) for one in model.must_tell),
        languages=model.languages,
        regions=model.regions,
        topics=model.topics,
        hours=hours.parse(model.hours),
        capacity=model.capacity,
        confirmed_on=model.confirmed_on,
        consent_on=model.consent_on,
        sandbox=model.sandbox,
    )


def _faults(model: PartnerModel, regions: Collection[str], topics: Collection[str]) -> Iterator[str]:
    yield from strangers("regions", model.regions, (EVERYWHERE, *regions))
    yield from strangers("topics", model.topics, (ANY_TOPIC, *topics))
    yield from unreadable("hours", hours.parse, [model.hours])
    if not model.sandbox and model.consent_on is None:
        yield "consent_on: nobody is named without consent in writing; write its date."
    if model.sandbox and model.consent_on is not None:
        yield "consent_on: a training card has nobody who could consent; take it out."
