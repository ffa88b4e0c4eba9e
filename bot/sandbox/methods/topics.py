"""Topics: a thread per subject in a person's private chat with a bot that has them switched on."""

from bot.sandbox import refusals
from bot.sandbox.chats import Bot, Room, Topic, Wire
from bot.sandbox.methods import asked as get
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram

LONGEST_NAME = 128
COLORS = {7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047}


def create_forum_topic(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked)
    _has_topics(where, bot)
    name = _name(asked)
    color = asked.get("icon_color")
    if color is not None and color not in COLORS:
        raise refusals.bad("TOPIC_ICON_COLOR_INVALID")
    tg.limits.spend(bot.id, where, tg.now())
    topic = tg.open_topic(where, bot.user, name, color, asked.get("icon_custom_emoji_id"))
    made: Wire = {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.color}
    return {**made, "icon_custom_emoji_id": topic.icon} if topic.icon else made


def edit_forum_topic(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    topic = _topic(where, asked)
    name = _name(asked) if asked.get("name") else topic.name
    icon = asked.get("icon_custom_emoji_id", topic.icon) or None
    if (name, icon) == (topic.name, topic.icon):
        raise refusals.bad("TOPIC_NOT_MODIFIED")
    tg.limits.spend(bot.id, where, tg.now())
    changed = {"name": name} if name != topic.name else {}
    changed |= {"icon_custom_emoji_id": icon or ""} if icon != topic.icon else {}
    topic.name, topic.icon = name, icon
    tg.note(where, bot.user, {"forum_topic_edited": changed}, topic.id)
    return True


def delete_forum_topic(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    tg.drop_topic(where, _topic(where, asked).id)
    return True


def close_forum_topic(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    """Closing and opening again are for supergroups with topics, which the small Telegram has none of."""
    get.room(tg, bot, asked)
    raise refusals.bad("the chat is not a supergroup forum")


def unpin_all_forum_topic_messages(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = get.room(tg, bot, asked)
    topic = _topic(where, asked)
    where.pinned = [number for number in where.pinned if where.messages[number].thread != topic.id]
    tg.touch()
    return True


def get_forum_topic_icon_stickers(_tg: Telegram, _bot: Bot, _asked: Asked) -> list[Wire]:
    return []


def _has_topics(where: Room, bot: Bot) -> None:
    if where.kind != "private" or not bot.topics:
        raise refusals.bad("the chat is not a forum")


def _name(asked: Asked) -> str:
    name = str(asked.get("name") or "").strip()
    if not name:
        raise refusals.bad("topic name must be non-empty")
    return name[:LONGEST_NAME]


def _topic(where: Room, asked: Asked) -> Topic:
    found = where.topics.get(int(asked.get("message_thread_id") or 0))
    if found is None:
        raise refusals.bad("TOPIC_ID_INVALID")
    return found


TOPICS: dict[str, get.Do] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": close_forum_topic,
    "unpinAllForumTopicMessages": unpin_all_forum_topic_messages,
    "getForumTopicIconStickers": get_forum_topic_icon_stickers,
}
