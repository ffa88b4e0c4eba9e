"""Between the framework and the office: one screen a chat, drawn from where the seeker stands.

aiogram-dialog is used for its windows and widgets, not for its memory: the talk in the store is the only truth. An
intent, by which the framework names a screen's buttons, is the talk's visit and the window's shape (`17~choose`), so a
button works after a restart and in another worker, and one of an older screen is recognised in the act itself.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import CallbackQuery, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.api.entities import Context, NewMessage
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.manager.message_manager import MessageManager

from bot.dialogs.screens import Artist
from bot.dialogs.windows import SHAPE_NAMES, state_of
from bot.office import Office, seeker
from bot.office.standing import Standing

_LOG = logging.getLogger(__name__)

#: The intent of the button that is being handled.
_TAPPED: ContextVar[str] = ContextVar("_TAPPED", default="")

#: What the spinning button is answered with, if anything.
TOAST: ContextVar[str | None] = ContextVar("TOAST", default=None)

#: Messages that Telegram deletes at once.
_AT_ONCE = 100

#: How one waits for so many seconds.
Rest = Callable[[float], Awaitable[None]]

#: A screen is tried this often when Telegram asks to wait or cannot be reached; after that the next tap redraws it.
_TRIES, _LONGEST_WAIT = 3, 20.0


def forget_tap() -> None:
    """A lane hears one update after another in one context: nothing of the last tap may reach the next update."""
    _TAPPED.set("")
    TOAST.set(None)


def intent(visit: int, shape: str) -> str:
    return f"{visit}~{shape}"


def visit_of(intent_id: str) -> int:
    """The visit that a button belongs to; 0, which no screen has, for anything else."""
    number = intent_id.partition("~")[0]
    return int(number) if number.isdecimal() else 0


class TalkStorage(BaseStorage):
    """Answers the framework's questions about a screen from the name of the screen itself. Remembers nothing."""

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        _, kind, name = [*key.destiny.split(":", 2), "", ""][:3]
        if kind == "context":
            shape = name.partition("~")[2]
            _TAPPED.set(name)
            known = {"_intent_id": name, "_stack_id": "", "start_data": None}
            return known | {"state": state_of(shape).state} if shape in SHAPE_NAMES else {}
        tapped = _TAPPED.get()
        return {"_id": name, "intents": [tapped] if tapped else []}

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """The talk is kept by the office, in the act."""

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """A talk has no state besides its place."""

    async def get_state(self, key: StorageKey) -> str | None:
        del key
        return None

    async def close(self) -> None:
        """Nothing is held open."""


class Answers(MessageManager):
    """Stops the button's spinning, with a few words where there are some. An expired tap is no trouble."""

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        with suppress(TelegramAPIError):
            await bot.answer_callback_query(callback_query.id, text=TOAST.get())


@dataclass(frozen=True, slots=True)
class Stage:
    """Draws the one screen of a chat."""

    office: Office
    artist: Artist
    dialog: Dialog
    rest: Rest = asyncio.sleep

    def told(self, at: Standing, key: str, facts: Mapping[str, str]) -> Standing:
        """A screen that the bot sends on its own. Its first line says nothing, for the chat list is seen by others."""
        return replace(at, said=("follow_up", key, *at.said), facts=(*at.facts, *facts.items()))

    async def present(self, manager: DialogManager, at: Standing, *, anew: bool = False, strict: bool = False) -> None:
        """Draws where a seeker stands: in place, or `anew` below what was written meanwhile.

        Trouble with Telegram never undoes what was heard: a screen that could not be drawn is drawn at the next tap.
        `strict` raises it instead, for a letter must know whether it arrived.
        """
        chat: int = manager.middleware_data["event_chat"].id
        message = await self._render(manager, at)
        try:
            await self._replace(manager.middleware_data["bot"], chat, at, message, anew=anew)
        except TelegramAPIError as trouble:
            if strict:
                raise
            if isinstance(trouble, TelegramForbiddenError):
                await seeker.goes(self.office, chat, gone=True)
            _LOG.warning("screen.lost trouble=%s", type(trouble).__name__)
        manager.show_mode = ShowMode.NO_UPDATE  # it is drawn; the framework need not draw it again

    async def _render(self, manager: DialogManager, at: Standing) -> NewMessage:
        screen = self.artist.draw(at)
        state: State = state_of(screen.shape)
        name = intent(screen.visit, screen.shape)
        data = manager.middleware_data
        data["screen"] = screen
        data[CONTEXT_KEY] = Context(name, "", state, None)
        manager.current_stack().intents[:] = [name]
        return await self.dialog.render(manager)

    async def _replace(self, bot: Bot, chat: int, at: Standing, message: NewMessage, *, anew: bool) -> None:
        live = isinstance(message.reply_markup, ReplyKeyboardMarkup)
        if at.screen and not (anew or live or at.screen_live) and await self._edited(bot, chat, at.screen, message):
            return
        sent = await self._patiently(lambda: _send(bot, chat, message))
        await seeker.shows(self.office, chat, sent.message_id, live=live)
        with suppress(TelegramAPIError):  # the new screen stands; what is left of the old one must not draw it again
            if at.screen_live and not live:
                await self._patiently(lambda: _drop_reply_keyboard(bot, chat))
            if at.screen:
                await self.delete(bot, chat, at.screen)

    async def delete(self, bot: Bot, chat: int, number: int) -> None:
        """Takes a message away, if Telegram still lets us."""
        await _delete(bot, chat, number)

    async def wipe(self, manager: DialogManager, at: Standing) -> None:
        """After an erasure: what can be deleted in the chat is; a short sentence stays, with nothing behind it."""
        bot: Bot = manager.middleware_data["bot"]
        chat: int = manager.middleware_data["event_chat"].id
        manager.show_mode = ShowMode.NO_UPDATE  # there is nowhere to stand any more
        with suppress(TelegramAPIError):
            await bot.send_message(chat, self.artist.say(at, "erased"), reply_markup=ReplyKeyboardRemove())
        with suppress(TelegramAPIError):
            await takes_away(bot, chat, at.to_delete)

    async def _edited(self, bot: Bot, chat: int, number: int, message: NewMessage) -> bool:
        """Redraws in place; False when that message is no longer there to be redrawn."""
        try:
            await self._patiently(
                lambda: bot.edit_message_text(
                    message.text or "",
                    chat_id=chat,
                    message_id=number,
                    reply_markup=message.reply_markup,  # type: ignore[arg-type]  # only live screens have a reply keyboard
                )
            )
        except TelegramBadRequest as refused:
            return "not modified" in refused.message.lower()
        return True

    async def _patiently(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """Tries again where Telegram asks to wait a little or cannot be reached. Raises what Telegram said last."""
        for left in reversed(range(_TRIES)):
            try:
                return await call()
            except (TelegramForbiddenError, TelegramBadRequest):
                raise
            except TelegramRetryAfter as busy:
                if not left or busy.retry_after > _LONGEST_WAIT:
                    raise
                await self.rest(busy.retry_after)
            except TelegramAPIError:
                if not left:
                    raise
                await self.rest(1)
        raise AssertionError


async def takes_away(bot: Bot, chat: int, numbers: Sequence[int]) -> None:
    """Deletes messages of a chat, as many at once as Telegram allows. What is older than 48 hours stays: Telegram keeps it."""
    for start in range(0, len(numbers), _AT_ONCE):
        with suppress(TelegramBadRequest):
            await bot.delete_messages(chat, list(numbers[start : start + _AT_ONCE]))


async def _send(bot: Bot, chat: int, message: NewMessage) -> Message:
    return await bot.send_message(chat, message.text or "", reply_markup=message.reply_markup)


async def _delete(bot: Bot, chat: int, number: int) -> None:
    with suppress(TelegramBadRequest):  # gone already, or older than 48 hours
        await bot.delete_message(chat, number)


async def _drop_reply_keyboard(bot: Bot, chat: int) -> None:
    """A reply keyboard leaves only with a message that says so; that message leaves at once."""
    gone = await bot.send_message(chat, "·", reply_markup=ReplyKeyboardRemove(), disable_notification=True)
    await _delete(bot, chat, gone.message_id)
