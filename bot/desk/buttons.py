"""What a button carries: a verb and what it is about, never anything about a person. At most 64 bytes."""

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

TAKE, SHOW = "take", "show"
CLOSE, CLOSED, RELEASE, RELEASED, KEEP = "close", "closed", "release", "released", "keep"
TO, SEND, CHANGE, DROP = "to", "send", "change", "drop"
DUTY, TONGUE, GROUP_TONGUE = "duty", "tongue", "group"

#: (label, what it carries), row by row.
Rows = Sequence[Sequence[tuple[str, str]]]


def carries(verb: str, *about: object) -> str:
    return ":".join((verb, *map(str, about)))


def read(data: str) -> tuple[str, tuple[str, ...]]:
    """The verb of a button and what it is about."""
    verb, *about = data.split(":")
    return verb, tuple(about)


def keyboard(rows: Rows | None) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
    )


def column(buttons: Iterable[tuple[str, str]]) -> Rows:
    """One button a row."""
    return [[one] for one in buttons]
