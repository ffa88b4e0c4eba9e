"""What Telegram brings is kept before it is confirmed, and heard once: one lane per chat, all lanes side by side.

An update is struck out in the transaction of the act that it causes. What nobody can hear is set aside, visible to the
operator, and its sender gets a kind sentence; its neighbours never wait for it.
"""

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextvars import copy_context
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.errors import Unopenable, Unreadable
from bot.office import HEARING, Office
from bot.outbox import Bot, pause
from bot.store.tables import heard
from bot.store.trouble import tell, trouble
from bot.store.vault import Side

log = logging.getLogger(__name__)

Update = dict[str, Any]
Hear = Callable[[Update], Coroutine[Any, Any, None]]
Rest = Callable[[float], Awaitable[None]]

#: An update that fails so often is set aside.
TRIES = 3
#: How many lanes are heard at once; one that hangs costs only its own place.
LANES = 256
#: How many updates of a lane are read at once.
_BATCH = 20
_BIGGEST = 2**63 - 1
#: How long a lane waits at most before it says once more that it is sorry.
_LONGEST_WAIT = 30.0
#: How often to look for updates that nobody hears, left by a process that ended.
_SWEEP = 30.0
#: How long to wait for a lane that another process works in.
_OTHERS_LANE = 0.2

#: Where an update's content says in which chat it happened, in the order of trust.
_CHATS = (("chat", "id"), ("message", "chat", "id"), ("from", "id"), ("user", "id"))


async def keep(office: Office, bot: Bot, updates: Sequence[object]) -> int:
    """Keeps updates in one transaction; gives how many were new. What is no update at all is counted and passed over."""
    rows = {row["update"]: row for one in updates if (row := _row(office, bot, one)) is not None}
    if odd := sum(number_of(one) is None for one in updates):
        log.warning("heard.odd bot=%s number=%d", bot, odd)
    if not rows:
        return 0
    async with office.store.begin() as tx:
        make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
        once = make(heard).values(list(rows.values())).on_conflict_do_nothing(index_elements=["bot", "update"])
        return len((await tx.execute(once.returning(heard.c.turn))).all())


def number_of(one: object) -> int | None:
    """The number of an update; None for what is no update."""
    number = one.get("update_id") if isinstance(one, dict) else None
    return number if type(number) is int and 0 <= number <= _BIGGEST else None


def lane_of(side: Side, one: Update) -> str:
    """The lane of an update: the keyed hash of its chat. Updates of no chat share a lane."""
    return side.name(_chat(one) or 0)


def _chat(one: Update) -> int | None:
    """The chat where an update happened, whatever its kind is."""
    for content in (value for value in one.values() if isinstance(value, dict)):
        for path in _CHATS:
            if (chat := _at(content, path)) is not None:
                return chat
    return None


def _at(content: Mapping[str, Any], path: Sequence[str]) -> int | None:
    place: Any = content
    for name in path:
        place = place.get(name) if isinstance(place, dict) else None
    return place if type(place) is int else None


def side_of(office: Office, bot: Bot) -> Side:
    return office.keys.seekers if bot == "seeker" else office.keys.desk


def _row(office: Office, bot: Bot, one: object) -> dict[str, Any] | None:
    number = number_of(one)
    if number is None or not isinstance(one, dict):
        return None
    side = side_of(office, bot)
    return {
        "bot": bot,
        "update": number,
        "lane": lane_of(side, one),
        "body": side.heard.seal(json.dumps(one), _about(bot, number)),
        "state": "waiting",
        "tries": 0,
        "came": office.clock(),
    }


def _about(bot: str, number: int) -> str:
    return f"heard {bot} {number}"


class Intake:
    """Hears what was kept for one bot.

    `handle` acts on an update, once; it may raise Unreadable for what it cannot understand. `sorry` says the kind
    sentence to whoever sent what could not be heard. `bound`: an update that takes longer counts as failed.
    """

    def __init__(
        self,
        office: Office,
        bot: Bot,
        handle: Hear,
        sorry: Hear,
        *,
        bound: timedelta = timedelta(seconds=60),
        rest: Rest = asyncio.sleep,
    ) -> None:
        self.office, self.bot = office, bot
        self._handle, self._sorry = handle, sorry
        self._bound, self._rest = bound.total_seconds(), rest
        self._places = asyncio.Semaphore(LANES)
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._closing = False

    async def run(self) -> None:
        """Looks now and then, until cancelled, for what another process kept and did not live to hear."""
        while True:
            await self._rest(_SWEEP)
            try:
                await self.start()
            except Exception as fault:  # noqa: BLE001  # it is looked for again
                tell(log, fault, f"heard.trouble bot={self.bot}")

    async def start(self) -> None:
        """Hears what waited while nobody was here."""
        async with self.office.store.begin() as tx:
            waiting = select(heard.c.lane).where(heard.c.bot == self.bot, heard.c.state == "waiting")
            lanes = (await tx.execute(waiting.order_by(heard.c.turn))).scalars().all()
        for lane in dict.fromkeys(lanes):
            self._wake(lane)

    async def take(self, updates: Sequence[object]) -> int:
        """Keeps updates; once this returns they may be confirmed. Raises what the store raises, and then none is kept."""
        new = await keep(self.office, self.bot, updates)
        side = side_of(self.office, self.bot)
        for lane in dict.fromkeys(lane_of(side, one) for one in updates if isinstance(one, dict)):
            self._wake(lane)
        return new

    async def settles(self) -> None:
        """Waits until nothing more is being heard."""
        while self._lanes:
            await asyncio.gather(*self._lanes.values())

    async def drain(self, within: timedelta) -> None:
        """Finishes the updates that are being heard, begins no other, and lets go after a bound."""
        self._closing = True
        if tasks := list(self._lanes.values()):
            _, late = await asyncio.wait(tasks, timeout=within.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    # — one lane —

    def _wake(self, lane: str) -> None:
        if self._closing:
            return
        if lane in self._lanes:
            self._again.add(lane)
            return
        task = self._lanes[lane] = asyncio.create_task(self._runs(lane))
        task.add_done_callback(lambda _: self._ended(lane))

    def _ended(self, lane: str) -> None:
        self._lanes.pop(lane, None)
        if lane in self._again:
            self._again.discard(lane)
            self._wake(lane)

    async def _runs(self, lane: str) -> None:
        """Hears a lane to its end. Trouble of the store is waited out: nothing is lost by it, and nothing is counted."""
        faults = 0
        while not self._closing:
            try:
                async with self._places:
                    if await self._claimed(lane):
                        return
                await self._rest(_OTHERS_LANE)
            except Exception as fault:  # noqa: BLE001  # whatever it is, this lane must go on
                faults += 1
                tell(log, fault, f"heard.trouble bot={self.bot}")
                await self._rest(pause(faults, random.random()).total_seconds())  # noqa: S311  # guards nothing

    async def _claimed(self, lane: str) -> bool:
        """Hears everything that waits in a lane. False when another process works in it and something still waits."""
        claims, name = self.office.store.claims, f"heard:{self.bot}:{lane}"
        if not await claims.claim(name):
            return not await self._next(lane, [])
        try:
            await self._hears_all(lane)
        finally:
            await claims.release(name)
        return True

    async def _hears_all(self, lane: str) -> None:
        done: list[int] = []
        while rows := await self._next(lane, done):
            done = []
            self._again.discard(lane)
            for row in rows:
                if self._closing:
                    break
                if not await self._hears(row):
                    break
                done.append(row.turn)
            if self._closing:
                await self._next(lane, done)
                return

    async def _next(self, lane: str, done: Sequence[int]) -> Sequence[Row[Any]]:
        """Strikes out what was heard and caused no act; gives what waits now."""
        waiting = (heard.c.bot == self.bot, heard.c.lane == lane, heard.c.state == "waiting")
        async with self.office.store.begin() as tx:
            if done:
                await tx.execute(
                    update(heard).where(heard.c.turn.in_(done), *waiting).values(state="done", body=None, trouble=None)
                )
            return (await tx.execute(select(heard).where(*waiting).order_by(heard.c.turn).limit(_BATCH))).all()

    # — one update —

    async def _hears(self, row: Row[Any]) -> bool:
        """Whether the lane may go on to the next update; False when this one is to be read again."""
        try:
            await self._acts(row)
        except Exception as fault:  # no update may stop the ones behind it
            if trouble(fault) is not None:
                raise
            return await self._failed(row, fault)
        return True

    async def _acts(self, row: Row[Any]) -> None:
        """In a context of its own: what a framework remembers of one update must not reach the next."""
        around = copy_context()
        around.run(HEARING.set, (row.bot, row.update))
        async with asyncio.timeout(self._bound):
            await asyncio.create_task(self._handle(self._opened(row)), context=around)

    def _opened(self, row: Row[Any]) -> Update:
        sealed = side_of(self.office, self.bot).heard.open(row.body, _about(row.bot, row.update))
        one: Update = json.loads(sealed)
        return one

    async def _failed(self, row: Row[Any], fault: Exception) -> bool:
        state = await self._count(row, fault)
        if state is None:
            # The act itself was done; only what was to be shown after it failed. The screen is drawn again at the next tap.
            log.warning("heard.undrawn bot=%s trouble=%s", self.bot, type(fault).__name__)
            return True
        if state == "waiting":
            log.warning("heard.again bot=%s trouble=%s", self.bot, type(fault).__name__)
            await self._rest(pause(row.tries + 1, random.random()).total_seconds())  # noqa: S311  # guards nothing
            return False
        log.error("heard.dead bot=%s trouble=%s", self.bot, type(fault).__name__)
        await self._apologises(row)
        return True

    async def _count(self, row: Row[Any], fault: Exception) -> Literal["waiting", "dead"] | None:
        """One more failure; gives the state of the update, None when it was acted on already."""
        dead = isinstance(fault, Unreadable | Unopenable) or row.tries + 1 >= TRIES
        state: Literal["waiting", "dead"] = "dead" if dead else "waiting"
        same = (heard.c.turn == row.turn, heard.c.state == "waiting")
        values = {"state": state, "tries": row.tries + 1, "trouble": type(fault).__name__[:80]}
        async with self.office.store.begin() as tx:
            changed = await tx.execute(update(heard).where(*same).values(values))
        return state if changed.rowcount else None

    async def _apologises(self, row: Row[Any]) -> None:
        for tries in range(1, TRIES + 1):
            try:
                async with asyncio.timeout(self._bound):
                    await asyncio.create_task(self._sorry(self._opened(row)), context=copy_context())
            except Exception as fault:  # noqa: BLE001  # a kind sentence must not stop the lane either
                log.warning("heard.unsaid bot=%s trouble=%s", self.bot, type(fault).__name__)
                await self._rest(_asked_to_wait(fault) or pause(tries, random.random()).total_seconds())  # noqa: S311
            else:
                return


def _asked_to_wait(fault: Exception) -> float:
    """Seconds, where Telegram told a framework to wait; what a lane can afford to wait."""
    seconds = getattr(fault, "retry_after", 0)
    return min(float(seconds), _LONGEST_WAIT) if isinstance(seconds, int | float) else 0.0
