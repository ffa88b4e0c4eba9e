"""One chat, as letters are written to it."""

import pytest
from telegram.error import BadRequest, RetryAfter

from bot import pace
from bot.desk.chat import Chat, Pace
from bot.pace import UNLIMITED, Budgets, Rate
from bot.sandbox import Answer, Person
from tests.desk.place import Place


def _chat(place: Place, her: Person) -> Chat:
    return Chat(place.face.application.bot, her.id, _pace(place, her, Budgets(UNLIMITED), []))


async def test_long_words_are_several_messages_in_order(place: Place) -> None:
    her = await place.counsellor("Дана")
    before = len(her.screen(place.bot))
    numbers = await _chat(place, her).says("слово " * 1000)
    assert [one.id for one in her.screen(place.bot)[before:]] == list(numbers)
    assert len(numbers) == 2


async def test_a_topic_that_is_gone_counts_as_dropped_and_one_that_telegram_keeps_does_not(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    chat = _chat(place, her)
    assert case.topic is not None
    place.tg.faults.add(Answer(400, "not enough rights"), "deleteForumTopic", times=1)
    assert not await chat.drops_topic(case.topic)
    assert await chat.drops_topic(case.topic)
    assert await chat.drops_topic(case.topic)


async def test_what_cannot_be_pinned_is_no_trouble_and_what_cannot_be_said_is(place: Place) -> None:
    her = await place.counsellor("Дана")
    chat = _chat(place, her)
    await chat.pins(999_999)
    with pytest.raises(BadRequest):
        await chat.say("слово " * 1000)


async def test_more_messages_than_telegram_deletes_at_once_all_go(place: Place) -> None:
    her = await place.counsellor("Дана")
    chat = _chat(place, her)
    numbers = tuple([await chat.say(f"{number}") for number in range(120)])
    await chat.deletes(numbers)
    assert not {one.id for one in her.screen(place.bot)} & set(numbers)


# — several messages for one letter —


def _pace(place: Place, her: Person, budgets: Budgets, rests: list[float]) -> Pace:
    async def rest(seconds: float) -> None:
        rests.append(seconds)
        place.clock.passes(seconds)

    name = place.office.keys.desk.name(her.id)
    return Pace(budgets, name, pace.Place.PRIVATE, place.clock.ticks, rest)


async def test_what_follows_the_first_message_waits_for_room(place: Place) -> None:
    her, rests = await place.counsellor("Дана"), []
    fast = _pace(place, her, Budgets({**UNLIMITED, pace.Place.PRIVATE: Rate(2, 5)}), rests)
    for number in range(5):
        await Chat(place.face.application.bot, her.id, fast).say(f"{number}")
    assert place.texts(her)[-5:] == list("01234")
    assert rests == [5], "the first is paid for by the post, and then two may go in any five seconds"


async def test_a_letter_that_telegram_stops_in_the_middle_goes_on_where_it_stopped(place: Place) -> None:
    her, rests = await place.counsellor("Дана"), []
    chat = Chat(place.face.application.bot, her.id, _pace(place, her, Budgets(UNLIMITED), rests))
    await chat.say("0")
    place.tg.faults.add(Answer(429, retry_after=7), "sendMessage", times=2)
    await chat.say("1")
    assert place.texts(her)[-2:] == ["0", "1"]
    assert rests == [7, 7]


@pytest.mark.parametrize("already", [0, 1])
async def test_before_the_first_message_or_for_long_the_post_waits_instead(place: Place, already: int) -> None:
    her = await place.counsellor("Дана")
    chat = Chat(place.face.application.bot, her.id, _pace(place, her, Budgets(UNLIMITED), []))
    for _ in range(already):
        await chat.say("0")
    place.tg.faults.add(Answer(429, retry_after=61 if already else 1), "sendMessage", times=1)
    with pytest.raises(RetryAfter):
        await chat.say("1")
