"""Letters to a counsellor and to her partner's group. The post calls `carry`; one port, whether her chat has topics or not.

A case lives in a topic of her own chat with the bot. Where Telegram refuses topics it lives in the flat chat, with its
name on each message.
"""

import asyncio
from dataclasses import dataclass
from typing import assert_never

from telegram import Bot, ReactionTypeEmoji, ReplyParameters
from telegram.constants import ParseMode, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.case import State
from bot.desk import card, text
from bot.desk.board import Boards
from bot.desk.buttons import CHANGE, CLOSE, DROP, RELEASE, SEND, SHOW, TO, Rows, carries, column, keyboard
from bot.desk.chat import Chat, Pace, Rest
from bot.desk.refusals import meaning, says, thread_gone
from bot.errors import Forgotten, NotHere, Undeliverable
from bot.office import Office, carried, counsellor
from bot.office.carried import Reader
from bot.office.cases import CaseView
from bot.office.post import place_of
from bot.outbox import EMERGENCY, Kind, Letter, Receipt

#: Alerts of this level and above ring; the others wait silently in the group.
RINGS = 3
#: Notices that come with the end of a case: her topic goes, so they stand outside of it.
_LAST = frozenset({"seeker_ended", "seeker_erased", "seeker_withdrew"})
_ARRIVED = ReactionTypeEmoji(ReactionEmoji.OK_HAND_SIGN)


@dataclass(frozen=True, slots=True)
class _To:
    """Where a letter goes: her chat, what she reads in, and the case it is about, if any."""

    chat: Chat
    reader: Reader
    case: CaseView | None

    @property
    def topic(self) -> int | None:
        return self.case.topic if self.case is not None else None


class DeskCarrier:
    """Carries the desk bot's letters. Needs a bot that was initialised: Telegram tells then whether it may make topics."""

    def __init__(self, office: Office, bot: Bot, boards: Boards, rest: Rest = asyncio.sleep) -> None:
        self._office = office
        self._bot = bot
        self._boards = boards
        self._rest = rest

    async def carry(self, letter: Letter, about: int | None) -> Receipt:
        """Carries one letter; `about` is the number of the message that it changes or marks.

        Raises Later, Undeliverable or MovedTo. A letter that has nobody to go to any more arrives nowhere: Receipt(None).
        """
        try:
            to = await self._to(letter)
            receipt = await self._carry(letter, to, about)
        except Forgotten:  # the seeker erased everything a moment before
            return Receipt(None)
        except TelegramError as fault:
            trouble = meaning(fault)
        else:
            if letter.kind in (Kind.CARD, Kind.SHUT, Kind.ALERT):
                await self._boards.draws(to.case.partner if to.case is not None else letter.to)
            return receipt
        raise trouble  # outside of the handler: what Telegram said may quote words, and is not kept

    async def _to(self, letter: Letter) -> _To:
        try:
            reader = await carried.reader(self._office, letter.to)
        except NotHere:
            raise Undeliverable("no_chat") from None
        case = letter.case or letter.facts.get("case")
        chat = Chat(self._bot, reader.chat, self._pace(letter))
        return _To(chat, reader, await carried.case(self._office, case) if case else None)

    def _pace(self, letter: Letter) -> Pace:
        urgent = letter.urgent >= EMERGENCY
        return Pace(self._boards.budgets, letter.to, place_of(letter), self._boards.ticks, self._rest, urgent)

    async def _carry(self, letter: Letter, to: _To, about: int | None) -> Receipt:
        match letter.kind:
            case Kind.WORDS:
                return await self._words(letter, to, letter.text)
            case Kind.EDIT:
                return await self._edit(letter, to, about)
            case Kind.NOTICE:
                return await self._notice(letter, to)
            case Kind.CARD:
                return await self._card(letter, to)
            case Kind.ALERT:
                return await self._alert(letter, to)
            case Kind.ARRIVED:
                return await self._arrived(to, about)
            case Kind.SHUT:
                return await self._shut(letter, to)
            case Kind.VANISH:  # of a seeker's chat only
                raise Undeliverable("refused")
            case _:
                assert_never(letter.kind)

    def _say(self, key: str, to: _To, **facts: object) -> str:
        return self._office.content.words.say(f"desk.{key}", to.reader.tongue, **facts)

    # — what a seeker said —

    async def _words(self, letter: Letter, to: _To, words: str) -> Receipt:
        """Into the case's topic; where somebody deleted it, the post opens the case anew and comes back."""
        if to.case is None or to.case.counsellor != letter.to:
            return Receipt(None)  # the case went back to the board; who takes it next reads these words with the card
        said = words if to.topic is not None else f"{to.case.name}\n{words}"
        return await self._kept(letter, to.case, await to.chat.says(said, to.topic), to.topic)

    async def _kept(self, letter: Letter, case: CaseView, numbers: tuple[int, ...], topic: int | None) -> Receipt:
        """The receipt names the first message; the case remembers them all."""
        if len(numbers) > 1:
            await carried.stands_also(self._office, letter.to, case.id, numbers)
        return Receipt(numbers[0] if numbers else None, topic)

    async def _edit(self, letter: Letter, to: _To, about: int | None) -> Receipt:
        """In place where that is possible; else anew, marked as changed."""
        if to.case is None or to.case.counsellor != letter.to:
            return Receipt(None)
        said = letter.text if to.topic is not None else f"{to.case.name}\n{letter.text}"
        if about is not None and text.units(said) <= text.LONGEST:
            try:
                await self._bot.edit_message_text(said, to.reader.chat, about)
            except ChatMigrated:
                raise
            except BadRequest as fault:
                if says(fault, "message is not modified"):
                    return Receipt(about, to.topic)
            else:
                return Receipt(about, to.topic)
        return await self._words(letter, to, f"{self._say('changed', to)}\n{letter.text}")

    async def _arrived(self, to: _To, about: int | None) -> Receipt:
        """A mark on her own message. One that she deleted needs none."""
        if about is not None:
            try:
                await self._bot.set_message_reaction(to.reader.chat, about, [_ARRIVED])
            except ChatMigrated:
                raise
            except BadRequest:
                return Receipt(None)
        return Receipt(None)

    # — what the office says —

    async def _notice(self, letter: Letter, to: _To) -> Receipt:
        if letter.key in ("which_case", "asks_identity"):
            return await self._question(letter, to)
        said = self._say(letter.key, to, **letter.facts)
        last = letter.key in _LAST
        topic = None if last else to.topic
        if to.case is not None and topic is None and to.case.name not in said:
            said = f"{to.case.name}\n{said}"
        number = await to.chat.say(said, topic)
        # What is said last about a case stays when its messages go.
        return Receipt(None if last else number, topic)

    async def _question(self, letter: Letter, to: _To) -> Receipt:
        """About words of hers that wait: under her message, with a button for each answer."""
        origin = int(letter.facts["origin"])
        rows = await self._whose(letter, to, origin) if letter.key == "which_case" else self._surely(to, origin)
        answers = ReplyParameters(origin, allow_sending_without_reply=True)
        number = await to.chat.say(self._say(letter.key, to), to.topic, keyboard(rows), answers=answers)
        return Receipt(number, to.topic)

    async def _whose(self, letter: Letter, to: _To, origin: int) -> Rows:
        held = await carried.in_hands(self._office, letter.to)
        named = column((case.name, carries(TO, origin, case.id)) for case in held)
        return [*named, [(self._say("do_not_send", to), carries(DROP, origin))]]

    def _surely(self, to: _To, origin: int) -> Rows:
        return [
            [(self._say("send", to), carries(SEND, origin))],
            [(self._say("change", to), carries(CHANGE, origin))],
            [(self._say("do_not_send", to), carries(DROP, origin))],
        ]

    async def _alert(self, letter: Letter, to: _To) -> Receipt:
        if to.case is not None and to.case.state is not State.WAITING:
            return Receipt(None)  # somebody was faster than the alert
        words, level = self._office.content.words, letter.facts.get("level", "")
        by_level = f"{letter.key}_by_level.{level}"
        key = by_level if f"desk.{by_level}" in words else letter.key
        named = f"card.level.{level}"
        facts = {**letter.facts, "level": words.say(named, to.reader.tongue) if named in words else level}
        number = await to.chat.say(self._say(key, to, **facts), silent=letter.urgent < RINGS)
        return Receipt(number)

    # — a case comes and goes —

    async def _card(self, letter: Letter, to: _To) -> Receipt:
        """Opens the case in her chat: its topic, the card, what was said before. On a case that is open, shows it again."""
        if to.case is None or to.case.counsellor != letter.to or to.case.state is not State.TAKEN:
            return Receipt(None)
        receipt = await self._shows_in(letter, to, to.case, to.topic)
        if receipt is None:
            receipt = await self._shows_in(letter, to, to.case, await self._opens(to))
        if receipt is None:
            await counsellor.has_topic(self._office, to.case.id, None)
            receipt = await self._shows(letter, to, to.case, None)
        return receipt

    async def _shows_in(self, letter: Letter, to: _To, case: CaseView, topic: int | None) -> Receipt | None:
        """Shows a case in a topic; None where there is none, or Telegram takes nothing for it."""
        if topic is None:
            return None
        try:
            return await self._shows(letter, to, case, topic)
        except BadRequest as fault:
            if thread_gone(fault):
                return None
            raise

    async def _opens(self, to: _To) -> int | None:
        """A topic named like the case, remembered at once; None where her chat has none."""
        if to.case is None or to.reader.topics is False or not self._bot.bot.has_topics_enabled:
            return None
        try:
            topic = await to.chat.opens_topic(to.case.name)
        except ChatMigrated:
            raise
        except BadRequest:
            await counsellor.sets(self._office, to.reader.chat, topics=False)
            return None
        await counsellor.has_topic(self._office, to.case.id, topic)
        return topic

    async def _shows(self, letter: Letter, to: _To, case: CaseView, topic: int | None) -> Receipt:
        opened = await counsellor.opens(self._office, case.id)
        words, tongue = self._office.content.words, to.reader.tongue
        first, *more = card.pages(words, opened, tongue, self._office.clock())
        number = await to.chat.say(first, topic, keyboard(self._under(to, case)), mode=ParseMode.HTML)
        numbers = [number, *[await to.chat.say(page, topic, mode=ParseMode.HTML) for page in more]]
        if topic is not None:
            await to.chat.pins(number)
        numbers += [await to.chat.say(page, topic) for page in card.history(words, opened, tongue)]
        await carried.stands_also(self._office, letter.to, case.id, tuple(numbers))
        return Receipt(number, topic)

    def _under(self, to: _To, case: CaseView) -> Rows:
        return [
            [(self._say("close", to), carries(CLOSE, case.id)), (self._say("release", to), carries(RELEASE, case.id))],
            [(self._say("show_card", to), carries(SHOW, case.id))],
        ]

    async def _shut(self, letter: Letter, to: _To) -> Receipt:
        """Takes a case's words out of her chat, and says so in one line."""
        if to.case is None:
            return Receipt(None)
        topic = letter.facts.get("topic") or (to.case.topic if to.case.state is not State.TAKEN else None)
        if topic is None or not await to.chat.drops_topic(int(topic)):
            await to.chat.deletes(await carried.numbers(self._office, letter.to, to.case.id))
        if topic is not None and to.case.topic == int(topic):
            await counsellor.has_topic(self._office, to.case.id, None)
        await to.chat.say(self._say(letter.key or "case_closed_here", to, name=to.case.name))
        return Receipt(None)
