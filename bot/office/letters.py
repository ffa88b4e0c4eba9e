"""Letters are written here, inside the act that causes them, sealed; and opened here for the one who carries them."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.case import OPEN
from bot.errors import Forgotten
from bot.office import Office
from bot.outbox import READER_GONE, Kind, Letter
from bot.store.tables import cases, letters, seekers
from bot.store.vault import Lock


async def write(tx: AsyncConnection, office: Office, letter: Letter) -> int:
    """Writes a letter; gives its number."""
    lock = await _lock(tx, office, letter.case)
    now = office.clock()
    due = await _due(tx, letter, now)
    if due <= now and letter.bot == "seeker":
        await released(tx, office, letter.to)  # whatever was kept back for this reader goes before
    result = await tx.execute(
        insert(letters).values(
            bot=letter.bot,
            to=letter.to,
            lane=letter.lane,
            case=letter.case,
            kind=letter.kind,
            body=lock.seal(_body(letter), _about(letter.case)),
            author=letter.author,
            origin=letter.origin,
            follows=letter.follows,
            urgent=letter.urgent,
            state="held" if due > now else "waiting",
            tries=0,
            due=due,
            written=now,
        )
    )
    office.written()
    return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0


async def _due(tx: AsyncConnection, letter: Letter, now: datetime) -> datetime:
    """A letter to a seeker keeps to what they wished about being written to first."""
    if letter.bot != "seeker" or letter.case is None:
        return now
    reader = cases.join(seekers, (cases.c.case == letter.case) & (seekers.c.seeker == letter.to))
    known = select(cases.c.contact, seekers.c.touched).select_from(reader)
    row = (await tx.execute(known)).first()
    return outbox.earliest(row.contact, row.touched, now) if row else now


async def released(tx: AsyncConnection, office: Office, seeker: str) -> None:
    """What was kept back for a seeker may come: they are here, or the hour has come that they named."""
    held = (letters.c.bot == "seeker", letters.c.to == seeker, letters.c.state == "held")
    if (await tx.execute(update(letters).where(*held).values(state="waiting", due=office.clock()))).rowcount:
        office.written()


async def wakes(tx: AsyncConnection, office: Office) -> None:
    """Every letter whose hour has come, for the rounds."""
    now = office.clock()
    come = (letters.c.state == "held", letters.c.due <= now)
    if (await tx.execute(update(letters).where(*come).values(state="waiting", due=now))).rowcount:
        office.written()


async def open_letter(tx: AsyncConnection, office: Office, row: Row[Any]) -> Letter:
    """The letter of a row. Raises Forgotten when its case was forgotten meanwhile."""
    return opened(row, await _lock(tx, office, row.case))


def opened(row: Row[Any], lock: Lock) -> Letter:
    """The letter of a row, with the key that its words were sealed with. Raises Forgotten, Unopenable."""
    if row.body is None:
        raise Forgotten("The words of this letter are gone.")
    body: dict[str, Any] = json.loads(lock.open(row.body, _about(row.case)))
    return Letter(
        bot=row.bot,
        to=row.to,
        kind=Kind(row.kind),
        text=body["text"],
        key=body["key"],
        facts=body["facts"],
        case=row.case,
        author=row.author,
        origin=row.origin,
        follows=row.follows,
        urgent=row.urgent,
    )


async def said_in(tx: AsyncConnection, office: Office, case: str) -> list[tuple[str | None, str]]:
    """Everything that was said in a case, in order, as (author, words): the seeker's are redacted already. What is on
    its way to the one who holds the case is left out: it comes by itself.
    """
    held_by = select(func.coalesce(cases.c.counsellor, "")).where(cases.c.case == case).scalar_subquery()
    coming = letters.c.state.in_(("waiting", "sending")) & (letters.c.bot == "desk") & (letters.c.to == held_by)
    said = select(letters).where(
        letters.c.case == case, letters.c.kind == Kind.WORDS, letters.c.body.is_not(None), ~coming
    )
    rows: Sequence[Row[Any]] = (await tx.execute(said.order_by(letters.c.letter))).all()
    return [(row.author, (await open_letter(tx, office, row)).text) for row in rows]


async def find(tx: AsyncConnection, author: str, origin: int) -> Row[Any] | None:
    """The letter that a message of an author became, or None."""
    found = await tx.execute(
        select(letters)
        .where(letters.c.author == author, letters.c.origin == origin, letters.c.kind == Kind.WORDS)
        .order_by(letters.c.letter.desc())
        .limit(1)
    )
    return found.first()


async def forget(tx: AsyncConnection, case: str) -> None:
    """The words of a case are gone; that letters went to and fro remains."""
    await tx.execute(update(letters).where(letters.c.case == case).values(body=None))


async def forget_said(tx: AsyncConnection, case: str) -> None:
    """What has arrived of a case is gone; what is still on its way arrives first, and is forgotten by the post."""
    done = letters.c.state.in_(("sent", "failed"))
    await tx.execute(update(letters).where(letters.c.case == case, done).values(body=None))


async def recall(tx: AsyncConnection, case: str, kind: Kind) -> None:
    """Letters of a kind that still wait are no longer needed."""
    await tx.execute(
        update(letters)
        .where(letters.c.case == case, letters.c.kind == kind, letters.c.state == "waiting")
        .values(state="failed", trouble="recalled", body=None)
    )


async def reword(tx: AsyncConnection, office: Office, row: Row[Any], words: Letter) -> None:
    """A letter that arrived holds other words now: what is shown again is what its author last said."""
    body = (await _lock(tx, office, row.case)).seal(_body(words), _about(row.case))
    await tx.execute(update(letters).where(letters.c.letter == row.letter).values(body=body))


async def again(tx: AsyncConnection, office: Office, seeker: str) -> None:
    """The seeker is back: words that could not reach them, of a case that is still open, are on their way again."""
    open_cases = select(cases.c.case).where(cases.c.state.in_(OPEN))
    unread = (letters.c.state == "failed", letters.c.trouble.in_(READER_GONE), letters.c.body.is_not(None))
    theirs = (letters.c.bot == "seeker", letters.c.to == seeker, letters.c.case.in_(open_cases))
    changed = await tx.execute(
        update(letters).where(*theirs, *unread).values(state="waiting", tries=0, due=office.clock(), trouble=None)
    )
    if changed.rowcount:
        office.written()


async def waiting(tx: AsyncConnection, bot: str) -> int:
    """How many letters of a bot are still on their way."""
    rows = await tx.execute(
        select(func.count())
        .select_from(letters)
        .where(letters.c.bot == bot, letters.c.state.in_(("waiting", "sending")))
    )
    return int(rows.scalar_one())


def _body(letter: Letter) -> str:
    return json.dumps({"text": letter.text, "key": letter.key, "facts": dict(letter.facts)})


async def _lock(tx: AsyncConnection, office: Office, case: str | None) -> Lock:
    if case is None:
        return office.keys.case
    wrapped = (await tx.execute(select(cases.c.key).where(cases.c.case == case))).scalar_one_or_none()
    return office.keys.case_key(case, wrapped)


def _about(case: str | None) -> str:
    return f"letter of {case or 'no case'}"
