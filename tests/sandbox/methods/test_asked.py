"""What every method needs first."""

from typing import Any

from bot.sandbox import Person


async def test_a_chat_must_be_named(call: Any, person: Person) -> None:
    assert await call.refused("sendMessage", chat_id="", text="x") == "Bad Request: chat_id is empty"
    assert await call.refused("sendMessage", chat_id="@nobody", text="x") == "Bad Request: chat not found"


async def test_a_chat_may_be_named_by_digits_in_a_string(call: Any, person: Person) -> None:
    assert (await call("sendMessage", chat_id=str(person.id), text="x"))["chat"]["id"] == person.id


async def test_the_old_way_to_reply_still_works(call: Any, person: Person) -> None:
    said = await call("sendMessage", chat_id=person.id, text="x", reply_to_message_id=1)
    assert said["reply_to_message"]["text"] == "/start"
