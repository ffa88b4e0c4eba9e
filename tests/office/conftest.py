"""A real office on a real store, with a clock that only the test moves. Nothing of ours is faked."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from bot import store as stores
from bot.store import Store
from tests.clock import Clock
from tests.office.people import World, an_office

POSTGRES = "postgresql://root@127.0.0.1"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty store, on each of the two databases."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'senim.db'}"
        return
    try:
        server = await asyncpg.connect(f"{POSTGRES}/test")
    except OSError:
        pytest.skip("There is no PostgreSQL on this machine.")
    name = f"senim_{secrets.token_hex(6)}"
    await server.execute(f"CREATE DATABASE {name}")
    yield f"{POSTGRES}/{name}"
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await server.close()


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    store = stores.connect(address)
    await store.migrate()
    yield store
    await store.close()


@pytest.fixture
def world(store: Store, clock: Clock, tmp_path: Path) -> World:
    return World(an_office(store, clock, tmp_path), clock)
