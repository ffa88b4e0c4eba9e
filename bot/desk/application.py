"""The desk's face, whole: what the intake hands updates to and the post hands letters to. It fetches nothing itself."""

import asyncio
import logging
import os
import random
import time
from collections.abc import Callable
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    LinkPreviewOptions,
    Update,
)
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, Defaults, ExtBot
from telegram.request import BaseRequest

from bot import outbox
from bot.desk import hearing
from bot.desk.board import Boards
from bot.desk.carrier import DeskCarrier
from bot.desk.chat import Rest
from bot.desk.face import LANGUAGES, Desk, tongue_of
from bot.desk.hearing import Context, Facts
from bot.desk.request import Request
from bot.errors import BadSettings, Unreadable
from bot.office import Office
from bot.pace import Budgets

# PTB warns at each RetryAfter about the form of its pause unless this chooses the new one.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# At debug level PTB writes whole updates and requests, people's words among them.
logging.getLogger("telegram").setLevel(logging.WARNING)
log = logging.getLogger(__name__)


class DeskApplication(Application[ExtBot[None], Context, Facts, Facts, Facts, None]):
    """PTB's application, in which trouble of a handler reaches the intake: that knows whether to hear the update again."""

    async def process_error(self, update: object, error: Exception, job: Any = None, coroutine: Any = None) -> bool:
        """PTB would write the trouble down with the update, and go on."""
        del update, job, coroutine
        raise error


class DeskFace:
    """One desk bot. `start` it before the first update or letter, `close` it after the last."""

    def __init__(self, application: DeskApplication, desk: Desk, rest: Rest) -> None:
        self.application, self.desk, self._rest = application, desk, rest
        self.carrier = DeskCarrier(desk.office, application.bot, desk.boards, rest)
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Asks Telegram who we are, until it answers, and keeps the boards fresh from now on. Raises BadSettings."""
        tries = 0
        while not await self._is_known():
            tries += 1
            if tries == 1:
                log.warning(
                    "Telegram cannot be reached, so the desk waits for it; if it stays away, see SENIM_TELEGRAM."
                )
            await self._rest(outbox.pause(tries, random.random()).total_seconds())  # noqa: S311  # guards nothing
        await self._introduces()
        self._keeping = asyncio.create_task(self.desk.boards.keeps_fresh(), name="boards of the desk")

    async def _is_known(self) -> bool:
        try:
            await self.application.initialize()
        except InvalidToken:
            raise BadSettings("Telegram does not know the token of the desk bot.") from None
        except (NetworkError, RetryAfter):
            return False
        return True

    async def handle(self, update: dict[str, Any]) -> None:
        """Acts on one raw update. Raises Unreadable for one that python-telegram-bot cannot read."""
        try:
            read = Update.de_json(update, self.application.bot)
        except Exception as fault:  # noqa: BLE001  # whatever it stumbles over, it would stumble over again
            raise Unreadable(f"This update cannot be read: {type(fault).__name__}.") from None
        await self.application.process_update(read)

    async def sorry(self, update: dict[str, Any]) -> None:
        """A kind sentence to a person whose update could not be heard; a group is left in peace."""
        content = next((value for value in update.values() if isinstance(value, dict)), {})
        person = content.get("from") or {}
        chat = (content.get("chat") or content.get("message", {}).get("chat") or {}).get("id")
        if chat is not None and chat == person.get("id"):
            tongue = tongue_of(None) if person.get("language_code") != "kk" else "kk"
            await self.application.bot.send_message(chat, self.desk.say("not_heard", tongue))

    async def close(self) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self.application.shutdown()
        await self.application.bot.request.shutdown()  # PTB leaves it open where the start did not succeed

    async def _introduces(self) -> None:
        """The commands in Telegram's menu, in both languages. Without them the desk works all the same."""
        scopes = ((hearing.HERS, BotCommandScopeAllPrivateChats()), (hearing.OF_GROUP, BotCommandScopeAllGroupChats()))
        try:
            for language in LANGUAGES:
                for names, scope in scopes:
                    commands = [BotCommand(name, self.desk.say(f"commands.{name}", language)) for name in names]
                    # Without a language the commands are for everybody else.
                    await self.application.bot.set_my_commands(commands, scope, "kk" if language == "kk" else None)
        except TelegramError as fault:
            log.warning("desk.not_introduced trouble=%s", type(fault).__name__)


def _nothing(_text: str) -> frozenset[str]:
    return frozenset()


def build(
    office: Office,
    token: str,
    telegram: str,
    request: BaseRequest | None = None,
    *,
    budgets: Budgets | None = None,
    asks: Callable[[str], frozenset[str]] = _nothing,
    ticks: Callable[[], float] = time.monotonic,
    rest: Rest = asyncio.sleep,
) -> DeskFace:
    """The desk at the Bot API of `telegram`. `budgets`: what this bot may send, shared with its post; `ticks` is their
    clock, `rest` how one waits. `asks`: what of a person some words ask for; such words wait for one more tap.
    """
    transport = request or Request()
    builder = ApplicationBuilder().application_class(DeskApplication).token(token).updater(None).job_queue(None)
    builder = builder.base_url(f"{telegram}/bot").base_file_url(f"{telegram}/file/bot")
    builder = builder.request(transport).get_updates_request(transport).defaults(_defaults())
    application = builder.build()
    if not isinstance(application, DeskApplication):
        raise TypeError("PTB built an application of another class.")
    boards = Boards(office, application.bot, budgets or Budgets(), ticks)
    desk = Desk(office, application.bot, boards, asks)
    hearing.listen(application, desk)
    return DeskFace(application, desk, rest)


def _defaults() -> Defaults:
    return Defaults(protect_content=True, link_preview_options=LinkPreviewOptions(is_disabled=True))
