"""Telegram's HTML: words with tags in, plain words and entities out. Lengths and offsets are in UTF-16 units, as Telegram's."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from bot.sandbox import refusals

Entities = list[dict[str, Any]]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
# What Telegram finds by itself in plain words.
FOUND = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?\b")),
    ("url", re.compile(r"\bhttps?://[^\s<>]+|\bt\.me/[^\s<>]+")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\w")),
    ("mention", re.compile(r"(?<!\w)@\w{4,32}\b")),
)


def units(text: str) -> int:
    """Length in UTF-16 units: a letter is one, most emoji are two."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def read(text: str, parse_mode: str | None, entities: Entities | None) -> tuple[str, Entities]:
    """The words as a person sees them and their entities, with what Telegram finds by itself."""
    if parse_mode:
        if parse_mode.lower() != "html":
            raise refusals.mistake("unsupported parse_mode: the small Telegram reads only HTML")
        text, entities = from_html(text)
    text, given = _trim(text, list(entities or []))
    return text, sorted(given + _find(text, given), key=lambda one: (one["offset"], -one["length"]))


def from_html(text: str) -> tuple[str, Entities]:
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.words: list[str] = []
        self.length = 0
        self.open: list[tuple[str, dict[str, Any] | None]] = []
        self.entities: Entities = []

    def _offset(self) -> int:
        line, column = self.getpos()
        before = "\n".join(self.source.split("\n")[: line - 1])
        return len(before.encode()) + (line > 1) + len(self.source.split("\n")[line - 1][:column].encode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in TAGS or (tag == "span" and given.get("class") != "tg-spoiler"):
            raise refusals.bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self._offset()}')
        self.open.append((tag, self._entity(tag, given)))

    def _entity(self, tag: str, given: dict[str, str | None]) -> dict[str, Any] | None:
        entity: dict[str, Any] = {"type": TAGS[tag], "offset": self.length, "length": 0}
        if tag == "a":
            if not given.get("href"):
                return None  # Telegram drops a link that leads nowhere and keeps its words
            entity["url"] = given["href"]
        if tag == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        if tag == "tg-emoji":
            entity["custom_emoji_id"] = given.get("emoji-id") or ""
        return entity

    def handle_endtag(self, tag: str) -> None:
        at = self._offset()
        if not self.open:
            raise refusals.bad(f"can't parse entities: Unexpected end tag at byte offset {at}")
        expected, entity = self.open.pop()
        if tag != expected:
            raise refusals.bad(
                f'can\'t parse entities: Unmatched end tag at byte offset {at}, expected "</{expected}>", found "</{tag}>"'
            )
        if entity is not None and self.length > entity["offset"]:
            self.entities.append({**entity, "length": self.length - entity["offset"]})

    def handle_data(self, data: str) -> None:
        if "<" in data:  # browsers forgive a bare "<", Telegram does not
            raise refusals.bad(f'can\'t parse entities: Unsupported start tag "" at byte offset {self._offset()}')
        self._say(data)

    def _say(self, words: str) -> None:
        self.words.append(words)
        self.length += units(words)

    def handle_entityref(self, name: str) -> None:
        self._say({"lt": "<", "gt": ">", "amp": "&", "quot": '"'}.get(name, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._say(unescape(f"&#{name};"))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002  the parser's own signature
        raise refusals.bad(f'can\'t parse entities: Unsupported start tag "!--" at byte offset {self._offset()}')

    def finish(self) -> tuple[str, Entities]:
        if self.open:
            raise refusals.bad(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{self.open[-1][0]}\""
            )
        if self.rawdata:
            raise refusals.bad(f"can't parse entities: Unclosed start tag at byte offset {self._offset()}")
        return "".join(self.words), self.entities


def _trim(text: str, entities: Entities) -> tuple[str, Entities]:
    left = units(text) - units(text.lstrip())
    text = text.strip()
    whole = units(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - left, 0)
        end = min(entity["offset"] + entity["length"] - left, whole)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, kept


def _find(text: str, given: Entities) -> Entities:
    closed = [one for one in given if one["type"] in {"code", "pre", "text_link"}]
    found: Entities = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start, length = units(text[: match.start()]), units(match.group())
            taken = (*closed, *found)
            if all(start + length <= one["offset"] or start >= one["offset"] + one["length"] for one in taken):
                found.append({"type": kind, "offset": start, "length": length})
    return found
