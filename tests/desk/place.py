"""A desk in a small Telegram: its real face, intake and post over a real store. Of the seeker's side only Telegram is faked."""

import itertools
from datetime import timedelta
from typing import Any

import aiohttp
from sqlalchemy import Row, select

from bot.desk.application import DeskFace, build
from bot.handoff import Brief
from bot.office import Office, cases, counsellor, letters, partner, seeker
from bot.office.cases import CaseView
from bot.office.intake import Intake
from bot.office.post import Post
from bot.outbox import Letter, Receipt
from bot.pace import Budgets
from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot, Room
from bot.script import Level
from bot.store import tables
from bot.talk import Began
from tests.clock import Clock

TOKEN = "1000002:desk-test"
#: More turns than any test needs.
_TURNS = 300


class SeekersChat:
    """Telegram on the seeker's side: takes every letter and numbers it."""

    def __init__(self) -> None:
        self.got: list[Letter] = []
        self._numbers = itertools.count(5001)

    async def carry(self, letter: Letter, about: int | None) -> Receipt:
        self.got.append(letter)
        return Receipt(next(self._numbers))

    @property
    def words(self) -> list[str]:
        return [letter.text for letter in self.got if letter.text]

    @property
    def keys(self) -> list[str]:
        return [letter.key for letter in self.got if letter.key]


class Place:
    """Everything that a test of the desk holds in its hands."""

    def __init__(self, tg: SmallTelegram, bot: Bot, office: Office, clock: Clock) -> None:
        self.tg, self.bot, self.office, self.clock = tg, bot, office, clock
        self.asked: set[str] = set()
        self.seekers = SeekersChat()
        self._chats = itertools.count(900_001)
        self._offset = 0
        self.opens()

    def opens(self) -> None:
        """A process begins: its face, intake and posts are new, the store is as it was."""
        budgets = Budgets()
        self.face: DeskFace = build(
            self.office, TOKEN, self.tg.url, budgets=budgets, asks=self._asks, ticks=self.clock.ticks, rest=self._rest
        )
        self.intake = Intake(self.office, "desk", self.face.handle, self.face.sorry, rest=self._rest)
        self.posts = [
            Post(self.office, "desk", self.face.carrier, budgets=budgets, ticks=self.clock.ticks),
            Post(self.office, "seeker", self.seekers, budgets=Budgets(), ticks=self.clock.ticks),
        ]

    async def restarts(self) -> None:
        await self.face.application.shutdown()
        self.opens()
        await self.face.application.initialize()

    def _asks(self, text: str) -> frozenset[str]:
        return frozenset(word for word in self.asked if word in text)

    async def _rest(self, seconds: float) -> None:
        self.clock.passes(seconds)

    # — time goes on until nothing is left to do —

    async def settles(self) -> None:
        """Everything that was said is heard, every letter is carried, every board is drawn."""
        busy = True
        while busy:
            busy = await self._hears()
            for post in self.posts:
                busy |= await self._carries(post)
        self.clock.passes(10)
        await self.face.desk.boards.refresh()

    async def _hears(self) -> bool:
        async with aiohttp.ClientSession() as session:
            asked = {
                "offset": self._offset,
                "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
            }
            async with session.post(f"{self.tg.url}/bot{TOKEN}/getUpdates", json=asked) as answer:
                updates = (await answer.json())["result"]
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        await self.intake.take(updates)
        await self.intake.settles()
        return bool(updates)

    async def _carries(self, post: Post) -> bool:
        carried = False
        for _ in range(_TURNS):
            wait = await post.turn()
            await post.settles()
            await post.turn()
            async with self.office.store.begin() as tx:
                left = await letters.waiting(tx, post.bot)
            if not left:
                return carried
            carried = True
            self.clock.passes(max(wait, 0.1))
        raise AssertionError("A letter never arrives.")

    # — people —

    async def group(self, of: str = "umit", members: tuple[Person, ...] = ()) -> Room:
        """A partner's group, bound to its desk."""
        lead = self.tg.person("Lead", role="counsellor", language="ru")
        room = self.tg.group("Desk", [lead, self.bot, *members])
        await lead.types(room, f"/bind {await partner.invites(self.office, of, 'group')}")
        await self.settles()
        return room

    async def counsellor(self, name: str, of: str = "umit", language: str = "ru") -> Person:
        """Somebody who joined a desk under a working name, and is on duty."""
        her = self.tg.person(
            "Account name", username=f"account{len(self.tg.people)}", role="counsellor", language=language
        )
        await her.starts(self.bot, await partner.invites(self.office, of, "counsellor"))
        await self.settles()
        await her.types(self.bot, name)
        await self.settles()
        await her.types(self.bot, "/duty on")
        await self.settles()
        return her

    async def case(
        self, level: Level = Level.L2, of: str = "umit", card: Brief | None = None, minutes: int = 60
    ) -> CaseView:
        """A seeker's case on a partner's board."""
        chat = next(self._chats)
        await seeker.hears(self.office, chat, Began())
        name = self.office.keys.seekers.name(chat)
        card = card or Brief(level, ("leaving",), "s03", "ru", {"horizon": ("days",)})
        promised = self.clock() + timedelta(minutes=minutes)
        async with self.office.store.begin() as tx:
            case = await cases.open_case(tx, self.office, name, of, card, promised, "ru", "notify_any")
        self.chat_of = {**getattr(self, "chat_of", {}), case.id: chat}
        await self.settles()
        return case

    async def taken(self, her: Person, **about: Any) -> CaseView:
        """A case in her hands."""
        case = await self.case(**about)
        await counsellor.takes(self.office, her.id, case.id)
        await self.settles()
        return await self.now(case)

    async def seeker_writes(self, case: CaseView, text: str, origin: int = 1) -> None:
        await seeker.writes(self.office, self.chat_of[case.id], text, origin, alarm=False)
        await self.settles()

    # — what became of it —

    async def now(self, case: CaseView) -> CaseView:
        async with self.office.store.begin() as tx:
            return cases.view(await cases.find(tx, case.id))

    async def rows(self, table: Any, *where: Any) -> list[Row[Any]]:
        async with self.office.store.begin() as tx:
            return list((await tx.execute(select(table).where(*where))).all())

    async def seal_of(self, her: Person) -> bytes | None:
        """The sealed words of hers that wait."""
        table = tables.counsellors
        (row,) = await self.rows(table, table.c.counsellor == self.office.keys.desk.name(her.id))
        return row.pending

    def texts(self, her: Person, topic: int | None = None) -> list[str]:
        """What the bot says in her chat: in a topic, or outside of all topics."""
        seen = her.screen(self.bot, topic)
        return [one.text for one in seen if not one.mine and not one.service and (topic or one.topic is None)]
