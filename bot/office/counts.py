"""Counts by day, without a person: what the reports are made of."""

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.hours import ASTANA
from bot.office import Office
from bot.store.tables import counts


async def add(tx: AsyncConnection, office: Office, what: str) -> None:
    """One more of `what` today (by Astana's clock)."""
    day = office.clock().astimezone(ASTANA).date().isoformat()
    same_day = (counts.c.day == day, counts.c.what == what)
    more = await tx.execute(update(counts).where(*same_day).values(number=counts.c.number + 1))
    if not more.rowcount:
        make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
        first = make(counts).values(day=day, what=what, number=1)
        again = {"number": counts.c.number + 1}
        await tx.execute(first.on_conflict_do_update(index_elements=["day", "what"], set_=again))


async def between(office: Office, first: str, last: str) -> dict[str, int]:
    """What was counted from one day to another, both included; days as 2026-11-22."""
    rows = select(counts.c.what, func.sum(counts.c.number)).where(counts.c.day >= first, counts.c.day <= last)
    async with office.store.begin() as tx:
        return {what: int(number) for what, number in await tx.execute(rows.group_by(counts.c.what))}
