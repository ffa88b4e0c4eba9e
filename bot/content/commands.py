"""The commands of authors: check, draw, preview. `bot.__main__` attaches them to `python -m bot`."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from bot import content
from bot.case import MOVES
from bot.content import check as checking
from bot.content import picture, pictures
from bot.content import preview as previewing
from bot.content.rules.facts import Severity
from bot.content.words import LANGUAGES, SOURCE
from bot.script import Place

_folder = click.option(
    "--content",
    "folder",
    envvar="SENIM_CONTENT",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=content.HERE,
    help="Another content folder.",
)


@click.command()
@_folder
@click.option("--json", "as_json", is_flag=True, help="One list of faults, for editors.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a script and stop.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--parked", type=click.File(), help="Places where seekers stand, script.node, one a line; - reads them in."
)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="As of another day: what will be overdue for a check.")
def check(
    folder: Path, parked: Iterable[str] | None, day: datetime | None, *, as_json: bool, schema: bool, strict: bool
) -> None:
    """Tell what is wrong with the scripts, their words, translations and numbers. Exit 1 on errors."""
    if schema:
        click.echo(json.dumps(checking.schema(), ensure_ascii=False, indent=1))
        return
    faults = checking.faults_of(folder, parked=_places(parked or ()), today=day.date() if day else None)
    if as_json:
        click.echo(checking.as_json(faults))
    else:
        checking.show(faults, checking.console())
    bad = len(faults) if strict else sum(fault.severity is Severity.ERROR for fault in faults)
    sys.exit(1 if bad else 0)


_out = click.option("--out", type=click.Path(path_type=Path), help="Where to write.")


@click.command()
@_folder
@click.option("--language", type=click.Choice(LANGUAGES), default=SOURCE, show_default=True)
@_out
def draw(folder: Path, language: str, out: Path | None) -> None:
    """Draw each script, and the table of a case's moves, as SVG pictures into out/pictures."""
    into = out or Path("out/pictures")
    into.mkdir(parents=True, exist_ok=True)
    read = content.load(folder, checking.locales_of(folder))
    for name in read.book:
        (into / f"{name}.svg").write_text(pictures.draw_script(read, name, language), "utf-8")
    (into / "case.svg").write_text(picture.draw_moves(MOVES, "case"), "utf-8")
    click.echo(f"{len(read.book) + 1} pictures are in {into}.")


@click.command()
@_folder
@_out
def preview(folder: Path, out: Path | None) -> None:
    """Write every script into one HTML file to click through and print, out/preview.html."""
    file = out or Path("out/preview.html")
    file.parent.mkdir(parents=True, exist_ok=True)
    page = previewing.preview(content.load(folder, checking.locales_of(folder)))
    file.write_text(page, "utf-8")
    click.echo(f"{file} holds everything; mail it as it is.")


def _places(lines: Iterable[str]) -> list[Place]:
    return [Place(script, node) for script, _, node in (line.strip().partition(".") for line in lines) if node]
