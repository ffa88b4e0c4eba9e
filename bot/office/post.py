"""Carries letters until they arrive: in the order of their case, emergencies first, no faster than Telegram takes them.

A letter is marked as being sent before it is, so that a sending that was cut off is found again: then, and only then,
a letter may arrive twice, and at most the one of each lane that was under way.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby, takewhile
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.errors import BotError, Later, MovedTo, NotHere, Undeliverable
from bot.office import Office, counsellor, delivered, letters
from bot.outbox import Bot, Kind, Letter, Receipt
from bot.pace import Budgets, Place
from bot.store.tables import cases
from bot.store.tables import letters as letter_table
from bot.store.trouble import tell
from bot.store.vault import Lock

log = logging.getLogger("senim.post")

#: How many letters are under way at once.
UNDER_WAY = 64
#: Seconds between looks at the store when nothing wakes the post, and between looks of a post that another one stands for.
IDLE, STANDING_BY = 1.0, 5.0
SOON = 0.02
#: Seconds after which a sending that does not end counts as failed.
PATIENCE = 120.0
#: How many letters of a lane are looked at together.
_AHEAD = 20


class Carrier(Protocol):
    """What brings one letter to its reader: the seeker's face, or the desk's."""

    async def carry(self, letter: Letter, about: int | None) -> Receipt:
        """`about`: for EDIT the number, in the reader's chat, of the message to change; for ARRIVED the number, in the
        author's chat, of the message that arrived. Raises Later, Undeliverable, MovedTo; all else is tried again.
        """


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is carried at once: one letter, or the words of several as one message. `rows`: theirs, in order."""

    lane: str
    rows: tuple[Row[Any], ...]
    letter: Letter
    about: int | None = None


#: How a carrying ended: with a receipt, or with what went wrong.
End = Receipt | Exception


def place_of(letter: Row[Any] | Letter) -> Place:
    """Where a letter goes: alerts to a group, marks that cost nothing but the call to nowhere, all else to a person."""
    match letter.kind:
        case Kind.ALERT:
            return Place.GROUP
        case Kind.ARRIVED | Kind.SHUT | Kind.VANISH:
            return Place.BOT
        case _:
            return Place.PRIVATE


class Post:
    """The post of one bot. `budgets` is shared with whoever else sends through that bot; `chance` (0..1) spreads pauses."""

    def __init__(
        self,
        office: Office,
        bot: Bot,
        carrier: Carrier,
        *,
        budgets: Budgets,
        ticks: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.office, self.bot, self.budgets = office, bot, budgets
        self._carrier, self._ticks, self._chance = carrier, ticks, chance
        self._bell = asyncio.Event()
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._ended: list[tuple[Parcel, End]] = []
        self._started = self._closing = self._cut_off = False
        self._claimed = 0.0
        self._one_turn = asyncio.Lock()

    # — by the clock —

    def wake(self) -> None:
        """Letters were written."""
        self._bell.set()

    async def run(self) -> None:
        """Carries until cancelled, or until `drain`. Where several processes could, one carries and the others stand by."""
        faults, rung = 0, False
        while not self._closing:
            try:
                wait, faults = await self._works(), 0
                if rung and not self.office.store.embedded:
                    wait = min(wait, SOON)  # the bell rings a moment before the act that rang it is committed
            except Exception as fault:  # noqa: BLE001  # a post that stops carries nothing
                tell(log, fault, f"post.trouble bot={self.bot}")
                faults += 1
                wait = self._pause(faults).total_seconds()
                self._started = False
            rung = await self._rests(wait)

    async def _works(self) -> float:
        return await self.turn() if await self._is_ours() else STANDING_BY

    async def _is_ours(self) -> bool:
        """Whether this process carries. Asked anew now and then: the connection that holds the claim may be cut."""
        now = self._ticks()
        if self._started and now - self._claimed < STANDING_BY:
            return True
        ours, self._claimed = await self.office.store.claims.claim(f"post:{self.bot}"), now
        self._started = self._started and ours
        return ours

    async def _rests(self, seconds: float) -> bool:
        """Whether the bell rang."""
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return False
        self._bell.clear()
        return True

    async def drain(self, within: timedelta) -> None:
        """Finishes what is under way, begins nothing, and lets go after a bound; what is left is found at the next start."""
        self._closing = True
        self.wake()
        if tasks := list(self._under_way.values()):
            _, late = await asyncio.wait(tasks, timeout=within.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._ended:
            await self.turn()

    async def settles(self) -> None:
        """Waits until everything that is under way has ended."""
        await asyncio.gather(*self._under_way.values())

    # — one turn: what ended is written down, what may go now goes —

    async def turn(self) -> float:
        """One transaction, and the sendings that it decided on; gives the seconds until the next look."""
        async with self._one_turn:  # a drain may begin while a turn is still being written down
            return await self._turns()

    async def _turns(self) -> float:
        ended = list(self._ended)
        async with self.office.store.begin() as tx:
            await self._finds_again(tx)
            if any(isinstance(end, Receipt) for _, end in ended):
                await self._hurries(tx)
            for parcel, end in ended:
                await self._notes(tx, parcel, end)
            free = {parcel.lane for parcel, _ in ended}
            chosen, wait = ([], IDLE) if self._closing else await self._chooses(tx, free)
            going = _numbered([row for parcel in chosen for row in parcel.rows])
            await tx.execute(update(letter_table).where(going).values(state="sending"))
        self._started = True
        del self._ended[: len(ended)]
        for lane in free:
            del self._under_way[lane]
        for parcel in chosen:
            self._under_way[parcel.lane] = asyncio.create_task(self._carries(parcel))
        return wait

    async def _finds_again(self, tx: AsyncConnection) -> None:
        """At the start, and after trouble of the store: letters whose sending was cut off are waiting again."""
        if self._started:
            return
        ours = letter_table.c.lane.not_in(self._under_way)
        cut_off = (letter_table.c.bot == self.bot, letter_table.c.state == "sending", ours)
        found = await tx.execute(update(letter_table).where(*cut_off).values(state="waiting"))
        await self._wakes_kept_back(tx)
        if found.rowcount:
            log.warning("post.found_again bot=%s number=%d", self.bot, found.rowcount)

    async def _hurries(self, tx: AsyncConnection) -> None:
        """After an outage the first arrival wakes every letter that the network kept back."""
        if not self._cut_off:
            return
        self._cut_off = False
        await self._wakes_kept_back(tx)

    async def _wakes_kept_back(self, tx: AsyncConnection) -> None:
        """What the network kept back is tried now: it may be well again, and so it may be after a restart."""
        kept_back = (letter_table.c.bot == self.bot, letter_table.c.state == "waiting", letter_table.c.tries > 0)
        network = letter_table.c.trouble.like("network%")
        await tx.execute(update(letter_table).where(*kept_back, network).values(due=self.office.clock()))

    # — choosing —

    async def _chooses(self, tx: AsyncConnection, free: set[str]) -> tuple[list[Parcel], float]:
        now, ticks, wait = self.office.clock(), self._ticks(), IDLE
        chosen: list[Parcel] = []
        busy = self._under_way.keys() - free
        for rows in await self._lanes(tx, busy):
            head = rows[0]
            if len(chosen) + len(busy) >= UNDER_WAY:
                break
            if not outbox.may_go(head.due, now):
                wait = min(wait, (head.due - now).total_seconds())
                continue
            if (full := self._asks(head, ticks)) > 0:
                wait = min(wait, full)
            elif (parcel := await self._packs(tx, rows, ticks)) is not None:
                chosen.append(parcel)
            else:
                wait = 0.0
        return chosen, max(wait, 0.0)

    async def _lanes(self, tx: AsyncConnection, busy: Container[str]) -> list[tuple[Row[Any], ...]]:
        """The first waiting letters of each lane, those that go first in front. Each row has its case's `key` and `stage`."""
        place = func.row_number().over(partition_by=letter_table.c.lane, order_by=letter_table.c.letter).label("place")
        waits = (letter_table.c.bot == self.bot, letter_table.c.state == "waiting")
        ranked = select(letter_table, place).where(*waits).subquery()
        found = await tx.execute(
            select(ranked, cases.c.key, cases.c.state.label("stage"))
            .outerjoin(cases, cases.c.case == ranked.c.case)
            .where(ranked.c.place <= _AHEAD)
            .order_by(ranked.c.lane, ranked.c.letter)
        )
        lanes = [tuple(rows) for lane, rows in groupby(found.all(), lambda row: row.lane) if lane not in busy]
        return sorted(lanes, key=lambda rows: outbox.turn(rows[0].urgent, rows[0].letter))

    def _asks(self, row: Row[Any], ticks: float) -> float:
        """Takes a sending's worth from the budgets; else gives the seconds to wait."""
        return self.budgets.take(row.to, place_of(row), ticks, urgent=row.urgent >= outbox.EMERGENCY)

    async def _packs(self, tx: AsyncConnection, rows: Sequence[Row[Any]], ticks: float) -> Parcel | None:
        """The first letter of a lane, with the next ones where its destination is over its budget; None when its words
        are gone or cannot be opened: then it has failed, and the lane goes on.
        """
        head = rows[0]
        try:
            first = self._opens(head)
            if head.kind == Kind.EDIT:
                return await self._packs_edit(tx, head, first)
            together = self._together(rows, ticks) if head.kind == Kind.WORDS else (head,)
            texts = [self._opens(row).text for row in together]
        except BotError as fault:
            await self._fails(tx, (head,), type(fault).__name__)
            return None
        fits = outbox.fitting(texts)
        about = head.origin if head.kind == Kind.ARRIVED else None
        return Parcel(head.lane, together[:fits], replace(first, text=outbox.join(texts[:fits])), about)

    def _together(self, rows: Sequence[Row[Any]], ticks: float) -> tuple[Row[Any], ...]:
        """The words that follow one another; only the first while there is room to send them one by one."""
        head = rows[0]
        same = takewhile(lambda row: (row.kind, row.to, row.author) == (Kind.WORDS, head.to, head.author), rows)
        words = tuple(row for row in same if row.body is not None)
        room = self.budgets.room(head.to, Place.PRIVATE, ticks) + 1  # one was taken for the first
        return words if len(words) > room else (head,)

    async def _packs_edit(self, tx: AsyncConnection, row: Row[Any], edit: Letter) -> Parcel:
        """New words for a message. Where several letters became that message, the others stay in it as they were. Where
        there is no message to change, they are words like any other.
        """
        pieces = await delivered.beside(tx, row.follows)
        about = next((piece.receipt for piece in pieces if piece.letter == row.follows), None)
        if about is None:
            return Parcel(row.lane, (row,), replace(edit, kind=Kind.WORDS))
        lock = self._lock(row)
        texts = [
            edit.text if piece.letter == row.follows else letters.opened(piece, lock).text
            for piece in pieces
            if piece.body is not None or piece.letter == row.follows
        ]
        whole = outbox.join(texts)
        if outbox.units(whole) > outbox.LONGEST_TEXT:
            return Parcel(row.lane, (row,), replace(edit, kind=Kind.WORDS))
        return Parcel(row.lane, (row,), replace(edit, text=whole), about)

    def _opens(self, row: Row[Any]) -> Letter:
        return letters.opened(row, self._lock(row))

    def _lock(self, row: Row[Any]) -> Lock:
        return self.office.keys.case if row.case is None else self.office.keys.case_key(row.case, row.key)

    # — carrying —

    async def _carries(self, parcel: Parcel) -> None:
        end: End
        try:
            async with asyncio.timeout(PATIENCE):
                end = await self._brings(parcel)
        except Exception as fault:  # noqa: BLE001  # how it ended is decided in the next turn
            end = fault
        self._ended.append((parcel, end))
        self.wake()

    async def _brings(self, parcel: Parcel) -> Receipt:
        letter = parcel.letter
        try:
            return await self._carrier.carry(letter, parcel.about)
        except MovedTo as moved:
            await counsellor.moved(self.office, letter.to, moved.group)
            return await self._carrier.carry(letter, parcel.about)
        except Undeliverable as fault:
            if fault.reason != "no_topic" or letter.case is None or letter.kind is Kind.CARD:
                raise
            return await self._brings_anew(letter, letter.case)

    async def _brings_anew(self, letter: Letter, case: str) -> Receipt:
        """Somebody deleted the topic: a new one, with the card and what was said, and then the letter itself."""
        await counsellor.has_topic(self.office, case, None)
        card = await self._carrier.carry(Letter("desk", letter.to, Kind.CARD, case=case, urgent=letter.urgent), None)
        await counsellor.has_topic(self.office, case, card.topic)
        if letter.kind is Kind.ARRIVED:
            return Receipt(None)  # the message that it marks went with the topic
        anew = replace(letter, kind=Kind.WORDS) if letter.kind is Kind.EDIT else letter
        return await self._carrier.carry(anew, None)

    # — writing down how it ended —

    async def _notes(self, tx: AsyncConnection, parcel: Parcel, end: End) -> None:
        head = parcel.rows[0]
        match end:
            case Receipt():
                await delivered.arrived(tx, self.office, parcel.rows, end)
            case Later(after, everywhere):
                to = None if everywhere else head.to
                self.budgets.halt(to, place_of(head), self._ticks(), after.total_seconds())
                await self._tries_again(tx, parcel.rows, head.trouble, head.tries, timedelta())
            case Undeliverable(reason):
                await self._refused(tx, parcel.rows, reason)
            case NotHere():
                await self._refused(tx, parcel.rows, "no_chat")
            case _:
                await self._broke(tx, parcel.rows, type(end).__name__)

    async def _refused(self, tx: AsyncConnection, rows: Sequence[Row[Any]], reason: str) -> None:
        tries = rows[0].tries + 1
        if outbox.given_up(reason, tries) and not await delivered.still_needed(tx, rows[0]):
            await self._fails(tx, rows, reason)
        else:
            await self._tries_again(tx, rows, reason, tries, self._pause(tries))

    async def _broke(self, tx: AsyncConnection, rows: Sequence[Row[Any]], kind: str) -> None:
        """A fault of the network, of Telegram, or of ours."""
        tries, self._cut_off = rows[0].tries + 1, True
        log.info("post.again bot=%s trouble=%s", self.bot, kind)
        if outbox.given_up(None, tries) and not await delivered.still_needed(tx, rows[0]):
            await self._fails(tx, rows, "too_late")
        else:
            await self._tries_again(tx, rows, f"network {kind}"[:80], tries, self._pause(tries))

    def _pause(self, tries: int) -> timedelta:
        return outbox.pause(tries, self._chance())

    async def _fails(self, tx: AsyncConnection, rows: Sequence[Row[Any]], reason: str) -> None:
        for row in rows:
            await delivered.failed(tx, self.office, row, reason)

    async def _tries_again(
        self, tx: AsyncConnection, rows: Sequence[Row[Any]], trouble: str | None, tries: int, after: timedelta
    ) -> None:
        values = {"state": "waiting", "trouble": trouble, "tries": tries, "due": self.office.clock() + after}
        await tx.execute(update(letter_table).where(_numbered(rows)).values(values))


def _numbered(rows: Sequence[Row[Any]]) -> ColumnElement[bool]:
    return letter_table.c.letter.in_([row.letter for row in rows])
