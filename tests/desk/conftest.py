"""A desk in a small Telegram. Only Telegram, the clock and ids are faked."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot import content, store
from bot.office import Office, Redaction
from bot.outbox import Redacted
from bot.partner import Partner
from bot.sandbox import SmallTelegram
from bot.store.vault import Keys
from tests.clock import Clock
from tests.desk.place import TOKEN, Place

PARTNERS = ("umit", "dana")


@cache
def words() -> content.Content:
    return content.load()


async def _redact(text: str, names: str) -> Redaction:
    return Redaction(Redacted(text), ((text, ""),), names)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def office(clock: Clock, keys: Keys, new_id: Callable[[], str], tmp_path: Path) -> AsyncIterator[Office]:
    opened = store.connect(f"sqlite:///{tmp_path / 'senim.db'}")
    await opened.migrate()
    known = words()
    partners = {one: _a_partner(known, one) for one in PARTNERS}
    yield Office(
        store=opened, keys=keys, content=known, redact=_redact, partners=partners, clock=clock, new_id=new_id,
        birds=("Қарлығаш", "Торғай"),
    )  # fmt: skip
    await opened.close()


def _a_partner(known: content.Content, named: str) -> Partner:
    return replace(known.partners[0], id=named)


@pytest.fixture
async def tg(clock: Clock) -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram(clock=clock, seed=7) as small:
        yield small
        assert [(call.method, str(call.refusal), call.params) for call in small.mistakes] == []


@pytest.fixture
async def place(tg: SmallTelegram, office: Office, clock: Clock) -> AsyncIterator[Place]:
    bot = tg.bot(TOKEN, "desk_test_bot", "Desk", topics=True)
    here = Place(tg, bot, office, clock)
    await here.face.application.initialize()
    yield here
    await here.face.application.shutdown()
