"""Takes what identifies a person out of words: personal data removed automatically. Never call the result anonymous.

`redact(text)` for one text; `redact_in_case(text, memory)` for the next message of a case, so that a person keeps a number;
`load()` before the first of them, so that nobody waits.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.anonymise.memory import Memory
from bot.anonymise.placeholders import stands_for
from bot.anonymise.questions import asks_identity
from bot.anonymise.spans import KINDS, Span
from bot.outbox import Redacted

if TYPE_CHECKING:
    from bot.anonymise.redaction import Redaction, lines, load, redact, redact_in_case

__all__ = [
    "KINDS",
    "Memory",
    "Redacted",
    "Redaction",
    "Span",
    "asks_identity",
    "lines",
    "load",
    "redact",
    "redact_in_case",
    "stands_for",
]


def __getattr__(name: str) -> Any:
    """Redacting needs numpy and a dictionary. They are loaded when it is first asked for: the desk never does."""
    if name in __all__:
        return getattr(import_module("bot.anonymise.redaction"), name)
    raise AttributeError(name)
