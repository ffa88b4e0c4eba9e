"""What a person with a telephone does: opens a chat, types, taps, edits, deletes, reacts, blocks, sends a picture."""

from dataclasses import dataclass
from typing import Literal

from bot.sandbox import keyboards, markup
from bot.sandbox.chats import Bot, Message, Room, Tap, Toast, User, Wire
from bot.sandbox.methods import media
from bot.sandbox.methods.places import member
from bot.sandbox.telegram import Telegram

Role = Literal["seeker", "counsellor"]
Chat = Bot | Room


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as it stands on a screen; `keyboard` is the labels under it, row by row."""

    id: int
    text: str
    sender: str
    mine: bool
    keyboard: tuple[tuple[str, ...], ...] = ()
    edited: bool = False
    service: bool = False
    topic: int | None = None
    reactions: tuple[str, ...] = ()
    protected: bool = False


class Missing(LookupError):
    """There is no such button or message on this person's screen."""


class Person:
    """A person in the small Telegram. `chat` is a bot, for the private chat with it, or a group."""

    def __init__(self, tg: Telegram, user: User, role: Role = "seeker") -> None:
        self.tg = tg
        self.user = user
        self.role = role
        self.copied: str | None = None  # what a button put on the clipboard

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.first_name

    def room(self, chat: Chat) -> Room:
        return chat if isinstance(chat, Room) else self.tg.private(chat, self.user)

    # — looking —

    def messages(self, chat: Chat, topic: int | None = None) -> list[Message]:
        found = self.room(chat).messages.values()
        return [one for one in found if topic is None or one.thread == topic]

    def screen(self, chat: Chat, topic: int | None = None) -> list[Seen]:
        """What is to be read in this chat, oldest first."""
        return [self._seen(one) for one in self.messages(chat, topic)]

    def _seen(self, one: Message) -> Seen:
        rows = tuple(tuple(row) for row in keyboards.labels(one.markup))
        marks = tuple(str(mark.get("emoji")) for given in one.reactions.values() for mark in given)
        mine = one.sender is self.user
        return Seen(
            one.id, one.text, one.sender.first_name, mine, rows, one.edited is not None, one.service, one.thread, marks,
            one.protected,
        )  # fmt: skip

    async def sees(self, chat: Chat, words: str, topic: int | None = None, within: float = 10.0) -> Seen:
        """Wait for a message with these words and return the newest; TimeoutError names what is there instead."""
        try:
            return await self.tg.settles(lambda: self._newest(chat, words, topic), within)
        except TimeoutError:
            there = [one.text for one in self.screen(chat, topic)]
            raise TimeoutError(f"{words!r} did not come; there are {there}.") from None

    def _newest(self, chat: Chat, words: str, topic: int | None) -> Seen | None:
        return next((one for one in reversed(self.screen(chat, topic)) if words in one.text), None)

    def reply_keyboard(self, chat: Chat, topic: int | None = None) -> list[list[str]]:
        return keyboards.labels(self.room(chat).board(topic))

    @property
    def toasts(self) -> list[Toast]:
        return self.tg.toasts.get(self.id, [])

    def topics(self, chat: Chat) -> dict[str, int]:
        """Topic names and their numbers."""
        return {topic.name: topic.id for topic in self.room(chat).topics.values()}

    # — writing —

    async def starts(self, bot: Bot, payload: str = "") -> Message:
        """Press Start, perhaps through a link with a payload."""
        room = self.room(bot)
        if room.blocked:
            await self.unblocks(bot)
        return await self.types(bot, f"/start {payload}".strip())

    async def types(self, chat: Chat, text: str, topic: int | None = None, reply_to: int | None = None) -> Message:
        words, entities = markup.read(text, None, None)
        content: Wire = {"text": words, "entities": entities} if entities else {"text": words}
        return self._sends(chat, content, topic, reply_to)

    def _sends(self, chat: Chat, content: Wire, topic: int | None = None, reply_to: int | None = None) -> Message:
        room = self.room(chat)
        if room.blocked:
            raise Missing("The bot is blocked: there is nowhere to type.")
        answered = self._message(room, reply_to) if reply_to is not None else None
        if topic is not None and topic not in room.topics:
            raise Missing("This chat has no such topic.")
        return self.tg.post(room, self.user, content, thread=topic, reply_to=answered)

    def _message(self, room: Room, number: int) -> Message:
        if number not in room.messages:
            raise Missing("This chat has no such message.")
        return room.messages[number]

    async def edits(self, chat: Chat, number: int, text: str) -> Message:
        room = self.room(chat)
        found = self._message(room, number)
        words, entities = markup.read(text, None, None)
        found.content = {"text": words, "entities": entities} if entities else {"text": words}
        found.edited = int(self.tg.now())
        for bot in self.tg.hearers(found):
            bot.queue.add("edited_message", found.wire(), lane=f"chat{room.id}")
        self.tg.touch()
        return found

    async def deletes(self, chat: Chat, number: int) -> None:
        """Bots never hear of a deletion."""
        room = self.room(chat)
        self._message(room, number)
        self.tg.delete(room, [number])

    async def clears(self, bot: Bot) -> None:
        """Delete the chat's history for both sides."""
        room = self.room(bot)
        self.tg.delete(room, list(room.messages))

    # — tapping —

    async def taps(
        self, chat: Chat, label: str, message: int | None = None, topic: int | None = None
    ) -> Tap | Message | None:
        """Tap the newest button with this label: under a message, else on the reply keyboard."""
        found = self.messages(chat, topic) if message is None else [self._message(self.room(chat), message)]
        for one in reversed(found):
            for row in (one.markup or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return self._press(one, button)
        if any(label in row for row in self.reply_keyboard(chat, topic)):
            return await self.types(chat, label, topic)
        raise Missing(f"There is no button {label!r}; there are {self._labels(found, chat, topic)}.")

    def _press(self, one: Message, button: Wire) -> Tap | None:
        if "copy_text" in button:
            self.copied = str(button["copy_text"]["text"])
        data = button.get("callback_data")
        return None if data is None or button.get("disabled") else self.tg.tap(self.user, one, data)

    async def taps_data(self, chat: Chat, message: int, data: str) -> Tap:
        """Tap a button by what it carries, even one that an old screen of the person's phone still shows."""
        return self.tg.tap(self.user, self._message(self.room(chat), message), data)

    def _labels(self, found: list[Message], chat: Chat, topic: int | None) -> list[str]:
        rows = [row for one in found for row in keyboards.labels(one.markup)] + self.reply_keyboard(chat, topic)
        return [label for row in rows for label in row]

    async def reacts(self, chat: Chat, number: int, emoji: str = "") -> None:
        """Put a reaction, or take it back with none."""
        room = self.room(chat)
        found = self._message(room, number)
        old, new = found.reactions.get(self.id, []), [{"type": "emoji", "emoji": emoji}] if emoji else []
        found.reactions[self.id] = new
        payload: Wire = {
            "chat": room.wire(),
            "message_id": number,
            "user": self.user.wire(),
            "date": int(self.tg.now()),
            "old_reaction": old,
            "new_reaction": new,
        }
        for bot in self._watchers(room):
            bot.queue.add("message_reaction", payload, lane=f"chat{room.id}")
        self.tg.touch()

    def _watchers(self, room: Room) -> list[Bot]:
        if room.bot is not None:
            return [room.bot]
        return [bot for bot in self.tg.bots.values() if room.members.get(bot.id) in {"administrator", "creator"}]

    # — sending things —

    async def sends_file(
        self, chat: Chat, kind: str, caption: str = "", content: bytes = b"", topic: int | None = None
    ) -> Message:
        """`kind`: photo, voice, video, document, sticker, video_note…"""
        shape = media.shape(self.tg.files, kind, content or kind.encode())
        return self._sends(chat, {**shape, **({"caption": caption} if caption else {})}, topic)

    async def sends_contact(self, chat: Chat, phone: str, name: str = "", topic: int | None = None) -> Message:
        return self._sends(chat, {"contact": {"phone_number": phone, "first_name": name or self.name}}, topic)

    async def sends_location(self, chat: Chat, latitude: float, longitude: float, topic: int | None = None) -> Message:
        return self._sends(chat, {"location": {"latitude": latitude, "longitude": longitude}}, topic)

    async def forwards(self, chat: Chat, text: str, from_name: str, topic: int | None = None) -> Message:
        """Forward words of somebody who hides their account."""
        origin = {"type": "hidden_user", "sender_user_name": from_name, "date": int(self.tg.now())}
        return self._sends(chat, {"text": text, "forward_origin": origin}, topic)

    # — coming and going —

    async def blocks(self, bot: Bot) -> None:
        self._member_of_chat(bot, "member", "kicked", blocked=True)

    async def unblocks(self, bot: Bot) -> None:
        self._member_of_chat(bot, "kicked", "member", blocked=False)

    def _member_of_chat(self, bot: Bot, was: str, now: str, *, blocked: bool) -> None:
        room = self.room(bot)
        if room.blocked == blocked:
            return
        room.blocked = blocked
        bot.queue.add("my_chat_member", self._moved(room, bot.user, was, now), lane=f"chat{room.id}")
        self.tg.touch()

    def _moved(self, room: Room, who: User, was: str, now: str) -> Wire:
        old = Room(room.id, room.kind, members={who.id: was})
        new = Room(room.id, room.kind, members={who.id: now})
        return {
            "chat": room.wire(),
            "from": self.user.wire(),
            "date": int(self.tg.now()),
            "old_chat_member": member(self.tg, old, who.id),
            "new_chat_member": member(self.tg, new, who.id),
        }

    async def deletes_account(self) -> None:
        self.user.deactivated = True
        self.tg.touch()

    async def joins(self, group: Room, status: str = "member") -> None:
        """Come into the group; the first person in a group that nobody owns owns it."""
        if "creator" not in group.members.values():
            status = "creator"
        self.adds(group, self.user, status)

    async def leaves(self, group: Room) -> None:
        was = group.members.get(self.id, "left")
        group.members[self.id] = "left"
        self._tell_moved(group, self.user, was, "left")
        self.tg.note(group, self.user, {"left_chat_member": self.user.wire()})

    def adds(self, group: Room, who: User, status: str = "member") -> None:
        """Bring a person or a bot into the group, or change their place in it."""
        was = group.members.get(who.id, "left")
        group.members[who.id] = status
        self._tell_moved(group, who, was, status)
        if was in {"left", "kicked"}:
            self.tg.note(group, self.user, {"new_chat_members": [who.wire()]})

    def _tell_moved(self, group: Room, who: User, was: str, now: str) -> None:
        payload = self._moved(group, who, was, now)
        for bot in self._watchers(group):
            if bot.user is not who:
                bot.queue.add("chat_member", payload, lane=f"chat{group.id}")
        if (bot_self := self.tg.bot_of(who.id)) is not None:
            bot_self.queue.add("my_chat_member", payload, lane=f"chat{group.id}")
        self.tg.touch()
