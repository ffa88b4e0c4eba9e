"""What an arrival, or a failure, means for both sides. Everything here happens inside the post's transaction."""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, case, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.case import OPEN, State
from bot.errors import Forgotten
from bot.office import Office, counsellor, letters
from bot.outbox import READER_GONE, Kind, Letter, Receipt
from bot.store.tables import cases, seekers
from bot.store.tables import letters as letter_table

log = logging.getLogger(__name__)

_SAID = (Kind.WORDS, Kind.EDIT)
#: Words of a case that is still open can be shown again; nothing else is kept once its way is over.
_KEPT_BODY = case(
    (
        (letter_table.c.kind == Kind.WORDS)
        & letter_table.c.case.in_(select(cases.c.case).where(cases.c.state.in_(OPEN))),
        letter_table.c.body,
    ),
    else_=null(),
)


async def beside(tx: AsyncConnection, letter: int | None) -> Sequence[Row[Any]]:
    """The letter of a number and those that became one message with it, in order; nothing when it did not arrive."""
    itself = select(letter_table.c.to, letter_table.c.receipt).where(letter_table.c.letter == letter).subquery()
    same = (letter_table.c.to == itself.c.to, letter_table.c.receipt == itself.c.receipt)
    together = select(letter_table).where(*same, letter_table.c.kind == Kind.WORDS, letter_table.c.state == "sent")
    return (await tx.execute(together.order_by(letter_table.c.letter))).all()


async def arrived(tx: AsyncConnection, office: Office, rows: Sequence[Row[Any]], receipt: Receipt) -> None:
    """Letters reached their reader as one message; the counsellor who wrote them sees that they did."""
    values = {"state": "sent", "receipt": receipt.number, "trouble": None, "body": _KEPT_BODY}
    numbers = [row.letter for row in rows]
    for row in rows:
        await _follows(tx, office, row, receipt)
    await tx.execute(update(letter_table).where(letter_table.c.letter.in_(numbers)).values(values))


async def _follows(tx: AsyncConnection, office: Office, row: Row[Any], receipt: Receipt) -> None:
    try:
        if row.kind == Kind.CARD and receipt.topic is not None:
            hers = (cases.c.case == row.case, cases.c.counsellor == row.to)
            await tx.execute(update(cases).where(*hers).values(topic=receipt.topic))
        elif row.kind == Kind.EDIT:
            await _rewords(tx, office, row)
        elif row.kind == Kind.WORDS and row.bot == "seeker" and row.author and row.origin:
            await letters.write(tx, office, _mark_of(row))
    except Forgotten:
        return  # the case was forgotten while its letter was under way


def _mark_of(row: Row[Any]) -> Letter:
    return Letter("desk", row.author, Kind.ARRIVED, case=row.case, origin=row.origin, follows=row.letter)


async def _rewords(tx: AsyncConnection, office: Office, edit: Row[Any]) -> None:
    before = (await tx.execute(select(letter_table).where(letter_table.c.letter == edit.follows))).first()
    if before is not None and before.body is not None:
        await letters.reword(tx, office, before, await letters.open_letter(tx, office, edit))


async def failed(tx: AsyncConnection, office: Office, row: Row[Any], reason: str) -> None:
    """A letter will not arrive: the operator sees it, and the other side is told."""
    log.warning("letter.failed bot=%s kind=%s trouble=%s", row.bot, row.kind, reason)
    values = {"state": "failed", "trouble": reason, "body": _KEPT_BODY}
    await tx.execute(update(letter_table).where(letter_table.c.letter == row.letter).values(values))
    try:
        await (_tells_desk if row.bot == "seeker" else _tells_seeker)(tx, office, row, reason)
    except Forgotten:
        return  # nobody holds a case that is forgotten


async def _tells_desk(tx: AsyncConnection, office: Office, row: Row[Any], reason: str) -> None:
    if reason in READER_GONE:
        newly = (seekers.c.seeker == row.to, seekers.c.gone.is_(False))
        if (await tx.execute(update(seekers).where(*newly).values(gone=True))).rowcount:
            await _notice_desk(tx, office, row, "seeker_left")
    elif row.kind in _SAID:
        await _notice_desk(tx, office, row, "letter_not_delivered")


async def _notice_desk(tx: AsyncConnection, office: Office, row: Row[Any], key: str) -> None:
    held = select(cases).where(cases.c.case == row.case, cases.c.state == State.TAKEN)
    if (about := (await tx.execute(held)).first()) is not None:
        facts = {"name": about.name, "case": about.case}
        notice = Letter("desk", about.counsellor, Kind.NOTICE, key=key, facts=facts, case=about.case)
        await letters.write(tx, office, notice)


async def _tells_seeker(tx: AsyncConnection, office: Office, row: Row[Any], reason: str) -> None:
    if reason in READER_GONE and row.kind != Kind.ALERT:
        hers = (letter_table.c.bot == "desk", letter_table.c.to == row.to, letter_table.c.state == "waiting")
        values = {"state": "failed", "trouble": reason, "body": _KEPT_BODY}
        await tx.execute(update(letter_table).where(*hers).values(values))
        await counsellor.leaves(tx, office, row.to)
    elif row.kind in _SAID:
        open_case = select(cases).where(cases.c.case == row.case, cases.c.state.in_(OPEN))
        if (about := (await tx.execute(open_case)).first()) is not None and about.seeker:
            facts = {"name": about.name}
            notice = Letter("seeker", about.seeker, Kind.NOTICE, key="letter_not_delivered", facts=facts, case=row.case)
            await letters.write(tx, office, notice)


async def still_needed(tx: AsyncConnection, row: Row[Any]) -> bool:
    """Whether an alert still calls for somebody: its case waits. Such an alert is never given up."""
    waits = select(cases.c.case).where(cases.c.case == row.case, cases.c.state == State.WAITING)
    return row.kind == Kind.ALERT and (await tx.execute(waits)).first() is not None
