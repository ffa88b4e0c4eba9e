"""Trouble of the store is one clear sentence, and it is the real drivers that speak here."""

import logging
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot import store as stores
from bot.store import tables
from bot.store.trouble import tell, trouble


async def _fault(address: str, *statements: str) -> BaseException:
    store = stores.connect(address)
    try:
        async with store.begin() as tx:
            for statement in statements:
                await tx.execute(text(statement))
    except DBAPIError as fault:
        return fault
    finally:
        await store.close()
    raise AssertionError("nothing went wrong")


async def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    file = tmp_path / "senim.db"
    file.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    fault = await _fault(f"sqlite:///{file}", "select 1")
    assert trouble(fault) == "The store is damaged; stop the bot and restore the file from its last copy."


async def test_a_full_disk_is_named(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'senim.db'}"
    filling = "insert into t select hex(randomblob(100000)) from (values (1), (2), (3), (4), (5), (6))"
    fault = await _fault(address, "create table t (x)", "pragma max_page_count = 20", filling)
    assert trouble(fault) == "The disk of the store is full; nothing new is confirmed until there is room."


async def test_a_locked_store_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "senim.db"
    store = stores.connect(f"sqlite:///{file}")
    await store.migrate()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    async with store._engine.connect() as plain:
        await plain.run_sync(lambda connection: connection.connection.cursor().execute("pragma busy_timeout = 1"))
    with pytest.raises(OperationalError) as raised:
        async with store.begin() as tx:
            await tx.execute(insert(tables.counts).values(day="d", what="w", number=1))
    other.close()
    await store.close()
    assert trouble(raised.value) == "The store is locked by another program; nothing new is confirmed until it lets go."


async def test_a_server_that_is_not_there_is_named() -> None:
    fault = OperationalError("select", {}, Exception("connection was closed in the middle of operation"))
    assert trouble(fault) == "The store cannot be reached; nothing new is confirmed until it can."


def test_a_fault_of_anything_else_is_not_the_stores() -> None:
    assert trouble(KeyError("x")) is None
    assert trouble(TimeoutError()) is None
    assert trouble(ConnectionResetError("telegram")) is None


def test_what_a_fault_says_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        tell(logging.getLogger("bot.test"), ValueError("бот123:токен"), "post.trouble bot=desk")
    assert "post.trouble bot=desk trouble=ValueError" in caplog.text
    assert "токен" not in caplog.text
