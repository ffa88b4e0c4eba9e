"""Words that bots send, and why Telegram refuses some."""

from typing import Any

import pytest

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot


async def test_words_arrive_without_tags_and_with_entities(call: Any, bot: Bot, person: Person) -> None:
    said = await call("sendMessage", chat_id=person.id, text="<b>Сәлем</b>", parse_mode="HTML")
    assert (said["text"], said["entities"]) == ("Сәлем", [{"type": "bold", "offset": 0, "length": 5}])
    assert person.screen(bot)[-1].text == "Сәлем"


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"text": "  \n"}, "message text is empty"),
        ({"text": "қ" * 4097}, "message is too long"),
        ({"text": "🔥" * 2049}, "message is too long"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "message_thread_id": 77}, "message thread not found"),
        ({"text": "x", "message_thread_id": 1}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 77}}, "message to be replied not found"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "ы" * 33}]]}},
            "BUTTON_DATA_INVALID",
        ),
    ],
)
async def test_a_message_is_refused_in_telegrams_words(call: Any, person: Person, params: dict, why: str) -> None:
    assert await call.refused("sendMessage", chat_id=person.id, **params) == f"Bad Request: {why}"


async def test_the_longest_text_is_counted_after_the_tags(call: Any, person: Person) -> None:
    await call("sendMessage", chat_id=person.id, text=f"<b>{'қ' * 4096}</b>", parse_mode="HTML")


async def test_a_reply_to_what_is_gone_may_go_alone(call: Any, person: Person) -> None:
    reply = {"message_id": 77, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await call("sendMessage", chat_id=person.id, text="x", reply_parameters=reply)


async def test_a_reply_keyboard_stays_until_it_is_taken_away(call: Any, bot: Bot, person: Person) -> None:
    board = {"keyboard": [[{"text": "Аяқтау"}]], "resize_keyboard": True}
    said = await call("sendMessage", chat_id=person.id, text="x", reply_markup=board)
    assert "reply_markup" not in said
    assert person.reply_keyboard(bot) == [["Аяқтау"]]
    await call("sendMessage", chat_id=person.id, text="x", reply_markup={"remove_keyboard": True})
    assert person.reply_keyboard(bot) == []


async def test_protection_and_silence_are_remembered(tg: SmallTelegram, call: Any, bot: Bot, person: Person) -> None:
    said = await call("sendMessage", chat_id=person.id, text="x", protect_content=True, disable_notification=True)
    assert said["has_protected_content"]
    message = person.messages(bot)[-1]
    assert (message.protected, message.silent) == (True, True)
    again = await call.refused("forwardMessage", chat_id=person.id, from_chat_id=person.id, message_id=message.id)
    assert again == "Bad Request: message can't be forwarded"


async def test_a_copy_hides_where_it_came_from(call: Any, bot: Bot, person: Person) -> None:
    heard = await person.forwards(bot, "Құпия", "Біреу")
    copied = await call("copyMessage", chat_id=person.id, from_chat_id=person.id, message_id=heard.id)
    assert person.messages(bot)[-1].id == copied["message_id"]
    assert person.messages(bot)[-1].content == {"text": "Құпия"}


async def test_a_copy_of_nothing_is_refused(call: Any, person: Person) -> None:
    said = await call.refused("copyMessage", chat_id=person.id, from_chat_id=person.id, message_id=77)
    assert said == "Bad Request: message to copy not found"


async def test_typing_shows_for_five_seconds(call: Any, tg: SmallTelegram, bot: Bot, person: Person) -> None:
    await call("sendChatAction", chat_id=person.id, action="typing")
    assert person.room(bot).acting[None] == ("typing", tg.telegram.now() + 5)
    said = await call.refused("sendChatAction", chat_id=person.id, action="dancing")
    assert said == "Bad Request: wrong parameter action in request"


async def test_somebody_deleted_their_account(call: Any, person: Person) -> None:
    await person.deletes_account()
    said = await call.raw("sendMessage", chat_id=person.id, text="x")
    assert (said["error_code"], said["description"]) == (403, "Forbidden: user is deactivated")


async def test_a_bot_cannot_write_first_to_somebody_it_knows_from_a_group(
    call: Any, tg: SmallTelegram, bot: Bot, person: Person
) -> None:
    other = tg.person("Асель")
    tg.group("Топ", [person, other, bot])
    said = await call.refused("sendMessage", chat_id=other.id, text="x")
    assert said == "Forbidden: bot can't initiate conversation with a user"


async def test_a_reply_keyboard_goes_with_the_message_that_brought_it(call: Any, bot: Bot, person: Person) -> None:
    board = {"keyboard": [[{"text": "Аяқтау"}]]}
    said = await call("sendMessage", chat_id=person.id, text="x", reply_markup=board)
    refused = await call.refused("editMessageText", chat_id=person.id, message_id=said["message_id"], text="y")
    assert refused == "Bad Request: message can't be edited"
    await call("deleteMessage", chat_id=person.id, message_id=said["message_id"])
    assert person.reply_keyboard(bot) == []
