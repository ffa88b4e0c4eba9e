"""What Telegram's refusals mean for a letter. Its sentences change, so they are matched by their beginnings, in lower case."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.errors import BotError, Later, MovedTo, Undeliverable

#: After a torn connection or a fault of Telegram's; the post makes longer pauses by itself.
SOON = timedelta(seconds=1)
#: A wrong token or a second poller: the whole bot waits for its operator.
OPERATOR = timedelta(minutes=1)


def says(fault: TelegramError, *beginnings: str) -> bool:
    """Whether a refusal says one of these."""
    said = fault.message.lower().removeprefix("bad request: ").removeprefix("forbidden: ")
    return said.startswith(beginnings)


def thread_gone(fault: TelegramError) -> bool:
    """Somebody deleted the topic by hand, or Telegram does not take messages for topics at the moment."""
    return says(fault, "message thread not found", "topic_id_invalid", "topic_deleted", "thread not found")


def meaning(fault: TelegramError) -> BotError:
    """The trouble of this house that a refusal of Telegram's is."""
    match fault:
        case RetryAfter():
            return Later(pause(fault))
        case ChatMigrated():
            return MovedTo(fault.new_chat_id)
        case Forbidden():
            return Undeliverable("deactivated" if says(fault, "user is deactivated") else "blocked")
        case BadRequest() if says(fault, "chat not found", "peer_id_invalid", "group chat was deactivated"):
            return Undeliverable("no_chat")
        case BadRequest() if thread_gone(fault):
            return Undeliverable("no_topic")
        case BadRequest():
            return Undeliverable("refused")
        case InvalidToken() | Conflict():
            return Later(OPERATOR, everywhere=True)
        case NetworkError():
            return Later(SOON)
        case _:
            return Later(SOON)


def pause(fault: RetryAfter) -> timedelta:
    """How long Telegram asks to wait."""
    asked = fault.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
