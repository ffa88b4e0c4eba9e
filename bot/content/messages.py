"""Every sentence that is translated: collected from the content, brought into the catalogues, and missed when absent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from bot import script
from bot.content import yaml


def of_book(book: script.Book) -> Iterator[tuple[str, str]]:
    """(context, source sentence) of every script: its title, what nodes say, what buttons say."""
    for one in book.values():
        yield one.id, one.title
        for node in one.nodes.values():
            yield from _of_node(f"{one.id}.{node.id}", node)


def _of_node(context: str, node: script.Node) -> Iterator[tuple[str, str]]:
    if text := getattr(node, "text", ""):
        yield context, text
    if button := getattr(node, "button", ""):
        yield f"{context}.button", button
    if isinstance(node, script.Choose | script.Several):
        for option in node.options:
            yield f"{context}.{option.id}", option.text


def of_words(folder: Path) -> Iterator[tuple[str, str]]:
    """(context, source sentence) of the files of words: `seeker.yaml` with `next: Дальше` is `seeker.next`."""
    for file in sorted(folder.glob("*.yaml")):
        yield from _flat(file.stem, yaml.read(file))


def _flat(context: str, words: Any) -> Iterator[tuple[str, str]]:
    if isinstance(words, dict):
        for key, value in words.items():
            yield from _flat(f"{context}.{key}", value)
    elif words is not None:
        yield context, str(words)


@dataclass(frozen=True, slots=True)
class Lack:
    """A sentence that a catalogue does not have, or has only fuzzily."""

    tongue: str
    context: str
    source: str
    fuzzy: bool


def lacking(catalog: Catalog, tongue: str, sources: Mapping[str, str]) -> Iterator[Lack]:
    """What of the sources this catalogue cannot say yet."""
    for context, source in sources.items():
        message = catalog.get(source, context)
        if message is None or not message.string or message.fuzzy:
            yield Lack(tongue, context, source, message is not None and message.fuzzy)


def renewed(catalog: Catalog, sources: Mapping[str, str], *, sparse: bool = False) -> Catalog:
    """The catalogue for these sources. A sentence whose source changed keeps its old translation, marked fuzzy.

    `sparse` catalogues (a familiar form of address) hold only what differs, so nothing is added to them.
    """
    known = {message.context: message for message in catalog if message.id}
    new = Catalog(locale=catalog.locale, fuzzy=False, charset="utf-8")
    new.mime_headers = _headers(catalog)
    for context, source in sources.items():
        before = known.get(context)
        if before is None and sparse:
            continue
        new[source] = _carried(context, source, before)
    return new


def _headers(catalog: Catalog) -> Any:
    return [(name, value) for name, value in catalog.mime_headers if "Date" not in name]


def _carried(context: str, source: str, before: Message | None) -> Message:
    if before is None:
        return Message(source, context=context)
    changed = before.id != source
    flags = before.flags | ({"fuzzy"} if changed and before.string else set())
    previous = [str(before.id)] if changed else []
    return Message(
        source,
        before.string,
        context=context,
        flags=flags,
        user_comments=before.user_comments,
        previous_id=previous,
    )
