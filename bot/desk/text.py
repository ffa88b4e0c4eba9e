"""How long words are for Telegram, and where they break. Telegram counts UTF-16 units, at most 4096 a message."""

from collections.abc import Iterator
from datetime import datetime

from bot.hours import ASTANA

LONGEST = 4096


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, longest: int = LONGEST) -> tuple[str, ...]:
    """A text in pieces of at most `longest` units, broken between lines, else between words, else anywhere;
    no piece but the last is short.
    """
    return tuple(_pieces(text, longest))


def _pieces(text: str, longest: int) -> Iterator[str]:
    while units(text) > longest:
        head = _head(text, longest)
        cut = next((at for at in map(head.rfind, ("\n", " ")) if at > len(head) // 2), len(head))
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def _head(text: str, longest: int) -> str:
    """The longest beginning that fits; a letter outside the basic plane is never halved."""
    return text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")


def joined(lines: list[str], longest: int = LONGEST) -> tuple[str, ...]:
    """Lines as few messages: each holds as many whole lines as fit."""
    pages: list[str] = []
    for line in (piece for whole in lines for piece in split(whole, longest)):
        if pages and units(pages[-1]) + 2 + units(line) <= longest:
            pages[-1] = f"{pages[-1]}\n\n{line}"
        else:
            pages.append(line)
    return tuple(pages)


def clock(moment: datetime, now: datetime) -> str:
    """A time as people in Kazakhstan read it; with its day when that is not today."""
    there, today = moment.astimezone(ASTANA), now.astimezone(ASTANA).date()
    return there.strftime("%H:%M") if there.date() == today else there.strftime("%d.%m %H:%M")
