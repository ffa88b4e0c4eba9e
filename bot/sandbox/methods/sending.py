"""Words and small things that a bot says: messages, copies, places, cards, dice of fate left out."""

from typing import Any

from bot.sandbox import keyboards, refusals
from bot.sandbox.chats import Bot, Message, Wire
from bot.sandbox.methods import asked as get
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram

MOST_COPIED = 100
TYPING_LASTS = 5.0
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked)
    content = get.words(asked)
    if options := asked.get("link_preview_options"):
        content["link_preview_options"] = options
    return get.post(tg, bot, asked, where, content).wire()


def send_location(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked)
    place = {"latitude": float(asked["latitude"]), "longitude": float(asked["longitude"])}
    return get.post(tg, bot, asked, where, {"location": place}).wire()


def send_contact(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked)
    card = {key: asked[key] for key in ("phone_number", "first_name", "last_name") if asked.get(key)}
    return get.post(tg, bot, asked, where, {"contact": card}).wire()


def send_chat_action(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    if asked.get("action") not in ACTIONS:
        raise refusals.bad("wrong parameter action in request")
    where.acting[get.thread(where, asked)] = (asked["action"], tg.now() + TYPING_LASTS)
    tg.touch()
    return True


def copy_message(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked)
    source = get.message(get.room(tg, bot, asked, "from_chat_id"), asked, "copy")
    return {"message_id": _copy(tg, bot, asked, where, source).id}


def copy_messages(tg: Telegram, bot: Bot, asked: Asked) -> list[Wire]:
    where, origin = get.room(tg, bot, asked), get.room(tg, bot, asked, "from_chat_id")
    found = [origin.messages[n] for n in asked["message_ids"][:MOST_COPIED] if n in origin.messages]
    return [{"message_id": _copy(tg, bot, asked, where, one).id} for one in found if not one.service]


def _copy(tg: Telegram, bot: Bot, asked: Asked, where: Any, source: Message) -> Message:
    if source.service:
        raise refusals.bad("message can't be copied")
    content = {key: value for key, value in source.content.items() if key != "forward_origin"}
    if asked.get("caption") is not None and "text" not in content:
        content = {k: v for k, v in content.items() if not k.startswith("caption")} | get.caption(asked)
    return get.post(tg, bot, asked, where, content)


def forward_message(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked)
    source = get.message(get.room(tg, bot, asked, "from_chat_id"), asked, "forward")
    if source.protected or source.service:
        raise refusals.bad("message can't be forwarded")
    origin = {"type": "user", "sender_user": source.sender.wire(), "date": source.date}
    return get.post(tg, bot, asked, where, {**source.content, "forward_origin": origin}).wire()


def send_message_draft(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    """Telegram shows a draft for half a minute and forgets it; here it only looks like typing."""
    where = get.room(tg, bot, asked)
    if where.kind != "private":
        raise refusals.bad("method is available only for private chats")
    keyboards.check(asked.get("reply_markup"))
    where.acting[get.thread(where, asked)] = ("typing", tg.now() + TYPING_LASTS)
    tg.touch()
    return True


SENDING: dict[str, get.Do] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "sendMessageDraft": send_message_draft,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
}
