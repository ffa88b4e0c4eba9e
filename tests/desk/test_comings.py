"""Blocked, taken out, moved."""

from bot.case import State
from bot.office import counsellor
from tests.desk.place import Place


async def test_one_who_blocks_the_bot_goes_off_duty_and_her_cases_wait_again(place: Place) -> None:
    await place.group()
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await her.blocks(place.bot)
    await place.settles()
    known = await counsellor.is_known(place.office, her.id)
    assert known is not None
    assert not known.on_duty
    assert (await place.now(case)).state is State.WAITING
    assert "counsellor_left" in place.seekers.keys


async def test_one_who_comes_back_is_greeted_by_her_working_name(place: Place) -> None:
    her = await place.counsellor("Дана")
    await her.blocks(place.bot)
    await place.settles()
    await her.starts(place.bot)
    await place.settles()
    assert place.texts(her)[-1] == "С возвращением, Дана."


async def test_a_group_that_puts_the_bot_out_gets_no_more_cases(place: Place) -> None:
    room = await place.group()
    lead = next(person for person in place.tg.people.values() if room.has(person.id))
    lead.adds(room, place.bot.user, "kicked")
    await place.settles()
    assert await counsellor.board(place.office, "umit") is None


async def test_a_topic_of_her_own_is_explained(place: Place) -> None:
    her = await place.counsellor("Дана")
    own = place.tg.telegram.open_topic(her.room(place.bot), her.user, "моя тема")
    await place.settles()
    assert place.texts(her, own.id) == ["В этой теме нет обращения, слова никому не ушли. Темы открывает бот."]
