"""Topics in a person's private chat with a bot."""

from typing import Any

import pytest

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot


@pytest.fixture
async def topic(call: Any, person: Person) -> int:
    made = await call("createForumTopic", chat_id=person.id, name="Қарлығаш-14")
    assert made["icon_color"] == 7322096
    return int(made["message_thread_id"])


async def test_the_bot_hears_of_the_topic_that_it_made(call: Any, topic: int) -> None:
    (update,) = await call.updates()
    assert update["message"]["forum_topic_created"]["name"] == "Қарлығаш-14"
    assert update["message"]["message_id"] == topic


async def test_words_in_a_topic_carry_its_number_both_ways(call: Any, bot: Bot, person: Person, topic: int) -> None:
    said = await call("sendMessage", chat_id=person.id, text="Сәлем", message_thread_id=topic)
    assert (said["message_thread_id"], said["is_topic_message"]) == (topic, True)
    await call.updates()
    await person.types(bot, "Жауап", topic=topic)
    await person.types(bot, "Бөлек")
    inside, outside = await call.updates()
    assert inside["message"]["message_thread_id"] == topic
    assert "message_thread_id" not in outside["message"]
    assert [seen.text for seen in person.screen(bot, topic)] == ["", "Сәлем", "Жауап"]


async def test_renaming_is_told_and_the_same_name_is_refused(call: Any, bot: Bot, person: Person, topic: int) -> None:
    await call("editForumTopic", chat_id=person.id, message_thread_id=topic, name="Бүркіт-7")
    assert person.topics(bot) == {"Бүркіт-7": topic}
    assert (await call.updates())[-1]["message"]["forum_topic_edited"] == {"name": "Бүркіт-7"}
    said = await call.refused("editForumTopic", chat_id=person.id, message_thread_id=topic, name="Бүркіт-7")
    assert said == "Bad Request: TOPIC_NOT_MODIFIED"


async def test_a_deleted_topic_takes_all_its_messages_however_old(
    call: Any, clock: Any, bot: Bot, person: Person, topic: int
) -> None:
    await call("sendMessage", chat_id=person.id, text="Сәлем", message_thread_id=topic)
    await person.types(bot, "Жауап", topic=topic)
    clock.passes(days=9)
    await call("deleteForumTopic", chat_id=person.id, message_thread_id=topic)
    assert [seen.text for seen in person.screen(bot)] == ["/start"]
    said = await call.refused("sendMessage", chat_id=person.id, text="x", message_thread_id=topic)
    assert said == "Bad Request: message thread not found"
    again = await call.refused("deleteForumTopic", chat_id=person.id, message_thread_id=topic)
    assert again == "Bad Request: TOPIC_ID_INVALID"


async def test_there_are_no_topics_in_a_group_or_with_a_plain_bot(
    call: Any, tg: SmallTelegram, bot: Bot, person: Person
) -> None:
    group = tg.group("Топ", [person, bot])
    bot.topics = False
    for chat in (group.id, person.id):
        assert await call.refused("createForumTopic", chat_id=chat, name="x") == "Bad Request: the chat is not a forum"


@pytest.mark.parametrize(
    ("params", "why"),
    [({"name": "  "}, "topic name must be non-empty"), ({"name": "x", "icon_color": 5}, "TOPIC_ICON_COLOR_INVALID")],
)
async def test_a_topic_needs_a_name_and_a_known_colour(call: Any, person: Person, params: dict, why: str) -> None:
    assert await call.refused("createForumTopic", chat_id=person.id, **params) == f"Bad Request: {why}"


async def test_pins_of_one_topic_are_undone_together(call: Any, bot: Bot, person: Person, topic: int) -> None:
    for thread in ({"message_thread_id": topic}, {}):
        said = await call("sendMessage", chat_id=person.id, text="x", **thread)
        await call("pinChatMessage", chat_id=person.id, message_id=said["message_id"])
    await call("unpinAllForumTopicMessages", chat_id=person.id, message_thread_id=topic)
    assert person.room(bot).pinned == [said["message_id"]]
