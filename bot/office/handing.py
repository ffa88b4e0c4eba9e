"""A case is handed off, taken back, or erased with everything else about its seeker; inside the seeker's act."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import handoff, triage
from bot.case import Move, State
from bot.office import HEARING, Office, cases, codes, counts, duty, letters
from bot.office.cases import CaseView
from bot.office.standing import Standing, open_case_of
from bot.outbox import RETURNS, Kind, Letter
from bot.script import SKIP
from bot.store.tables import cases as case_table
from bot.store.tables import heard as heard_table
from bot.store.tables import letters as letter_table
from bot.store.tables import seekers


async def hands_off(
    tx: AsyncConnection, office: Office, row: Row[Any], at: Standing, struck: tuple[str, ...]
) -> Standing:
    if row.case is not None:
        return replace(at, said=("case_already",))
    card = handoff.brief(office.content.book, at.talk).without(struck)
    region = at.talk.answers.get("region_for_referral", ("",))[0]
    consented = handoff.may_answer(office.content.book, at.talk, office.partners.values(), sandbox=office.sandbox)
    known = {one.id for one in consented}
    desk = handoff.choose(card, tuple(one for one in await duty.desks(tx, office) if one.partner in known), region)
    if desk is None:
        return replace(at, said=("no_partner",))
    promised = triage.deadline(card.level, office.clock(), await duty.since(tx, office, desk.partner))
    wish = at.talk.answers.get("safe_contact", ("notify_any",))[0]
    contact = RETURNS if wish == SKIP else wish  # who did not say yes is not written to first
    case = await cases.open_case(tx, office, row.seeker, desk.partner, card, promised, row.tongue, contact)
    code = await codes.make(tx, office, case.id)
    await letters.write(tx, office, _alert(case, "new_case"))
    await counts.add(tx, office, f"case.opened.{card.level.name}")
    return replace(at, said=("case_sent", "return_code"), facts=(("name", case.name), ("code", code)), case=case)


def _alert(case: CaseView, key: str) -> Letter:
    facts = {"name": case.name, "level": case.level.name}
    return Letter("desk", case.partner, Kind.ALERT, key=key, facts=facts, case=case.id, urgent=int(case.level))


async def withdraws(tx: AsyncConnection, office: Office, row: Row[Any], at: Standing) -> Standing:
    case = await open_case_of(tx, row)
    if case is None:
        return at
    if case.state != State.WAITING:
        return replace(at, said=("withdrawn_too_late",))
    await letters.recall(tx, case.case, Kind.ALERT)
    await cases.end(tx, office, case, Move.WITHDRAW)
    await counts.add(tx, office, "case.withdrawn")
    return replace(at, said=("case_withdrawn",))


async def erases(tx: AsyncConnection, office: Office, row: Row[Any], at: Standing) -> Standing:
    """Everything about this seeker: the talk, the address, every case of theirs with its key, what was heard."""
    numbers = await _numbers(tx, row)
    for case in (await tx.execute(select(case_table).where(case_table.c.seeker == row.seeker))).all():
        if case.state == State.TAKEN:
            await tell_desk(tx, office, case, "seeker_erased", caseless=True)
            await letters.write(tx, office, Letter("desk", case.counsellor, Kind.SHUT, facts={"case": case.case}))
        await cases.forget(tx, office, case)
    await tx.execute(update(heard_table).where(*_same_lane(row)).values(body=None, state="done", lane=""))
    await tx.execute(delete(letter_table).where(letter_table.c.to == row.seeker))
    await tx.execute(update(letter_table).where(letter_table.c.author == row.seeker).values(author=None, origin=None))
    await tx.execute(delete(seekers).where(seekers.c.seeker == row.seeker))
    await counts.add(tx, office, "erased")
    return replace(at, said=("erased",), erased=True, to_delete=numbers)


def _same_lane(row: Row[Any]) -> tuple[Any, ...]:
    """What was heard from this seeker before; what they say after asking to be erased is a new beginning."""
    hearing = HEARING.get()
    earlier = (heard_table.c.update <= hearing[1],) if hearing else ()
    return (heard_table.c.bot == "seeker", heard_table.c.lane == row.seeker, *earlier)


async def _numbers(tx: AsyncConnection, row: Row[Any]) -> tuple[int, ...]:
    """Numbers of the messages in the seeker's chat that we know of: what we brought, and what they wrote."""
    ours = select(letter_table.c.receipt).where(letter_table.c.to == row.seeker)
    theirs = select(letter_table.c.origin).where(letter_table.c.author == row.seeker)
    found = [*(await tx.execute(ours)).scalars(), *(await tx.execute(theirs)).scalars(), row.screen]
    return tuple(sorted({number for number in found if number}))


async def tell_desk(tx: AsyncConnection, office: Office, case: Row[Any], key: str, *, caseless: bool = False) -> None:
    """A sentence of ours for the counsellor. `caseless`: sealed apart, because the case's key is about to be destroyed."""
    facts = {"name": case.name, "case": case.case}
    kept = None if caseless else case.case
    await letters.write(tx, office, Letter("desk", case.counsellor, Kind.NOTICE, key=key, facts=facts, case=kept))
