"""Words vanish from a seeker's chat after the time that the seeker chose, on both sides of the conversation."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import lifetimes
from bot.office import Office, letters
from bot.outbox import Kind, Letter
from bot.script import Answers
from bot.store.tables import letters as letter_table
from bot.store.tables import seekers

#: What a script fills `vanish` with, and how many hours it means.
WISHES: Mapping[str, int] = {
    f"after_{hours}": hours for hours in (wish // timedelta(hours=1) for wish in lifetimes.VANISH_AFTER)
}


def hours(answers: Answers) -> int | None:
    """After how many hours words are to vanish; None when they may stay."""
    return WISHES.get(answers.get("vanish", ("",))[0])


async def passes(office: Office) -> None:
    """One round: for each seeker who wished it, a letter that takes away what has stood long enough."""
    async with office.store.begin() as tx:
        wished = select(seekers.c.seeker).where(seekers.c.vanish_hours.is_not(None), seekers.c.gone.is_(False))
        names = (await tx.execute(wished)).scalars().all()
    for name in names:
        async with office.store.begin() as tx:
            row = (await tx.execute(select(seekers).where(seekers.c.seeker == name).with_for_update())).first()
            if row is not None and row.vanish_hours is not None:
                await _takes_away(tx, office, row)


async def _takes_away(tx: AsyncConnection, office: Office, row: Row[Any]) -> None:
    """Numbers are forgotten as soon as the letter holds them, so that each message is taken away once."""
    theirs = (letter_table.c.to == row.seeker, letter_table.c.receipt.is_not(None), *_old(office, row))
    own = (letter_table.c.author == row.seeker, letter_table.c.origin.is_not(None), *_old(office, row))
    brought = (await tx.execute(select(letter_table.c.receipt).where(*theirs))).scalars()
    wrote = (await tx.execute(select(letter_table.c.origin).where(*own))).scalars()
    numbers = sorted({*brought, *wrote})
    if not numbers:
        return
    facts = {"numbers": " ".join(map(str, numbers))}
    await letters.write(tx, office, Letter("seeker", row.seeker, Kind.VANISH, facts=facts))
    await tx.execute(update(letter_table).where(*theirs).values(receipt=None))
    await tx.execute(update(letter_table).where(*own).values(origin=None))


def _old(office: Office, row: Row[Any]) -> tuple[Any, ...]:
    """Old enough to vanish, young enough for Telegram to let it."""
    now = office.clock()
    wished = now - timedelta(hours=row.vanish_hours)
    return (letter_table.c.written <= wished, letter_table.c.written > now - lifetimes.DELETABLE)
