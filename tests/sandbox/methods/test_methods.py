"""Every method once, over HTTP: it is taken, and aiogram's class of its answer recognises what came back."""

from dataclasses import dataclass
from typing import Any

import pytest
from aiogram.types import TelegramObject
from pydantic import BaseModel, TypeAdapter

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot
from bot.sandbox.methods import METHODS
from bot.sandbox.reading import KNOWN


@dataclass
class Place:
    """What an example may point to."""

    person: int
    own: int  # a message of the bot
    heard: int  # a message of the person
    photo: int
    topic: int
    group: int
    in_group: int
    member: int
    tap: str
    file: str


COMMANDS = [{"command": "start", "description": "Бастау"}]
LIKE = [{"type": "emoji", "emoji": "👍"}]
EXAMPLES: dict[str, Any] = {
    "getMe": lambda _: {},
    "getUpdates": lambda _: {"timeout": 0, "allowed_updates": ["message"]},
    "setWebhook": lambda _: {"url": "https://bot.example/hook", "secret_token": "a-B_1", "max_connections": 4},
    "deleteWebhook": lambda _: {"drop_pending_updates": True},
    "getWebhookInfo": lambda _: {},
    "setMyCommands": lambda p: {"commands": COMMANDS, "scope": {"type": "chat", "chat_id": p.person}},
    "getMyCommands": lambda _: {"language_code": "kk"},
    "deleteMyCommands": lambda _: {},
    "setMyDescription": lambda _: {"description": "Сенім", "language_code": "kk"},
    "getMyDescription": lambda _: {},
    "setMyShortDescription": lambda _: {"short_description": "Сенім"},
    "getMyShortDescription": lambda _: {},
    "setMyName": lambda _: {"name": "Сенім"},
    "getMyName": lambda _: {},
    "setChatMenuButton": lambda _: {"menu_button": {"type": "commands"}},
    "getChatMenuButton": lambda _: {},
    "logOut": lambda _: {},
    "close": lambda _: {},
    "sendMessage": lambda p: {
        "chat_id": p.person,
        "text": "<b>Сәлем</b>",
        "parse_mode": "HTML",
        "message_effect_id": "5",
    },
    "sendLocation": lambda p: {"chat_id": p.person, "latitude": 51.1, "longitude": 71.4},
    "sendContact": lambda p: {"chat_id": p.person, "phone_number": "112", "first_name": "Жедел"},
    "sendChatAction": lambda p: {"chat_id": p.person, "action": "typing", "message_thread_id": p.topic},
    "sendMessageDraft": lambda p: {"chat_id": p.person, "draft_id": 1, "text": "…"},
    "copyMessage": lambda p: {"chat_id": p.group, "from_chat_id": p.person, "message_id": p.heard},
    "copyMessages": lambda p: {"chat_id": p.group, "from_chat_id": p.person, "message_ids": [p.heard, 999]},
    "forwardMessage": lambda p: {"chat_id": p.group, "from_chat_id": p.person, "message_id": p.heard},
    "sendPhoto": lambda p: {"chat_id": p.person, "photo": "https://example.kz/a.jpg", "caption": "Сурет"},
    "sendDocument": lambda p: {"chat_id": p.person, "document": p.file},
    "sendVoice": lambda p: {"chat_id": p.person, "voice": p.file},
    "sendAudio": lambda p: {"chat_id": p.person, "audio": p.file},
    "sendVideo": lambda p: {"chat_id": p.person, "video": p.file},
    "sendAnimation": lambda p: {"chat_id": p.person, "animation": p.file},
    "sendVideoNote": lambda p: {"chat_id": p.person, "video_note": p.file},
    "sendSticker": lambda p: {"chat_id": p.person, "sticker": p.file},
    "getFile": lambda p: {"file_id": p.file},
    "editMessageText": lambda p: {"chat_id": p.person, "message_id": p.own, "text": "Жаңа"},
    "editMessageCaption": lambda p: {"chat_id": p.person, "message_id": p.photo, "caption": "Жаңа"},
    "editMessageReplyMarkup": lambda p: {
        "chat_id": p.person,
        "message_id": p.own,
        "reply_markup": {"inline_keyboard": []},
    },
    "deleteMessage": lambda p: {"chat_id": p.person, "message_id": p.heard},
    "deleteMessages": lambda p: {"chat_id": p.person, "message_ids": [p.heard, p.own, 999]},
    "pinChatMessage": lambda p: {"chat_id": p.group, "message_id": p.in_group, "disable_notification": True},
    "unpinChatMessage": lambda p: {"chat_id": p.group},
    "unpinAllChatMessages": lambda p: {"chat_id": p.group},
    "setMessageReaction": lambda p: {"chat_id": p.person, "message_id": p.heard, "reaction": LIKE},
    "answerCallbackQuery": lambda p: {"callback_query_id": p.tap, "text": "Жарайды", "show_alert": True},
    "getChat": lambda p: {"chat_id": p.group},
    "getChatMember": lambda p: {"chat_id": p.group, "user_id": p.person},
    "getChatAdministrators": lambda p: {"chat_id": p.group},
    "getChatMemberCount": lambda p: {"chat_id": p.group},
    "leaveChat": lambda p: {"chat_id": p.group},
    "banChatMember": lambda p: {"chat_id": p.group, "user_id": p.member},
    "unbanChatMember": lambda p: {"chat_id": p.group, "user_id": p.member},
    "createForumTopic": lambda p: {"chat_id": p.person, "name": "Қарлығаш-14", "icon_color": 7322096},
    "editForumTopic": lambda p: {"chat_id": p.person, "message_thread_id": p.topic, "name": "Бүркіт-7"},
    "deleteForumTopic": lambda p: {"chat_id": p.person, "message_thread_id": p.topic},
    "unpinAllForumTopicMessages": lambda p: {"chat_id": p.person, "message_thread_id": p.topic},
    "getForumTopicIconStickers": lambda _: {},
}
REFUSING = {"closeForumTopic", "reopenForumTopic"}


@pytest.fixture
async def place(tg: SmallTelegram, bot: Bot, person: Person, call: Any) -> Place:
    member = tg.person("Асель", role="counsellor")
    group = tg.group("Кезек", [person, member, bot])
    buttons = {"inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}]]}
    own = await call("sendMessage", chat_id=person.id, text="Сұрақ", reply_markup=buttons)
    photo = await call("sendPhoto", chat_id=person.id, photo="https://example.kz/a.jpg")
    topic = await call("createForumTopic", chat_id=person.id, name="Тақырып")
    in_group = await call("sendMessage", chat_id=group.id, text="Тақта")
    await call("pinChatMessage", chat_id=group.id, message_id=in_group["message_id"])
    heard = await person.types(bot, "Жауап")
    tap = await person.taps(bot, "Иә")
    return Place(
        person=person.id,
        own=own["message_id"],
        heard=heard.id,
        photo=photo["message_id"],
        topic=topic["message_thread_id"],
        group=group.id,
        in_group=in_group["message_id"],
        member=member.id,
        tap=tap.id,
        file=photo["photo"][0]["file_id"],
    )


def strangers(value: Any) -> list[str]:
    """Fields that aiogram does not know: words that the small Telegram has made up."""
    if isinstance(value, list):
        return [name for one in value for name in strangers(one)]
    if not isinstance(value, BaseModel):
        return []
    inner = [name for field in value.model_fields_set for name in strangers(getattr(value, field, None))]
    return [*(value.model_extra or ()), *inner]


def test_every_method_has_an_example() -> None:
    assert {name.lower() for name in EXAMPLES} | {name.lower() for name in REFUSING} == set(METHODS)


@pytest.mark.parametrize("method", EXAMPLES)
async def test_a_method_is_taken_and_answered_in_telegrams_form(
    tg: SmallTelegram, place: Place, call: Any, method: str
) -> None:
    said = await call(method, **EXAMPLES[method](place))
    answer = TypeAdapter(KNOWN[method.lower()].__returning__).validate_python(said)
    assert strangers(answer) == []
    assert tg.mistakes == []
    assert isinstance(answer, TelegramObject | list | bool | int)


@pytest.mark.parametrize("method", sorted(REFUSING))
async def test_topics_cannot_be_closed_where_there_is_no_forum(call: Any, place: Place, method: str) -> None:
    assert "not a supergroup forum" in await call.refused(method, chat_id=place.person, message_thread_id=place.topic)


SOMEWHERE = [name for name in EXAMPLES if "chat_id" in EXAMPLES[name](Place(*[0] * 10))]


@pytest.mark.parametrize("method", SOMEWHERE)
async def test_a_chat_that_nobody_opened_is_not_found(call: Any, place: Place, method: str) -> None:
    params = {**EXAMPLES[method](place), "chat_id": 99}
    assert await call.refused(method, **params) == "Bad Request: chat not found"


@pytest.mark.parametrize("method", [name for name in SOMEWHERE if name.startswith(("send", "copy", "edit", "create"))])
async def test_a_person_who_blocked_the_bot_is_out_of_reach(
    bot: Bot, person: Person, call: Any, place: Place, method: str
) -> None:
    await person.blocks(bot)
    params = {**EXAMPLES[method](place), "chat_id": person.id}
    assert await call.refused(method, **params) == "Forbidden: bot was blocked by the user"
