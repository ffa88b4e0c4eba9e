"""What the office does for a counsellor and her partner's group. Each function is one act.

A counsellor is known by a working name and a keyed hash. Nothing that these acts return leads to a seeker.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, Update, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.case import Move, State
from bot.errors import NoRoom, NotHere, Taken
from bot.handoff import Brief
from bot.office import Office, cases, codes, counts, letters, pending, strike
from bot.office.cases import CaseView
from bot.outbox import Kind, Letter
from bot.store.tables import cases as case_table
from bot.store.tables import counsellors, desks, seekers
from bot.store.tables import letters as letter_table


@dataclass(frozen=True, slots=True)
class Colleague:
    """A counsellor as the desk knows her."""

    id: str
    partner: str
    working_name: str
    role: str
    tongue: str
    on_duty: bool
    room: int
    topics: bool | None


@dataclass(frozen=True, slots=True)
class Board:
    """A partner's queue: what the pinned message of its group shows. `holding`: working name → names of cases."""

    partner: str
    tongue: str
    waiting: tuple[CaseView, ...]
    taken: tuple[tuple[str, CaseView], ...]
    on_duty: tuple[str, ...]
    message: int | None
    drawn: str | None


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case in its counsellor's hands: the card, and what was said so far as (from_seeker, words)."""

    case: CaseView
    card: Brief
    said: tuple[tuple[bool, str], ...]


async def binds(office: Office, group: int, code: str, tongue: str) -> str:
    """Binds a group to the partner of a code; gives the partner. Raises BadCode."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await codes.redeem(tx, office, code, "group")
        sealed = office.keys.desk.address.seal(str(group), f"group of {row.partner}")
        values = {"address": sealed, "board": None, "drawn": None, "tongue": tongue}
        changed = await tx.execute(update(desks).where(desks.c.partner == row.partner).values(**values))
        if not changed.rowcount:
            await tx.execute(insert(desks).values(partner=row.partner, **values))
        return str(row.partner)


async def unbinds(office: Office, group: int) -> str | None:
    """The bot was taken out of a group: no case is sent there until it is bound again. Gives the partner, if it was one's."""
    async with office.store.begin() as tx:
        await strike(tx)
        partner = await _partner_of(tx, office, group)
        await tx.execute(delete(desks).where(desks.c.partner == partner))
        return partner


async def speaks(office: Office, partner: str, tongue: str) -> None:
    """The language of a partner's board and alerts."""
    async with office.store.begin() as tx:
        await strike(tx)
        await tx.execute(update(desks).where(desks.c.partner == partner).values(tongue=tongue))


async def joins(office: Office, chat: int, code: str, working_name: str, tongue: str) -> Colleague:
    """Lets a counsellor in by a code, under a working name; without one she is let in and names herself next.

    Raises BadCode; NoRoom while she holds cases, which must not follow her to another partner.
    """
    async with office.store.begin() as tx:
        await strike(tx)
        name = office.keys.desk.name(chat)
        if await _holds(tx, name):
            raise NoRoom("She holds cases; they go back to the board before she joins again.")
        row = await codes.redeem(tx, office, code, "counsellor", "supervisor")
        values = {
            "partner": row.partner,
            "working_name": working_name,
            "role": row.opens,
            "address": office.keys.desk.address.seal(str(chat), f"address of {name}"),
            "tongue": tongue,
            "on_duty": bool(working_name),
            "topics": None,
            "pending": None,
        }
        changed = await tx.execute(update(counsellors).where(counsellors.c.counsellor == name).values(**values))
        if not changed.rowcount:
            await tx.execute(insert(counsellors).values(counsellor=name, room=5, **values))
        return _colleague(await find(tx, office, chat))


async def names(office: Office, chat: int, working_name: str) -> Colleague:
    """She names herself. Raises Taken when a colleague at this desk has that name, NotHere for a stranger."""
    async with office.store.begin() as tx:
        await strike(tx)
        her = await find(tx, office, chat)
        others = (counsellors.c.partner == her.partner, counsellors.c.counsellor != her.counsellor)
        known = (await tx.execute(select(counsellors.c.working_name).where(*others))).scalars()
        if working_name.casefold() in {one.casefold() for one in known}:
            raise Taken("A colleague at this desk has this name.")
        await tx.execute(_hers(her).values(working_name=working_name))
        return _colleague(await find(tx, office, chat))


async def is_known(office: Office, chat: int) -> Colleague | None:
    """The counsellor of a private chat, or None."""
    async with office.store.begin() as tx:
        row = await _look(tx, office, chat)
        return _colleague(row) if row is not None else None


async def sets(office: Office, chat: int, **changes: Any) -> Colleague:
    """Changes what a counsellor decides about herself: `on_duty`, `tongue`, `room`, `topics`. Raises NotHere."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await find(tx, office, chat)
        await tx.execute(_hers(row).values(**changes))
        return _colleague(await find(tx, office, chat))


async def goes(office: Office, chat: int) -> Colleague | None:
    """She blocked the bot: nothing reaches her, so her shift is over and her cases wait for somebody else."""
    async with office.store.begin() as tx:
        await strike(tx)
        her = await _look(tx, office, chat)
        if her is None:
            return None
        await leaves(tx, office, her.counsellor)
        return _colleague(await find(tx, office, chat))


async def takes(office: Office, chat: int, case: str) -> CaseView:
    """Takes a waiting case. Raises Taken when another was faster, NoRoom when her hands are full, NotHere for a stranger."""
    async with office.store.begin() as tx:
        await strike(tx)
        her = await find(tx, office, chat)
        if not her.working_name:
            raise NotHere("She has not named herself yet.")
        row = await _of_partner(tx, her, case)
        if row.state != State.WAITING:
            raise Taken("Somebody else took this case a moment before.")
        if await _holds(tx, her.counsellor) >= her.room:
            raise NoRoom("She already holds as many cases as she agreed to hold.")
        await cases.move(tx, row, Move.TAKE, counsellor=her.counsellor, taken=office.clock(), topic=None)
        await letters.recall(tx, case, Kind.ALERT)
        await letters.write(tx, office, Letter("desk", her.counsellor, Kind.CARD, case=case, urgent=row.level))
        await tx.execute(update(seekers).where(seekers.c.case == case).values(aside=False))
        await _tell_seeker(tx, office, row, "case_taken")
        await counts.add(tx, office, "case.taken")
        return cases.view(await cases.find(tx, case))


async def writes(office: Office, chat: int, case: str, text: str, origin: int) -> int:
    """Her words go to the seeker of a case that she holds; gives the letter's number. Raises NotHere."""
    async with office.store.begin() as tx:
        await strike(tx)
        return await pass_on(tx, office, await held(tx, office, chat, case), text, origin)


async def edits(office: Office, chat: int, text: str, origin: int) -> bool:
    """An edited message of hers follows its letter. False when it belongs to no open case."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await case_said_in(tx, office, chat, origin)
        if row is None:
            return False
        await pass_on(tx, office, row, text, origin)
        return True


async def shows_again(office: Office, chat: int, case: str) -> None:
    """The card, and what was said so far, once more into her chat. Raises NotHere."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await held(tx, office, chat, case)
        await letters.write(tx, office, Letter("desk", row.counsellor, Kind.CARD, case=case, urgent=row.level))


async def releases(office: Office, chat: int, case: str) -> CaseView:
    """Gives a case back to the board, with everything said in it. Raises NotHere, NotAllowed."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await held(tx, office, chat, case)
        await letters.write(tx, office, _shut(row, "released_ok"))
        await _back_to_the_board(tx, office, row)
        return cases.view(await cases.find(tx, case))


async def closes(office: Office, chat: int, case: str) -> CaseView:
    """Closes a case: the seeker is told, its words are forgotten once they have arrived. Raises NotHere, NotAllowed."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await held(tx, office, chat, case)
        await _tell_seeker(tx, office, row, "case_closed")
        await letters.write(tx, office, _shut(row, "case_closed_here"))
        await pending.forget(tx, office, row.counsellor, case)
        await cases.end(tx, office, row, Move.CLOSE)
        await counts.add(tx, office, "case.closed")
        return cases.view(await cases.find(tx, case))


async def opens(office: Office, case: str) -> OpenCase:
    """A case for the one who carries its card: the card, and what was said before. Raises NotHere, Forgotten."""
    async with office.store.begin() as tx:
        row = await cases.find(tx, case)
        said = await letters.said_in(tx, office, case)
        # Those who held the case before her are her side of the talk too; the seeker is whoever is not a counsellor.
        known = set((await tx.execute(select(counsellors.c.counsellor))).scalars())
        return OpenCase(cases.view(row), cases.card(office, row), tuple((one not in known, text) for one, text in said))


async def holds(office: Office, chat: int) -> tuple[CaseView, ...]:
    """The cases in her hands, the most pressing first."""
    async with office.store.begin() as tx:
        mine = _in_hands(office.keys.desk.name(chat))
        return tuple(cases.view(row) for row in await tx.execute(mine))


async def case_in(office: Office, chat: int, *, topic: int | None = None, number: int | None = None) -> CaseView | None:
    """The case that a topic of her chat belongs to, or that the message with this number was about; None if neither."""
    async with office.store.begin() as tx:
        name = office.keys.desk.name(chat)
        mine = _in_hands(name)
        if topic is not None:
            mine = mine.where(case_table.c.topic == topic)
        else:
            told = (letter_table.c.to == name) & (letter_table.c.receipt == number)
            said = (letter_table.c.author == name) & (letter_table.c.origin == number)
            mine = mine.join(letter_table, letter_table.c.case == case_table.c.case).where(told | said)
        row = (await tx.execute(mine)).first()
        return cases.view(row) if row is not None else None


async def has_topic(office: Office, case: str, topic: int | None) -> None:
    """Remembers in which topic of her chat a case lives; None when it lives in the flat chat."""
    async with office.store.begin() as tx:
        await tx.execute(update(case_table).where(case_table.c.case == case).values(topic=topic))


async def board(office: Office, partner: str) -> Board | None:
    """A partner's queue, ordered by level and promise; None while its group is not bound."""
    async with office.store.begin() as tx:
        desk = (await tx.execute(select(desks).where(desks.c.partner == partner))).first()
        if desk is None:
            return None
        queue = select(case_table).where(case_table.c.partner == partner)
        order = (case_table.c.level.desc(), case_table.c.promised)
        waiting = await tx.execute(queue.where(case_table.c.state == State.WAITING).order_by(*order))
        views = tuple(cases.view(row) for row in waiting)
        people = {
            row.counsellor: row for row in await tx.execute(select(counsellors).where(counsellors.c.partner == partner))
        }
        taken = (await tx.execute(queue.where(case_table.c.state == State.TAKEN).order_by(*order))).all()
        held = tuple(
            (people[row.counsellor].working_name, cases.view(row)) for row in taken if row.counsellor in people
        )
        on_duty = tuple(sorted(row.working_name for row in people.values() if row.on_duty))
        return Board(partner, desk.tongue, views, held, on_duty, desk.board, desk.drawn)


async def drew(office: Office, partner: str, message: int | None, drawn: str) -> None:
    """Remembers which message is a partner's board and what it shows."""
    async with office.store.begin() as tx:
        await tx.execute(update(desks).where(desks.c.partner == partner).values(board=message, drawn=drawn))


async def moved(office: Office, partner: str, group: int) -> None:
    """Telegram moved a partner's group to another address."""
    async with office.store.begin() as tx:
        sealed = office.keys.desk.address.seal(str(group), f"group of {partner}")
        await tx.execute(update(desks).where(desks.c.partner == partner).values(address=sealed, board=None, drawn=None))


async def address(office: Office, to: str) -> int:
    """The chat of a counsellor, or the group of a partner. Raises NotHere."""
    async with office.store.begin() as tx:
        row = (await tx.execute(select(counsellors.c.address).where(counsellors.c.counsellor == to))).first()
        about = f"address of {to}"
        if row is None:
            row = (await tx.execute(select(desks.c.address).where(desks.c.partner == to))).first()
            about = f"group of {to}"
        if row is None:
            raise NotHere("There is no such counsellor or group.")
        return int(office.keys.desk.address.open(row.address, about))


async def partner_of(office: Office, group: int) -> str | None:
    """The partner that a group is bound to, or None."""
    async with office.store.begin() as tx:
        return await _partner_of(tx, office, group)


# — inside the act —


async def leaves(tx: AsyncConnection, office: Office, counsellor: str) -> None:
    """The desk bot cannot reach her any more. Her cases go back to the board: nothing may wait with nobody."""
    await tx.execute(update(counsellors).where(counsellors.c.counsellor == counsellor).values(on_duty=False))
    for row in (await tx.execute(_in_hands(counsellor).with_for_update())).all():
        await _back_to_the_board(tx, office, row)


async def _back_to_the_board(tx: AsyncConnection, office: Office, row: Row[Any]) -> None:
    await cases.move(tx, row, Move.RELEASE, counsellor=None, topic=None, warned=0)
    await pending.forget(tx, office, row.counsellor, row.case)
    facts = {"name": row.name, "level": f"L{row.level}"}
    again = Letter("desk", row.partner, Kind.ALERT, key="released", facts=facts, case=row.case, urgent=row.level)
    await letters.write(tx, office, again)
    await _tell_seeker(tx, office, row, "counsellor_left")
    await counts.add(tx, office, "case.released")


async def _partner_of(tx: AsyncConnection, office: Office, group: int) -> str | None:
    for row in await tx.execute(select(desks)):
        if int(office.keys.desk.address.open(row.address, f"group of {row.partner}")) == group:
            return str(row.partner)
    return None


async def _look(tx: AsyncConnection, office: Office, chat: int) -> Row[Any] | None:
    name = office.keys.desk.name(chat)
    return (await tx.execute(select(counsellors).where(counsellors.c.counsellor == name).with_for_update())).first()


async def find(tx: AsyncConnection, office: Office, chat: int) -> Row[Any]:
    """The row of the counsellor whose private chat this is. Raises NotHere."""
    row = await _look(tx, office, chat)
    if row is None:
        raise NotHere("This chat is not a counsellor's.")
    return row


def _hers(row: Row[Any]) -> Update:
    return update(counsellors).where(counsellors.c.counsellor == row.counsellor)


def _in_hands(counsellor: str) -> Select[Any]:
    """Her open cases, the most pressing first."""
    mine = (case_table.c.counsellor == counsellor, case_table.c.state == State.TAKEN)
    return select(case_table).where(*mine).order_by(case_table.c.level.desc(), case_table.c.promised)


def _colleague(row: Row[Any]) -> Colleague:
    return Colleague(
        row.counsellor, row.partner, row.working_name, row.role, row.tongue, row.on_duty, row.room, row.topics
    )


async def _of_partner(tx: AsyncConnection, her: Row[Any], case: str) -> Row[Any]:
    """A case of her own partner: one partner never sees another's. Raises NotHere."""
    row = await cases.find(tx, case)
    if row.partner != her.partner:
        raise NotHere("There is no such case at this desk.")
    return row


async def held(tx: AsyncConnection, office: Office, chat: int, case: str) -> Row[Any]:
    """A case that she holds. Raises NotHere."""
    her = await find(tx, office, chat)
    row = await _of_partner(tx, her, case)
    if row.counsellor != her.counsellor or row.state != State.TAKEN:
        raise NotHere("She does not hold this case.")
    return row


async def _holds(tx: AsyncConnection, counsellor: str) -> int:
    mine = (case_table.c.counsellor == counsellor, case_table.c.state == State.TAKEN)
    return int((await tx.execute(select(func.count()).select_from(case_table).where(*mine))).scalar_one())


async def case_said_in(tx: AsyncConnection, office: Office, chat: int, origin: int) -> Row[Any] | None:
    """The open case of hers to which the message with this number went, or None."""
    before = await letters.find(tx, office.keys.desk.name(chat), origin)
    if before is None:
        return None
    try:
        return await held(tx, office, chat, before.case)
    except NotHere:
        return None


async def pass_on(tx: AsyncConnection, office: Office, row: Row[Any], text: str, origin: int) -> int:
    """Her words on their way; words of a message that went before are an edit of it. Gives the letter's number."""
    before = await letters.find(tx, row.counsellor, origin)
    kind, follows = (Kind.EDIT, before.letter) if before is not None and before.case == row.case else (Kind.WORDS, None)
    if row.answered is None:
        await tx.execute(update(case_table).where(case_table.c.case == row.case).values(answered=office.clock()))
    letter = Letter(
        "seeker",
        row.seeker,
        kind,
        text,
        case=row.case,
        author=row.counsellor,
        origin=None if follows else origin,
        follows=follows,
        urgent=row.level,
    )
    return await letters.write(tx, office, letter)


def _shut(row: Row[Any], key: str) -> Letter:
    """The case leaves her chat. The topic goes along: the row forgets it before the letter arrives."""
    facts = {"name": row.name, "case": row.case, **({"topic": str(row.topic)} if row.topic else {})}
    return Letter("desk", row.counsellor, Kind.SHUT, key=key, facts=facts, case=row.case)


async def _tell_seeker(tx: AsyncConnection, office: Office, row: Row[Any], key: str) -> None:
    facts = {"name": row.name}
    notice = Letter("seeker", row.seeker, Kind.NOTICE, key=key, facts=facts, case=row.case, urgent=row.level)
    await letters.write(tx, office, notice)
