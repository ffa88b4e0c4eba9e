"""What the carrier of the desk's letters asks and remembers: where somebody reads, which messages a case has in her chat."""

from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.case import State
from bot.errors import NotHere
from bot.office import Office, cases
from bot.office.cases import CaseView
from bot.outbox import Kind
from bot.store.tables import cases as case_table
from bot.store.tables import counsellors, desks
from bot.store.tables import letters as letter_table


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a counsellor, or a partner's group, reads. `topics` is None while nobody tried whether her chat has them."""

    chat: int
    tongue: str
    topics: bool | None = None


async def reader(office: Office, to: str) -> Reader:
    """Raises NotHere when there is no such counsellor and no such group."""
    async with office.store.begin() as tx:
        her = (await tx.execute(select(counsellors).where(counsellors.c.counsellor == to))).first()
        if her is not None:
            return Reader(_opened(office, her.address, f"address of {to}"), her.tongue, her.topics)
        desk = (await tx.execute(select(desks).where(desks.c.partner == to))).first()
        if desk is not None:
            return Reader(_opened(office, desk.address, f"group of {to}"), desk.tongue)
        raise NotHere("There is no such counsellor or group.")


def _opened(office: Office, sealed: bytes, about: str) -> int:
    return int(office.keys.desk.address.open(sealed, about))


async def case(office: Office, case: str) -> CaseView:
    """A case by its id. Raises NotHere."""
    async with office.store.begin() as tx:
        return cases.view(await cases.find(tx, case))


async def in_hands(office: Office, counsellor: str) -> tuple[CaseView, ...]:
    """The open cases of a counsellor, the most pressing first."""
    async with office.store.begin() as tx:
        mine = (case_table.c.counsellor == counsellor, case_table.c.state == State.TAKEN)
        rows = await tx.execute(select(case_table).where(*mine).order_by(case_table.c.level.desc()))
        return tuple(cases.view(row) for row in rows)


async def bound(office: Office) -> tuple[str, ...]:
    """Partners that have a group."""
    async with office.store.begin() as tx:
        return tuple((await tx.execute(select(desks.c.partner).order_by(desks.c.partner))).scalars())


async def stands_also(office: Office, to: str, case: str, numbers: tuple[int, ...]) -> None:
    """Messages in her chat that belong to a case besides those that receipts name: an answer to any of them finds the
    case, and all of them go when it ends.
    """
    async with office.store.begin() as tx:
        for number in numbers:
            await _mark(tx, office, to, case, number)


async def _mark(tx: AsyncConnection, office: Office, to: str, case: str, number: int) -> None:
    now = office.clock()
    await tx.execute(
        insert(letter_table).values(
            bot="desk",
            to=to,
            lane=f"desk:{case}",
            case=case,
            kind=Kind.NOTICE,
            urgent=0,
            state="sent",
            tries=0,
            due=now,
            written=now,
            receipt=number,
        )
    )


async def numbers(office: Office, counsellor: str, case: str) -> tuple[int, ...]:
    """Every message of a case in her chat: what was brought there, and what she wrote."""
    of_case = letter_table.c.case == case
    brought = select(letter_table.c.receipt).where(of_case, letter_table.c.to == counsellor)
    wrote = select(letter_table.c.origin).where(of_case, letter_table.c.author == counsellor)
    async with office.store.begin() as tx:
        found = [*(await tx.execute(brought)).scalars(), *(await tx.execute(wrote)).scalars()]
    return tuple(sorted({number for number in found if number}))
