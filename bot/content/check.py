"""Reads a content folder and tells everything that is wrong with it, for a person or for an editor."""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from bot import content
from bot.content import rules, words
from bot.content.resources import read_directory
from bot.content.rules.facts import Facts, Fault, Severity, listed
from bot.content.rules.spelling import hunspell
from bot.content.rules.waivers import FILE, Waiver, read_waivers
from bot.content.scripts import ScriptModel, read_book
from bot.errors import BadContent
from bot.script import Place


def locales_of(folder: Path) -> Path:
    """Where a content folder keeps its translations: beside our own, or inside a folder of somebody else."""
    return folder / "locales" if (folder / "locales").is_dir() else content.LOCALES


def read_facts(folder: Path, locales: Path, parked: Iterable[Place] = (), today: date | None = None) -> Facts:
    """The facts of a content folder as of today (UTC). Raises BadContent where it cannot be read at all."""
    book = read_book(folder / "scripts")
    tongues = {one.name: words.read_catalog(one) for one in sorted(locales.iterdir()) if one.is_dir()}
    sources = content.sources(book, folder)
    numbers = listed(read_directory(folder), today or datetime.now(UTC).date())
    return Facts(book, sources, tongues, numbers, frozenset(parked), hunspell)


def faults_of(
    folder: Path = content.HERE, locales: Path | None = None, parked: Iterable[Place] = (), today: date | None = None
) -> tuple[Fault, ...]:
    """Every fault of a content folder, errors first. What cannot be read at all is a fault too."""
    try:
        waivers = _waivers(folder)
        content.load(folder, locales or locales_of(folder))  # what no rule reads must be readable too: partners, birds
        facts = read_facts(folder, locales or locales_of(folder), parked, today)
    except BadContent as bad:
        return tuple(_unread(sentence) for sentence in bad.faults)
    except FileNotFoundError as missing:
        return (Fault(Path(str(missing.filename)).name, "", "unreadable", "is not here; copy ours and change it."),)
    return rules.faults(facts, waivers)


def _waivers(folder: Path) -> tuple[Waiver, ...]:
    own = folder / "waivers.yaml"
    return read_waivers(own if own.exists() or folder.resolve() != content.HERE else FILE)


def _unread(sentence: str) -> Fault:
    """A fault of the reader, whose sentence names file and node itself."""
    where, _, what = sentence.partition(": ")
    file, _, node = where.partition(", ")
    return Fault(file, node.removeprefix("node "), "unreadable", what)


def errors(faults: Iterable[Fault]) -> int:
    return sum(fault.severity is Severity.ERROR for fault in faults)


def as_json(faults: Sequence[Fault]) -> str:
    """One list, for editors: file, node, rule, sentence, severity, tongue."""
    return json.dumps([_plain(fault) for fault in faults], ensure_ascii=False, indent=1)


def _plain(fault: Fault) -> dict[str, str]:
    return {name: str(getattr(fault, name)) for name in ("severity", "file", "node", "tongue", "rule", "sentence")}


def schema() -> dict[str, Any]:
    """The JSON Schema of a file of `scripts/`, for editors that complete and check YAML while it is written."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_closed(ScriptModel.model_json_schema())}


def _closed(schema: Any) -> Any:
    """Where only plain ids may be keys, no other key may be: pydantic refuses it, and so should the editor."""
    match schema:
        case dict():
            more = {"additionalProperties": False} if "patternProperties" in schema else {}
            return {name: _closed(inner) for name, inner in schema.items()} | more
        case list():
            return [_closed(inner) for inner in schema]
        case _:
            return schema


def show(faults: Sequence[Fault], console: Console) -> None:
    """Errors and warnings apart, one a line; colours only on a terminal."""
    for severity, colour in ((Severity.ERROR, "red"), (Severity.WARNING, "yellow")):
        found = [fault for fault in faults if fault.severity is severity]
        if found:
            console.print(Text(f"{len(found)} {severity}{'s' if len(found) > 1 else ''}", style=f"bold {colour}"))
        for fault in found:
            console.print(Text.assemble(("  ", ""), str(fault), (f"  [{fault.rule}]", "dim")), soft_wrap=True)
    if not faults:
        console.print(Text("Nothing is wrong.", style="green"))


def console() -> Console:
    """A console that is plain when it is not a terminal, or when NO_COLOR is set."""
    return Console(highlight=False, no_color="NO_COLOR" in os.environ)
