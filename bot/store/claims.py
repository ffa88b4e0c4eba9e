"""Which lanes of work this process holds, so that two processes never work in one lane at once.

SQLite serves one process, which holds everything. PostgreSQL holds a claim for as long as the connection that made it
lives: when a process dies in the middle, its claims are free at once.
"""

import asyncio
import hashlib
from typing import Any

from sqlalchemy import Function, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class Claims:
    """The claims of one process. `engine` is None where there is only one process."""

    def __init__(self, engine: AsyncEngine | None) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._one_at_a_time = asyncio.Lock()

    async def claim(self, lane: str) -> bool:
        """Whether the lane is ours from now on. Raises what the store raises."""
        if self._engine is None:
            return True
        return bool(await self._ask(self._engine, func.pg_try_advisory_lock(_number(lane))))

    async def release(self, lane: str) -> None:
        """Gives the lane back; a claim that was lost with its connection is given back already."""
        if self._engine is not None:
            await self._ask(self._engine, func.pg_advisory_unlock(_number(lane)))

    async def close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.invalidate()  # not back into the pool: the server would go on holding its claims
            await connection.close()

    async def _ask(self, engine: AsyncEngine, what: Function[Any]) -> object:
        async with self._one_at_a_time:
            try:
                if self._connection is None:
                    plain = await engine.connect()
                    self._connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
                return (await self._connection.execute(select(what))).scalar()
            except BaseException:
                await self.close()
                raise


async def alone(tx: AsyncConnection, what: str) -> None:
    """Until this transaction ends, no other one does the same. SQLite lets only one write at a time anyway."""
    if tx.dialect.name == "postgresql":
        await tx.execute(select(func.pg_advisory_xact_lock(_number(what))))


def _number(lane: str) -> int:
    """PostgreSQL names a claim by 64 bits."""
    return int.from_bytes(hashlib.sha256(lane.encode()).digest()[:8], "big", signed=True)
