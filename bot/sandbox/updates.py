"""The updates that wait for one bot: numbered, kept until confirmed or too old, given to one poller at a time."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox import refusals

DAY = 86_400.0
CALLBACK_LIFE = 150.0  # a tap is worth hearing only while the person still looks at the spinning button
MOST_AT_ONCE = 100
LONGEST_WAIT = 50.0
QUIET = frozenset({"chat_member", "message_reaction", "message_reaction_count"})  # sent only to bots that asked


@dataclass(slots=True)
class Waiting:
    update: dict[str, Any]
    until: float
    lane: str  # what Telegram keeps in order: a chat for messages, a person for taps


class Queue:
    """`now` gives seconds; `first_id` is where the numbers start, at random as with Telegram."""

    def __init__(self, now: Callable[[], float], first_id: int) -> None:
        self.now = now
        self.next_id = first_id
        self.allowed: frozenset[str] | None = None
        self.waiting: deque[Waiting] = deque()
        self.confirmed = 0
        self.polled = 0  # how often a bot has come to ask
        self._turn = object()
        self._bell = asyncio.Event()

    def wants(self, kind: str) -> bool:
        return kind not in QUIET if self.allowed is None else kind in self.allowed

    def add(self, kind: str, payload: dict[str, Any], lane: str = "", life: float | None = None) -> None:
        if not self.wants(kind):
            return
        seconds = life or (CALLBACK_LIFE if kind == "callback_query" else DAY)
        self.push({"update_id": self.next_id, kind: payload}, lane, seconds)
        self.next_id += 1

    def push(self, update: dict[str, Any], lane: str = "", life: float = DAY) -> None:
        """Queue an update exactly as given: repeats, odd numbers and nonsense are welcome."""
        self.waiting.append(Waiting(update, self.now() + life, lane))
        self._bell.set()

    def allow(self, kinds: Sequence[str] | None) -> None:
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forget what came before `offset`; a negative one keeps only that many of the newest."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self._forget()
        else:
            while self.waiting and self.waiting[0].update["update_id"] < offset:
                self._forget()

    def _forget(self) -> None:
        self.waiting.popleft()
        self.confirmed += 1

    def ready(self, limit: int = MOST_AT_ONCE) -> list[dict[str, Any]]:
        now = self.now()
        if any(one.until <= now for one in self.waiting):
            self.waiting = deque(one for one in self.waiting if one.until > now)
        return [self.waiting[i].update for i in range(min(limit, len(self.waiting)))]

    def repeat(self, batch: Sequence[dict[str, Any]]) -> None:
        """Put these back behind the others, as if they had never been confirmed."""
        for update in batch:
            self.push(update)

    def lose(self, batch: Sequence[dict[str, Any]]) -> None:
        gone = {update["update_id"] for update in batch}
        self.waiting = deque(one for one in self.waiting if one.update["update_id"] not in gone)

    def stop_poller(self) -> None:
        self._turn = object()
        self._bell.set()

    async def poll(self, offset: int = 0, limit: int = MOST_AT_ONCE, wait: float = 0) -> list[dict[str, Any]]:
        """What waits, or what comes within `wait` seconds. A later poller ends an earlier one with 409."""
        self.stop_poller()
        self.polled += 1
        turn = self._turn
        self.confirm(offset)
        limit = max(1, min(limit or MOST_AT_ONCE, MOST_AT_ONCE))
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(wait, 0), LONGEST_WAIT)
        while not (batch := self.ready(limit)):
            if not await self._rings(deadline - loop.time()):
                return []
            if self._turn is not turn:
                raise refusals.conflict(refusals.SECOND_POLLER)
        return batch

    async def _rings(self, seconds: float) -> bool:
        if seconds <= 0:
            return False
        self._bell.clear()
        try:
            async with asyncio.timeout(seconds):
                return await self._bell.wait()
        except TimeoutError:
            return False
