"""The scripts as one HTML file that needs no network: to be mailed to a psychologist, clicked through and printed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot import content, script
from bot.content import yaml
from bot.content.pictures import draw_script, kind
from bot.content.words import LANGUAGES
from bot.directory import Status
from bot.script import Place, place
from bot.talk import CALLS, ENTRY, GATHERED, MENU

PAGE = Path(__file__).parent / "page"
#: The buttons under every screen, in their order.
FOOTER = ("human", "emergency", "menu", "erase")
#: How many entries of the directory a screen of the preview names.
_NAMED = 3


def preview(read: content.Content) -> str:
    """The page."""
    book = json.dumps(_Written(read).book(), ensure_ascii=False, separators=(",", ":"))
    parts = {
        "/*css*/": (PAGE / "page.css").read_text("utf-8"),
        "/*js*/": (PAGE / "engine.js").read_text("utf-8") + (PAGE / "page.js").read_text("utf-8"),
        # A sentence may hold «</script>» only as text; < is the same to JSON and nothing to HTML.
        "/*book*/": book.replace("<", "\\u003c"),
    }
    page = (PAGE / "page.html").read_text("utf-8")
    for mark, part in parts.items():
        head, _, tail = page.partition(mark)
        page = f"{head}{part}{tail}"
    return page


class _Written:
    """A book as the page's engine reads it: places resolved, every sentence in both languages."""

    def __init__(self, read: content.Content) -> None:
        self._read = read

    def book(self) -> dict[str, Any]:
        read = self._read
        return {
            "entry": [ENTRY, read.book[ENTRY].start],
            "menu": MENU,
            "gathered": sorted(GATHERED),
            "calls": {what: self._goes(ENTRY, goes) for what, goes in CALLS.items()},
            "footer": FOOTER,
            "words": self._words(),
            "reasons": self._reasons(),
            "scripts": {one.id: self._script(one) for one in read.book.values()},
            "pictures": {name: {tongue: draw_script(read, name, tongue) for tongue in LANGUAGES} for name in read.book},
        }

    def _words(self) -> Mapping[str, Mapping[str, str]]:
        """The page's own words, and the seeker's where the book has them."""
        own: dict[str, dict[str, str]] = yaml.read(PAGE / "words.yaml")
        return {
            key: {tongue: self._read.words.say(f"seeker.{key}", tongue) for tongue in LANGUAGES}
            if f"seeker.{key}" in self._read.words
            else both
            for key, both in own.items()
        }

    def _reasons(self) -> dict[str, dict[str, str]]:
        codes = {raises.reason for one in self._read.book.values() for raises in _raised(one)}
        return {
            code: {tongue: self._read.words.say(f"reasons.{code}", tongue) for tongue in LANGUAGES}
            for code in sorted(codes)
            if f"reasons.{code}" in self._read.words
        }

    def _script(self, one: script.Script) -> dict[str, Any]:
        return {
            "title": self._both(one.id, one.title),
            "raises": _raises(one.raises),
            "start": one.start,
            "nodes": {node.id: self._node(one.id, node) for node in one.nodes.values()},
        }

    def _node(self, name: str, node: script.Node) -> dict[str, Any]:
        here = f"{name}.{node.id}"
        written: dict[str, Any] = {"kind": kind(node)}
        if text := getattr(node, "text", ""):
            written["text"] = self._both(here, text)
        written |= {flag: True for flag in ("urgent", "must", "once") if getattr(node, flag, False)}
        written |= {
            way: self._goes(name, getattr(node, way))
            for way in ("next", "refused", "otherwise", "script")
            if getattr(node, way, "")
        }
        match node:
            case script.Choose() | script.Several():
                written["field"] = node.fills or here
                written["options"] = [self._option(name, node.id, option) for option in node.options]
                if isinstance(node, script.Choose) and not node.must:
                    written["skip"] = self._goes(name, node.skip or node.next)
            case script.Sort():
                written["rows"] = [
                    {"when": _when(row.when), "next": self._goes(name, row.next), "raises": _raises(row.raises)}
                    for row in node.rows
                ]
            case script.Show():
                written["shows"] = {tongue: self._shows(node, tongue) for tongue in LANGUAGES}
            case script.Say(button=button) if button:
                written["button"] = self._both(f"{here}.button", button)
            case _:
                pass
        return written

    def _option(self, name: str, node: str, option: script.Option) -> dict[str, Any]:
        return {
            "id": option.id,
            "text": self._both(f"{name}.{node}.{option.id}", option.text),
            "next": self._goes(name, option.next) if option.next else None,
            "raises": _raises(option.raises),
            "fills": option.fills,
            "when": _when(option.when),
        }

    def _shows(self, node: script.Show, tongue: str) -> list[str]:
        """What a screen would name from the directory; the ids where nothing is live yet."""
        live = [one for one in self._read.directory.resources if one.status is Status.LIVE]
        found = [one for one in live if one.id == node.entry or node.need in one.needs]
        named = [" · ".join((one.names[tongue], *(phone.number for phone in one.phones))) for one in found[:_NAMED]]
        return named or [node.entry or node.need]

    def _goes(self, name: str, goes: str) -> list[str]:
        there: Place = place(self._read.book, name, goes)
        return [there.script, there.node]

    def _both(self, context: str, source: str) -> dict[str, str]:
        return {tongue: self._read.words.translate(context, source, tongue) for tongue in LANGUAGES}


def _raised(one: script.Script) -> list[script.Raise]:
    ways = [way for node in one.nodes.values() for way in (*getattr(node, "options", ()), *getattr(node, "rows", ()))]
    return [raises for raises in (one.raises, *(way.raises for way in ways)) if raises]


def _raises(raises: script.Raise | None) -> list[str] | None:
    return [raises.level.name, raises.reason] if raises else None


def _when(when: script.When) -> list[list[dict[str, Any]]]:
    return [
        [
            {"field": test.field, "of": test.of, "at_least": test.at_least, "only": test.only, "fewer": test.fewer}
            for test in row
        ]
        for row in when.rows
    ]
