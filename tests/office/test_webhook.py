"""What Telegram brings by itself is kept before it is answered."""

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.exc import OperationalError

from bot.office.intake import Intake, Update
from bot.office.webhook import BIGGEST, SECRET, routes
from bot.store.tables import heard
from tests.office.people import World

OURS = "a-secret-of-sixteen"
UPDATE = {"update_id": 7, "message": {"chat": {"id": 10}}}


class Door:
    """A webhook, and what was heard through it."""

    def __init__(self, world: World) -> None:
        self.heard: list[int] = []
        self.intake = Intake(world.office, "seeker", self._hears, self._hears)
        self.client: Any = None

    async def _hears(self, update: Update) -> None:
        self.heard.append(update["update_id"])

    async def knocks(self, secret: str | None = OURS, **body: Any) -> ClientResponse:
        headers = {SECRET: secret} if secret is not None else {}
        answer: ClientResponse = await self.client.post("/", headers=headers, **body)
        return answer


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    door = Door(world)
    async with TestClient(TestServer(routes(door.intake, OURS))) as client:
        door.client = client
        yield door
        await door.intake.settles()


async def test_an_update_is_kept_answered_and_heard_once(door: Door, world: World) -> None:
    for _ in range(2):
        assert (await door.knocks(json=UPDATE)).status == 200
        assert len(await world.rows(heard)) == 1
    await door.intake.settles()
    assert door.heard == [7]


@pytest.mark.parametrize("secret", ["", "another", OURS[:-1], OURS + "x", None, "қате"])
async def test_another_secret_opens_nothing(door: Door, world: World, secret: str | None) -> None:
    assert (await door.knocks(secret, json=UPDATE)).status == 403
    assert await world.rows(heard) == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b'{"update_id": "7"}', b'{"update_id": -1}', b"[" * 100_000, b"\xff"]
)
async def test_what_is_no_update_is_refused(door: Door, world: World, body: bytes) -> None:
    assert (await door.knocks(data=body)).status == 400
    assert await world.rows(heard) == []


async def test_what_is_too_big_is_refused(door: Door) -> None:
    assert (await door.knocks(data=io.BytesIO(b" " * (BIGGEST + 1)))).status == 400


async def test_what_could_not_be_kept_is_asked_for_again(
    door: Door, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Any:
        raise OperationalError("insert", {}, Exception("database is locked"))

    with monkeypatch.context() as broken:
        broken.setattr(world.office.store, "begin", fails)
        assert (await door.knocks(json=UPDATE)).status == 503
    assert (await door.knocks(json=UPDATE)).status == 200
    await door.intake.settles()
    assert door.heard == [7]
