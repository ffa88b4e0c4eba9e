"""A small Telegram for each test, with a clock that only the test moves."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot

TOKEN = "42:sandbox-test"


class Clock:
    """Stands still until somebody moves it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **duration: float) -> None:
        self.time += timedelta(**duration)


class Caller:
    """Asks the small Telegram over HTTP as a bare bot would."""

    def __init__(self, tg: SmallTelegram, session: aiohttp.ClientSession) -> None:
        self.tg = tg
        self.session = session

    async def raw(self, method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
        async with self.session.post(f"{self.tg.url}/bot{token}/{method}", json=params) as answer:
            said: dict[str, Any] = await answer.json()
            assert answer.status == (200 if said["ok"] else said["error_code"])
            return said

    async def __call__(self, method: str, **params: Any) -> Any:
        said = await self.raw(method, **params)
        assert said["ok"], said
        return said["result"]

    async def refused(self, method: str, **params: Any) -> str:
        said = await self.raw(method, **params)
        assert not said["ok"], said
        return str(said["description"])

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What waits for the bot, confirmed at once."""
        waiting: list[dict[str, Any]] = await self("getUpdates", **params)
        if waiting:
            await self("getUpdates", offset=waiting[-1]["update_id"] + 1)
        return waiting


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def tg(clock: Clock) -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram(clock=clock, seed=7, webhook_retry=0.001) as small:
        yield small


@pytest.fixture
def bot(tg: SmallTelegram) -> Bot:
    return tg.bot(TOKEN, "test_bot", "Проба", topics=True)


@pytest.fixture
async def person(tg: SmallTelegram, bot: Bot) -> Person:
    """Somebody who has started the bot; the bot has heard it."""
    somebody = tg.person("Айгүл", username="aigul", language="kk")
    await somebody.starts(bot)
    bot.queue.waiting.clear()
    return somebody


@pytest.fixture
async def call(tg: SmallTelegram, bot: Bot) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(tg, session)
