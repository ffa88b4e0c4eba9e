"""The directory as a CSV table for coordinators, out and in.

A table never makes an entry live: what comes in as live and was not, or under another number, is put on hold. It goes
live when somebody writes so in the YAML, with the name of who dialled.
"""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.content import yaml
from bot.content.resources import TABLES, Known, as_written, read_entry, table
from bot.directory import BY_SOURCE, Resource, Status
from bot.errors import BadContent

#: Spreadsheets of this country open a file with semicolons in columns, one with commas in a single one.
DELIMITER = ";"

COLUMNS = (
    *("id", "name_ru", "name_kk", "run_by_ru", "run_by_kk", "needs", "regions", "languages", "hours", "cost", "phones"),
    *("urls", "data_goes_to", "disclosure", "source", "confidence", "verified_on", "verified_by", "next_check"),
    *("status", "hold_reason", "note", "lat", "lon"),
)
_LISTS = ("needs", "regions", "languages", "phones", "urls")
_BOTH = ("name", "run_by")

#: Where entries go that no file holds yet.
NEWCOMERS = "newcomers.yaml"

#: A cell that begins so would be run as a formula by a spreadsheet; an apostrophe before it makes it words.
_FORMULA = ("=", "+", "-", "@", "'", "\t")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a table brought: the entries, and the ids of those that it wanted live and that were put on hold."""

    resources: tuple[Resource, ...]
    lowered: tuple[str, ...]


def row(resource: Resource) -> dict[str, str]:
    """One entry as cells by column."""
    given = as_written(resource)
    cells = {key: _cell(value) for key, value in given.items() if key not in _BOTH}
    cells["phones"] = " ".join(str(phone) for phone in resource.phones)  # tel:+7… is not taken for a sum
    for key in _BOTH:
        cells |= {f"{key}_{language}": words for language, words in given.get(key, {}).items()}
    return {column: cells.get(column, "") for column in COLUMNS} | {"id": resource.id}


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def to_csv(resources: Iterable[Resource]) -> str:
    """A table of entries, one a row, under COLUMNS."""
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS, delimiter=DELIMITER, lineterminator="\r\n")
    rows.writeheader()
    rows.writerows({key: _safe(cell) for key, cell in row(one).items()} for one in resources)
    return text.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def from_csv(text: str, known: Known, before: Iterable[Resource], reason: str) -> Brought:
    """The entries of a table. `before` is the directory as it stands: what is not live there does not become live here,
    it is held for `reason` (`directory.from_table` of the words).

    Raises BadContent with all faults at once, each with its row, its column where one is to blame, and the remedy.
    """
    faults: list[str] = []
    found: dict[str, Resource] = {}
    for number, cells in _rows(text):
        name = cells.get("id", "")
        where = f"row {number}, entry {name}" if name else f"row {number}"
        if not name or name in found:
            faults.append(f"{where}, column id: {'is used twice' if name else 'is empty'}; give the row its own id.")
            continue
        try:
            found[name] = read_entry(name, _given(cells), where, known)
        except BadContent as bad:
            faults += [f"{where}, column {_column(fault.removeprefix(f'{where}: '))}" for fault in bad.faults]
    if faults:
        raise BadContent(tuple(faults))
    return _brought(found, {one.id: one for one in before}, reason)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number as a spreadsheet counts, cells). Raises BadContent where the columns are not ours."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=DELIMITER if DELIMITER in head else ",", restkey="")
    strange = [name for name in rows.fieldnames or () if name not in COLUMNS]
    lost = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if strange or lost:
        wrong = [f"column {name}: is not known; take it out." for name in strange]
        raise BadContent((*wrong, *(f"column {name}: is missing; export a table and fill that one." for name in lost)))
    for number, cells in enumerate(rows, start=2):
        if "" in cells or None in cells.values():
            raise BadContent(
                (f"row {number}: has more or fewer cells than columns; put words with {DELIMITER} in quotes.",)
            )
        yield number, {key: cell.strip().removeprefix("'") for key, cell in cells.items()}


def _column(fault: str) -> str:
    """A fault of an entry, with its field called as its column is: `name.kk` is name_kk, `needs.0` is needs."""
    field, colon, rest = fault.partition(": ")
    name, _, part = field.partition(".")
    return f"{name}_{part}{colon}{rest}" if name in _BOTH and part else f"{name}{colon}{rest}"


def _given(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row as an author would have written it in YAML."""
    given: dict[str, Any] = {key: cell for key, cell in cells.items() if cell and not key.startswith(_BOTH)}
    for key in _LISTS:
        if key in given:
            given[key] = given[key].split()
    for key in _BOTH:
        words = {language: cells[f"{key}_{language}"] for language in ("ru", "kk") if cells[f"{key}_{language}"]}
        if words:
            given[key] = words
    given.pop("id")
    return given


def _brought(found: Mapping[str, Resource], before: Mapping[str, Resource], reason: str) -> Brought:
    lowered = tuple(one.id for one in found.values() if one.status is Status.LIVE and not _was(one, before.get(one.id)))
    held = {name: replace(found[name], status=Status.HOLD, hold_reason=reason) for name in lowered}
    return Brought(tuple({**found, **held}.values()), lowered)


def _was(now: Resource, before: Resource | None) -> bool:
    """Whether it was live already, under the same numbers, telling the same people, and newly checked only by a person."""
    if before is None or before.status is not Status.LIVE or _contacts(now) != _contacts(before):
        return False
    return now.verified_by != BY_SOURCE or _checked(now) == _checked(before)


def _contacts(one: Resource) -> tuple[object, ...]:
    return one.phones, one.urls, one.data_goes_to, one.disclosure


def _checked(one: Resource) -> tuple[object, ...]:
    return one.verified_by, one.verified_on, one.next_check


def changed(before: Iterable[Resource], after: Iterable[Resource]) -> tuple[Resource, ...]:
    """The entries that are new or not as they were."""
    known = {one.id: one for one in before}
    return tuple(one for one in after if known.get(one.id) != one)


def write(place: Path, entries: Iterable[Resource]) -> tuple[Path, ...]:
    """Writes entries into the YAML files of a folder that hold them; new ones into NEWCOMERS. Returns what was written.

    The comment at the head of a file stays; entries are written as `yaml.dump` writes them.
    """
    homes = {name: file for file in place.rglob("*.yaml") if file.name not in TABLES for name in table(file)}
    changes: dict[Path, dict[str, Any]] = {}
    for one in entries:
        changes.setdefault(homes.get(one.id, place / NEWCOMERS), {})[one.id] = dict(as_written(one))
    for file, given in changes.items():
        head = _head(file.read_text("utf-8")) if file.exists() else ""
        whole = {**(table(file) if file.exists() else {}), **given}
        file.write_text(head + "\n".join(yaml.dump({name: one}) for name, one in whole.items()), "utf-8")
    return tuple(changes)


def _head(text: str) -> str:
    """The comment at the beginning of a file, with the empty lines after it."""
    lines = text.splitlines(keepends=True)
    return "".join(itertools.takewhile(lambda line: line.startswith("#") or not line.strip(), lines))
