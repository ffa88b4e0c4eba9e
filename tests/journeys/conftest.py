"""A whole town: the small Telegram, both real bots in the real house, a desk that is open."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot import assemble, playground
from bot.content.words import Words
from bot.desk import board
from bot.office import Office
from bot.sandbox import SmallTelegram
from bot.sandbox.chats import Bot, Room
from bot.settings import Settings
from tests.people import Counsellor, Seeker


@dataclass
class Town:
    """Everything that a journey needs; people are made here."""

    tg: SmallTelegram
    office: Office
    seekers_bot: Bot
    desk: Bot
    group: Room
    settings: Settings

    @property
    def words(self) -> Words:
        return self.office.content.words

    def seeker(self, name: str = "Канарейка", username: str | None = None, tongue: str = "ru") -> Seeker:
        return Seeker(self.tg, self.tg.person(name, username), self.seekers_bot, self.words, tongue)

    def counsellors(self, tongue: str = "ru") -> list[Counsellor]:
        people = [one for one in self.tg.people.values() if one.role == "counsellor"]
        return [Counsellor(self.tg, one, self.desk, self.group, self.words, tongue) for one in people]


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small Telegram of a test sets no limits, so a board need not pause between two draws."""
    monkeypatch.setattr(board, "GAP", timedelta(0))


@pytest.fixture
async def town(tmp_path: Path, unhurried: None) -> AsyncIterator[Town]:
    async with SmallTelegram(seed=11) as tg:
        seekers_bot, desk = tg.two_bots()
        settings = playground.settings_for(tg.url, tmp_path)
        async with assemble.house(settings, sandbox=True) as (office, _):
            group = await playground.furnish(office, tg, desk)
            yield Town(tg, office, seekers_bot, desk, group, settings)
        assert tg.mistakes == []
