"""What the office does for a counsellor: each act happens whole, or not at all."""

import pytest
from sqlalchemy import update

from bot.case import State
from bot.errors import BadCode, NoRoom, NotAllowed, NotHere, Taken
from bot.office import codes, counsellor
from bot.outbox import Kind
from bot.script import Level
from bot.store import tables
from tests.office.conftest import World

HER, OTHER, STRANGER = 501, 502, 503
GROUP = -100_500


async def _kinds(world: World, bot: str) -> list[str]:
    return [row.kind for row in await world.rows(tables.letters, tables.letters.c.bot == bot)]


async def _invited(world: World, opens: str) -> str:
    async with world.office.store.begin() as tx:
        return await codes.invite(tx, world.office, "umit", opens)


async def test_one_wins_and_the_other_changes_nothing(world: World) -> None:
    name = await world.counsellor(HER)
    await world.counsellor(OTHER)
    case = await world.case(await world.seeker(1))
    await counsellor.takes(world.office, HER, case)
    before = await world.rows(tables.letters)
    with pytest.raises(Taken):
        await counsellor.takes(world.office, OTHER, case)
    assert await world.rows(tables.letters) == before
    (row,) = await world.rows(tables.cases)
    assert (row.state, row.counsellor) == (State.TAKEN, name)
    assert await _kinds(world, "desk") == [Kind.CARD]


async def test_hands_that_are_full_take_no_more(world: World) -> None:
    name = await world.counsellor(HER)
    async with world.office.store.begin() as tx:
        await tx.execute(update(tables.counsellors).values(room=1))
    await world.case(await world.seeker(1), name)
    case = await world.case(await world.seeker(2))
    with pytest.raises(NoRoom):
        await counsellor.takes(world.office, HER, case)


async def test_a_partner_never_sees_anothers_case(world: World) -> None:
    await world.counsellor(OTHER, partner="other")
    name = await world.counsellor(HER)
    waiting, held = await world.case(await world.seeker(1)), await world.case(await world.seeker(2), name)
    for act in (counsellor.takes, counsellor.releases, counsellor.closes, counsellor.shows_again):
        for case in (waiting, held):
            with pytest.raises(NotHere):
                await act(world.office, OTHER, case)
    with pytest.raises(NotHere):
        await counsellor.writes(world.office, OTHER, held, "слова", 1)


async def test_only_the_one_who_holds_a_case_writes_in_it(world: World) -> None:
    name = await world.counsellor(HER)
    await world.counsellor(OTHER)
    case = await world.case(await world.seeker(1), name)
    with pytest.raises(NotHere):
        await counsellor.writes(world.office, OTHER, case, "слова", 1)
    await counsellor.writes(world.office, HER, case, "слова", 1)
    (row,) = await world.rows(tables.letters)
    assert (row.kind, row.author, row.origin) == (Kind.WORDS, name, 1)
    assert (await world.rows(tables.cases))[0].answered == world.clock()


async def test_an_edit_follows_its_letter_and_only_while_the_case_is_hers(world: World) -> None:
    name = await world.counsellor(HER)
    case = await world.case(await world.seeker(1), name)
    letter = await counsellor.writes(world.office, HER, case, "раз", 1)
    assert await counsellor.edits(world.office, HER, "два", 1)
    assert (await world.rows(tables.letters))[-1].follows == letter
    assert not await counsellor.edits(world.office, HER, "три", 99)
    await counsellor.releases(world.office, HER, case)
    assert not await counsellor.edits(world.office, HER, "четыре", 1)


async def test_a_released_case_waits_again_and_everybody_hears_of_it(world: World) -> None:
    name = await world.counsellor(HER)
    case = await world.case(await world.seeker(1), name)
    await counsellor.has_topic(world.office, case, 77)
    view = await counsellor.releases(world.office, HER, case)
    assert (view.state, view.counsellor, view.topic) == (State.WAITING, None, None)
    assert await _kinds(world, "desk") == [Kind.SHUT, Kind.ALERT]
    assert await _kinds(world, "seeker") == [Kind.NOTICE]


async def test_a_closed_case_frees_the_seeker_and_is_closed_once(world: World) -> None:
    name = await world.counsellor(HER)
    case = await world.case(await world.seeker(1), name)
    view = await counsellor.closes(world.office, HER, case)
    assert view.state is State.CLOSED
    assert (await world.rows(tables.seekers))[0].case is None
    with pytest.raises(NotHere):
        await counsellor.closes(world.office, HER, case)


async def test_the_board_is_ordered_by_level_and_then_by_deadline(world: World) -> None:
    await world.group(GROUP)
    first = await world.case(await world.seeker(1), level=Level.L1)
    world.clock.passes(60)
    later = await world.case(await world.seeker(2), level=Level.L3)
    world.clock.passes(-30)
    sooner = await world.case(await world.seeker(3), level=Level.L3)
    board = await counsellor.board(world.office, "umit")
    assert board is not None
    assert [case.id for case in board.waiting] == [sooner, later, first]
    assert await counsellor.board(world.office, "other") is None


async def test_an_invitation_opens_one_door_once(world: World) -> None:
    code = await _invited(world, "counsellor")
    with pytest.raises(BadCode):
        await counsellor.binds(world.office, GROUP, code, "ru")
    her = await counsellor.joins(world.office, HER, code, "Дана", "ru")
    assert (her.partner, her.role, her.on_duty) == ("umit", "counsellor", True)
    with pytest.raises(BadCode):
        await counsellor.joins(world.office, OTHER, code, "Айгүл", "ru")


async def test_one_without_a_name_is_off_duty_and_takes_nothing(world: World) -> None:
    code = await _invited(world, "counsellor")
    assert not (await counsellor.joins(world.office, HER, code, "", "ru")).on_duty
    case = await world.case(await world.seeker(1))
    with pytest.raises(NotHere):
        await counsellor.takes(world.office, HER, case)
    assert (await counsellor.names(world.office, HER, "Дана")).working_name == "Дана"
    assert (await counsellor.takes(world.office, HER, case)).state is State.TAKEN


async def test_a_name_of_a_colleague_is_taken(world: World) -> None:
    await world.counsellor(HER)
    await world.counsellor(OTHER)
    with pytest.raises(Taken):
        await counsellor.names(world.office, OTHER, f"colleague {HER}")
    with pytest.raises(NotHere):
        await counsellor.names(world.office, STRANGER, "Дана")


async def test_one_who_blocked_the_bot_leaves_nothing_waiting_with_her(world: World) -> None:
    name = await world.counsellor(HER)
    await world.case(await world.seeker(1), name)
    gone = await counsellor.goes(world.office, HER)
    assert gone is not None
    assert not gone.on_duty
    assert (await world.rows(tables.cases))[0].state == State.WAITING
    assert await counsellor.goes(world.office, STRANGER) is None


async def test_a_group_that_put_the_bot_out_is_no_desk_any_more(world: World) -> None:
    await world.group(GROUP)
    assert await counsellor.unbinds(world.office, GROUP) == "umit"
    assert await counsellor.unbinds(world.office, GROUP) is None
    assert await world.rows(tables.desks) == []


async def test_a_group_that_moved_is_found_at_its_new_address(world: World) -> None:
    await world.group(GROUP)
    await counsellor.drew(world.office, "umit", 5, "drawn")
    await counsellor.moved(world.office, "umit", GROUP - 1)
    board = await counsellor.board(world.office, "umit")
    assert await counsellor.partner_of(world.office, GROUP - 1) == "umit"
    assert await counsellor.partner_of(world.office, GROUP) is None
    assert board is not None
    assert (board.message, board.drawn) == (None, None)


async def test_a_message_belongs_to_the_case_that_brought_or_took_it(world: World) -> None:
    name = await world.counsellor(HER)
    first = await world.case(await world.seeker(1), name)
    await world.case(await world.seeker(2), name)
    await counsellor.writes(world.office, HER, first, "слова", 41)
    found = await counsellor.case_in(world.office, HER, number=41)
    assert found is not None
    assert found.id == first
    assert await counsellor.case_in(world.office, HER, number=42) is None
    assert await counsellor.case_in(world.office, OTHER, number=41) is None


async def test_a_move_that_is_not_allowed_passes_through_a_transaction_as_it_is(world: World) -> None:
    with pytest.raises(NotAllowed):
        async with world.office.store.begin():
            raise NotAllowed(State.CLOSED, "taken")
