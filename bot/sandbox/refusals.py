"""Telegram's way of saying no: a code, its own sentence, and sometimes what to do instead.

The sentences are Telegram's, letter for letter where they are known, because bots tell one refusal from another by them.
"""

from typing import Any

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
SECOND_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
HAS_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
NAMES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}


class Refusal(Exception):
    """Telegram refuses a request. `mistake` marks one that no real bot should ever send: an unknown parameter, a wrong type."""

    def __init__(self, code: int, why: str = "", *, mistake: bool = False, **parameters: int) -> None:
        name = NAMES.get(code, "Error")
        self.code = code
        self.description = f"{name}: {why}" if why else name
        self.parameters = parameters
        self.mistake = mistake
        super().__init__(self.description)

    def wire(self) -> dict[str, Any]:
        said: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            said["parameters"] = self.parameters
        return said


def bad(why: str) -> Refusal:
    return Refusal(400, why)


def forbidden(why: str) -> Refusal:
    return Refusal(403, why)


def conflict(why: str) -> Refusal:
    return Refusal(409, why)


def mistake(why: str) -> Refusal:
    return Refusal(400, why, mistake=True)


def too_many(retry_after: int) -> Refusal:
    return Refusal(429, f"retry after {retry_after}", retry_after=retry_after)


def migrated(to: int) -> Refusal:
    return Refusal(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)
