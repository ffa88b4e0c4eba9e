"""Puts the seeker's face together: bot, dispatcher, dialog, carrier."""

import asyncio
import gc
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import ExceptionTypeFilter
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.methods import Response
from aiogram.types import BotCommand, ErrorEvent, LinkPreviewOptions, Message, Update
from aiogram_dialog import DialogManager, setup_dialogs
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent
from pydantic import ValidationError

from bot.content.words import LANGUAGES
from bot.dialogs import windows
from bot.dialogs.carrier import SeekerCarrier
from bot.dialogs.hearing import COMMANDS, Hearing
from bot.dialogs.screens import Artist
from bot.dialogs.stage import Answers, Rest, Stage, TalkStorage, forget_tap
from bot.errors import Unreadable
from bot.office import Office

#: Pydantic forgets such a class at the next collection, and making it anew takes milliseconds: these are held on to.
_PINNED = (Response[Message], Response[Message | bool], Response[bool])


@dataclass(frozen=True, slots=True)
class SeekerFace:
    """The seeker's bot, ready to be handed raw updates."""

    bot: Bot
    dispatcher: Dispatcher
    stage: Stage
    carrier: SeekerCarrier

    async def handle(self, update: dict[str, Any]) -> None:
        """One raw update through the framework. Raises Unreadable for one that aiogram cannot read."""
        try:
            read = Update.model_validate(update, context={"bot": self.bot})
        except ValidationError as fault:
            raise Unreadable(f"This update cannot be read: {fault.error_count()} faults.") from None
        forget_tap()
        await self.dispatcher.feed_update(self.bot, read)

    async def sorry(self, update: dict[str, Any]) -> None:
        """A kind sentence, in both languages, for an update that could not be handled; it is kept."""
        if (chat := _chat(update)) is not None:
            words = self.stage.office.content.words
            text = "\n\n".join(words.say("seeker.could_not_read", language) for language in LANGUAGES)
            await self.bot.send_message(chat, text)

    async def start(self) -> None:
        """Tells Telegram our commands, in both languages. Trouble here stops nothing."""
        with suppress(TelegramAPIError):
            await self._introduces()

    async def _introduces(self) -> None:
        for language in LANGUAGES:
            commands = [
                BotCommand(
                    command=name, description=self.stage.office.content.words.say(f"seeker.commands.{name}", language)
                )
                for name in ("start", *COMMANDS)
            ]
            await self.bot.set_my_commands(commands, language_code=language)
            if language == "ru":
                await self.bot.set_my_commands(commands)

    async def close(self) -> None:
        await self.bot.session.close()


def build(office: Office, token: str, telegram: str, artist: Artist, *, rest: Rest = asyncio.sleep) -> SeekerFace:
    """The seeker's face against the Bot API server at `telegram`. `rest` is how it waits when Telegram asks it to."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram))
    defaults = DefaultBotProperties(
        parse_mode="HTML", protect_content=True, link_preview=LinkPreviewOptions(is_disabled=True)
    )
    bot = Bot(token, session=session, default=defaults)

    async def tapped(manager: DialogManager, kind: str, sent: str) -> None:
        await hearing.tapped(manager, kind, sent)

    dialog = windows.dialog(tapped)
    stage = Stage(office, artist, dialog, rest)
    hearing = Hearing(stage, office.content.alarm)
    isolation = SimpleEventIsolation()
    dispatcher = Dispatcher(storage=TalkStorage(), events_isolation=isolation, disable_fsm=False)
    dispatcher.include_router(dialog)
    dispatcher.include_router(hearing.router())
    screens = setup_dialogs(dispatcher, message_manager=Answers(), events_isolation=isolation)
    dispatcher.errors.register(_redraws(hearing), ExceptionTypeFilter(UnknownIntent, OutdatedIntent))
    gc.freeze()  # 186 000 objects of aiogram never die: without this a full collection stalls everything for 140 ms
    return SeekerFace(bot, dispatcher, stage, SeekerCarrier(bot, stage, screens))


def _redraws(hearing: Hearing) -> Any:
    async def handler(event: ErrorEvent, dialog_manager: DialogManager) -> None:
        if event.update.callback_query is not None:
            await hearing.odd_tap(event.update.callback_query, dialog_manager)

    return handler


def _chat(update: dict[str, Any]) -> int | None:
    """The private chat of an update, however odd the rest of it is."""
    for part in update.values():
        if isinstance(part, dict):
            chat = part.get("chat") or (part.get("message") or {}).get("chat")
            if isinstance(chat, dict) and chat.get("type") == "private" and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return None
