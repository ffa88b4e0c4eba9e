"""What a bot may do to a message that is there already."""

from typing import Any

import pytest

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot

BUTTONS = {"inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}]]}


@pytest.fixture
async def own(call: Any, person: Person) -> int:
    said = await call("sendMessage", chat_id=person.id, text="<b>Сұрақ</b>", parse_mode="HTML", reply_markup=BUTTONS)
    return int(said["message_id"])


async def test_an_edit_changes_words_and_drops_the_keyboard(call: Any, bot: Bot, person: Person, own: int) -> None:
    said = await call("editMessageText", chat_id=person.id, message_id=own, text="Жауап")
    assert said["edit_date"] == said["date"]
    seen = person.screen(bot)[-1]
    assert (seen.id, seen.text, seen.keyboard, seen.edited) == (own, "Жауап", (), True)


async def test_the_same_again_is_refused(call: Any, person: Person, own: int) -> None:
    same = {
        "chat_id": person.id,
        "message_id": own,
        "text": "<b>Сұрақ</b>",
        "parse_mode": "HTML",
        "reply_markup": BUTTONS,
    }
    said = await call.refused("editMessageText", **same)
    assert said.startswith("Bad Request: message is not modified: specified new message content and reply markup")
    await call("editMessageText", **{**same, "text": "Сұрақ"})


async def test_changing_only_the_keyboard_does_not_mark_the_message(
    call: Any, bot: Bot, person: Person, own: int
) -> None:
    await call("editMessageReplyMarkup", chat_id=person.id, message_id=own)
    assert (person.screen(bot)[-1].keyboard, person.screen(bot)[-1].edited) == ((), False)


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup"])
async def test_what_is_gone_or_not_its_own_cannot_be_edited(
    call: Any, bot: Bot, person: Person, own: int, method: str
) -> None:
    text = {"text": "x"} if method == "editMessageText" else {}
    await person.deletes(bot, own)
    gone = await call.refused(method, chat_id=person.id, message_id=own, **text)
    assert gone == "Bad Request: message to edit not found"
    heard = await person.types(bot, "Менікі")
    theirs = await call.refused(method, chat_id=person.id, message_id=heard.id, **text)
    assert theirs == "Bad Request: message can't be edited"


async def test_words_and_captions_are_different_things(call: Any, person: Person, own: int) -> None:
    photo = await call("sendPhoto", chat_id=person.id, photo="https://example.kz/a.jpg")
    said = await call.refused("editMessageText", chat_id=person.id, message_id=photo["message_id"], text="x")
    assert said == "Bad Request: there is no text in the message to edit"
    said = await call.refused("editMessageCaption", chat_id=person.id, message_id=own, caption="x")
    assert said == "Bad Request: there is no caption in the message to edit"


async def test_both_sides_messages_can_be_deleted_for_forty_eight_hours(
    call: Any, clock: Any, bot: Bot, person: Person, own: int
) -> None:
    heard = await person.types(bot, "Менікі")
    clock.passes(hours=47, minutes=59)
    await call("deleteMessage", chat_id=person.id, message_id=own)
    clock.passes(minutes=1)
    said = await call.refused("deleteMessage", chat_id=person.id, message_id=heard.id)
    assert said == "Bad Request: message can't be deleted for everyone"
    assert [seen.text for seen in person.screen(bot)] == ["/start", "Менікі"]


async def test_what_is_gone_cannot_be_deleted_twice(call: Any, person: Person, own: int) -> None:
    await call("deleteMessage", chat_id=person.id, message_id=own)
    said = await call.refused("deleteMessage", chat_id=person.id, message_id=own)
    assert said == "Bad Request: message to delete not found"


async def test_many_are_deleted_at_once_and_the_missing_are_skipped(
    call: Any, bot: Bot, person: Person, own: int
) -> None:
    await call("deleteMessages", chat_id=person.id, message_ids=[1, own, 555])
    assert person.screen(bot) == []
    said = await call.refused("deleteMessages", chat_id=person.id, message_ids=list(range(1, 102)))
    assert said == "Bad Request: too many message identifiers specified"


async def test_one_message_too_old_keeps_all(call: Any, clock: Any, bot: Bot, person: Person, own: int) -> None:
    clock.passes(hours=49)
    heard = await person.types(bot, "Жаңа")
    said = await call.refused("deleteMessages", chat_id=person.id, message_ids=[heard.id, own])
    assert said == "Bad Request: message can't be deleted for everyone"
    assert len(person.screen(bot)) == 3


async def test_the_note_that_opened_a_topic_cannot_be_deleted(call: Any, person: Person) -> None:
    topic = await call("createForumTopic", chat_id=person.id, name="Тақырып")
    said = await call.refused("deleteMessage", chat_id=person.id, message_id=topic["message_thread_id"])
    assert said == "Bad Request: message can't be deleted"


async def test_in_a_group_only_an_administrator_deletes_others_words(
    tg: SmallTelegram, call: Any, clock: Any, bot: Bot, person: Person
) -> None:
    group = tg.group("Топ", [person, bot])
    group.members[bot.id] = "member"
    heard = await person.types(group, "Сөз")
    said = await call.refused("deleteMessage", chat_id=group.id, message_id=heard.id)
    assert said == "Bad Request: message can't be deleted"
    group.members[bot.id] = "administrator"
    clock.passes(days=30)
    await call("deleteMessage", chat_id=group.id, message_id=heard.id)


async def test_a_pin_is_shown_told_and_undone(tg: SmallTelegram, call: Any, bot: Bot, person: Person, own: int) -> None:
    await call("pinChatMessage", chat_id=person.id, message_id=own)
    assert person.room(bot).pinned == [own]
    assert [list(update["message"])[4:] for update in await call.updates()] == [["pinned_message"]]
    await call("unpinChatMessage", chat_id=person.id, message_id=own)
    assert person.room(bot).pinned == []
    assert (
        await call.refused("pinChatMessage", chat_id=person.id, message_id=99)
        == "Bad Request: message to pin not found"
    )


async def test_pinning_in_a_group_needs_the_right(tg: SmallTelegram, call: Any, bot: Bot, person: Person) -> None:
    group = tg.group("Топ", [person, bot])
    group.members[bot.id] = "member"
    said = await call("sendMessage", chat_id=group.id, text="Тақта")
    why = await call.refused("pinChatMessage", chat_id=group.id, message_id=said["message_id"])
    assert why == "Bad Request: not enough rights to manage pinned messages in the chat"


@pytest.mark.parametrize(
    ("reaction", "why"),
    [
        ([{"type": "emoji", "emoji": "🐈"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "👎"}], "REACTIONS_TOO_MANY"),
    ],
)
async def test_a_bot_may_put_one_known_reaction(call: Any, person: Person, own: int, reaction: list, why: str) -> None:
    said = await call.refused("setMessageReaction", chat_id=person.id, message_id=own, reaction=reaction)
    assert said == f"Bad Request: {why}"


async def test_a_reaction_shows_under_the_message(call: Any, bot: Bot, person: Person) -> None:
    heard = await person.types(bot, "Рақмет")
    like = [{"type": "emoji", "emoji": "❤"}]
    await call("setMessageReaction", chat_id=person.id, message_id=heard.id, reaction=like)
    assert person.screen(bot)[-1].reactions == ("❤",)
    await call("setMessageReaction", chat_id=person.id, message_id=heard.id)
    assert person.screen(bot)[-1].reactions == ()
