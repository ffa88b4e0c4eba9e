"""What every method needs first: the chat, the topic, the message that is answered, the words."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import keyboards, markup, refusals
from bot.sandbox.chats import Bot, Message, Room
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram

Do = Callable[[Telegram, Bot, Asked], Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
GENERAL = 1  # the General topic has no thread of its own: Telegram refuses its number


def room(tg: Telegram, bot: Bot, asked: Asked, key: str = "chat_id", *, write: bool = True) -> Room:
    if asked.get(key) in {None, ""}:
        raise refusals.bad(f"{key} is empty")
    return tg.room(bot, asked[key], write=write)


def thread(where: Room, asked: Asked) -> int | None:
    number = asked.get("message_thread_id")
    if number is None:
        return None
    if number == GENERAL or int(number) not in where.topics:
        raise refusals.bad("message thread not found")
    return int(number)


def message(where: Room, asked: Asked, doing: str, key: str = "message_id") -> Message:
    """The message with this number, or Telegram's sentence: "message to edit not found"."""
    number = asked.get(key)
    found = where.messages.get(int(number)) if number is not None else None
    if found is None:
        raise refusals.bad(f"message to {doing} not found")
    return found


def replied(where: Room, asked: Asked) -> Message | None:
    """The message that this one answers."""
    said = asked.get("reply_parameters") or {}
    number = said.get("message_id", asked.get("reply_to_message_id"))
    if number is None:
        return None
    found = where.messages.get(int(number))
    if found is None and not (said.get("allow_sending_without_reply") or asked.get("allow_sending_without_reply")):
        raise refusals.bad("message to be replied not found")
    return found


def words(asked: Asked) -> dict[str, Any]:
    text, entities = markup.read(asked.get("text") or "", asked.get("parse_mode"), asked.get("entities"))
    if not text:
        raise refusals.bad("message text is empty")
    if markup.units(text) > LONGEST_TEXT:
        raise refusals.bad("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(asked: Asked) -> dict[str, Any]:
    text, entities = markup.read(asked.get("caption") or "", asked.get("parse_mode"), asked.get("caption_entities"))
    if markup.units(text) > LONGEST_CAPTION:
        raise refusals.bad("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def post(tg: Telegram, bot: Bot, asked: Asked, where: Room, content: dict[str, Any]) -> Message:
    """Send it with all that a send may carry: topic, reply, keyboard, protection, silence."""
    in_topic, answers = thread(where, asked), replied(where, asked)
    buttons = asked.get("reply_markup")
    keyboards.check(buttons)
    tg.limits.spend(bot.id, where, tg.now())
    message = tg.post(
        where,
        bot.user,
        content,
        markup=keyboards.inline(buttons),
        board=None if buttons is None or "inline_keyboard" in buttons else buttons,
        thread=in_topic,
        reply_to=answers,
        protected=bool(asked.get("protect_content")),
        silent=bool(asked.get("disable_notification")),
    )
    _reply_keyboard(message)
    return message


def _reply_keyboard(message: Message) -> None:
    board, keyboards_here = message.board or {}, message.room.keyboards
    if "keyboard" in board:
        keyboards_here[message.thread] = message
    elif board.get("remove_keyboard"):
        keyboards_here.pop(message.thread, None)
