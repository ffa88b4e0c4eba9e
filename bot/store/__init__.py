"""MEMORY: tables, sealing, one transaction, migrations; SQLite, or PostgreSQL by its address alone."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import BadSettings
from bot.store import migrate
from bot.store.claims import Claims

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class Store:
    """One place where everything that is kept is kept. `async with store.begin() as tx:` is all or nothing."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        # SQLite has one writer; waiting here is fair and cheap, waiting in SQLite is a busy loop with a time limit.
        self._writing = asyncio.Lock() if self.embedded else None
        self.claims = Claims(None if self.embedded else engine)

    @property
    def embedded(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """One act. Everything written inside happens together, or not at all."""
        if self._writing is None:
            async with self._engine.begin() as tx:
                yield tx
        else:
            async with self._writing, self._engine.begin() as tx:
                yield tx

    async def migrate(self) -> None:
        """Brings the tables up to date. Raises BadSettings when the store cannot be reached or is not ours."""
        try:
            async with self.begin() as tx:
                await tx.run_sync(migrate.upgrade)
        except (DBAPIError, OSError) as fault:
            raise BadSettings(f"The store cannot be opened: {_reason(fault)}.") from None

    async def close(self) -> None:
        await self.claims.close()
        await self._engine.dispose()


def connect(address: str) -> Store:
    """The store at `sqlite:///senim.db` or `postgresql://…`. Raises BadSettings for any other address."""
    try:
        url = make_url(address)
        url = url.set(drivername=_DRIVERS[url.get_backend_name()])
    except (ArgumentError, KeyError):
        raise BadSettings("SENIM_STORE must begin with sqlite:/// or postgresql://.") from None
    return Store(_sqlite(url) if url.get_backend_name() == "sqlite" else create_async_engine(url, pool_size=8))


def _sqlite(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        _own(Path(url.database))
    engine = create_async_engine(url, pool_size=4, connect_args={"timeout": 30})
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _own(file: Path) -> None:
    """The file is readable by its owner alone from its first byte on. Raises BadSettings when it cannot be made."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as fault:
        raise BadSettings(f"The store {file} cannot be opened: {fault.strerror}.") from None


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver would wait until the first write
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what was confirmed to Telegram must survive a power cut
        "secure_delete=ON",  # what was erased is overwritten, not only unlinked
        "foreign_keys=ON",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reason(fault: Exception) -> str:
    """A driver's reason without its statement and without any value."""
    return str(getattr(fault, "orig", fault)).splitlines()[0].rstrip(".")
