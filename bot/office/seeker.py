"""What the office does for the one who seeks help. Each function is one act: one transaction, nothing sent inside it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import talk
from bot.case import OPEN, Move, State
from bot.errors import NotHere
from bot.office import Office, cases, codes, counts, letters, strike
from bot.office.handing import erases, hands_off, tell_desk, withdraws
from bot.office.standing import (
    Standing,
    find_seeker,
    held_words,
    keep_talk,
    known_seeker,
    open_case_of,
    reread,
    stand_at,
    talk_of,
    tongue_of,
)
from bot.office.withheld import (
    DROP,
    SEND_HIDDEN,
    decided_words,
    hold_words,
    let_go,
    names_in_case,
    pass_on,
    remember_names,
    reveal,
    send_held,
    to_hold,
)
from bot.outbox import Kind, Letter
from bot.script import Words
from bot.store.tables import cases as case_table
from bot.store.tables import letters as letter_table
from bot.store.tables import seekers
from bot.talk import Talk, Typed, node_at


async def stands(office: Office, chat: int) -> Standing:
    """Where a seeker stands. A chat that was never seen stands at the beginning."""
    async with office.store.begin() as tx:
        return await stand_at(tx, office, await find_seeker(tx, office, chat))


async def hears(office: Office, chat: int, heard: talk.Heard) -> Standing:
    """Hears a tap, a start, or something that is not passed on."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await known_seeker(tx, office, chat)
        await _is_here(tx, office, row)
        case = await open_case_of(tx, row)
        if case is None or case.state != State.TAKEN:
            row = await let_go(tx, row)  # whoever goes on meanwhile does not add them
            return await _hears(tx, office, row, heard)
        return await _hears_aside(tx, office, row, heard)


async def _is_here(tx: AsyncConnection, office: Office, row: Row[Any]) -> None:
    """Whoever has an open case and acts is here: what they did not want to be written of first may come now."""
    if row.case is not None:
        await tx.execute(update(seekers).where(seekers.c.seeker == row.seeker).values(touched=office.clock()))
        await letters.released(tx, office, row.seeker)


async def _hears_aside(tx: AsyncConnection, office: Office, row: Row[Any], heard: talk.Heard) -> Standing:
    """While a counsellor holds the case: the way aside into a script, the way back, and nothing else by itself."""
    match heard:
        case talk.Began() | talk.Called("live" | "human"):
            return await stand_at(tx, office, await _looks(tx, row, aside=False))
        case talk.Chose() | talk.Called(visit=int()) if not row.aside and not _urgent(heard):
            withdraws = heard == talk.Chose("withdraw", talk_of(office, row).visit)
            return await stand_at(tx, office, row, said=("withdrawn_too_late" if withdraws else "stale_button",))
        case talk.Called(what) if what in talk.CALLS:
            return await _hears(tx, office, await _looks(tx, row, aside=True), heard)
        case talk.Located():  # a place would tell the counsellor where the seeker is
            return await _hears(tx, office, row, talk.Sent("not_passed_on.location"))
        case talk.Sent(key):  # a human is there to hear words of danger
            return await _hears(tx, office, row, talk.Sent(key))
        case _:
            return await _hears(tx, office, row, heard)


def _urgent(heard: talk.Heard) -> bool:
    return isinstance(heard, talk.Called) and heard.what == "emergency"


async def _looks(tx: AsyncConnection, row: Row[Any], *, aside: bool) -> Row[Any]:
    mine = seekers.c.seeker == row.seeker
    await tx.execute(update(seekers).where(mine).values(aside=aside))
    return (await tx.execute(select(seekers).where(mine))).one()


async def writes(office: Office, chat: int, text: str, origin: int, *, alarm: bool) -> Standing:
    """Hears words: in a live case they go to the counsellor, elsewhere the script answers.

    Words in which something had to be hidden wait, sealed, for one tap. Words that waited already go hidden first.
    """
    names = await names_in_case(office, chat)
    redaction = await office.redact(text, names)
    async with office.store.begin() as tx:
        await strike(tx)
        row = await known_seeker(tx, office, chat)
        await _is_here(tx, office, row)
        case = await open_case_of(tx, row)
        if case is None or case.state != State.TAKEN:
            waits = redaction.hides and not alarm and _asks_for_words(office, row)
            if row.pending is not None:  # words that waited already go hidden first
                await _decides_for_the_card(tx, office, row, SEND_HIDDEN)
                row = await known_seeker(tx, office, chat)
            if not waits:
                return await _hears(tx, office, row, Typed(redaction.text, alarm))
            row = await hold_words(tx, office, row, to_hold(redaction, origin))
            return await stand_at(tx, office, row)
        await send_held(tx, office, row, case, SEND_HIDDEN)
        await tx.execute(update(seekers).where(seekers.c.seeker == row.seeker).values(aside=False))
        await remember_names(tx, office, case, redaction.names)
        if redaction.hides:
            row = await hold_words(tx, office, row, to_hold(redaction, origin))
            return await stand_at(tx, office, row)
        await pass_on(tx, office, row, case, redaction.text, origin)
        return await stand_at(tx, office, await known_seeker(tx, office, chat))


async def decides(office: Office, chat: int, decision: str, origin: int) -> Standing:
    """One tap about the words of message `origin` that wait: SEND_HIDDEN, SEND_AS_IS or DROP.

    When other words wait, or none, it changes nothing: nobody may send words by a button that showed other ones.
    """
    async with office.store.begin() as tx:
        await strike(tx)
        row = await known_seeker(tx, office, chat)
        case = await open_case_of(tx, row)
        if not _waits(office, row, origin):
            return await stand_at(tx, office, row, said=("stale_button",))
        if case is None or case.state != State.TAKEN:
            return await _decides_for_the_card(tx, office, row, decision)
        await send_held(tx, office, row, case, decision)
        said = ("hidden_dropped",) if decision == DROP else ()
        return await stand_at(tx, office, await known_seeker(tx, office, chat), said=said)


async def reveals(office: Office, chat: int, part: int, origin: int, *, seen: bool) -> Standing:
    """Of the words of message `origin` that wait, one hidden thing (by its place among them) is to be seen after all."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await known_seeker(tx, office, chat)
        if not _waits(office, row, origin):
            return await stand_at(tx, office, row, said=("stale_button",))
        return await stand_at(tx, office, await reveal(tx, office, row, held_words(office, row), part, seen=seen))


async def _decides_for_the_card(tx: AsyncConnection, office: Office, row: Row[Any], decision: str) -> Standing:
    """Words that were to stand on the card: hidden, as they are, or not at all."""
    held = held_words(office, row)
    row = await let_go(tx, row)
    if decision == DROP or not _asks_for_words(office, row):
        return await stand_at(tx, office, row, said=("hidden_dropped",))
    return await _hears(tx, office, row, Typed(decided_words(held, decision)))


def _asks_for_words(office: Office, row: Row[Any]) -> bool:
    return isinstance(node_at(office.content.book, talk_of(office, row)), Words)


def _waits(office: Office, row: Row[Any], origin: int) -> bool:
    """Whether the words of this message wait for a tap."""
    return row.pending is not None and held_words(office, row)["origin"] == origin


async def edits(office: Office, chat: int, text: str, origin: int, *, alarm: bool = False) -> Standing:
    """An edited message follows its letter, redacted, always hidden: an edit must not be a way round the question.

    Words that wait for a tap are changed where they wait. Words of danger are heard also when they come by an edit.
    """
    redaction = await office.redact(text, await names_in_case(office, chat))
    async with office.store.begin() as tx:
        await strike(tx)
        row = await known_seeker(tx, office, chat)
        case = await open_case_of(tx, row)
        live = case is not None and case.state == State.TAKEN
        if _waits(office, row, origin):
            row = await hold_words(tx, office, row, to_hold(redaction, origin))
            return await stand_at(tx, office, row)
        before = await letters.find(tx, row.seeker, origin)
        if before is not None and case is not None and before.case == case.case:
            await letters.write(tx, office, _edit(before, redaction.text))
            return await stand_at(tx, office, row)
        if alarm and not live:
            return await _hears(tx, office, row, Typed(redaction.text, alarm))
        return await stand_at(tx, office, row, said=("edit_not_carried",))


def _edit(before: Row[Any], text: str) -> Letter:
    return Letter(before.bot, before.to, Kind.EDIT, text, case=before.case, author=before.author, follows=before.letter)


async def ends(office: Office, chat: int) -> Standing:
    """The seeker ends the live conversation; the counsellor is told."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await known_seeker(tx, office, chat)
        case = await open_case_of(tx, row)
        if case is None or case.state != State.TAKEN:
            return await stand_at(tx, office, row)
        await send_held(tx, office, row, case, SEND_HIDDEN)
        await tell_desk(tx, office, case, "seeker_ended")
        await letters.write(tx, office, Letter("desk", case.counsellor, Kind.SHUT, case=case.case))
        await cases.end(tx, office, case, Move.CLOSE)
        await counts.add(tx, office, "case.closed_by_seeker")
        return await stand_at(tx, office, await known_seeker(tx, office, chat), said=("live_ended_by_you",))


async def comes_back(office: Office, chat: int, code: str) -> Standing:
    """A return code brings a seeker to their case from any account. Raises BadCode; a wrong code changes nothing."""
    async with office.store.begin() as tx:
        case = await codes.find(tx, office, code)
        await strike(tx)
        row = await known_seeker(tx, office, chat)
        if case.seeker != row.seeker:
            await _moves_in(tx, row, case)
        if case.state not in OPEN:
            return await stand_at(tx, office, await known_seeker(tx, office, chat), said=("came_back",))
        await tx.execute(update(seekers).where(seekers.c.seeker == row.seeker).values(case=case.case, aside=False))
        if case.state == State.TAKEN:
            await tell_desk(tx, office, case, "seeker_returned")
        return await _stands_again(tx, office, await known_seeker(tx, office, chat), case)


async def _moves_in(tx: AsyncConnection, row: Row[Any], case: Row[Any]) -> None:
    """The case follows its seeker to another account, with the letters that are still on their way."""
    await tx.execute(update(case_table).where(case_table.c.case == case.case).values(seeker=row.seeker))
    left = (seekers.c.seeker == case.seeker, seekers.c.case == case.case)
    await tx.execute(update(seekers).where(*left).values(case=None, pending=None))
    coming = (
        letter_table.c.case == case.case,
        letter_table.c.bot == "seeker",
        letter_table.c.state.in_(("waiting", "held")),
    )
    await tx.execute(update(letter_table).where(*coming).values(to=row.seeker))


async def _stands_again(tx: AsyncConnection, office: Office, row: Row[Any], case: Row[Any]) -> Standing:
    """At the waiting case, in its language if this account has not chosen one yet."""
    now = _with_case(talk_of(office, row), row)
    language, _, familiar = case.tongue.partition("@")
    known = {"lang": (language,), "address_form": ("informal" if familiar else "formal",)}
    turn = talk.step(office.content.book, replace(now, answers={**known, **now.answers}), talk.Called("human"))
    await keep_talk(tx, office, row, turn.talk)
    return await stand_at(tx, office, await reread(tx, row.seeker), said=("came_back",))


async def goes(office: Office, chat: int, *, gone: bool) -> bool:
    """The seeker blocked the bot, or came back to it; gives whether that was new. A counsellor in a live case is told."""
    async with office.store.begin() as tx:
        await strike(tx)
        row = await find_seeker(tx, office, chat)
        if row is None or row.gone == gone:
            return False
        await tx.execute(update(seekers).where(seekers.c.seeker == row.seeker).values(gone=gone))
        if not gone:
            await letters.again(tx, office, row.seeker)
        case = await open_case_of(tx, row)
        if case is not None and case.state == State.TAKEN:
            await tell_desk(tx, office, case, "seeker_left" if gone else "seeker_returned")
        return True


async def shows(office: Office, chat: int, screen: int | None, *, live: bool) -> None:
    """Remembers which message is the screen, so that it can be redrawn; `live`: it carries a reply keyboard."""
    name = office.keys.seekers.name(chat)
    async with office.store.begin() as tx:
        shown = {"screen": screen, "screen_live": live}
        await tx.execute(update(seekers).where(seekers.c.seeker == name).values(**shown))


async def address(office: Office, to: str) -> tuple[int, str]:
    """The chat of a seeker and the tongue to write in. Raises NotHere; only the seeker's side can call it."""
    async with office.store.begin() as tx:
        row = (await tx.execute(select(seekers).where(seekers.c.seeker == to))).first()
        if row is None:
            raise NotHere("This seeker is not known any more.")
        return int(office.keys.seekers.address.open(row.address, f"address of {to}")), row.tongue


# — inside the act —


async def _hears(tx: AsyncConnection, office: Office, row: Row[Any], heard: talk.Heard) -> Standing:
    before = _with_case(talk_of(office, row), row)
    turn = talk.step(office.content.book, before, heard)
    await keep_talk(tx, office, row, turn.talk)
    if talk.stale(before, heard):
        return await stand_at(tx, office, row, said=("stale_button",))
    standing = Standing(turn.talk, tongue_of(turn.talk), turn.said)
    for event in turn.events:
        standing = await _happens(tx, office, row, standing, event)
    if standing.erased:
        return standing
    row = await reread(tx, row.seeker)
    return await stand_at(tx, office, row, said=standing.said, facts=standing.facts)


async def _happens(tx: AsyncConnection, office: Office, row: Row[Any], at: Standing, event: talk.Event) -> Standing:
    match event:
        case talk.HandOffAsked(struck):
            return await hands_off(tx, office, row, at, struck)
        case talk.WithdrawAsked():
            return await withdraws(tx, office, row, at)
        case talk.ErasureAsked():
            return await erases(tx, office, row, at)
        case talk.Alarmed():
            await counts.add(tx, office, "alarmed")
        case talk.Entered(place):
            await counts.add(tx, office, f"entered.{place.script}")
    return at


def _with_case(now: Talk, row: Row[Any]) -> Talk:
    """A script may ask whether a case is open already: `when: {case: open}`."""
    answers = {field: given for field, given in now.answers.items() if field != "case"}
    return replace(now, answers={**answers, "case": ("open",)} if row.case else answers)
