"""What a bot may do to a message that is already there: change it, delete it, pin it, react to it."""

from typing import Any

from bot.sandbox import keyboards, refusals
from bot.sandbox.chats import Bot, Message, Room, Wire
from bot.sandbox.methods import asked as get
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram

DELETABLE = 48 * 3600  # seconds; older messages stay for ever
MOST_DELETED = 100
BOSSES = {"administrator", "creator"}
# Telegram's own list of what may be put under a message; bots have no others without Premium.
REACTIONS = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)


def _own(tg: Telegram, bot: Bot, asked: Asked) -> Message:
    if asked.get("message_id") is None:
        raise refusals.bad("message identifier is not specified")
    found = get.message(get.room(tg, bot, asked), asked, "edit")
    if found.sender is not bot.user or found.service or found.board is not None:
        raise refusals.bad("message can't be edited")
    return found


def _change(tg: Telegram, bot: Bot, asked: Asked, found: Message, content: Wire) -> Wire:
    keyboards.check(asked.get("reply_markup"))
    buttons = keyboards.inline(asked.get("reply_markup"))
    tg.limits.spend(bot.id, found.room, tg.now())
    if content == found.content and buttons == found.markup:
        raise refusals.bad(refusals.SAME)
    if content != found.content:
        found.edited = int(tg.now())
    found.content, found.markup = content, buttons
    tg.touch()
    return found.wire()


def edit_message_text(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    found = _own(tg, bot, asked)
    if "text" not in found.content:
        raise refusals.bad("there is no text in the message to edit")
    content = get.words(asked)
    if options := asked.get("link_preview_options"):
        content["link_preview_options"] = options
    return _change(tg, bot, asked, found, content)


def edit_message_caption(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    found = _own(tg, bot, asked)
    if "text" in found.content:
        raise refusals.bad("there is no caption in the message to edit")
    rest = {key: value for key, value in found.content.items() if not key.startswith("caption")}
    return _change(tg, bot, asked, found, rest | get.caption(asked))


def edit_message_reply_markup(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    found = _own(tg, bot, asked)
    return _change(tg, bot, asked, found, found.content)


def delete_message(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    found = get.message(where, asked, "delete")
    _may_delete(tg, bot, found)
    tg.delete(where, [found.id])
    return True


def delete_messages(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    """Those that are gone already are skipped; one that may not be deleted keeps them all."""
    where = get.room(tg, bot, asked)
    numbers = asked.get("message_ids") or []
    if not numbers:
        raise refusals.bad("message identifiers are not specified")
    if len(numbers) > MOST_DELETED:
        raise refusals.bad("too many message identifiers specified")
    found = [where.messages[number] for number in numbers if number in where.messages]
    for one in found:
        _may_delete(tg, bot, one)
    tg.delete(where, [one.id for one in found])
    return True


def _may_delete(tg: Telegram, bot: Bot, found: Message) -> None:
    boss = found.room.members.get(bot.id) in BOSSES
    if "forum_topic_created" in found.content or (found.room.kind != "private" and not _mine(bot, found) and not boss):
        raise refusals.bad("message can't be deleted")
    if tg.now() - found.date >= DELETABLE and not boss:
        raise refusals.bad("message can't be deleted for everyone")


def _mine(bot: Bot, found: Message) -> bool:
    return found.sender is bot.user


def pin_chat_message(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    found = get.message(where, asked, "pin")
    _may_pin(bot, where)
    tg.limits.spend(bot.id, where, tg.now())
    if found.id not in where.pinned:
        where.pinned.append(found.id)
        tg.note(where, bot.user, {"pinned_message": found.wire(nested=True)}, found.thread)
    return True


def unpin_chat_message(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    _may_pin(bot, where)
    if asked.get("message_id") is None and where.pinned:
        where.pinned.pop()
    else:
        found = get.message(where, asked, "unpin")
        where.pinned = [number for number in where.pinned if number != found.id]
    tg.touch()
    return True


def unpin_all_chat_messages(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    _may_pin(bot, where)
    where.pinned.clear()
    tg.touch()
    return True


def _may_pin(bot: Bot, where: Room) -> None:
    if where.kind != "private" and where.members.get(bot.id) not in BOSSES:
        raise refusals.bad("not enough rights to manage pinned messages in the chat")


def set_message_reaction(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    found = get.message(get.room(tg, bot, asked), asked, "react")
    reactions: list[dict[str, Any]] = asked.get("reaction") or []
    if len(reactions) > 1:
        raise refusals.bad("REACTIONS_TOO_MANY")
    for one in reactions:
        if one.get("type") != "emoji" or str(one.get("emoji")).replace("\ufe0f", "") not in REACTIONS:
            raise refusals.bad("REACTION_INVALID")
    found.reactions[bot.id] = reactions
    tg.touch()
    return True


EDITING: dict[str, get.Do] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "setMessageReaction": set_message_reaction,
}
