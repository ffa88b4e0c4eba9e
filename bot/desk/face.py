"""What every handler has at hand: the office, the bot, the boards, and how to answer in the place where one was asked.

An answer is a screen, not a letter: what it says is true in the store already, so one that Telegram refuses is not sent
again. What must arrive is written as a letter by the office.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Bot, CallbackQuery, Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.desk.board import Boards
from bot.desk.buttons import Rows, keyboard
from bot.office import Office, counsellor
from bot.office.counsellor import Colleague

log = logging.getLogger(__name__)

LANGUAGES = ("kk", "ru")


@dataclass(frozen=True, slots=True)
class Desk:
    """`asks`: what of a person some words ask for; words that ask for something wait for one more tap."""

    office: Office
    bot: Bot
    boards: Boards
    asks: Callable[[str], frozenset[str]]

    def say(self, key: str, tongue: str, **facts: object) -> str:
        return self.office.content.words.say(f"desk.{key}", tongue, **facts)

    async def answers(self, message: Message, said: str, rows: Rows | None = None, *, mode: str | None = None) -> None:
        """A message where the other one stands: the same chat, the same topic."""
        topic = message.message_thread_id if message.is_topic_message else None
        try:
            await self.bot.send_message(
                message.chat_id, said, message_thread_id=topic, reply_markup=keyboard(rows), parse_mode=mode
            )
        except TelegramError as fault:
            _not_answered(fault)

    async def flashes(self, query: CallbackQuery, said: str | None = None, *, alert: bool = False) -> None:
        """The answer to a tap: a few words that flash on her screen. A tap that is too old for one was acted on all the same."""
        try:
            await query.answer(said, show_alert=alert)
        except TelegramError as fault:
            _not_answered(fault)

    async def redraws(
        self, query: CallbackQuery, said: str, rows: Rows | None = None, *, mode: str | None = None
    ) -> None:
        """The message under the finger shows this now."""
        try:
            await query.edit_message_text(said, reply_markup=keyboard(rows), parse_mode=mode)
        except TelegramError as fault:
            _not_answered(fault)

    async def loses_buttons(self, query: CallbackQuery) -> None:
        """A message whose buttons mean nothing any more keeps its words alone."""
        try:
            await query.edit_message_reply_markup(None)
        except TelegramError as fault:
            _not_answered(fault)


def _not_answered(fault: TelegramError) -> None:
    log.info("desk.not_answered trouble=%s", type(fault).__name__)


def private(message: Message) -> bool:
    return message.chat.type == ChatType.PRIVATE


def tongue_of(user: User | None) -> str:
    """A language for somebody who has not chosen one."""
    code = (user.language_code or "") if user else ""
    return "kk" if code.startswith("kk") else "ru"


def given(message: Message) -> str:
    """What stands after a command."""
    return (message.text or "").partition(" ")[2].strip()


async def her(desk: Desk, update: Update) -> Colleague | None:
    """The counsellor who wrote or tapped, wherever she did."""
    user = update.effective_user
    return await counsellor.is_known(desk.office, user.id) if user else None
