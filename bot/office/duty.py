"""Who is on duty at which desk, for choosing a desk and for an honest waiting time."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.case import State
from bot.handoff import Desk
from bot.hours import Hours, next_opening
from bot.office import Office
from bot.store.tables import cases, counsellors
from bot.store.tables import desks as desk_table


async def desks(tx: AsyncConnection, office: Office) -> tuple[Desk, ...]:
    """Every desk that is bound to a group, with what matters for choosing one."""
    bound = (await tx.execute(select(desk_table.c.partner))).scalars().all()
    on_duty = await _on_duty(tx)
    rows = await tx.execute(
        select(cases.c.partner, func.count()).where(cases.c.state == State.WAITING).group_by(cases.c.partner)
    )
    waiting = {partner: number for partner, number in rows.all()}  # noqa: C416  # dict() of rows does not type-check
    known = [office.partners[partner] for partner in bound if partner in office.partners]
    return tuple(Desk(one.id, one.languages, one.id in on_duty, waiting.get(one.id, 0), one.regions) for one in known)


async def since(tx: AsyncConnection, office: Office, partner: str) -> datetime | None:
    """From when somebody is on duty at a desk: now, when its hours begin, or None when nobody can say."""
    if partner in await _on_duty(tx):
        return office.clock()
    return _opens(office, office.partners[partner].hours)


def _opens(office: Office, hours: Hours) -> datetime | None:
    """When a desk's hours begin next. Hours that run now with nobody on duty promise nothing."""
    now = office.clock()
    opens = next_opening(hours, now, office.holidays)
    return None if opens is None or opens <= now else opens


async def _on_duty(tx: AsyncConnection) -> set[str]:
    found = await tx.execute(select(counsellors.c.partner).where(counsellors.c.on_duty).distinct())
    return set(found.scalars())
