"""What happens by the clock: promises, forgetting, sweeping."""

from typing import Any

import pytest
from sqlalchemy import insert, update

from bot import lifetimes
from bot.case import State
from bot.office import Office, counsellor, letters, rounds, seeker
from bot.store import tables
from tests.acts import HER, Walker, letters_to, opens_desk, rows

DAY = 86400


@pytest.fixture
async def me(office: Office) -> Walker:
    await opens_desk(office)
    return Walker(office)


async def _alerts(office: Office) -> list[str]:
    written = await letters_to(office, "desk", "alert")
    async with office.store.begin() as tx:
        return [(await letters.open_letter(tx, office, row)).key for row in written]


async def test_half_of_a_promise_warns_the_desk_and_the_whole_tells_the_seeker_too(
    me: Walker, office: Office, clock: Any
) -> None:
    case = await me.waits()
    whole = (case.promised - case.asked).total_seconds()
    clock.passes(whole / 2 - 1)
    await rounds.passes(office)
    assert await _alerts(office) == ["new_case"]
    clock.passes(1)
    for _ in range(2):
        await rounds.passes(office)
    assert await _alerts(office) == ["new_case", "deadline_near"]
    assert await letters_to(office, "seeker") == []
    clock.passes(whole / 2)
    for _ in range(2):
        await rounds.passes(office)
    assert await _alerts(office) == ["new_case", "deadline_near", "deadline_missed"]
    (told,) = await letters_to(office, "seeker")
    async with office.store.begin() as tx:
        apology = await letters.open_letter(tx, office, told)
    assert (apology.key, apology.to, apology.facts) == ("promise_missed", me.name, {"name": case.name})


async def test_a_house_that_slept_through_a_promise_warns_once(me: Walker, office: Office, clock: Any) -> None:
    case = await me.waits()
    clock.passes((case.promised - case.asked).total_seconds() * 3)
    for _ in range(2):
        await rounds.passes(office)
    assert await _alerts(office) == ["new_case", "deadline_missed"]


async def test_a_case_that_somebody_holds_is_not_warned_about(me: Walker, office: Office, clock: Any) -> None:
    await me.talks()
    clock.passes(3 * DAY)
    before = await rows(office, tables.letters)
    await rounds.passes(office)
    assert await rows(office, tables.letters) == before


async def test_a_talk_left_alone_is_forgotten_after_its_day_but_not_one_with_a_case(
    me: Walker, office: Office, clock: Any
) -> None:
    alone = Walker(office, 12)
    await alone.to_menu()
    await me.talks()
    clock.passes(lifetimes.TALK.lasts.total_seconds())
    await rounds.passes(office)
    assert await alone.row() is not None
    clock.passes(1)
    await rounds.passes(office)
    assert await alone.row() is None
    assert await me.row() is not None


async def test_a_long_conversation_that_ends_leaves_its_seeker_a_day(me: Walker, office: Office, clock: Any) -> None:
    """The news of the end must still find them, and the keyboard must still be taken away."""
    case = await me.talks()
    clock.passes(3 * DAY)
    await counsellor.closes(office, HER, case.id)
    await rounds.passes(office)
    assert await me.row() is not None
    clock.passes(DAY + 1)
    await rounds.passes(office)
    assert await me.row() is None


async def test_an_ended_case_is_forgotten_with_its_key_after_thirty_days(
    me: Walker, office: Office, clock: Any
) -> None:
    await me.talks()
    await seeker.ends(office, me.chat)
    clock.passes(30 * DAY)
    await rounds.passes(office)
    assert [row.state for row in await rows(office, tables.cases)] == [State.CLOSED]
    clock.passes(1)
    await rounds.passes(office)
    (row,) = await rows(office, tables.cases)
    assert (row.state, row.key, row.card, row.seeker) == (State.FORGOTTEN, None, None, None)
    assert await rows(office, tables.codes) == []
    await rounds.passes(office)


async def test_one_odd_row_does_not_stop_the_others(me: Walker, office: Office, clock: Any) -> None:
    """A case that was forgotten between looking and acting."""
    await me.waits()
    await Walker(office, 12).waits()
    clock.passes(40 * DAY)
    async with office.store.begin() as tx:
        first = tables.cases.c.ordinal == 0
        await tx.execute(update(tables.cases).where(first).values(state=State.FORGOTTEN, key=None))
    await rounds.passes(office)
    assert len(await letters_to(office, "seeker")) == 1


async def test_updates_and_invitations_go_when_their_time_is_over(me: Walker, office: Office, clock: Any) -> None:
    stamp = {"bot": "seeker", "lane": "x", "body": None, "tries": 0, "came": clock()}
    states = ("done", "dead", "waiting")
    async with office.store.begin() as tx:
        await tx.execute(
            insert(tables.heard).values([{**stamp, "update": i, "state": s} for i, s in enumerate(states)])
        )
    await rounds.passes(office)
    assert len(await rows(office, tables.heard)) == 3
    clock.passes(lifetimes.HEARD.lasts.total_seconds() + 1)
    await rounds.passes(office)
    assert [row.state for row in await rows(office, tables.heard)] == ["waiting"], "what nobody heard is never swept"
    assert await rows(office, tables.invites) == []


async def test_that_letters_went_to_and_fro_is_forgotten_when_they_cannot_be_deleted_any_more(
    me: Walker, office: Office, clock: Any
) -> None:
    case = await me.talks()
    await me.writes("мне тревожно")
    async with office.store.begin() as tx:
        await tx.execute(update(tables.letters).values(state="sent"))
    clock.passes(3 * DAY)
    await rounds.passes(office)
    assert await rows(office, tables.letters, tables.letters.c.kind == "words"), "the case is still open"
    await counsellor.closes(office, HER, case.id)
    async with office.store.begin() as tx:
        await tx.execute(update(tables.letters).values(state="sent"))
    await rounds.passes(office)
    assert me.name not in repr(await rows(office, tables.letters, tables.letters.c.kind == "words"))
    clock.passes(3 * DAY)
    await rounds.passes(office)
    assert await rows(office, tables.letters) == []


async def test_what_was_kept_back_for_one_who_never_returns_goes_with_their_talk(
    me: Walker, office: Office, clock: Any
) -> None:
    case = await me.talks()
    clock.passes(600)
    await counsellor.writes(office, HER, case.id, "Я здесь", 1)
    await counsellor.closes(office, HER, case.id)
    await rounds.passes(office)
    held = tables.letters.c.state == "held"
    assert await rows(office, tables.letters, held), "they may still look in"
    clock.passes(DAY + 1)
    await rounds.passes(office)
    assert await me.row() is None
    assert await rows(office, tables.letters, held) == []
