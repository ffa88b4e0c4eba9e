"""One chat, as letters are written to it."""

import pytest
from telegram.error import BadRequest

from bot.desk.chat import Chat
from bot.sandbox import Answer
from tests.desk.place import Place


async def test_long_words_are_several_messages_in_order(place: Place) -> None:
    her = await place.counsellor("Дана")
    before = len(her.screen(place.bot))
    numbers = await Chat(place.face.application.bot, her.id).says("слово " * 1000)
    assert [one.id for one in her.screen(place.bot)[before:]] == list(numbers)
    assert len(numbers) == 2


async def test_a_topic_that_is_gone_counts_as_dropped_and_one_that_telegram_keeps_does_not(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    chat = Chat(place.face.application.bot, her.id)
    assert case.topic is not None
    place.tg.faults.add(Answer(400, "not enough rights"), "deleteForumTopic", times=1)
    assert not await chat.drops_topic(case.topic)
    assert await chat.drops_topic(case.topic)
    assert await chat.drops_topic(case.topic)


async def test_what_cannot_be_pinned_is_no_trouble_and_what_cannot_be_said_is(place: Place) -> None:
    her = await place.counsellor("Дана")
    chat = Chat(place.face.application.bot, her.id)
    await chat.pins(999_999)
    with pytest.raises(BadRequest):
        await chat.say("слово " * 1000)


async def test_more_messages_than_telegram_deletes_at_once_all_go(place: Place) -> None:
    her = await place.counsellor("Дана")
    chat = Chat(place.face.application.bot, her.id)
    numbers = tuple([await chat.say(f"{number}") for number in range(120)])
    await chat.deletes(numbers)
    assert not {one.id for one in her.screen(place.bot)} & set(numbers)
