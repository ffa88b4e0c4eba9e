"""WORK: each thing the office does is one transaction. Nothing is sent inside it; letters are written."""

from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import Content
from bot.hours import NO_HOLIDAYS, Holidays
from bot.outbox import Redacted
from bot.partner import Partner
from bot.store import Store
from bot.store.tables import heard
from bot.store.vault import Keys


@dataclass(frozen=True, slots=True)
class Redaction:
    """What redacting gave: the words, their parts, and the names known from now on.

    A part is what was said and what stands for it now; nothing ("") where it stays.
    """

    text: Redacted
    parts: tuple[tuple[str, str], ...]
    names: str = ""

    @property
    def hides(self) -> bool:
        """Whether anything was taken out."""
        return any(stands for _, stands in self.parts)


#: (raw words, names known in the case so far) → Redaction. Runs off the event loop.
Redact = Callable[[str, str], Awaitable[Redaction]]


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that an act needs: the store, the keys, the words, the clock, and where new ids come from."""

    store: Store
    keys: Keys
    content: Content
    redact: Redact
    partners: Mapping[str, Partner]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    birds: tuple[str, ...] = ("Қарлығаш",)
    #: Holidays of the country, for the hours of partners.
    holidays: Holidays = NO_HOLIDAYS
    #: In the sandbox training partners answer; outside only real ones do.
    sandbox: bool = False
    #: Set whenever letters were written, so that the post need not look for them by the clock.
    written: Callable[[], None] = field(default=lambda: None)


#: The update that is being acted on, as (bot, update id). The intake sets it; the act strikes it out.
HEARING: ContextVar[tuple[str, int] | None] = ContextVar("HEARING", default=None)


async def strike(tx: AsyncConnection) -> None:
    """Strikes out the update that caused this act, in the act's own transaction: acted on once, or not at all."""
    if (hearing := HEARING.get()) is None:
        return
    bot, number = hearing
    await tx.execute(update(heard).where(heard.c.bot == bot, heard.c.update == number).values(state="done", body=None))
