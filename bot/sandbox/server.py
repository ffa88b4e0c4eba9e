"""SmallTelegram: the small Telegram on a loopback address. What tests and `assemble` hold in their hands."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox import page
from bot.sandbox.chats import Bot, Kind, Room, Wire
from bot.sandbox.control import Control
from bot.sandbox.door import LARGEST_REQUEST, Door
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Budgets, Limits
from bot.sandbox.people import Person, Role
from bot.sandbox.telegram import Call, Found, Telegram
from bot.sandbox.webhooks import Webhooks

Kept = Callable[[int], Awaitable[Sequence[tuple[str, str]]]]

# The two bots that `python -m bot sandbox` serves; outside this machine their tokens open nothing.
SEEKER_TOKEN = "1000001:sandbox-seeker"  # noqa: S105
DESK_TOKEN = "1000002:sandbox-desk"  # noqa: S105


class SmallTelegram:
    """A small Telegram while the `async with` lasts.

    clock: gives the time; the machine's own by default. strict: refuse what aiogram's classes do not know.
    limits: Telegram's sending limits, off when None. unknown_bots: serve any well-formed token.
    kept: what the store holds about a user id, as (label, value) rows for the page.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        strict: bool = True,
        limits: Budgets | None = None,
        seed: int | None = None,
        unknown_bots: bool = False,
        kept: Kept | None = None,
        webhook_retry: float = 1.0,
    ) -> None:
        self.telegram = Telegram(clock, seed) if clock else Telegram(seed=seed)
        self.telegram.limits = Limits(limits)
        self.people: dict[int, Person] = {}
        self.kept = kept
        self.door = Door(self.telegram, strict=strict, unknown_bots=self._stranger if unknown_bots else None)
        self.webhooks = Webhooks(self.telegram, self.door, webhook_retry)
        self._doors: dict[Role, Bot] = {}
        self._carrier: asyncio.Task[None] | None = None
        self._where = (host, port)
        self._runner: web.AppRunner | None = None

    # — being there —

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes([*self.door.routes(), *Control(self).routes(), *page.routes()])
        # A poller that hangs up must not go on waiting here and swallow the next update.
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, *self._where).start()
        self._carrier = asyncio.create_task(self.webhooks.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._carrier is not None:
            self._carrier.cancel()
            await asyncio.gather(self._carrier, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """Where the Bot API is: http://127.0.0.1:port."""
        if self._runner is None:
            raise RuntimeError("The small Telegram is not running.")
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    # — who is there —

    def bot(self, token: str, username: str, name: str | None = None, *, topics: bool = False) -> Bot:
        return self.telegram.new_bot(token, username, name, topics=topics)

    def two_bots(self) -> tuple[Bot, Bot]:
        """The seeker's bot and the desk's, with their fixed sandbox tokens."""
        seeker = self.bot(SEEKER_TOKEN, "senim_sandbox_bot", "Senim")
        desk = self.bot(DESK_TOKEN, "senim_desk_sandbox_bot", "Senim Desk", topics=True)
        self._doors = {"seeker": seeker, "counsellor": desk}
        return seeker, desk

    def bots_for(self, person: Person) -> list[Bot]:
        """The bots in this person's list: the one meant for them, or all when none is meant for anybody."""
        return [self._doors[person.role]] if self._doors else list(self.telegram.bots.values())

    def _stranger(self, token: str) -> Bot:
        return self.bot(token, f"bot{token.partition(':')[0]}_bot", topics=True)

    def person(
        self, name: str, username: str | None = None, role: Role = "seeker", language: str | None = None
    ) -> Person:
        person = Person(self.telegram, self.telegram.new_user(name, username, language), role)
        self.people[person.id] = person
        self.telegram.touch()
        return person

    def group(self, title: str, members: Iterable[Person | Bot] = (), kind: Kind = "group") -> Room:
        """A group; its first person owns it, its bots are administrators."""
        room = self.telegram.new_group(title, kind)
        everyone = list(members)
        owner = next((one for one in everyone if isinstance(one, Person)), None)
        if owner is not None:
            room.members[owner.id] = "creator"
        for one in everyone:
            if one is not owner:
                by = owner or Person(self.telegram, one.user)  # somebody must be said to have done it
                by.adds(room, one.user, "administrator" if isinstance(one, Bot) else "member")
        return room

    def migrate(self, room: Room) -> Room:
        return self.telegram.migrate(room)

    def kills_topics(self, room: Room) -> None:
        """Every topic of this chat vanishes, as after somebody deleted them by hand."""
        for thread in list(room.topics):
            self.telegram.drop_topic(room, thread)

    def pushes(self, bot: Bot, update: Wire) -> None:
        """Queue an update exactly as given: a repeat, an odd number, nonsense."""
        bot.queue.push(update)
        self.telegram.touch()

    # — what happened —

    @property
    def sent(self) -> deque[Call]:
        """Every request of a bot, oldest first, polling left out."""
        return self.telegram.sent

    @property
    def mistakes(self) -> list[Call]:
        """Requests that no bot should send: unknown parameters, wrong types, unknown methods."""
        return self.telegram.mistakes

    @property
    def faults(self) -> Faults:
        return self.telegram.faults

    @property
    def limits(self) -> Limits:
        return self.telegram.limits

    async def settles(self, predicate: Callable[[], Found | None], within: float = 10.0) -> Found:
        """Wait until `predicate()` is true; TimeoutError after `within` seconds. It looks again at each change here, and
        every now and then for what changes elsewhere: in the store, in a test's own list.
        """
        return await self.telegram.settles(predicate, within)
