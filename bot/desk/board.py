"""A partner's queue: one pinned message in its group, edited in place, and only when it shows something else."""

import asyncio
import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import escape

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.content.words import Words
from bot.desk import text
from bot.desk.buttons import TAKE, Rows, carries, column, keyboard
from bot.desk.refusals import pause, says
from bot.errors import BotError
from bot.office import Office, carried, counsellor
from bot.office.cases import CaseView
from bot.office.counsellor import Board
from bot.pace import Budgets, Place
from bot.store.trouble import tell

log = logging.getLogger(__name__)

#: How many waiting cases a board lists: what does not fit waits below with a count.
LISTED = 20
#: Telegram takes some 20 messages and edits a minute in a group: the board leaves room for alerts, which come first.
GAP = timedelta(seconds=4)
#: A group that refuses us is asked again after this.
REFUSED = timedelta(minutes=5)


def render(words: Words, board: Board, tongue: str, now: datetime) -> tuple[str, Rows]:
    """A queue as HTML, and a button for each case that waits."""
    said = "\n\n".join(_parts(words, board, tongue, now))
    take = words.say("desk.take", tongue)
    return said, column((f"{take} {case.name}", carries(TAKE, case.id)) for case in board.waiting[:LISTED])


def _parts(words: Words, board: Board, tongue: str, now: datetime) -> Iterator[str]:
    yield f"<b>{escape(words.say('desk.board_title', tongue))}</b>"
    if board.waiting:
        lines = [_line(words, case, tongue, now) for case in board.waiting[:LISTED]]
        if more := len(board.waiting) - LISTED:
            lines += [words.say("desk.queue_more", tongue, count=more)] if more > 0 else []
        yield _part(words, "board_waiting", lines, tongue)
    else:
        yield escape(words.say("desk.no_cases", tongue))
    if board.taken:
        lines = [
            words.say("desk.taken_line", tongue, name=case.name, counsellor=who) for who, case in board.taken[:LISTED]
        ]
        yield _part(words, "board_taken", lines, tongue)
    if board.on_duty:
        yield _part(words, "board_on_duty", [", ".join(board.on_duty)], tongue)
    else:
        yield escape(words.say("desk.board_nobody", tongue))


def _part(words: Words, heading: str, lines: list[str], tongue: str) -> str:
    return "\n".join((f"<b>{escape(words.say(f'desk.{heading}', tongue))}</b>", *(escape(line) for line in lines)))


def _line(words: Words, case: CaseView, tongue: str, now: datetime) -> str:
    late = case.promised <= now
    time = words.say(f"desk.time.{'late' if late else 'by'}", tongue, time=text.clock(case.promised, now))
    level = words.say(f"card.level.{case.level.name}", tongue)
    return words.say(f"desk.queue_line{'_late' if late else ''}", tongue, level=level, name=case.name, time=time)


def digest(said: str, rows: Rows) -> str:
    """What is remembered of a drawn board."""
    return hashlib.sha256(repr((said, [list(row) for row in rows])).encode()).hexdigest()


class Boards:
    """Every partner's board. `draws` never raises: a board that could not be drawn is drawn at the next refresh."""

    def __init__(self, office: Office, bot: Bot, budgets: Budgets, ticks: Callable[[], float]) -> None:
        self._office, self._bot = office, bot
        self.budgets, self.ticks = budgets, ticks
        self._not_before: dict[str, datetime] = {}
        self._drawing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        #: Partners whose group does not let the bot pin.
        self.unpinned: set[str] = set()

    async def draws(self, partner: str) -> None:
        """Draws a board if it shows something else, and the group's budget allows it."""
        async with self._drawing[partner]:
            try:
                await self._draw(partner)
            except (TelegramError, BotError) as fault:
                self._not_before[partner] = self._office.clock() + REFUSED
                log.warning("board.refused trouble=%s", type(fault).__name__)
            except Exception as fault:  # noqa: BLE001  # a letter that arrived must not fail by its board
                tell(log, fault, "board.trouble")

    async def refresh(self) -> None:
        """One look at every board; a process that draws no board itself is seen here."""
        for partner in await carried.bound(self._office):
            await self.draws(partner)

    async def keeps_fresh(self, every: float = 2.0) -> None:
        """Refreshes for ever, `every` seconds."""
        while True:
            try:
                await self.refresh()
            except Exception as fault:  # noqa: BLE001  # whatever it is, the boards must go on
                tell(log, fault, "board.trouble")
            await asyncio.sleep(every)

    async def reposts(self, partner: str) -> None:
        """A new board at the bottom of the group, for one who cannot find the old one."""
        board = await counsellor.board(self._office, partner)
        if board is None:
            return
        await counsellor.drew(self._office, partner, None, "")
        self._not_before.pop(partner, None)
        await self.draws(partner)
        if board.message is not None:
            await self._removes(partner, board.message)

    async def _draw(self, partner: str) -> None:
        board = await counsellor.board(self._office, partner)
        now = self._office.clock()
        if board is None or now < self._not_before.get(partner, now):
            return
        said, rows = render(self._office.content.words, board, board.tongue, now)
        drawn = digest(said, rows)
        if board.message is not None and drawn == board.drawn:
            return
        if self.budgets.take(partner, Place.GROUP, self.ticks()) == 0:
            await self._puts(board, said, rows, drawn)

    async def _puts(self, board: Board, said: str, rows: Rows, drawn: str) -> None:
        chat = (await carried.reader(self._office, board.partner)).chat
        now = self._office.clock()
        try:
            number = await self._shows(chat, board, said, rows)
        except RetryAfter as fault:
            self.budgets.halt(board.partner, Place.GROUP, self.ticks(), pause(fault).total_seconds())
        except ChatMigrated as fault:
            await counsellor.moved(self._office, board.partner, fault.new_chat_id)
        else:
            self._not_before[board.partner] = now + GAP
            await counsellor.drew(self._office, board.partner, number, drawn)

    async def _shows(self, chat: int, board: Board, said: str, rows: Rows) -> int:
        """Edits the board, or posts and pins a new one where it was deleted; gives its number."""
        if board.message is None:
            return await self._posts(chat, board.partner, said, rows)
        try:
            await self._bot.edit_message_text(
                said, chat, board.message, parse_mode=ParseMode.HTML, reply_markup=keyboard(rows)
            )
        except ChatMigrated:
            raise
        except BadRequest as fault:
            if says(fault, "message is not modified"):
                return board.message
            if says(fault, "message to edit not found", "message can't be edited", "message_id_invalid"):
                return await self._posts(chat, board.partner, said, rows)
            raise
        return board.message

    async def _posts(self, chat: int, partner: str, said: str, rows: Rows) -> int:
        message = await self._bot.send_message(
            chat, said, parse_mode=ParseMode.HTML, reply_markup=keyboard(rows), disable_notification=True
        )
        try:
            await self._bot.pin_chat_message(chat, message.message_id, disable_notification=True)
            self.unpinned.discard(partner)
        except (BadRequest, Forbidden, RetryAfter):
            self.unpinned.add(partner)
        return message.message_id

    async def _removes(self, partner: str, number: int) -> None:
        try:
            await self._bot.delete_message((await carried.reader(self._office, partner)).chat, number)
        except TelegramError as fault:
            log.info("board.old_stays trouble=%s", type(fault).__name__)
