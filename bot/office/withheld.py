"""Words of a seeker on their way to a counsellor; those in which something was hidden wait, sealed, for one tap."""

import json
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.office import Office, Redaction, letters
from bot.office.standing import find_seeker, held_words, open_case_of, pending_of, reread
from bot.outbox import Redacted, of_seeker
from bot.store.tables import cases as case_table
from bot.store.tables import seekers

#: What a seeker may decide about words in which something was hidden.
SEND_HIDDEN, SEND_AS_IS, DROP = "hidden", "as_is", "drop"


async def names_in_case(office: Office, chat: int) -> str:
    async with office.store.begin() as tx:
        row = await find_seeker(tx, office, chat)
        case = await open_case_of(tx, row) if row is not None else None
        if case is None or case.names is None:
            return ""
        return office.keys.case_key(case.case, case.key).open(case.names, f"names of {case.case}").decode()


async def remember_names(tx: AsyncConnection, office: Office, case: Row[Any], names: str) -> None:
    sealed = office.keys.case_key(case.case, case.key).seal(names, f"names of {case.case}")
    await tx.execute(update(case_table).where(case_table.c.case == case.case).values(names=sealed))


async def hold_words(tx: AsyncConnection, office: Office, row: Row[Any], held: dict[str, Any]) -> Row[Any]:
    sealed = office.keys.seekers.talk.seal(json.dumps(held, ensure_ascii=False), f"pending of {row.seeker}")
    await tx.execute(update(seekers).where(seekers.c.seeker == row.seeker).values(pending=sealed))
    return await reread(tx, row.seeker)


async def let_go(tx: AsyncConnection, row: Row[Any]) -> Row[Any]:
    """Nothing waits for a tap any more."""
    if row.pending is None:
        return row
    mine = seekers.c.seeker == row.seeker
    await tx.execute(update(seekers).where(mine).values(pending=None))
    return (await tx.execute(select(seekers).where(mine))).one()


def to_hold(redaction: Redaction, origin: int) -> dict[str, Any]:
    """What is kept of words that wait: their parts, which of them the seeker wants seen, and their message."""
    return {"parts": redaction.parts, "shown": [], "origin": origin}


def decided_words(held: dict[str, Any], decision: str) -> Redacted:
    """The person read the hidden words and chose what to say as it is: their own decision makes it sayable."""
    if decision == SEND_AS_IS:
        return Redacted("".join(said for said, _ in held["parts"]))
    return pending_of(held).text


async def reveal(
    tx: AsyncConnection, office: Office, row: Row[Any], held: dict[str, Any], part: int, *, seen: bool
) -> Row[Any]:
    """One of the hidden things is to be seen, or hidden again; the same thing wherever it stands."""
    shown = {*held["shown"], part} if seen else {*held["shown"]} - {part}
    return await hold_words(tx, office, row, {**held, "shown": sorted(shown)})


async def send_held(tx: AsyncConnection, office: Office, row: Row[Any], case: Row[Any], decision: str) -> None:
    if row.pending is None:
        return
    held = held_words(office, row)
    if decision != DROP:
        await pass_on(tx, office, row, case, decided_words(held, decision), held["origin"])
    await let_go(tx, row)


async def pass_on(
    tx: AsyncConnection, office: Office, row: Row[Any], case: Row[Any], text: Redacted, origin: int
) -> None:
    letter = of_seeker(case.counsellor, case.case, text, author=row.seeker, origin=origin, level=case.level)
    await letters.write(tx, office, letter)
