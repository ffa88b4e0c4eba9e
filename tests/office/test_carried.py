"""What the carrier of the desk's letters asks and remembers."""

import pytest

from bot.errors import NotHere
from bot.office import carried, counsellor
from tests.office.conftest import World

HER, GROUP = 501, -100_500


async def test_a_counsellor_and_a_group_are_found_where_they_read(world: World) -> None:
    name = await world.counsellor(HER)
    await world.group(GROUP)
    assert (await carried.reader(world.office, name)).chat == HER
    assert (await carried.reader(world.office, "umit")).chat == GROUP
    assert await carried.bound(world.office) == ("umit",)
    with pytest.raises(NotHere):
        await carried.reader(world.office, "nobody")


async def test_every_message_of_a_case_in_her_chat_is_known_and_answers_find_the_case(world: World) -> None:
    name = await world.counsellor(HER)
    case = await world.case(await world.seeker(1), name)
    await counsellor.writes(world.office, HER, case, "слова", 11)
    await carried.stands_also(world.office, name, case, (12, 13))
    assert await carried.numbers(world.office, name, case) == (11, 12, 13)
    found = await counsellor.case_in(world.office, HER, number=13)
    assert found is not None
    assert found.id == case


async def test_her_hands_hold_open_cases_only(world: World) -> None:
    name = await world.counsellor(HER)
    first, second = [await world.case(await world.seeker(number), name) for number in (1, 2)]
    await counsellor.closes(world.office, HER, first)
    assert [case.id for case in await carried.in_hands(world.office, name)] == [second]
