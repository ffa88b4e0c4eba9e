"""A counsellor's words that do not go at once: it is not clear for whom they are, or they might name somebody.

They wait, sealed, until she taps a button of the question about them. The question is a letter, so it cannot be lost.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotHere
from bot.office import Office, counsellor, letters, pending, strike
from bot.office.pending import Held
from bot.outbox import Kind, Letter

#: What became of an edited message.
SENT, HELD, NOT_CARRIED = "sent", "held", "not_carried"


async def keeps(
    office: Office, chat: int, text: str, origin: int, case: str | None, *, asks: bool, topic: int | None = None
) -> None:
    """Keeps words back and asks her about them, next to where she wrote. Raises NotHere for a stranger."""
    async with office.store.begin() as tx:
        await strike(tx)
        her = await counsellor.find(tx, office, chat)
        await _keep(tx, office, her, Held(origin, text, case, asks, office.clock()))
        await _ask(tx, office, her, origin, case, topic)


async def goes(office: Office, chat: int, origin: int, case: str | None = None) -> str:
    """She decided: the words go, to `case` if she was asked whose they are. SENT, or HELD when one more question is due.

    Raises NotHere when no such words wait, or the case is no longer in her hands; then they wait on.
    """
    async with office.store.begin() as tx:
        await strike(tx)
        her = await counsellor.find(tx, office, chat)
        words = _waiting(office, her, origin)
        row = await counsellor.held(tx, office, chat, words.case or case or "")
        if words.case is None and words.asks:
            await _keep(tx, office, her, replace(words, case=row.case))
            await _ask(tx, office, her, origin, row.case, None)
            return HELD
        await _send(tx, office, her, row, words)
        return SENT


async def drops(office: Office, chat: int, origin: int) -> None:
    """She decided that the words do not go. Words that do not wait any more change nothing."""
    async with office.store.begin() as tx:
        await strike(tx)
        her = await counsellor.find(tx, office, chat)
        left = {number: one for number, one in pending.load(office, her).items() if number != origin}
        await pending.save(tx, office, her.counsellor, left)


async def edits(office: Office, chat: int, text: str, origin: int, *, asks: bool) -> str:
    """She changed a message: what waits changes, and goes if nothing is left to ask; what went before is followed by an
    edit, unless the new words have to wait themselves.
    """
    async with office.store.begin() as tx:
        await strike(tx)
        her = await counsellor.find(tx, office, chat)
        words = pending.load(office, her).get(origin)
        row = await counsellor.case_said_in(tx, office, chat, origin)
        if words is None and row is None:
            return NOT_CARRIED
        if words is None and asks and row is not None:
            await _keep(tx, office, her, Held(origin, text, row.case, asks, office.clock()))
            await _ask(tx, office, her, origin, row.case, None)
            return HELD
        if words is not None and (words.case is None or asks):
            await _keep(tx, office, her, replace(words, text=text, asks=asks))
            return HELD
        case = words.case if words is not None and words.case else row.case if row is not None else ""
        held = await counsellor.held(tx, office, chat, case)
        await _send(tx, office, her, held, Held(origin, text, case, asks, office.clock()))
        return SENT


def _waiting(office: Office, her: Row[Any], origin: int) -> Held:
    try:
        return pending.load(office, her)[origin]
    except KeyError:
        raise NotHere("No such words wait any more.") from None


async def _keep(tx: AsyncConnection, office: Office, her: Row[Any], words: Held) -> None:
    waiting = {**pending.load(office, her), words.origin: words}
    await pending.save(tx, office, her.counsellor, waiting)


async def _send(tx: AsyncConnection, office: Office, her: Row[Any], row: Row[Any], words: Held) -> None:
    await counsellor.pass_on(tx, office, row, words.text, words.origin)
    left = {number: one for number, one in pending.load(office, her).items() if number != words.origin}
    await pending.save(tx, office, her.counsellor, left)


async def _ask(
    tx: AsyncConnection, office: Office, her: Row[Any], origin: int, case: str | None, topic: int | None
) -> None:
    """`which_case` while it is not known for whom the words are, else `asks_identity`."""
    facts = {"origin": str(origin), **({"topic": str(topic)} if topic else {})}
    key = "asks_identity" if case else "which_case"
    await letters.write(tx, office, Letter("desk", her.counsellor, Kind.NOTICE, key=key, facts=facts, case=case))
