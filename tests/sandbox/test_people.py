"""What people do, and what bots hear of it. Each update is read by both frameworks."""

import asyncio
from typing import Any

import pytest
import telegram as ptb
from aiogram.types import Update

from bot.sandbox import Missing, Person, SmallTelegram
from bot.sandbox.chats import Bot

EVERYTHING = [
    "message",
    "edited_message",
    "callback_query",
    "message_reaction",
    "my_chat_member",
    "chat_member",
]
BUTTONS = {"inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}, {"text": "Сайт", "url": "https://x.kz"}]]}


async def do_everything(tg: SmallTelegram, bot: Bot, person: Person, call: Any) -> None:
    await call("getUpdates", allowed_updates=EVERYTHING)
    own = await call("sendMessage", chat_id=person.id, text="?", reply_markup=BUTTONS)
    topic = await call("createForumTopic", chat_id=person.id, name="Тақырып")
    await call("editForumTopic", chat_id=person.id, message_thread_id=topic["message_thread_id"], name="Басқа")
    await call("pinChatMessage", chat_id=person.id, message_id=own["message_id"])
    heard = await person.types(bot, "/help @aigul https://x.kz a@b.kz", topic=topic["message_thread_id"])
    await person.types(bot, "Жауап", reply_to=own["message_id"])
    await person.edits(bot, heard.id, "Түзетілді")
    await person.taps(bot, "Иә")
    await person.reacts(bot, own["message_id"], "👍")
    await person.reacts(bot, own["message_id"])
    for kind in ("photo", "voice", "video", "document", "sticker", "video_note", "audio", "animation"):
        await person.sends_file(bot, kind, caption="" if kind in {"sticker", "video_note"} else "Қара")
    await person.sends_contact(bot, "+77000000000")
    await person.sends_location(bot, 51.1, 71.4)
    await person.forwards(bot, "Қара", "Біреу")
    await person.blocks(bot)
    await person.unblocks(bot)
    group = tg.group("Топ", [person, bot])
    other = tg.person("Асель", role="counsellor")
    await other.joins(group)
    await other.types(group, "Сәлем")
    await other.leaves(group)
    tg.migrate(group)


async def test_both_frameworks_read_every_update(tg: SmallTelegram, bot: Bot, person: Person, call: Any) -> None:
    await do_everything(tg, bot, person, call)
    updates = await call("getUpdates")
    assert {kind for update in updates for kind in update} - {"update_id"} == set(EVERYTHING)
    judge = ptb.Bot("1:nobody")
    for raw in updates:
        by_ptb, by_aiogram = ptb.Update.de_json(raw, judge), Update.model_validate(raw)
        assert by_ptb.update_id == by_aiogram.update_id == raw["update_id"]
        assert by_aiogram.event_type in raw
        assert not by_aiogram.event.model_extra
    numbers = [update["update_id"] for update in updates]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


async def test_starting_may_carry_a_payload(call: Any, bot: Bot, person: Person) -> None:
    await person.starts(bot, "abc")
    (update,) = await call.updates()
    assert update["message"]["text"] == "/start abc"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_the_newest_button_with_a_label_is_tapped(call: Any, bot: Bot, person: Person) -> None:
    for data in ("old", "new"):
        await call("sendMessage", chat_id=person.id, text="?", reply_markup={
            "inline_keyboard": [[{"text": "Иә", "callback_data": data}]]
        })  # fmt: skip
    await person.taps(bot, "Иә")
    await person.taps(bot, "Иә", message=2)
    assert [update["callback_query"]["data"] for update in await call.updates()] == ["new", "old"]


async def test_a_reply_keyboards_button_types_its_label(call: Any, bot: Bot, person: Person) -> None:
    await call("sendMessage", chat_id=person.id, text="?", reply_markup={"keyboard": [[{"text": "Аяқтау"}]]})
    await person.taps(bot, "Аяқтау")
    assert (await call.updates())[0]["message"]["text"] == "Аяқтау"


async def test_an_old_screens_button_can_still_be_tapped(call: Any, bot: Bot, person: Person) -> None:
    await call("sendMessage", chat_id=person.id, text="?", reply_markup=BUTTONS)
    await call("editMessageText", chat_id=person.id, message_id=2, text="!")
    await person.taps_data(bot, 2, "yes")
    assert (await call.updates())[0]["callback_query"]["data"] == "yes"


async def test_a_link_is_followed_without_a_word_to_the_bot(call: Any, bot: Bot, person: Person) -> None:
    await call("sendMessage", chat_id=person.id, text="?", reply_markup=BUTTONS)
    assert await person.taps(bot, "Сайт") is None
    assert await call.updates() == []


async def test_what_is_not_on_the_screen_cannot_be_touched(bot: Bot, person: Person) -> None:
    with pytest.raises(Missing, match="There is no button 'Жоқ'; there are"):
        await person.taps(bot, "Жоқ")
    with pytest.raises(Missing, match="no such message"):
        await person.deletes(bot, 99)
    with pytest.raises(Missing, match="no such topic"):
        await person.types(bot, "x", topic=99)
    await person.blocks(bot)
    with pytest.raises(Missing, match="blocked"):
        await person.types(bot, "x")


async def test_a_deletion_is_silent(call: Any, bot: Bot, person: Person) -> None:
    await person.deletes(bot, 1)
    assert person.screen(bot) == []
    await person.types(bot, "x")
    await person.clears(bot)
    assert person.screen(bot) == []
    assert [list(update) for update in await call.updates()] == [["update_id", "message"]]


async def test_blocking_and_coming_back_are_told_once(call: Any, bot: Bot, person: Person) -> None:
    for action in (person.blocks, person.blocks, person.unblocks):
        await action(bot)
    told = [update["my_chat_member"]["new_chat_member"]["status"] for update in await call.updates()]
    assert told == ["kicked", "member"]


async def test_starting_again_unblocks(call: Any, bot: Bot, person: Person) -> None:
    await person.blocks(bot)
    await person.starts(bot)
    assert [list(update)[1] for update in await call.updates()] == ["my_chat_member", "my_chat_member", "message"]


async def test_an_edit_is_told_with_its_date(call: Any, clock: Any, bot: Bot, person: Person) -> None:
    heard = await person.types(bot, "Бір")
    clock.passes(seconds=5)
    await person.edits(bot, heard.id, "Екі")
    edited = (await call.updates())[-1]["edited_message"]
    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("Екі", 5)


async def test_a_button_may_copy_words(call: Any, bot: Bot, person: Person) -> None:
    button = {"text": "Код", "copy_text": {"text": "QAR-14"}}
    await call("sendMessage", chat_id=person.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    await person.taps(bot, "Код")
    assert person.copied == "QAR-14"
    assert await call.updates() == []


async def test_the_first_to_join_a_group_that_nobody_owns_owns_it(tg: SmallTelegram, bot: Bot) -> None:
    group = tg.group("Кезек", [bot])
    one, two = tg.person("А"), tg.person("Б")
    await one.joins(group)
    await two.joins(group)
    assert group.members == {bot.id: "administrator", one.id: "creator", two.id: "member"}


async def test_somebody_may_wait_for_words(call: Any, bot: Bot, person: Person) -> None:
    waiting = asyncio.create_task(person.sees(bot, "Сәлем"))
    await asyncio.sleep(0)
    for text in ("Сәлем, бір", "Сәлем, екі"):
        await call("sendMessage", chat_id=person.id, text=text)
    assert (await waiting).text.startswith("Сәлем")
    assert (await person.sees(bot, "Сәлем")).text == "Сәлем, екі"
    with pytest.raises(TimeoutError, match="'Қош' did not come; there are"):
        await person.sees(bot, "Қош", within=0.01)
