"""One person's telephone as the page draws it: the list of chats, the open chat, what just flashed."""

from typing import Any

from bot.sandbox.chats import Bot, Message, Room, Wire
from bot.sandbox.people import Person

MOST_MESSAGES = 200
MOST_TOASTS = 5
PLAIN = {"text", "entities", "caption", "caption_entities", "link_preview_options", "forward_origin"}


def phone(person: Person, bots: list[Bot], groups: list[Room], chat: int | None, topic: int | None) -> Wire:
    """`bots`: those this person may write to; `groups`: every group, to be in or to join."""
    rooms = [(bot.id, person.room(bot)) for bot in bots]
    rooms += [(group.id, group) for group in groups if group.has(person.id)]
    shown = next((room for number, room in rooms if number == chat), None)
    return {
        "person": {"id": person.id, "name": person.name, "role": person.role},
        "version": person.tg.version,
        "chats": [_chat(number, room) for number, room in rooms],
        "joinable": [{"id": one.id, "title": one.title} for one in groups if not one.has(person.id)],
        "open": _open(person, shown, topic) if shown is not None else None,
        "toasts": [
            {"number": one.number, "bot": one.bot_id, "text": one.text, "alert": one.alert}
            for one in person.toasts[-MOST_TOASTS:]
        ],
    }


def _chat(number: int, room: Room) -> Wire:
    bot = room.bot
    last = next(reversed(room.messages.values()), None)
    return {
        "id": number,
        "kind": room.kind,
        "title": bot.user.first_name if bot else room.title,
        "username": bot.username if bot else None,
        "members": sum(room.has(user_id) for user_id in room.members),
        "blocked": room.blocked,
        "started": room.last_id > 0,
        "last": _brief(last),
        "last_id": room.last_id,
        "has_topics": bool(bot and bot.topics and room.topics),
        "topics": [_topic(room, number) for number in room.topics],
        "commands": bot.about.get(("commands default", ""), []) if bot else [],
        "about": bot.about.get(("description", ""), "") if bot else "",
    }


def _topic(room: Room, number: int) -> Wire:
    topic = room.topics[number]
    inside = [one for one in room.messages.values() if one.thread == number]
    last = inside[-1] if inside else None
    return {
        "id": number,
        "name": topic.name,
        "color": f"#{topic.color:06x}",
        "last": _brief(last),
        "last_id": last.id if last else number,
    }


def _brief(message: Message | None) -> Wire | None:
    if message is None:
        return None
    return {
        "text": message.text[:120],
        "kind": _kind(message),
        "detail": _detail(message),
        "service": message.service,
        "date": message.date,
        "sender": message.sender.first_name,
    }


def _open(person: Person, room: Room, topic: int | None) -> Wire:
    messages = person.messages(room, topic)[-MOST_MESSAGES:]
    acting, until = room.acting.get(topic, ("", 0.0))
    pinned = [room.messages[number] for number in room.pinned if number in room.messages]
    if topic is not None:
        pinned = [one for one in pinned if one.thread == topic]
    return {
        "messages": [_message(person, one) for one in messages],
        "keyboard": room.board(topic),
        "acting": acting if until > person.tg.now() else "",
        "pinned": {"id": pinned[-1].id, "text": pinned[-1].text[:120]} if pinned else None,
    }


def _message(person: Person, one: Message) -> Wire:
    answered = one.reply_to
    return {
        "id": one.id,
        "mine": one.sender is person.user,
        "sender": one.sender.first_name,
        "sender_id": one.sender.id,
        "date": one.date,
        "text": one.text,
        "entities": one.content.get("entities") or one.content.get("caption_entities") or [],
        "edited": one.edited is not None,
        "service": one.service,
        "kind": _kind(one),
        "detail": _detail(one),
        "topic": one.thread,
        "protected": one.protected,
        "silent": one.silent,
        "forwarded": _forwarded(one),
        "reply": {"id": answered.id, "sender": answered.sender.first_name, "text": answered.text[:80]}
        if answered
        else None,
        "buttons": (one.markup or {}).get("inline_keyboard", []),
        "reactions": _reactions(person, one),
    }


def _kind(one: Message) -> str:
    return next((key for key in one.content if key not in PLAIN), "text")


def _detail(one: Message) -> Any:
    """What a note or a thing is about: the topic's name, who came, which place."""
    said = one.content.get(_kind(one))
    match _kind(one):
        case "forum_topic_created" | "forum_topic_edited":
            return (said or {}).get("name", "")
        case "new_chat_members":
            return ", ".join(user["first_name"] for user in said or [])
        case "left_chat_member":
            return (said or {}).get("first_name", "")
        case "pinned_message":
            return str((said or {}).get("text", "")).partition("\n")[0][:40]
        case "contact" | "location" | "document":
            return said
        case _:
            return None


def _forwarded(one: Message) -> str | None:
    origin = one.content.get("forward_origin")
    if origin is None:
        return None
    return str(origin.get("sender_user_name") or origin.get("sender_user", {}).get("first_name", ""))


def _reactions(person: Person, one: Message) -> list[Wire]:
    counted: dict[str, Wire] = {}
    for user_id, given in one.reactions.items():
        for mark in given:
            found = counted.setdefault(mark["emoji"], {"emoji": mark["emoji"], "count": 0, "mine": False})
            found["count"] += 1
            found["mine"] = found["mine"] or user_id == person.id
    return list(counted.values())
