"""What is kept about a seeker right now, for the seeker to read: every row of every table that holds something of theirs."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.office import Office
from bot.store.tables import cases, codes, heard, letters, seekers
from bot.talk import Talk


async def about(tx: AsyncConnection, office: Office, row: Row[Any], now: Talk) -> tuple[tuple[str, str], ...]:
    """(key of a sentence in `words/kept.yaml`, what fills its {value}), only for what is really there."""
    del office
    named = (
        await tx.execute(select(cases.c.name).where(cases.c.seeker == row.seeker, cases.c.key.is_not(None)))
    ).scalars()
    found = {
        "talk": str(len(now.answers)),
        "address": "1",
        "case": ", ".join(named),
        "words": await _count(tx, letters, (letters.c.to == row.seeker) | (letters.c.author == row.seeker)),
        "heard": await _count(tx, heard, (heard.c.lane == row.seeker) & heard.c.body.is_not(None)),
        "code": await _count(tx, codes, codes.c.case.in_(select(cases.c.case).where(cases.c.seeker == row.seeker))),
    }
    return tuple((key, value) for key, value in found.items() if value not in ("", "0"))


async def _count(tx: AsyncConnection, table: Any, mine: Any) -> str:
    return str((await tx.execute(select(func.count()).select_from(table).where(mine))).scalar_one())


async def rows(office: Office, chat: int) -> list[tuple[str, str]]:
    """Every row that stands in the store for a chat, as (table.column, value); sealed bytes as what they look like.

    For the sandbox's page: what somebody would see who took the store without its keys.
    """
    name = office.keys.seekers.name(chat)
    async with office.store.begin() as tx:
        found: list[tuple[str, str]] = []
        for table, mine in _mine(name):
            for row in (await tx.execute(select(table).where(mine))).mappings():
                found += [
                    (f"{table.name}.{column}", _seen(value)) for column, value in row.items() if value is not None
                ]
        return found


def _mine(name: str) -> tuple[tuple[Any, Any], ...]:
    his_cases = select(cases.c.case).where(cases.c.seeker == name)
    return (
        (seekers, seekers.c.seeker == name),
        (cases, cases.c.seeker == name),
        (codes, codes.c.case.in_(his_cases)),
        (letters, (letters.c.to == name) | (letters.c.author == name)),
        (heard, (heard.c.lane == name) & heard.c.body.is_not(None)),
    )


def _seen(value: object) -> str:
    if isinstance(value, bytes):
        return f"{value[:6].hex()}… ({len(value)} B)"
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
