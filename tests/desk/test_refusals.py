"""What Telegram's refusals mean."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.desk import refusals
from bot.errors import BotError, Later, MovedTo, Undeliverable

REASONS = [
    (Forbidden("Forbidden: bot was blocked by the user"), "blocked"),
    (Forbidden("Forbidden: user is deactivated"), "deactivated"),
    (Forbidden("Forbidden: bot was kicked from the group chat"), "blocked"),
    (BadRequest("Bad Request: chat not found"), "no_chat"),
    (BadRequest("Bad Request: message thread not found"), "no_topic"),
    (BadRequest("Bad Request: TOPIC_ID_INVALID"), "no_topic"),
    (BadRequest("Bad Request: message is too long"), "refused"),
]


@pytest.mark.parametrize(("fault", "reason"), REASONS)
def test_a_refusal_has_its_reason(fault: TelegramError, reason: str) -> None:
    trouble = refusals.meaning(fault)
    assert isinstance(trouble, Undeliverable)
    assert trouble.reason == reason


@pytest.mark.parametrize("fault", [TimedOut(), NetworkError("Bad Gateway"), TelegramError("odd"), Conflict("two")])
def test_what_may_pass_is_tried_later(fault: TelegramError) -> None:
    assert isinstance(refusals.meaning(fault), Later)


@pytest.fixture
def new_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form of a pause that the face chooses where it is built."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def test_a_wrong_token_stops_the_whole_bot_for_its_operator() -> None:
    trouble = refusals.meaning(InvalidToken())
    assert isinstance(trouble, Later)
    assert trouble.everywhere


@pytest.mark.usefixtures("new_form")
def test_telegrams_pause_is_kept_and_its_new_address_followed() -> None:
    later: BotError = refusals.meaning(RetryAfter(11))
    moved: BotError = refusals.meaning(ChatMigrated(-100))
    assert isinstance(later, Later)
    assert isinstance(moved, MovedTo)
    assert (later.after, moved.group) == (timedelta(seconds=11), -100)
