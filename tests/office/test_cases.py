"""Cases in the store: opened with a key of their own, moved by the table, forgotten with their key."""

import asyncio

import pytest

from bot.case import Move, State
from bot.errors import Forgotten, NotAllowed, NotHere
from bot.handoff import Brief
from bot.office import Office, cases
from bot.script import Level
from bot.store import tables
from tests.acts import Walker, opens_desk, rows
from tests.office.people import World

CARD = Brief(Level.L2, ("leaving",), "s03", "ru", {"horizon": ("days",)})


async def _opens(office: Office, seeker: str = "a" * 32) -> cases.CaseView:
    async with office.store.begin() as tx:
        return await cases.open_case(tx, office, seeker, "training_line", CARD, office.clock(), "ru", "notify_any")


async def test_cases_are_named_by_birds_in_order(office: Office) -> None:
    names = [(await _opens(office)).name for _ in range(len(office.birds) + 1)]
    assert names[0] == f"{office.birds[0]}-1"
    assert names[1] == f"{office.birds[1]}-1"
    assert names[-1] == f"{office.birds[0]}-2"


async def test_cases_that_are_opened_at_once_all_get_a_bird_of_their_own(world: World) -> None:
    seekers = [await world.seeker(chat) for chat in range(8)]
    await asyncio.gather(*(world.case(seeker) for seeker in seekers))
    assert sorted(row.ordinal for row in await world.rows(tables.cases)) == list(range(8))


async def test_a_card_opens_with_the_case_s_own_key_only(office: Office) -> None:
    first, second = await _opens(office), await _opens(office)
    (one, other) = await rows(office, tables.cases)
    assert cases.card(office, one) == CARD
    assert one.card != other.card
    lock = office.keys.case_key(second.id, other.key)
    with pytest.raises(Exception, match="do not open"):
        lock.open(one.card, f"card of {first.id}")


async def test_a_move_that_is_not_in_the_table_changes_nothing(office: Office) -> None:
    case = await _opens(office)
    async with office.store.begin() as tx:
        row = await cases.find(tx, case.id)
        with pytest.raises(NotAllowed):
            await cases.move(tx, row, Move.CLOSE)
    assert [row.state for row in await rows(office, tables.cases)] == [State.WAITING]


async def test_nobody_finds_a_case_that_does_not_exist(office: Office) -> None:
    async with office.store.begin() as tx:
        with pytest.raises(NotHere):
            await cases.find(tx, "none")


async def test_a_forgotten_case_keeps_nothing_but_its_name_and_cannot_be_opened(office: Office) -> None:
    await opens_desk(office)
    me = Walker(office)
    case = await me.talks()
    await me.writes("мне тревожно")
    async with office.store.begin() as tx:
        await cases.forget(tx, office, await cases.find(tx, case.id))
    (row,) = await rows(office, tables.cases)
    assert (row.state, row.key, row.card, row.names, row.seeker) == (State.FORGOTTEN, None, None, None, None)
    assert row.name == case.name
    with pytest.raises(Forgotten):
        cases.card(office, row)
    assert {one.body for one in await rows(office, tables.letters, tables.letters.c.case == case.id)} == {None}
    assert await rows(office, tables.codes) == []
    async with office.store.begin() as tx:
        with pytest.raises(NotAllowed):
            await cases.forget(tx, office, row)


async def test_the_end_of_a_case_frees_its_seeker_and_starts_the_day_that_a_talk_is_kept(office: Office) -> None:
    await opens_desk(office)
    me = Walker(office)
    case = await me.talks()
    await me.calls("data")
    async with office.store.begin() as tx:
        await cases.end(tx, office, await cases.find(tx, case.id), Move.CLOSE)
    row = await me.row()
    assert row is not None
    assert (row.case, row.aside, row.touched) == (None, False, office.clock())
