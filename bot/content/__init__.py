"""WORDS: YAML that authors own, its reader, its rules."""

from dataclasses import dataclass
from pathlib import Path

from bot import alarm, script
from bot.content import messages, yaml
from bot.content.partners import read_partners
from bot.content.resources import read_directory
from bot.content.scripts import read_book
from bot.content.words import Words
from bot.directory import EMPTY, Directory
from bot.errors import BadContent
from bot.partner import Partner

HERE = Path(__file__).parent
LOCALES = HERE.parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that authors wrote, read and ready to be said."""

    book: script.Book
    words: Words
    alarm: alarm.Stems
    directory: Directory = EMPTY
    partners: tuple[Partner, ...] = ()
    birds: tuple[str, ...] = ()


def sources(book: script.Book, folder: Path = HERE) -> dict[str, str]:
    """Every translated sentence by its context. Raises BadContent where one context is written twice."""
    found: dict[str, str] = {}
    twice: list[str] = []
    for context, source in (*messages.of_book(book), *messages.of_words(folder / "words")):
        if context in found:
            twice.append(f"'{context}' is written twice; give a node or a file of words another name.")
        found[context] = source
    if twice:
        raise BadContent(tuple(twice))
    return found


def load(folder: Path = HERE, locales: Path = LOCALES) -> Content:
    """The content of a folder. Raises BadContent with every fault at once."""
    book = read_book(folder / "scripts")
    known = read_directory(folder)
    return Content(
        book,
        Words(sources(book, folder), locales),
        alarm.stems_of(yaml.read(folder / "alarm.yaml")),
        known,
        read_partners(folder, [region.code for region in known.regions], book),
        tuple(yaml.read(folder / "birds.yaml")),
    )
