"""What happens by the clock: promises that run out, talks and cases whose time to be forgotten has come."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import lifetimes, triage
from bot.case import OPEN, State
from bot.office import Office, cases, counts, letters, vanishing
from bot.outbox import Kind, Letter
from bot.store.tables import cases as case_table
from bot.store.tables import codes, heard, invites, seekers
from bot.store.tables import letters as letter_table


async def passes(office: Office) -> None:
    """One round. Each case is an act of its own, so that one odd row does not stop the others."""
    for case in await _waiting(office):
        await _watches(office, case)
    for case in await _lapsed(office):
        async with office.store.begin() as tx:
            await cases.forget(tx, office, await cases.find(tx, case))
    await vanishing.passes(office)
    await _sweeps(office)


async def _waiting(office: Office) -> Iterable[str]:
    async with office.store.begin() as tx:
        unwarned = (case_table.c.state == State.WAITING, case_table.c.warned < 2)  # noqa: PLR2004  # both warnings given
        return (await tx.execute(select(case_table.c.case).where(*unwarned))).scalars().all()


async def _watches(office: Office, case: str) -> None:
    """Half of the promised time: the desk hears of it. All of it: the seeker is told the truth, and 111 once more."""
    async with office.store.begin() as tx:
        row = await cases.find(tx, case)
        now = office.clock()
        if row.state != State.WAITING:
            return
        if now >= row.promised and row.warned < 2:  # noqa: PLR2004  # as above
            await _warns(tx, office, row, "deadline_missed", 2)
            await letters.write(tx, office, _apology(row))
            await counts.add(tx, office, "promise.missed")
        elif triage.half_gone(row.asked, row.promised, now) and row.warned < 1:
            await _warns(tx, office, row, "deadline_near", 1)


async def _warns(tx: AsyncConnection, office: Office, row: Row[Any], key: str, warned: int) -> None:
    facts = {"name": row.name, "level": f"L{row.level}"}
    alert = Letter("desk", row.partner, Kind.ALERT, key=key, facts=facts, case=row.case, urgent=row.level)
    await letters.write(tx, office, alert)
    await tx.execute(update(case_table).where(case_table.c.case == row.case).values(warned=warned))


def _apology(row: Row[Any]) -> Letter:
    return Letter(
        "seeker",
        row.seeker,
        Kind.NOTICE,
        key="promise_missed",
        facts={"name": row.name},
        case=row.case,
        urgent=row.level,
    )


async def _lapsed(office: Office) -> Iterable[str]:
    """Ended cases whose time is over."""
    async with office.store.begin() as tx:
        before = office.clock() - lifetimes.CASE.lasts
        ended = (case_table.c.ended < before, case_table.c.state != State.FORGOTTEN)
        return (await tx.execute(select(case_table.c.case).where(*ended))).scalars().all()


async def _sweeps(office: Office) -> None:
    """Talks left alone, updates acted on long ago, codes nobody used, and that letters once went to and fro."""
    now = office.clock()
    async with office.store.begin() as tx:
        await letters.wakes(tx, office)
        left_alone = (seekers.c.touched < now - lifetimes.TALK.lasts, seekers.c.case.is_(None))
        await tx.execute(delete(seekers).where(*left_alone))
        done = (heard.c.state.in_(("done", "dead")), heard.c.came < now - lifetimes.HEARD.lasts)
        await tx.execute(delete(heard).where(*done))
        await tx.execute(delete(letter_table).where(*_of_the_past(office)))
        await tx.execute(delete(letter_table).where(*_for_nobody()))
        await tx.execute(delete(codes).where(codes.c.made < now - lifetimes.CODE.lasts))
        await tx.execute(delete(invites).where(invites.c.expires < now))


def _for_nobody() -> tuple[Any, ...]:
    """Letters that were kept back for a seeker who never looked in again, and whose talk was forgotten meanwhile."""
    known = select(seekers.c.seeker)
    return (letter_table.c.bot == "seeker", letter_table.c.state == "held", letter_table.c.to.not_in(known))


def _of_the_past(office: Office) -> tuple[Any, ...]:
    """Letters whose way is over, of no case or of one that has ended, whose messages nobody can take away any more."""
    over = letter_table.c.state.in_(("sent", "failed"))
    still_open = select(case_table.c.case).where(case_table.c.state.in_(OPEN))
    left = letter_table.c.case.is_(None) | letter_table.c.case.not_in(still_open)
    return (over, left, letter_table.c.written < office.clock() - lifetimes.DELETABLE)
