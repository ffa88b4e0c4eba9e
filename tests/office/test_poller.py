"""Telegram is asked for what is new, and nothing is confirmed that is not kept."""

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy.exc import OperationalError

from bot.errors import BadSettings
from bot.office.intake import Intake, Update
from bot.office.poller import HEARD_OF, SILENT, Poller
from tests.office.people import World

TOKEN = "42:secret-of-the-bot"


class Telegram:
    """Answers getUpdates with what a test prepared, in order; then with nothing new."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, bytes]] = []
        self.asked: list[dict[str, Any]] = []

    def brings(self, *updates: object) -> None:
        self.says({"ok": True, "result": updates})

    def says(self, body: object, status: int = 200) -> None:
        self.answers.append((status, body if isinstance(body, bytes) else json.dumps(body).encode()))

    async def answers_to(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        status, body = self.answers.pop(0) if self.answers else (200, b'{"ok": true, "result": []}')
        return web.Response(status=status, body=body, content_type="application/json")

    @property
    def offsets(self) -> list[int]:
        return [asked["offset"] for asked in self.asked]


class Line:
    """A poller on the line to a Telegram, and what was heard through it."""

    def __init__(self, world: World, telegram: Telegram, session: aiohttp.ClientSession, address: str) -> None:
        self.world, self.telegram = world, telegram
        self.heard: list[int] = []
        self.intake = Intake(world.office, "seeker", self._hears, self._hears, rest=world.clock.rest)
        self.poller = Poller(self.intake, address, TOKEN, session, rest=world.clock.rest, ticks=world.clock.ticks)

    async def _hears(self, update: Update) -> None:
        self.heard.append(update["update_id"])

    async def asks(self, times: int = 1) -> None:
        for _ in range(times):
            await self.poller.once()
        await self.intake.settles()


@pytest.fixture
async def line(world: World) -> AsyncIterator[Line]:
    telegram = Telegram()
    application = web.Application()
    application.router.add_post(f"/bot{TOKEN}/getUpdates", telegram.answers_to)
    async with TestServer(application) as server, aiohttp.ClientSession() as session:
        yield Line(world, telegram, session, str(server.make_url("/")))


def message(update: int) -> Update:
    return {"update_id": update, "message": {"chat": {"id": 10}}}


async def test_it_begins_where_telegram_has_kept_everything_and_confirms_what_is_kept(line: Line) -> None:
    line.telegram.brings(message(7), message(8))
    await line.asks(2)
    assert line.heard == [7, 8]
    assert line.telegram.offsets == [0, 9]
    assert line.telegram.asked[0]["allowed_updates"] == list(HEARD_OF)


async def test_numbers_that_restart_lower_are_heard(line: Line) -> None:
    line.telegram.brings(message(900))
    line.telegram.brings()
    line.telegram.brings(message(3))
    await line.asks(4)
    assert line.telegram.offsets == [0, 901, 0, 4], "when nothing is new it asks from the beginning"
    assert line.heard == [900, 3]


async def test_what_could_not_be_kept_is_not_confirmed(
    line: Line, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    line.telegram.brings(message(7))
    line.telegram.brings(message(7))

    def fails() -> Any:
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    with monkeypatch.context() as broken:
        broken.setattr(line.world.office.store, "begin", fails)
        await line.asks()
    assert "The disk of the store is full" in caplog.text
    await line.asks(2)
    assert line.telegram.offsets == [0, 0, 8]
    assert line.heard == [7]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<html>Bad Gateway</html>", 502),
        (b"[" * 100_000, 200),
        ([1], 200),
        ({"ok": True}, 200),
        ({"ok": True, "result": {"update_id": 1}}, 200),
        ({"ok": True, "result": [{"odd": 1}, None]}, 200),
        ({"ok": False, "error_code": 500}, 500),
    ],
)
async def test_an_odd_answer_is_waited_out(line: Line, body: object, status: int) -> None:
    line.telegram.says(body, status)
    line.telegram.brings(message(7))
    await line.asks(2)
    assert line.heard == [7]


async def test_an_odd_update_does_not_keep_its_neighbours_away(line: Line) -> None:
    line.telegram.brings(message(7), "odd", {"update_id": "8"}, {"no": "number"}, message(9))
    await line.asks(2)
    assert line.heard == [7, 9]
    assert line.telegram.offsets == [0, 10]


async def test_a_second_poller_is_named_in_one_sentence_and_the_pauses_grow(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(4):
        line.telegram.says({"ok": False, "error_code": 409, "description": "Conflict"}, 409)
    pauses = []
    for _ in range(4):
        before = line.world.clock.seconds
        await line.poller.once()
        pauses.append(line.world.clock.seconds - before)
    assert pauses == sorted(pauses)
    assert pauses[3] > 3
    assert caplog.text.count("Another program polls with the token of the seeker bot") == 1


async def test_a_token_that_telegram_does_not_know_stops_the_start(line: Line) -> None:
    line.telegram.says({"ok": False, "error_code": 401}, 401)
    with pytest.raises(BadSettings, match="does not know the token of the seeker bot"):
        await line.poller.run()


async def test_telegram_may_ask_to_come_later(line: Line) -> None:
    line.telegram.says({"ok": False, "error_code": 429, "parameters": {"retry_after": 77}}, 429)
    before = line.world.clock.seconds
    await line.asks()
    assert line.world.clock.seconds - before == 77


async def test_a_long_silence_is_told_once_and_its_end_too(
    line: Line, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.poller._address = "http://127.0.0.1:1/nobody"
    with caplog.at_level(logging.WARNING):
        for _ in range(12):
            await line.poller.once()
    assert line.world.clock.seconds - line.poller.heard_from > SILENT
    assert caplog.text.count("has not heard from Telegram for two minutes") == 1
    assert TOKEN not in caplog.text
    monkeypatch.undo()


async def test_the_address_of_a_fault_is_not_logged(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.telegram.says(b"secret words", 500)
    await line.asks()
    assert "polled.trouble bot=seeker trouble=_OddAnswer" in caplog.text
    assert TOKEN not in caplog.text
    assert "secret words" not in caplog.text
