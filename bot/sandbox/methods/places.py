"""Chats and who is in them."""

from typing import Any

from bot.sandbox import refusals
from bot.sandbox.chats import Bot, Room, Wire
from bot.sandbox.methods import asked as get
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram

RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
)
NOT_RIGHTS = {"can_be_edited", "is_anonymous"}


def member(tg: Telegram, where: Room, user_id: int) -> Wire:
    """A person's place in a group, in the form of their status."""
    status = where.members.get(user_id, "left")
    said: Wire = {"status": status, "user": tg.users[user_id].wire()}
    if status == "administrator":
        said |= {right: right not in NOT_RIGHTS for right in RIGHTS}
    if status == "creator":
        said["is_anonymous"] = False
    if status == "kicked":
        said["until_date"] = 0
    return said


def get_chat(_tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(_tg, bot, asked, write=False)
    said: Wire = {
        **where.wire(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if where.kind != "private":
        said["permissions"] = {"can_send_messages": True}
    if where.pinned:
        said["pinned_message"] = where.messages[where.pinned[-1]].wire(nested=True)
    return said


def get_chat_member(tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked, write=False)
    user_id = int(asked.get("user_id") or 0)
    if user_id not in tg.users:
        raise refusals.bad("invalid user_id specified")
    if where.kind == "private":
        return {"status": "member", "user": tg.users[user_id].wire()}
    return member(tg, where, user_id)


def get_chat_administrators(tg: Telegram, bot: Bot, asked: Asked) -> list[Wire]:
    where = _group(tg, bot, asked)
    bosses = [user_id for user_id, status in where.members.items() if status in {"administrator", "creator"}]
    return [member(tg, where, user_id) for user_id in bosses if not tg.users[user_id].is_bot or user_id == bot.id]


def get_chat_member_count(tg: Telegram, bot: Bot, asked: Asked) -> int:
    where = get.room(tg, bot, asked)
    return 2 if where.kind == "private" else sum(where.has(user_id) for user_id in where.members)


def leave_chat(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    where = _group(tg, bot, asked)
    where.members[bot.id] = "left"
    tg.touch()
    return True


def ban_chat_member(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    return _place(tg, bot, asked, "kicked")


def unban_chat_member(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    return _place(tg, bot, asked, "left")


def _place(tg: Telegram, bot: Bot, asked: Asked, status: str) -> bool:
    where = _group(tg, bot, asked)
    user_id: Any = asked.get("user_id")
    if where.members.get(bot.id) not in {"administrator", "creator"}:
        raise refusals.bad("not enough rights to restrict/unrestrict chat member")
    if where.members.get(user_id) == "creator":
        raise refusals.bad("can't remove chat owner")
    if user_id in where.members:
        where.members[user_id] = status
    tg.touch()
    return True


def _group(tg: Telegram, bot: Bot, asked: Asked) -> Room:
    where = get.room(tg, bot, asked)
    if where.kind == "private":
        raise refusals.bad("there are no administrators in the private chat")
    return where


PLACES: dict[str, get.Do] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
}
