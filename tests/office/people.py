"""An office with people in it, on a real store, with a clock that only the test moves."""

import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import Row, insert, select

from bot.alarm import Stems
from bot.case import Move
from bot.content import Content
from bot.content.words import Words
from bot.handoff import Brief
from bot.office import Office, Redaction, cases
from bot.outbox import Redacted
from bot.script import Level
from bot.store import Store, tables, vault
from tests.clock import Clock


class World:
    """An office with people in it."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self.office, self.clock = office, clock

    async def seeker(self, chat: int) -> str:
        """A seeker who wrote once; gives the name that the store knows."""
        side = self.office.keys.seekers
        name = side.name(chat)
        sealed = side.address.seal(str(chat), f"address of {name}")
        row = {"seeker": name, "address": sealed, "talk": b"", "tongue": "ru", "gone": False, "touched": self.clock()}
        await self._insert(tables.seekers, row)
        return name

    async def counsellor(self, chat: int, partner: str = "umit") -> str:
        side = self.office.keys.desk
        name = side.name(chat)
        row = {
            "counsellor": name,
            "partner": partner,
            "working_name": f"Colleague {chat}",
            "role": "counsellor",
            "address": side.address.seal(str(chat), f"address of {name}"),
            "tongue": "ru",
            "on_duty": True,
            "room": 99,
        }
        await self._insert(tables.counsellors, row)
        return name

    async def group(self, chat: int, partner: str = "umit") -> None:
        sealed = self.office.keys.desk.address.seal(str(chat), f"group of {partner}")
        await self._insert(tables.desks, {"partner": partner, "address": sealed, "tongue": "ru"})

    async def case(self, seeker: str, counsellor: str | None = None, level: Level = Level.L1) -> str:
        """A case that waits, or that a counsellor holds."""
        card = Brief(level, (), "intake", "ru", {})
        async with self.office.store.begin() as tx:
            case = await cases.open_case(tx, self.office, seeker, "umit", card, self.clock(), "ru", "notify_any")
            if counsellor is not None:
                await cases.move(tx, await cases.find(tx, case.id), Move.TAKE, counsellor=counsellor)
            return case.id

    async def rows(self, table: Any, *where: Any) -> list[Row[Any]]:
        async with self.office.store.begin() as tx:
            return list((await tx.execute(select(table).where(*where).order_by(*table.primary_key))).all())

    async def _insert(self, table: Any, row: dict[str, Any]) -> None:
        async with self.office.store.begin() as tx:
            await tx.execute(insert(table).values(row))


async def _redact(text: str, names: str) -> Redaction:
    return Redaction(Redacted(text), ((text, ""),), names)


def an_office(store: Store, clock: Clock, tmp_path: Path, opened: dict[str, str] | None = None) -> Office:
    return Office(
        store=store,
        keys=vault.keys(opened or vault.new_secrets()),
        content=Content({}, Words({}, tmp_path), Stems()),
        redact=_redact,
        partners={},
        clock=clock,
        new_id=lambda: secrets.token_hex(8),
    )
