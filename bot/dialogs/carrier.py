"""Carries letters to seekers: the other half of the port is in `bot.office.post`."""

from datetime import timedelta

from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import Message
from aiogram_dialog import BgManagerFactory

from bot.dialogs.stage import Stage, takes_away
from bot.errors import Later, NotHere, Undeliverable
from bot.office import seeker
from bot.outbox import Kind, Letter, Receipt


class SeekerCarrier:
    """Takes a letter to Telegram. Raises Later, Undeliverable; anything else is a fault of the way, to be tried again."""

    def __init__(self, bot: Bot, stage: Stage, screens: BgManagerFactory) -> None:
        self._bot = bot
        self._stage = stage
        self._screens = screens

    async def carry(self, letter: Letter, about: int | None) -> Receipt:
        try:
            chat, _ = await seeker.address(self._stage.office, letter.to)
            return await self._carry(chat, letter, about)
        except NotHere:
            raise Undeliverable("no_chat") from None
        except TelegramRetryAfter as busy:
            raise Later(timedelta(seconds=busy.retry_after)) from None
        except TelegramForbiddenError as refused:
            raise Undeliverable("deactivated" if "deactivated" in refused.message.lower() else "blocked") from None
        except TelegramBadRequest as refused:
            raise Undeliverable("no_chat" if "chat not found" in refused.message.lower() else "refused") from None

    async def _carry(self, chat: int, letter: Letter, about: int | None) -> Receipt:
        match letter.kind:
            case Kind.WORDS:
                return Receipt((await self._bot.send_message(chat, letter.text, parse_mode=None)).message_id)
            case Kind.EDIT:
                return Receipt(await self._changes(chat, letter.text, about))
            case Kind.NOTICE:
                await self._tells(chat, letter)
                return Receipt(None)
            case Kind.VANISH:
                await takes_away(self._bot, chat, [int(number) for number in letter.facts["numbers"].split()])
                return Receipt(None)
            case _:
                raise Undeliverable("refused")

    async def _changes(self, chat: int, text: str, about: int | None) -> int:
        """Changes words that arrived; what can no longer be changed is said again."""
        if about is not None:
            try:
                changed = await self._bot.edit_message_text(text, chat_id=chat, message_id=about, parse_mode=None)
            except TelegramBadRequest as refused:
                if "not modified" in refused.message.lower():
                    return about
            else:
                return changed.message_id if isinstance(changed, Message) else about
        return (await self._bot.send_message(chat, text, parse_mode=None)).message_id

    async def _tells(self, chat: int, letter: Letter) -> None:
        """A sentence of ours comes with the screen, below everything: one message, and the old screen leaves."""
        manager = self._screens.bg(self._bot, user_id=chat, chat_id=chat)
        async with manager.fg() as stage_manager:
            at = await seeker.stands(self._stage.office, chat)
            said = self._stage.told(at, letter.key, letter.facts)
            await self._stage.present(stage_manager, said, anew=True, strict=True)
