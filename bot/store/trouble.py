"""Trouble of the store, said in one clear sentence for the operator: full, locked, damaged, out of reach."""

import logging

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

#: What the drivers say, in lower case, and what it means.
_MEANING: tuple[tuple[str, str], ...] = (
    ("disk is full", "The disk of the store is full; nothing new is confirmed until there is room."),
    ("no space left", "The disk of the store is full; nothing new is confirmed until there is room."),
    ("could not extend file", "The disk of the store is full; nothing new is confirmed until there is room."),
    ("locked", "The store is locked by another program; nothing new is confirmed until it lets go."),
    ("malformed", "The store is damaged; stop the bot and restore the file from its last copy."),
    ("not a database", "The store is damaged; stop the bot and restore the file from its last copy."),
    ("disk i/o error", "The disk of the store cannot be read or written; nothing new is confirmed until it can."),
    ("readonly", "The store may only be read; give the bot's user the right to write it."),
)
_OUT_OF_REACH = "The store cannot be reached; nothing new is confirmed until it can."


def trouble(fault: BaseException) -> str | None:
    """The sentence for a fault of the store itself; None for any other fault. Holds no value and no statement."""
    if not isinstance(fault, DBAPIError | PoolTimeout | OSError):
        return None
    said = str(getattr(fault, "orig", fault)).lower()
    meaning = next((sentence for words, sentence in _MEANING if words in said), None)
    if meaning is not None:
        return meaning
    broken = isinstance(fault, DBAPIError) and fault.connection_invalidated
    return _OUT_OF_REACH if broken or isinstance(fault, OperationalError | InterfaceError | PoolTimeout) else None


def tell(log: logging.Logger, fault: BaseException, event: str) -> None:
    """Logs a fault: the store's own in a sentence, any other as an event and the fault's kind. Never what it says:
    that may hold an address, a token or a person's words.
    """
    log.error("%s", trouble(fault) or f"{event} trouble={type(fault).__name__}")
