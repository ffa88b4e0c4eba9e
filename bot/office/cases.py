"""A case in the store: opened, moved by the table, seen, forgotten. Every other act goes through these."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import case as life
from bot import handoff
from bot.case import Move, State
from bot.errors import NotHere
from bot.handoff import Brief
from bot.office import Office, letters
from bot.script import Level
from bot.store.claims import alone
from bot.store.tables import cases, codes, seekers


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as both sides may know it: nothing here leads to the seeker."""

    id: str
    name: str
    partner: str
    state: State
    level: Level
    tongue: str
    counsellor: str | None
    topic: int | None
    asked: datetime
    promised: datetime


async def find(tx: AsyncConnection, case: str) -> Row[Any]:
    """The row of a case, held until the act ends. Raises NotHere."""
    row = (await tx.execute(select(cases).where(cases.c.case == case).with_for_update())).first()
    if row is None:
        raise NotHere("There is no such case.")
    return row


def view(row: Row[Any]) -> CaseView:
    return CaseView(
        row.case,
        row.name,
        row.partner,
        State(row.state),
        Level(row.level),
        row.tongue,
        row.counsellor,
        row.topic,
        row.asked,
        row.promised,
    )


async def open_case(
    tx: AsyncConnection,
    office: Office,
    seeker: str,
    partner: str,
    card: Brief,
    promised: datetime,
    tongue: str,
    contact: str,
) -> CaseView:
    """A new waiting case with its own key, named by the next bird. `contact`: whether and when the bot may write first."""
    new = office.new_id()
    lock, wrapped = office.keys.new_case_key(new)
    await alone(tx, "the next bird")  # two hand-offs at once must not both take it
    ordinal = (await tx.execute(select(func.coalesce(func.max(cases.c.ordinal), -1) + 1))).scalar_one()
    await tx.execute(
        insert(cases).values(
            case=new,
            ordinal=ordinal,
            name=life.name(office.birds, ordinal),
            seeker=seeker,
            partner=partner,
            state=State.WAITING,
            level=int(card.level),
            tongue=tongue,
            contact=contact,
            card=lock.seal(handoff.to_json(card), f"card of {new}"),
            key=wrapped,
            asked=office.clock(),
            promised=promised,
            warned=0,
        )
    )
    await tx.execute(update(seekers).where(seekers.c.seeker == seeker).values(case=new))
    return view(await find(tx, new))


def card(office: Office, row: Row[Any]) -> Brief:
    """The card of a case. Raises Forgotten once the case is."""
    lock = office.keys.case_key(row.case, row.key)
    return handoff.from_json(lock.open(row.card, f"card of {row.case}").decode())


async def move(tx: AsyncConnection, row: Row[Any], made: Move, **changes: object) -> State:
    """Moves a case by the table. Raises NotAllowed, and then nothing has changed."""
    state = life.after(State(row.state), made)
    await tx.execute(update(cases).where(cases.c.case == row.case).values(state=state, **changes))
    return state


async def end(tx: AsyncConnection, office: Office, row: Row[Any], made: Move) -> None:
    """Closes or withdraws a case: its words are gone, its card stays for its time, the seeker is free of it."""
    await move(tx, row, made, ended=office.clock())
    free = {"case": None, "pending": None, "aside": False, "touched": office.clock()}
    await tx.execute(update(seekers).where(seekers.c.case == row.case).values(**free))
    await letters.forget_said(tx, row.case)


async def forget(tx: AsyncConnection, office: Office, row: Row[Any]) -> None:
    """Destroys the case's key, and with it its card and every word of it, in the store and in every copy of the store."""
    ended = row.ended or office.clock()
    await move(tx, row, Move.FORGET, key=None, card=None, names=None, seeker=None, ended=ended)
    await tx.execute(update(seekers).where(seekers.c.case == row.case).values(case=None, pending=None))
    await tx.execute(codes.delete().where(codes.c.case == row.case))
    await letters.forget(tx, row.case)
