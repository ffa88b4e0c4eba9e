"""One counsellor's chat, or one group, as the carrier writes to it."""

from telegram import Bot, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated

from bot.desk import text
from bot.desk.refusals import thread_gone

#: How many messages Telegram deletes at once.
_AT_ONCE = 100


class Chat:
    """Raises what Telegram refuses, except where a docstring says otherwise."""

    def __init__(self, bot: Bot, number: int) -> None:
        self._bot = bot
        self._number = number

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
        message = await self._bot.send_message(
            self._number,
            said,
            message_thread_id=topic,
            reply_markup=buttons,
            parse_mode=mode,
            disable_notification=silent,
            reply_parameters=answers,
        )
        return message.message_id

    async def pins(self, message: int) -> None:
        """A card that cannot be pinned stands at the top of its topic all the same."""
        try:
            await self._bot.pin_chat_message(self._number, message, disable_notification=True)
        except ChatMigrated:
            raise
        except BadRequest:
            return

    async def drops_topic(self, topic: int) -> bool:
        """Deletes a topic with its messages. One that is gone already counts; False where Telegram refuses."""
        try:
            await self._bot.delete_forum_topic(self._number, topic)
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
