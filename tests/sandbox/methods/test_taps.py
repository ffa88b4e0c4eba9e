"""The answer to a tap."""

from typing import Any

import pytest

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot, Tap

BUTTONS = {"inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}]]}


@pytest.fixture
async def tap(call: Any, bot: Bot, person: Person) -> Tap:
    await call("sendMessage", chat_id=person.id, text="?", reply_markup=BUTTONS)
    return await person.taps(bot, "Иә")


async def test_a_tap_is_heard_with_its_message_and_its_data(call: Any, tap: Tap, person: Person) -> None:
    (update,) = await call.updates()
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (tap.id, "yes", person.id)
    assert query["message"]["reply_markup"] == BUTTONS


async def test_an_answer_flashes_once(call: Any, tap: Tap, person: Person) -> None:
    for text in ("Жарайды", "Тағы"):
        await call("answerCallbackQuery", callback_query_id=tap.id, text=text)
    assert [(toast.text, toast.alert) for toast in person.toasts] == [("Жарайды", False)]


async def test_an_empty_answer_only_stops_the_spinning(call: Any, tap: Tap, person: Person) -> None:
    await call("answerCallbackQuery", callback_query_id=tap.id)
    assert person.toasts == []
    assert tap.answer == {"text": "", "show_alert": False}


async def test_a_late_or_strange_answer_is_refused(call: Any, clock: Any, tap: Tap) -> None:
    why = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await call.refused("answerCallbackQuery", callback_query_id="5") == why
    clock.passes(seconds=151)
    assert await call.refused("answerCallbackQuery", callback_query_id=tap.id) == why


async def test_another_bot_cannot_answer(call: Any, tg: SmallTelegram, tap: Tap) -> None:
    tg.bot("43:other-bot", "other_bot")
    said = await call.raw("answerCallbackQuery", token="43:other-bot", callback_query_id=tap.id)
    assert said["description"].startswith("Bad Request: query is too old")


async def test_a_long_answer_is_refused(call: Any, tap: Tap) -> None:
    said = await call.refused("answerCallbackQuery", callback_query_id=tap.id, text="ы" * 201)
    assert said == "Bad Request: MESSAGE_TOO_LONG"
