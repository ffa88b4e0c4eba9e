"""Chats and who is in them."""

from typing import Any

import pytest

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot, Room


@pytest.fixture
async def group(tg: SmallTelegram, bot: Bot, person: Person) -> Room:
    return tg.group("Кезек", [person, tg.person("Асель"), bot])


async def test_everybody_has_a_place_in_the_group(call: Any, bot: Bot, person: Person, group: Room) -> None:
    stranger = person.tg.new_user("Бөтен")
    statuses = [
        (await call("getChatMember", chat_id=group.id, user_id=number))["status"]
        for number in (person.id, bot.id, stranger.id)
    ]
    assert statuses == ["creator", "administrator", "left"]
    assert await call("getChatMemberCount", chat_id=group.id) == 3
    assert len(await call("getChatAdministrators", chat_id=group.id)) == 2
    assert "invalid user_id" in await call.refused("getChatMember", chat_id=group.id, user_id=5)


async def test_a_bot_that_left_is_told_that_it_is_out(call: Any, group: Room) -> None:
    await call("leaveChat", chat_id=group.id)
    said = await call.raw("sendMessage", chat_id=group.id, text="x")
    assert (said["error_code"], said["description"]) == (403, "Forbidden: bot is not a member of the group chat")


async def test_a_migrated_group_says_where_it_went(tg: SmallTelegram, call: Any, group: Room) -> None:
    new = tg.migrate(group)
    said = await call.raw("sendMessage", chat_id=group.id, text="x")
    assert said["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert said["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await call("getChat", chat_id=new.id))["type"] == "supergroup"
    told = [update["message"] for update in await call.updates() if "message" in update]
    assert [one.get("migrate_to_chat_id") for one in told][-2:] == [new.id, None]
    assert told[-1]["migrate_from_chat_id"] == group.id


async def test_an_administrator_may_remove_but_not_the_owner(call: Any, person: Person, group: Room) -> None:
    other = next(number for number, status in group.members.items() if status == "member")
    await call("banChatMember", chat_id=group.id, user_id=other)
    assert not group.has(other)
    said = await call.refused("banChatMember", chat_id=group.id, user_id=person.id)
    assert said == "Bad Request: can't remove chat owner"


async def test_the_pinned_message_is_told_with_the_chat(call: Any, group: Room) -> None:
    said = await call("sendMessage", chat_id=group.id, text="Тақта")
    await call("pinChatMessage", chat_id=group.id, message_id=said["message_id"])
    assert (await call("getChat", chat_id=group.id))["pinned_message"]["text"] == "Тақта"


async def test_a_bot_that_was_thrown_out_is_told_so(call: Any, bot: Bot, group: Room) -> None:
    group.members[bot.id] = "kicked"
    said = await call.refused("getChat", chat_id=group.id)
    assert said == "Forbidden: bot was kicked from the group chat"


async def test_a_chat_can_be_looked_at_by_a_bot_that_is_blocked(call: Any, bot: Bot, person: Person) -> None:
    await person.blocks(bot)
    assert (await call("getChat", chat_id=person.id))["first_name"] == "Айгүл"
