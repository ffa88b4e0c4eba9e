"""The seeker's line in a small Telegram: its real face, intake and post over a real store.

Only Telegram, the clock and ids are faked; what the desk does is done through the office, and its Telegram takes all.
"""

import itertools
from functools import cache
from typing import Any

import aiohttp
from sqlalchemy import Row, select

from bot import content
from bot.content import Content
from bot.dialogs.dispatcher import SeekerFace, build
from bot.dialogs.referrals import Referrals
from bot.dialogs.screens import Artist
from bot.office import Office, cases, counsellor, letters, partner
from bot.office.cases import CaseView
from bot.office.intake import Intake
from bot.office.poller import HEARD_OF
from bot.office.post import Post
from bot.outbox import Letter, Receipt
from bot.pace import UNLIMITED, Budgets
from bot.sandbox import SEEKER_TOKEN, Person, Seen, SmallTelegram
from bot.sandbox.chats import Bot
from bot.store import tables
from tests.clock import Clock

COUNSELLOR, GROUP = 501, -601


@cache
def words() -> Content:
    """The real content, read once."""
    return content.load()


class DesksChat:
    """Telegram on the desk's side: takes every letter and numbers it."""

    def __init__(self) -> None:
        self.got: list[Letter] = []
        self._numbers = itertools.count(5001)

    async def carry(self, letter: Letter, about: int | None) -> Receipt:
        self.got.append(letter)
        return Receipt(next(self._numbers), 7 if letter.kind == "card" else None)

    @property
    def words(self) -> list[str]:
        return [letter.text for letter in self.got if letter.text]

    @property
    def keys(self) -> list[str]:
        return [letter.key for letter in self.got if letter.key]


def no_search(*_: Any, **__: Any) -> Any:
    raise AssertionError("Nobody searches here.")


class Line:
    """Everything that a test of the seeker's side holds in its hands."""

    def __init__(self, tg: SmallTelegram, office: Office, clock: Clock, finder: Any = no_search) -> None:
        self.tg, self.office, self.clock, self.finder = tg, office, clock, finder
        self.bot: Bot = tg.bot(SEEKER_TOKEN, "senim_test_bot", "Senim")
        self.desk = DesksChat()
        self._offset = 0
        self._session: aiohttp.ClientSession | None = None
        self.opens()

    def opens(self) -> None:
        """A process begins: face, intake and post are new, the store is as it was."""
        referrals = Referrals(self.office.content, self.finder, self.clock, held=True)
        artist = Artist(self.office.content, referrals.beside, referrals.buttons)
        self.face: SeekerFace = build(self.office, SEEKER_TOKEN, self.tg.url, artist, rest=self.clock.rest)
        self.intake = Intake(self.office, "seeker", self.face.handle, self.face.sorry, rest=self.clock.rest)
        self.posts = [
            Post(self.office, "seeker", self.face.carrier, budgets=Budgets(UNLIMITED), ticks=self.clock.ticks),
            Post(self.office, "desk", self.desk, budgets=Budgets(UNLIMITED), ticks=self.clock.ticks),
        ]

    async def closes(self) -> None:
        await self.face.close()
        if self._session:
            await self._session.close()

    async def restarts(self) -> None:
        await self.face.close()
        self.opens()

    # — time goes on until nothing is left to do —

    async def settles(self) -> None:
        """Everything that was said is heard, every letter is carried."""
        busy = True
        while busy:
            busy = await self.hears()
            for post in self.posts:
                busy |= await self._carries(post)

    async def hears(self) -> bool:
        """Asks Telegram once and hears what came; letters stay where they are."""
        asked = {"offset": self._offset, "allowed_updates": list(HEARD_OF)}
        address = f"{self.tg.url}/bot{SEEKER_TOKEN}/getUpdates"
        self._session = self._session or aiohttp.ClientSession()
        async with self._session.post(address, json=asked) as answer:
            updates = (await answer.json())["result"]
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        await self.intake.take(updates)
        await self.intake.settles()
        return bool(updates)

    async def _carries(self, post: Post) -> bool:
        carried = False
        while await self._left(post):
            await post.turn()
            await post.settles()
            carried = True
            self.clock.passes(max(await post.turn(), 0.1))
        return carried

    async def _left(self, post: Post) -> int:
        async with self.office.store.begin() as tx:
            return await letters.waiting(tx, post.bot)

    # — people —

    def seeker(self, tongue: str = "ru") -> "Caller":
        return Caller(self, self.tg.person("Somebody", username="somebody", language=tongue), tongue)

    async def opens_desk(self, of: str = "training_line", chat: int = COUNSELLOR, group: int = GROUP) -> None:
        """A bound group and a counsellor on duty."""
        await counsellor.binds(self.office, group, await partner.invites(self.office, of, "group"), "ru")
        invitation = await partner.invites(self.office, of, "counsellor")
        await counsellor.joins(self.office, chat, invitation, f"Colleague {chat}", "ru")

    # — what is kept —

    async def rows(self, table: Any, *where: Any) -> list[Row[Any]]:
        async with self.office.store.begin() as tx:
            return list((await tx.execute(select(table).where(*where).order_by(*table.primary_key))).all())


class Caller:
    """A seeker with a telephone: what they do, and what they see afterwards."""

    def __init__(self, line: Line, person: Person, tongue: str) -> None:
        self.line, self.person, self.tongue = line, person, tongue
        self.chat = person.id
        self.name = line.office.keys.seekers.name(person.id)

    # — looking —

    def word(self, key: str, **facts: object) -> str:
        """A sentence or a button of the seeker's face."""
        return words().words.say(f"seeker.{key}", self.tongue, **facts)

    def label(self, context: str) -> str:
        """A sentence or a button of a script: `s00.safe.safe`."""
        return words().words.say(context, self.tongue)

    @property
    def messages(self) -> list[Seen]:
        return [one for one in self.person.screen(self.line.bot) if not one.mine and not one.service]

    @property
    def screens(self) -> list[Seen]:
        return [one for one in self.messages if one.keyboard]

    @property
    def screen(self) -> Seen:
        """The one message with buttons: there is never a second."""
        (screen,) = self.screens
        return screen

    @property
    def last(self) -> Seen:
        return self.messages[-1]

    @property
    def buttons(self) -> list[str]:
        return [label for row in self.screen.keyboard for label in row]

    @property
    def controls(self) -> list[str]:
        """The reply keyboard of a live conversation, without what makes its buttons known."""
        board = self.person.reply_keyboard(self.line.bot)
        return [label.rstrip(_INVISIBLE) for row in board for label in row]

    def data(self, label: str, message: int | None = None) -> str:
        """What a button carries."""
        room = self.person.room(self.line.bot)
        markup = room.messages[message or self.screen.id].markup or {}
        rows = markup.get("inline_keyboard", [])
        return next(str(one["callback_data"]) for row in rows for one in row if one["text"] == label)

    # — doing —

    async def starts(self, payload: str = "") -> None:
        await self.person.starts(self.line.bot, payload)
        await self.line.settles()

    async def taps(self, *labels: str) -> None:
        for label in labels:
            await self.person.taps(self.line.bot, label)
            await self.line.settles()

    async def taps_data(self, data: str, message: int) -> None:
        await self.person.taps_data(self.line.bot, message, data)
        await self.line.settles()

    async def presses(self, label: str) -> None:
        """A button of the reply keyboard."""
        board = self.person.reply_keyboard(self.line.bot)
        found = next(one for row in board for one in row if one.startswith(label))
        await self.person.types(self.line.bot, found)
        await self.line.settles()

    async def writes(self, text: str) -> int:
        said = await self.person.types(self.line.bot, text)
        await self.line.settles()
        return said.id

    async def shares(self, latitude: float, longitude: float) -> None:
        """Shares a location from the attach menu."""
        await self.person.sends_location(self.line.bot, latitude, longitude)
        await self.line.settles()

    async def edits(self, number: int, text: str) -> None:
        await self.person.edits(self.line.bot, number, text)
        await self.line.settles()

    # — ways —

    async def to_menu(self) -> None:
        """From Start to the menu by the shortest way."""
        await self.starts()
        await self.taps({"kk": "Қазақша", "ru": "Русский"}[self.tongue])
        for context in ("s00.limits.clear", "s00.safe.safe", "s00.danger.calm"):
            await self.taps(self.label(context))

    async def to_card(self) -> None:
        """From the menu to the card, declining what may be declined."""
        await self.taps(self.word("human"))
        while self.word("send_card") not in self.buttons:
            await self.taps(self._onward())

    def _onward(self) -> str:
        ways = (self.label("human.offer.go"), self.label("human.own_words.none"), self.word("skip"), self.word("next"))
        return next((one for one in ways if one in self.buttons), self.buttons[0])

    async def waits(self) -> CaseView:
        """A case on the board."""
        await self.to_menu()
        await self.to_card()
        await self.taps(self.word("send_card"))
        return await self.case()

    async def case(self) -> CaseView:
        (row,) = await self.line.rows(tables.cases, tables.cases.c.seeker == self.name, tables.cases.c.key.is_not(None))
        return cases.view(row)

    async def talks(self) -> CaseView:
        """A case in a counsellor's hands."""
        case = await self.waits()
        await counsellor.takes(self.line.office, COUNSELLOR, case.id)
        await self.line.settles()
        return case

    async def hears(self, case: CaseView, text: str, origin: int = 1) -> None:
        """A counsellor's words arrive."""
        await counsellor.writes(self.line.office, COUNSELLOR, case.id, text, origin)
        await self.line.settles()

    async def row(self) -> Row[Any] | None:
        found = await self.line.rows(tables.seekers, tables.seekers.c.seeker == self.name)
        return found[0] if found else None


#: The letters without a picture by which the framework knows a button of a reply keyboard.
_INVISIBLE = (
    "\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u00ad"
    "\U0001d173\U0001d174\U0001d175\U0001d176\U0001d177\U0001d178\U0001d179\U0001d17a"
)
