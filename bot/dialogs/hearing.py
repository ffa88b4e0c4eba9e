"""What a seeker can do besides tapping an answer: start, commands, words, edits, everything that is not passed on."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot, F, Router
from aiogram.enums import ContentType, MessageEntityType
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from aiogram_dialog import BgManagerFactory, DialogManager

from bot import directory
from bot.alarm import Stems, sounds_like_danger
from bot.dialogs.referrals import language
from bot.dialogs.screens import CONCEAL, LIVE, PENDING, REVEAL
from bot.dialogs.stage import TOAST, Stage, visit_of
from bot.errors import BadCode
from bot.office import seeker
from bot.office.standing import Standing
from bot.talk import Began, Called, Chose, Heard, Located, Sent

#: A return code as people type it.
_CODE = re.compile(r"^\s*[a-z2-9]{4}[- ]?[a-z2-9]{4}[- ]?[a-z2-9]{4}\s*$", re.IGNORECASE)

#: What Telegram calls things, and what we call them when we explain why they are not passed on.
_KINDS: Mapping[str, str] = {
    ContentType.PHOTO: "photo",
    ContentType.VIDEO: "video",
    ContentType.VIDEO_NOTE: "video",
    ContentType.ANIMATION: "video",
    ContentType.VOICE: "voice",
    ContentType.AUDIO: "audio",
    ContentType.DOCUMENT: "document",
    ContentType.CONTACT: "contact",
    ContentType.LOCATION: "location",
    ContentType.VENUE: "location",
    ContentType.STICKER: "sticker",
    ContentType.DICE: "sticker",
    ContentType.POLL: "poll",
}

#: Commands, and the button that each is as good as.
COMMANDS: Mapping[str, str] = {
    "menu": "menu",
    "help": "emergency",
    "human": "human",
    "language": "language",
    "data": "data",
    "erase": "erase",
}


@dataclass(frozen=True, slots=True)
class Hearing:
    """The seeker's handlers. Each hears one thing in one act, and then draws the screen."""

    stage: Stage
    stems: Stems

    def router(self) -> Router:
        """A router for everything that is not a tap on the present window."""
        router = Router(name="hearing")
        router.message.filter(F.chat.type == "private")
        router.message.register(self.starts, CommandStart())
        router.message.register(self.commands, Command(*COMMANDS))
        router.message.register(self.unknown_command, F.text.startswith("/"))
        router.message.register(self.words, F.text, ~F.forward_origin)
        router.message.register(self.located, F.location)
        router.message.register(self.sends)
        router.edited_message.register(self.edits, F.chat.type == "private")
        router.callback_query.register(self.odd_tap)
        router.my_chat_member.register(self.comes_and_goes, F.chat.type == "private")
        return router

    async def tapped(self, manager: DialogManager, kind: str, sent: str) -> None:
        """A button of a window. One of an older screen changes nothing, says so, and leaves."""
        event = manager.event
        chat, visit = manager.middleware_data["event_chat"].id, visit_of(manager.current_context().id)
        await self._shows(manager, event, await self._hears_tap(chat, kind, sent, visit, shape_of(manager)))

    async def _shows(self, manager: DialogManager, event: Any, at: Standing) -> None:
        bot: Bot = manager.middleware_data["bot"]
        if at.erased:
            await self.stage.wipe(manager, at)
            return
        if "stale_button" in at.said:
            TOAST.set(self.stage.artist.say(at, "stale_button"))
            await self._old_screen_leaves(bot, event, at)
        await self.stage.present(manager, at)

    async def _hears_tap(self, chat: int, kind: str, sent: str, visit: int, shape: str) -> Standing:
        office = self.stage.office
        if shape == PENDING:
            return await self._hears_about_words(chat, sent, visit)
        if shape == LIVE and sent == "end":
            return await seeker.ends(office, chat)
        if shape == LIVE:  # a reply keyboard stays through all that is said; its buttons are never of an old screen
            return await seeker.hears(office, chat, Called(sent))
        return await seeker.hears(office, chat, Chose(sent, visit) if kind == "answer" else Called(sent, visit))

    async def _hears_about_words(self, chat: int, sent: str, origin: int) -> Standing:
        what, _, part = sent.partition(":")
        if what in (REVEAL, CONCEAL):
            return await seeker.reveals(self.stage.office, chat, int(part), origin, seen=what == REVEAL)
        return await seeker.decides(self.stage.office, chat, sent, origin)

    async def _old_screen_leaves(self, bot: Bot, event: Any, at: Standing) -> None:
        if isinstance(event, CallbackQuery) and event.message and event.message.message_id != at.screen:
            await self.stage.delete(bot, event.message.chat.id, event.message.message_id)

    async def starts(self, message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
        """/start, also in the middle: nothing is lost, the present screen comes to the bottom. A code brings one back."""
        if command.args and _CODE.match(command.args):
            await self._comes_back(message, command.args, dialog_manager)
        else:
            await self._hears(message, dialog_manager, Began())

    async def commands(self, message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
        await self._hears(message, dialog_manager, Called(COMMANDS[command.command]))

    async def unknown_command(self, message: Message, dialog_manager: DialogManager) -> None:
        await self._hears(message, dialog_manager, Sent("unknown_command"))

    async def words(self, message: Message, dialog_manager: DialogManager) -> None:
        """Words of the person's own. Typing what a button says is as good as tapping it."""
        text = message.text or ""
        if _CODE.match(text):
            await self._comes_back(message, text, dialog_manager)
            return
        alarm = sounds_like_danger(text, self.stems)
        if not alarm and holds_link(message):
            await self._hears(message, dialog_manager, Sent("not_passed_on.link"))
            return
        if not alarm and (typed := await self._typed_button(message.chat.id, text)):
            at = await self._hears_tap(message.chat.id, *typed)
        else:
            at = await seeker.writes(self.stage.office, message.chat.id, text, message.message_id, alarm=alarm)
            if at.live and at.screen_live and at.pending is None:
                return  # the words are on their way, and the live screen stands already
        await self.stage.wipe(dialog_manager, at) if at.erased else await self.stage.present(
            dialog_manager, at, anew=True
        )

    async def located(self, message: Message, dialog_manager: DialogManager) -> None:
        """A shared location becomes the nearest region at once, and only where a region is of use; it is never kept."""
        known = self.stage.office.content.directory.regions
        if message.location is None or message.forward_origin or not known:
            await self.sends(message, dialog_manager)
            return
        near = directory.nearest(known, message.location.latitude, message.location.longitude)
        at = await seeker.hears(self.stage.office, message.chat.id, Located(near.code))
        told = replace(at, facts=(*at.facts, ("region", near.names[language(at)])))
        await self.stage.present(dialog_manager, told, anew=True)
        if "region_near" in at.said and message.bot:
            await self.stage.delete(message.bot, message.chat.id, message.message_id)

    async def sends(self, message: Message, dialog_manager: DialogManager) -> None:
        """A photograph, a voice, a forward…: held unsent, and explained."""
        alarm = sounds_like_danger(message.text or message.caption or "", self.stems)
        await self._hears(message, dialog_manager, Sent(f"not_passed_on.{kind_of(message)}", alarm))

    async def edits(self, message: Message, dialog_bg_factory: BgManagerFactory) -> None:
        """Words that were changed. The framework gives no manager for these, so one is made as for a letter."""
        if message.text is None or message.bot is None:
            return
        alarm = sounds_like_danger(message.text, self.stems)
        at = await seeker.edits(self.stage.office, message.chat.id, message.text, message.message_id, alarm=alarm)
        if at.said or at.pending is not None or not at.live:
            chat = message.chat.id
            async with dialog_bg_factory.bg(message.bot, user_id=chat, chat_id=chat).fg() as manager:
                await self.stage.present(manager, at, anew=True)

    async def odd_tap(self, query: CallbackQuery, dialog_manager: DialogManager) -> None:
        """A button that no window knows: one of an older version. The present screen is drawn."""
        chat = dialog_manager.middleware_data["event_chat"].id
        at = await seeker.hears(self.stage.office, chat, Chose("", 0))
        with suppress(TelegramAPIError):  # an expired tap is no trouble
            await query.answer(self.stage.artist.say(at, "stale_button"))
        await self._shows(dialog_manager, query, at)

    async def comes_and_goes(self, change: ChatMemberUpdated, dialog_manager: DialogManager) -> None:
        """Blocked, or unblocked: then the present screen comes back, for the old one may be gone."""
        chat, gone = change.chat.id, change.new_chat_member.status in ("kicked", "left")
        if await seeker.goes(self.stage.office, chat, gone=gone) and not gone:
            at = await seeker.stands(self.stage.office, chat)
            await self.stage.present(dialog_manager, replace(at, said=("blocked_back",)), anew=True)

    async def _hears(self, message: Message, manager: DialogManager, heard: Heard) -> None:
        at = await seeker.hears(self.stage.office, message.chat.id, heard)
        await self.stage.present(manager, at, anew=True)

    async def _comes_back(self, message: Message, code: str, manager: DialogManager) -> None:
        try:
            at = await seeker.comes_back(self.stage.office, message.chat.id, code)
        except BadCode:
            at = await seeker.hears(self.stage.office, message.chat.id, Sent("return_code_bad"))
        await self.stage.present(manager, at, anew=True)

    async def _typed_button(self, chat: int, text: str) -> tuple[str, str, int, str] | None:
        """The button of the present screen that says the same: what it is, what it sends, its screen's visit and shape."""
        screen = self.stage.artist.draw(await seeker.stands(self.stage.office, chat))
        buttons = [("answer", *one) for one in screen.answers] + [("call", *one) for one in screen.footer]
        wanted = plain(text)
        same = ((kind, sent, screen.visit, screen.shape) for kind, sent, read in buttons if plain(read) == wanted)
        return next(same, None) if wanted else None


def shape_of(manager: DialogManager) -> str:
    return manager.current_context().id.partition("~")[2]


def plain(text: str) -> str:
    """Words as they are compared: no case, no marks."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def kind_of(message: Message) -> str:
    """What we call the thing that a message carries."""
    return "forward" if message.forward_origin else _KINDS.get(message.content_type, "other")


def holds_link(message: Message) -> bool:
    links = (MessageEntityType.URL, MessageEntityType.TEXT_LINK)
    return any(entity.type in links for entity in message.entities or ())
