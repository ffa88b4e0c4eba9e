"""The small Telegram itself: who is there, what was said, and who hears of it. All in memory; time comes from outside."""

import asyncio
import itertools
import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.sandbox import refusals
from bot.sandbox.chats import Bot, Files, Kind, Message, Room, Tap, Toast, Topic, User, Wire
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.updates import Queue

Clock = Callable[[], datetime]
Found = TypeVar("Found")
LOOK_AGAIN = 0.05  # seconds; what somebody waits for may change elsewhere
TOPIC_COLOR = 7_322_096  # the blue that Telegram takes when none is asked for
CALLS_KEPT = 50_000


@dataclass(slots=True)
class Call:
    """One request of a bot, as read, and what it was answered."""

    method: str
    bot: str
    params: Wire
    result: Any = None
    refusal: refusals.Refusal | None = None
    at: float = 0.0
    number: int = 0


def _now() -> datetime:
    return datetime.now(UTC)


class Telegram:
    """`clock` gives the time, `seed` makes ids and faults repeatable."""

    def __init__(self, clock: Clock = _now, seed: int | None = None) -> None:
        self.clock = clock
        self.ahead = 0.0  # seconds that somebody has skipped
        self.random = random.Random(seed)  # noqa: S311  ids in a sandbox guard nothing
        self.faults = Faults(self.random.getrandbits(32))
        self.limits = Limits()
        self.files = Files()
        self.users: dict[int, User] = {}
        self.bots: dict[str, Bot] = {}
        self.rooms: dict[tuple[int, int], Room] = {}
        self.groups: dict[int, Room] = {}
        self.taps: dict[str, Tap] = {}
        self.toasts: dict[int, list[Toast]] = {}
        self.sent: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.mistakes: list[Call] = []
        self.version = 0
        self._ids = itertools.count(700_000_001)
        self._message_ids: dict[int, Iterator[int]] = {}
        self._call_numbers = itertools.count(1)
        self._toast_numbers = itertools.count(1)
        self._watching: set[asyncio.Event] = set()

    def remember(self, call: Call) -> None:
        call.number = next(self._call_numbers)
        self.sent.append(call)
        self.touch()

    # — time and change —

    def now(self) -> float:
        return self.clock().timestamp() + self.ahead

    def skip(self, seconds: float) -> None:
        self.ahead += seconds
        self.touch()

    def touch(self) -> None:
        """Something changed; whoever watches looks again."""
        self.version += 1
        for event in self._watching:
            event.set()

    def watch(self) -> asyncio.Event:
        event = asyncio.Event()
        self._watching.add(event)
        return event

    def unwatch(self, event: asyncio.Event) -> None:
        self._watching.discard(event)

    async def settles(self, predicate: Callable[[], Found | None], within: float = 10.0) -> Found:
        """Wait until `predicate()` is true, and return it; TimeoutError after `within` seconds."""
        changed = self.watch()
        try:
            async with asyncio.timeout(within):
                while not (found := predicate()):
                    await _set_or_later(changed)
                    changed.clear()
                return found
        finally:
            self.unwatch(changed)

    # — who is there —

    def new_user(self, name: str, username: str | None = None, language: str | None = None) -> User:
        user = User(next(self._ids), name, username=username, language_code=language)
        self.users[user.id] = user
        return user

    def new_bot(self, token: str, username: str, name: str | None = None, *, topics: bool = False) -> Bot:
        """The bot of this token; registering it again changes only what it may do."""
        if token in self.bots:
            self.bots[token].topics = topics
            return self.bots[token]
        user = User(int(token.partition(":")[0]), name or username, is_bot=True, username=username)
        self.users[user.id] = user
        bot = self.bots[token] = Bot(user, token, Queue(self.now, self.random.randrange(10**8, 9 * 10**8)), topics)
        return bot

    def bot_of(self, user_id: int) -> Bot | None:
        return next((bot for bot in self.bots.values() if bot.id == user_id), None)

    def new_group(self, title: str, kind: Kind = "group") -> Room:
        low = -1_009_999_999_999 if kind == "supergroup" else -999_999_999
        room = Room(low + self.random.randrange(8 * 10**8), kind, title)
        self.groups[room.id] = room
        return room

    def private(self, bot: Bot, user: User) -> Room:
        """The chat of a person and a bot; opening it the first time makes it."""
        if (bot.id, user.id) not in self.rooms:
            self.rooms[bot.id, user.id] = Room(user.id, "private", person=user, bot=bot)
        return self.rooms[bot.id, user.id]

    def room(self, bot: Bot, chat_id: object, *, write: bool = True) -> Room:
        """The chat that a bot means, if it may read it, or `write` in it."""
        number = chat_id if isinstance(chat_id, int) else int(str(chat_id)) if _is_number(chat_id) else 0
        if number < 0:
            return self._group(bot, number)
        room = self.rooms.get((bot.id, number))
        if room is None:
            if any(group.has(number) and group.has(bot.id) for group in self.groups.values()):
                raise refusals.forbidden("bot can't initiate conversation with a user")
            raise refusals.bad("chat not found")
        if write and room.person and room.person.deactivated:
            raise refusals.forbidden("user is deactivated")
        if write and room.blocked:
            raise refusals.forbidden("bot was blocked by the user")
        return room

    def _group(self, bot: Bot, number: int) -> Room:
        room = self.groups.get(number)
        if room is None or bot.id not in room.members:
            raise refusals.bad("chat not found")
        if room.moved_to is not None:
            raise refusals.migrated(room.moved_to)
        if not room.has(bot.id):
            kicked = room.members[bot.id] == "kicked"
            raise refusals.forbidden(
                f"bot {'was kicked from' if kicked else 'is not a member of'} the {room.kind} chat"
            )
        return room

    # — what is said —

    def post(self, room: Room, sender: User, content: Wire, **more: Any) -> Message:
        """Say something in a room; bots that may hear it are told. `more` is the rest of a Message."""
        return self._put(Message(self._next_id(room), room, sender, int(self.now()), content, **more))

    def _put(self, message: Message) -> Message:
        room = message.room
        room.messages[message.id] = message
        room.last_id = message.id
        for bot in self.hearers(message):
            bot.queue.add("message", message.wire(), lane=f"chat{room.id}")
        self.touch()
        return message

    def note(self, room: Room, sender: User, content: Wire, thread: int | None = None) -> Message:
        """A service message: a pin, a new topic, somebody who joined."""
        return self.post(room, sender, content, service=True, thread=thread)

    def _next_id(self, room: Room) -> int:
        # A bot's private chats share one row of numbers, as an account's do; a group counts for itself.
        key = room.bot.id if room.bot else room.id
        return next(self._message_ids.setdefault(key, itertools.count(1)))

    def hearers(self, message: Message) -> Iterable[Bot]:
        room = message.room
        if room.bot is not None:
            return [room.bot] if self._heard_by(room.bot, message) else []
        return [bot for bot in self.bots.values() if room.has(bot.id) and self._heard_by(bot, message)]

    def _heard_by(self, bot: Bot, message: Message) -> bool:
        if message.service:
            return True  # a bot hears even of the pins and topics that it made itself
        if message.sender.is_bot:
            return False
        if message.room.kind == "private" or not bot.privacy:
            return True
        if message.room.members.get(bot.id) in {"administrator", "creator"}:
            return True
        answers = message.reply_to is not None and message.reply_to.sender is bot.user
        return answers or message.text.startswith("/") or f"@{bot.username}" in message.text

    def delete(self, room: Room, ids: Iterable[int]) -> None:
        for number in ids:
            room.messages.pop(number, None)
            if number in room.pinned:
                room.pinned.remove(number)
        # A reply keyboard goes with the message that brought it.
        room.keyboards = {topic: one for topic, one in room.keyboards.items() if one.id in room.messages}
        self.touch()

    # — topics —

    def open_topic(self, room: Room, by: User, name: str, color: int | None = None, icon: str | None = None) -> Topic:
        made: Wire = {"name": name, "icon_color": color or TOPIC_COLOR}
        if icon:
            made["icon_custom_emoji_id"] = icon
        number, content = self._next_id(room), {"forum_topic_created": made}
        topic = room.topics[number] = Topic(number, name, made["icon_color"], icon)
        self._put(Message(number, room, by, int(self.now()), content, thread=number, service=True))
        return topic

    def drop_topic(self, room: Room, thread: int) -> None:
        """A topic goes with all its messages; nobody is told."""
        room.topics.pop(thread, None)
        self.delete(room, [one.id for one in room.messages.values() if one.thread == thread])

    # — taps —

    def tap(self, user: User, message: Message, data: str) -> Tap:
        tap = Tap(str(self.random.randrange(10**17, 9 * 10**18)), user, message, self.now())
        self.taps[tap.id] = tap
        payload: Wire = {"id": tap.id, "from": user.wire(), "message": message.wire(), "data": data}
        payload["chat_instance"] = str(abs(message.room.id) * 7919)
        if (bot := self.bot_of(message.sender.id)) is not None:
            bot.queue.add("callback_query", payload, lane=f"tap{user.id}")
        self.touch()
        return tap

    def toast(self, user: User, bot: Bot, text: str, *, alert: bool) -> None:
        self.toasts.setdefault(user.id, []).append(Toast(next(self._toast_numbers), bot.id, text, alert))

    # — groups —

    def migrate(self, room: Room) -> Room:
        """A group becomes a supergroup with another id; its old id only says where it went."""
        new = self.new_group(room.title, "supergroup")
        new.members = dict(room.members)
        room.moved_to = new.id
        system = next((self.users[i] for i, status in room.members.items() if status == "creator"), None)
        by = system or self.users[next(iter(room.members))]
        self.note(room, by, {"migrate_to_chat_id": new.id})
        self.note(new, by, {"migrate_from_chat_id": room.id})
        return new


async def _set_or_later(changed: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(LOOK_AGAIN):
            await changed.wait()
    except TimeoutError:
        return


def _is_number(value: object) -> bool:
    return isinstance(value, str) and value.lstrip("-").isdigit()
