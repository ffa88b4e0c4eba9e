"""The small whole book of the tests, and the same book broken in one place."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from babel.messages.catalog import Catalog

from bot.content import check, yaml
from bot.content.rules.facts import Facts
from bot.content.rules.spelling import hunspell
from bot.script import Place

BOOK = Path(__file__).parent / "book"
#: The day on which the small directory was checked.
TODAY = date(2026, 11, 22)
BROKEN = Path(__file__).parent.parent / "broken"


def broken(example: Path, folder: Path) -> Facts:
    """The facts of the small book with an example laid over it: its files, and beside them

    `kk.yaml`: Kazakh sentences by context (`{was:, says:}` for one whose source changed since),
    `parked.txt`: places where seekers stand, `removed.txt`: files that are not there, `without.txt`: there is no hunspell.
    """
    shutil.copytree(BOOK, folder)
    shutil.copytree(example, folder, dirs_exist_ok=True)
    for file in _lines(example / "removed.txt"):
        (folder / file).unlink()
    facts = check.read_facts(folder, folder / "locales", _parked(example / "parked.txt"), TODAY)
    _translate(facts, yaml.read(example / "kk.yaml") if (example / "kk.yaml").exists() else {})
    without = (example / "without.txt").exists()
    return replace(facts, speller=(lambda language, words: None) if without else hunspell)


def _translate(facts: Facts, says: dict[str, str | dict[str, str]]) -> None:
    catalogue: Catalog = facts.catalogues["kk"]
    for context, said in says.items():
        if isinstance(said, str):
            catalogue[facts.sources[context]] = _message(facts.sources[context], said, context)
        else:
            catalogue.delete(facts.sources[context], context)
            catalogue.add(said["was"], said["says"], context=context)


def _message(source: str, said: str, context: str):  # noqa: ANN202  # Babel ships no types worth naming here
    return Catalog(locale="kk").add(source, said, context=context)


def _parked(file: Path) -> frozenset[Place]:
    return frozenset(Place(*line.split(".")) for line in _lines(file))


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").split() if file.exists() else []
