"""A telephone as the page draws it."""

from typing import Any

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot
from bot.sandbox.phone import phone


async def test_an_open_chat_shows_messages_pin_and_keyboard(call: Any, bot: Bot, person: Person) -> None:
    buttons = {"inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}]]}
    said = await call("sendMessage", chat_id=person.id, text="<b>?</b>", parse_mode="HTML", reply_markup=buttons)
    await call("sendMessage", chat_id=person.id, text="!", reply_markup={"keyboard": [[{"text": "Аяқтау"}]]})
    await call("pinChatMessage", chat_id=person.id, message_id=said["message_id"])
    await call("sendChatAction", chat_id=person.id, action="typing")
    await person.reacts(bot, said["message_id"], "👍")
    drawn = phone(person, [bot], [], bot.id, None)["open"]
    second = drawn["messages"][1]
    assert second["buttons"] == buttons["inline_keyboard"]
    assert second["reactions"] == [{"emoji": "👍", "count": 1, "mine": True}]
    assert second["entities"][0]["type"] == "bold"
    assert drawn["messages"][-1]["kind"] == "pinned_message"
    assert (drawn["pinned"], drawn["acting"]) == ({"id": said["message_id"], "text": "?"}, "typing")
    assert drawn["keyboard"]["keyboard"] == [[{"text": "Аяқтау"}]]


async def test_a_list_shows_chats_topics_and_groups_to_join(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person
) -> None:
    topic = await call("createForumTopic", chat_id=person.id, name="Қарлығаш-14")
    await call("sendMessage", chat_id=person.id, text="Сәлем", message_thread_id=topic["message_thread_id"])
    mine, theirs = tg.group("Менікі", [person, bot]), tg.group("Басқа", [tg.person("Асель")])
    drawn = phone(person, [bot], [mine, theirs], None, None)
    assert drawn["open"] is None
    assert [chat["title"] for chat in drawn["chats"]] == ["Проба", "Менікі"]
    assert drawn["chats"][0]["topics"][0]["last"]["text"] == "Сәлем"
    assert drawn["chats"][0]["topics"][0]["color"] == "#6fb9f0"
    assert drawn["joinable"] == [{"id": theirs.id, "title": "Басқа"}]


async def test_notes_and_things_say_what_they_are_about(call: Any, bot: Bot, person: Person) -> None:
    await call("createForumTopic", chat_id=person.id, name="Қарлығаш-14")
    await person.sends_contact(bot, "112", "Жедел")
    await person.forwards(bot, "Қара", "Біреу")
    drawn = phone(person, [bot], [], bot.id, None)["open"]["messages"]
    assert [(one["kind"], one["detail"], one["forwarded"]) for one in drawn[1:]] == [
        ("forum_topic_created", "Қарлығаш-14", None),
        ("contact", {"phone_number": "112", "first_name": "Жедел"}, None),
        ("text", None, "Біреу"),
    ]


async def test_what_flashed_is_told_with_its_number(call: Any, tg: SmallTelegram, bot: Bot, person: Person) -> None:
    tg.telegram.toast(person.user, bot, "Дайын", alert=True)
    (toast,) = phone(person, [bot], [], None, None)["toasts"]
    assert (toast["text"], toast["alert"], toast["bot"]) == ("Дайын", True, bot.id)
