"""What waits, what could not be heard and what could not be delivered: figures for an operator, without a person."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Table, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.case import State
from bot.office import Office
from bot.outbox import Bot
from bot.store.tables import cases, heard, letters

#: Seconds that a letter or an update may wait before an operator should look.
LONG = 600
_ON_THE_WAY = ("waiting", "sending")


async def figures(office: Office) -> dict[str, int]:
    """Counts by name: `heard.dead`, `letters.waiting`, `cases.waiting`…; the age of the oldest that waits, in seconds;
    `trouble.…`: what went wrong with what was set aside or not delivered.
    """
    async with office.store.begin() as tx:
        found: dict[str, int] = {}
        for table in (heard, letters, cases):
            rows = await tx.execute(select(table.c.state, func.count()).group_by(table.c.state))
            found |= {f"{table.name}.{state}": number for state, number in rows.all()}
        found["heard.oldest_waiting_seconds"] = await _age(tx, office, heard, heard.c.came)
        found["letters.oldest_waiting_seconds"] = await _age(tx, office, letters, letters.c.written)
        found |= await _troubles(tx, heard, "dead") | await _troubles(tx, letters, "failed")
    return {name: number for name, number in sorted(found.items()) if not name.endswith(State.FORGOTTEN)}


def well(found: Mapping[str, int]) -> bool:
    """Whether no operator need look: nothing is set aside, and nothing waits for long."""
    ages = (number for name, number in found.items() if name.endswith("oldest_waiting_seconds"))
    return not found.get("heard.dead") and max(ages, default=0) < LONG


async def again(office: Office, bot: Bot) -> int:
    """What was set aside waits again, after whatever it stumbled over was repaired; gives how many. The intake hears it
    at its next start.
    """
    kept = (heard.c.bot == bot, heard.c.state == "dead", heard.c.body.is_not(None))
    async with office.store.begin() as tx:
        return int((await tx.execute(update(heard).where(*kept).values(state="waiting", tries=0))).rowcount)


async def _age(tx: AsyncConnection, office: Office, table: Table, since: ColumnElement[datetime]) -> int:
    waits = select(func.min(since)).where(table.c.state.in_(_ON_THE_WAY))
    oldest = (await tx.execute(waits)).scalar()
    return max(int((office.clock() - oldest).total_seconds()), 0) if oldest else 0


async def _troubles(tx: AsyncConnection, table: Table, state: str) -> dict[str, int]:
    """By kind. An alert that was recalled is no trouble."""
    real = (table.c.state == state, table.c.trouble != "recalled")
    counted = select(table.c.trouble, func.count()).where(*real).group_by(table.c.trouble)
    return {f"trouble.{kind}": number for kind, number in (await tx.execute(counted)).all()}
