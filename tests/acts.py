"""A seeker and a desk as the office knows them: acts without any face."""

from typing import Any

from sqlalchemy import Row, select

from bot.office import Office, counsellor, partner, seeker
from bot.office.cases import CaseView
from bot.office.standing import Standing
from bot.script import SKIP, Choose, HandOff, Several
from bot.store import tables
from bot.talk import NEXT, Began, Called, Chose, Heard, node_at

HER, GROUP = 501, -601


class Walker:
    """A seeker who acts. `at` is where they stand after the last act."""

    def __init__(self, office: Office, chat: int = 11) -> None:
        self.office, self.chat = office, chat
        self.name = office.keys.seekers.name(chat)
        self.at: Standing

    @property
    def here(self) -> str:
        return str(self.at.talk.here)

    async def hears(self, heard: Heard) -> Standing:
        self.at = await seeker.hears(self.office, self.chat, heard)
        return self.at

    async def taps(self, *options: str) -> Standing:
        for option in options:
            await self.hears(Chose(option, self.at.talk.visit))
        return self.at

    async def calls(self, what: str) -> Standing:
        return await self.hears(Called(what))

    async def writes(self, text: str, origin: int = 1, *, alarm: bool = False) -> Standing:
        self.at = await seeker.writes(self.office, self.chat, text, origin, alarm=alarm)
        return self.at

    async def edits(self, text: str, origin: int = 1) -> Standing:
        self.at = await seeker.edits(self.office, self.chat, text, origin)
        return self.at

    async def decides(self, decision: str, origin: int = 1) -> Standing:
        self.at = await seeker.decides(self.office, self.chat, decision, origin)
        return self.at

    # — ways —

    async def to_menu(self, language: str = "ru") -> Standing:
        await self.hears(Began())
        return await self.taps(language, "clear", "safe", "calm")

    async def to_card(self) -> Standing:
        """From anywhere to the card, declining what may be declined."""
        await self.calls("human")
        while not isinstance(node := node_at(self.office.content.book, self.at.talk), HandOff):
            await self.taps(self._onward(node))
        return self.at

    def _onward(self, node: Any) -> str:
        here = {"human.offer": "go", "human.own_words": "none"}.get(self.here)
        return here or (SKIP if isinstance(node, Choose | Several) else NEXT)

    async def waits(self) -> CaseView:
        """A case on the board."""
        await self.to_menu()
        await self.to_card()
        await self.taps("yes")
        assert self.at.case is not None
        return self.at.case

    async def talks(self) -> CaseView:
        """A case in her hands."""
        case = await self.waits()
        taken = await counsellor.takes(self.office, HER, case.id)
        self.at = await seeker.stands(self.office, self.chat)
        return taken

    async def row(self) -> Row[Any] | None:
        found = await rows(self.office, tables.seekers, tables.seekers.c.seeker == self.name)
        return found[0] if found else None


async def opens_desk(office: Office, of: str = "training_line", chat: int = HER, group: int = GROUP) -> None:
    """A bound group and a counsellor on duty."""
    await counsellor.binds(office, group, await partner.invites(office, of, "group"), "ru")
    invitation = await partner.invites(office, of, "counsellor")
    await counsellor.joins(office, chat, invitation, f"Colleague {chat}", "ru")


async def rows(office: Office, table: Any, *where: Any) -> list[Row[Any]]:
    async with office.store.begin() as tx:
        return list((await tx.execute(select(table).where(*where).order_by(*table.primary_key))).all())


async def letters_to(office: Office, bot: str, *kinds: str) -> list[Row[Any]]:
    found = await rows(office, tables.letters, tables.letters.c.bot == bot)
    return [row for row in found if not kinds or row.kind in kinds]


async def everything(office: Office) -> dict[str, list[Row[Any]]]:
    """The whole store."""
    return {table.name: await rows(office, table) for table in tables.metadata.sorted_tables}
