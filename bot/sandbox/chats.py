"""What Telegram remembers: users, bots, rooms, topics, messages, taps and files, and how each looks on the wire."""

from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.updates import Queue

Kind = Literal["private", "group", "supergroup"]
Wire = dict[str, Any]
IN_GROUP = ("creator", "administrator", "member")


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False

    def wire(self) -> Wire:
        said: Wire = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            said["username"] = self.username
        if self.language_code:
            said["language_code"] = self.language_code
        return said


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error: tuple[int, str] | None = None


@dataclass(slots=True, eq=False)
class Bot:
    """A bot as Telegram keeps it. `topics`: private chats with it have topics; `privacy`: in groups it hears only commands."""

    user: User
    token: str
    queue: Queue
    topics: bool = False
    privacy: bool = True
    about: dict[tuple[str, str], Any] = field(default_factory=dict)  # (what, language) → commands, description…
    webhook: Webhook | None = None

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def username(self) -> str:
        return self.user.username or ""


@dataclass(slots=True, eq=False)
class Topic:
    id: int
    name: str
    color: int
    icon: str | None = None
    closed: bool = False


@dataclass(slots=True, eq=False)
class Room:
    """One conversation: a person and a bot, or a group. `id` is what bots call chat_id."""

    id: int
    kind: Kind
    title: str = ""
    person: User | None = None
    bot: Bot | None = None
    members: dict[int, str] = field(
        default_factory=dict
    )  # group: user id → creator, administrator, member, left, kicked
    messages: dict[int, "Message"] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    keyboards: dict[int | None, "Message"] = field(default_factory=dict)  # topic → who brought the reply keyboard
    acting: dict[int | None, tuple[str, float]] = field(default_factory=dict)  # topic → (typing…, until)
    blocked: bool = False
    moved_to: int | None = None
    last_id: int = 0

    def wire(self) -> Wire:
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        said: Wire = {"id": self.id, "type": self.kind, "first_name": self.person.first_name}
        if self.person.username:
            said["username"] = self.person.username
        return said

    def board(self, topic: int | None) -> Wire | None:
        """The reply keyboard under the input box."""
        return self.keyboards[topic].board if topic in self.keyboards else None

    def has(self, user_id: int) -> bool:
        return self.members.get(user_id) in IN_GROUP


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` is what it says, in the Bot API's own form: text and entities, a photo, a service note."""

    id: int
    room: Room
    sender: User
    date: int
    content: Wire
    markup: Wire | None = None
    board: Wire | None = None  # the reply keyboard that came with it, or its removal; such a message cannot be edited
    thread: int | None = None
    reply_to: "Message | None" = None
    edited: int | None = None
    service: bool = False
    protected: bool = False
    silent: bool = False
    reactions: dict[int, list[Wire]] = field(default_factory=dict)  # user id → reactions

    @property
    def text(self) -> str:
        return str(self.content.get("text") or self.content.get("caption") or "")

    def wire(self, *, nested: bool = False) -> Wire:
        said: Wire = {"message_id": self.id, "from": self.sender.wire(), "chat": self.room.wire(), "date": self.date}
        said.update(self.content)
        if self.edited is not None:
            said["edit_date"] = self.edited
        if self.thread is not None:
            said.update(message_thread_id=self.thread, is_topic_message=True)
        if self.protected:
            said["has_protected_content"] = True
        if self.markup is not None:
            said["reply_markup"] = self.markup
        if not nested and (parent := self.reply_to or self._opening()) is not None and parent is not self:
            said["reply_to_message"] = parent.wire(nested=True)
        return said

    def _opening(self) -> "Message | None":
        # In a topic, a message that answers nothing is said to answer the note that opened the topic.
        return None if self.thread is None else self.room.messages.get(self.thread)


@dataclass(slots=True, eq=False)
class Tap:
    """A finger on an inline button, waiting for its answer."""

    id: str
    by: User
    message: Message
    at: float
    answer: Wire | None = None


@dataclass(slots=True, frozen=True)
class Toast:
    """What flashed on a person's screen after a tap."""

    number: int
    bot_id: int
    text: str
    alert: bool


@dataclass(slots=True)
class Files:
    """Bytes that bots and people have sent; names are Telegram's opaque file ids."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def keep(self, content: bytes, kind: str) -> Wire:
        file_id = f"{kind}-{len(self.kept) + 1:06d}"
        self.kept[file_id] = content
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content)}
