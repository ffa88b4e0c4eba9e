"""One counsellor's chat, or one group, as the carrier writes to it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, RetryAfter

from bot.desk import text
from bot.desk.refusals import pause, thread_gone
from bot.pace import Budgets, Place

#: How many messages Telegram deletes at once.
_AT_ONCE = 100
#: Seconds that a letter of several messages waits in the middle; after more it is begun anew.
_LONGEST_WAIT = 60.0

Rest = Callable[[float], Awaitable[None]]
_T = TypeVar("_T")


@dataclass
class Pace:
    """How fast one letter may go that takes several messages. `paid`: how many of them the post has asked for already.

    Telegram may ask to wait in the middle. Then the letter waits there: beginning it anew would send its first messages
    once more, and two such letters to one chat would push each other back for ever.
    """

    budgets: Budgets
    to: str
    place: Place
    ticks: Callable[[], float]
    rest: Rest = asyncio.sleep
    urgent: bool = False
    paid: int = 1
    begun: bool = False

    async def goes(self, send: Callable[[], Awaitable[_T]]) -> _T:
        """Sends when there is room. Raises RetryAfter only where nothing was sent yet, or the wait is too long."""
        while True:
            await self._finds_room()
            try:
                done = await send()
            except RetryAfter as busy:
                seconds = pause(busy).total_seconds()
                if not self.begun or seconds > _LONGEST_WAIT:
                    raise
                self.budgets.halt(self.to, self.place, self.ticks(), seconds)
            else:
                self.begun = True
                return done

    async def _finds_room(self) -> None:
        if self.paid:
            self.paid -= 1
            return
        while (wait := self.budgets.take(self.to, self.place, self.ticks(), urgent=self.urgent)) > 0:
            await self.rest(wait)


class Chat:
    """Raises what Telegram refuses, except where a docstring says otherwise."""

    def __init__(self, bot: Bot, number: int, pace: Pace) -> None:
        self._bot = bot
        self._number = number
        self._pace = pace

    async def says(self, said: str, topic: int | None = None) -> tuple[int, ...]:
        """Words in as many messages as they need; their numbers."""
        return tuple([await self.say(piece, topic) for piece in text.split(said)])

    async def say(
        self,
        said: str,
        topic: int | None = None,
        buttons: InlineKeyboardMarkup | None = None,
        *,
        mode: str | None = None,
        silent: bool = False,
        answers: ReplyParameters | None = None,
    ) -> int:
        """One message; its number."""
        message = await self._pace.goes(
            lambda: self._bot.send_message(
                self._number,
                said,
                message_thread_id=topic,
                reply_markup=buttons,
                parse_mode=mode,
                disable_notification=silent,
                reply_parameters=answers,
            )
        )
        return message.message_id

    async def pins(self, message: int) -> None:
        """A card that cannot be pinned stands at the top of its topic all the same."""
        try:
            await self._pace.goes(lambda: self._bot.pin_chat_message(self._number, message, disable_notification=True))
        except ChatMigrated:
            raise
        except BadRequest:
            return

    async def opens_topic(self, name: str) -> int:
        """A new topic; its number."""
        return (await self._pace.goes(lambda: self._bot.create_forum_topic(self._number, name))).message_thread_id

    async def drops_topic(self, topic: int) -> bool:
        """Deletes a topic with its messages. One that is gone already counts; False where Telegram refuses."""
        try:
            await self._pace.goes(lambda: self._bot.delete_forum_topic(self._number, topic))
        except ChatMigrated:
            raise
        except BadRequest as fault:
            return thread_gone(fault)
        return True

    async def deletes(self, messages: tuple[int, ...]) -> None:
        """Deletes what Telegram still allows: after 48 hours it keeps a message for ever."""
        for start in range(0, len(messages), _AT_ONCE):
            some = messages[start : start + _AT_ONCE]
            try:
                await self._bot.delete_messages(self._number, some)
            except ChatMigrated:
                raise
            except BadRequest:
                await self._one_by_one(some)

    async def _one_by_one(self, messages: tuple[int, ...]) -> None:
        """One message that is too old keeps the others from going together."""
        for message in messages:
            try:
                await self._bot.delete_message(self._number, message)
            except ChatMigrated:
                raise
            except BadRequest:
                continue
