"""Words of a counsellor that wait for one tap of hers."""

from datetime import timedelta

import pytest

from bot import lifetimes
from bot.errors import NotHere
from bot.office import counsellor, unsent
from bot.outbox import Kind
from bot.store import tables
from tests.office.conftest import World

HER = 501


async def _hers(world: World, cases: int = 2) -> list[str]:
    name = await world.counsellor(HER)
    return [await world.case(await world.seeker(number), name) for number in range(1, cases + 1)]


async def _to_seekers(world: World) -> list[tuple[str, str]]:
    return [(row.case, row.kind) for row in await world.rows(tables.letters, tables.letters.c.bot == "seeker")]


async def test_words_wait_until_she_says_whose_they_are(world: World) -> None:
    first, second = await _hers(world)
    await unsent.keeps(world.office, HER, "слова", 7, None, asks=False)
    assert await _to_seekers(world) == []
    assert await unsent.goes(world.office, HER, 7, second) == unsent.SENT
    assert await _to_seekers(world) == [(second, Kind.WORDS)]
    with pytest.raises(NotHere):
        await unsent.goes(world.office, HER, 7, first)


async def test_words_that_also_ask_who_somebody_is_wait_for_a_second_tap(world: World) -> None:
    first, _ = await _hers(world)
    await unsent.keeps(world.office, HER, "слова", 7, None, asks=True)
    assert await unsent.goes(world.office, HER, 7, first) == unsent.HELD
    assert await _to_seekers(world) == []
    assert await unsent.goes(world.office, HER, 7) == unsent.SENT
    assert await _to_seekers(world) == [(first, Kind.WORDS)]


async def test_words_never_go_to_a_case_that_is_not_hers(world: World) -> None:
    await _hers(world, 1)
    stranger = await world.case(await world.seeker(9))
    await unsent.keeps(world.office, HER, "слова", 7, None, asks=False)
    with pytest.raises(NotHere):
        await unsent.goes(world.office, HER, 7, stranger)
    assert await _to_seekers(world) == []


async def test_a_case_that_ends_takes_the_words_that_waited_for_it(world: World) -> None:
    first, second = await _hers(world)
    await unsent.keeps(world.office, HER, "первому", 7, first, asks=True)
    await unsent.keeps(world.office, HER, "второму", 8, second, asks=True)
    await counsellor.closes(world.office, HER, first)
    with pytest.raises(NotHere):
        await unsent.goes(world.office, HER, 7)
    assert await unsent.goes(world.office, HER, 8) == unsent.SENT


async def test_words_that_nobody_decided_about_are_gone_after_their_time(world: World) -> None:
    first, _ = await _hers(world)
    await unsent.keeps(world.office, HER, "слова", 7, first, asks=True)
    world.clock.passes((lifetimes.WORDS.lasts + timedelta(seconds=1)).total_seconds())
    with pytest.raises(NotHere):
        await unsent.goes(world.office, HER, 7)


async def test_an_edit_of_what_waits_changes_it_and_of_what_went_follows_it(world: World) -> None:
    first, _ = await _hers(world)
    await unsent.keeps(world.office, HER, "кто вы?", 7, first, asks=True)
    assert await unsent.edits(world.office, HER, "как вы?", 7, asks=False) == unsent.SENT
    assert await unsent.edits(world.office, HER, "как дела?", 7, asks=False) == unsent.SENT
    assert await unsent.edits(world.office, HER, "кто вы?", 7, asks=True) == unsent.HELD
    assert await _to_seekers(world) == [(first, Kind.WORDS), (first, Kind.EDIT)]
    assert await unsent.edits(world.office, HER, "что?", 99, asks=False) == unsent.NOT_CARRIED


async def test_dropped_words_leave_nothing_behind(world: World) -> None:
    first, _ = await _hers(world)
    await unsent.keeps(world.office, HER, "слова", 7, first, asks=True)
    await unsent.drops(world.office, HER, 7)
    await unsent.drops(world.office, HER, 7)
    assert (await world.rows(tables.counsellors))[0].pending is None
