"""Keyboards as Telegram takes them: what it refuses, what it keeps."""

from typing import Any

from bot.sandbox import refusals

Wire = dict[str, Any]
LONGEST_DATA = 64  # bytes, not letters: a Kazakh or Russian letter is two
MOST_BUTTONS = 100
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)


def check(markup: Wire | None) -> None:
    """Refuse a keyboard that Telegram would refuse, with its words."""
    if not isinstance(markup, dict):
        return
    rows = markup.get("inline_keyboard") or []
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise refusals.bad("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline(button)
    for row in markup.get("keyboard") or []:
        for button in row:
            if not (button if isinstance(button, str) else button.get("text")):
                raise refusals.bad("can't parse keyboard button: text is empty")


def _check_inline(button: Wire) -> None:
    if not str(button.get("text", "")).strip():
        raise refusals.bad("can't parse inline keyboard button: text is empty")
    if not any(button.get(action) is not None for action in ACTIONS):
        raise refusals.bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise refusals.bad("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not url.startswith(("http://", "https://", "tg://", "tel:", "t.me/", "mailto:")):
        raise refusals.bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def inline(markup: Wire | None) -> Wire | None:
    """The keyboard that stays under the message; an empty one is none."""
    return markup if markup and markup.get("inline_keyboard") else None


def labels(markup: Wire | None) -> list[list[str]]:
    """What a person reads on the buttons, row by row."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [[one if isinstance(one, str) else str(one["text"]) for one in row] for row in rows]
