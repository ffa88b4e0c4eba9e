"""Each migration carries data up and takes it down, and together they make exactly the tables that the code uses."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, LargeBinary, insert, inspect, select

from bot import store as stores
from bot.store import Store, migrate, tables
from bot.store.migrations.versions import __path__ as versions
from bot.store.tables import Moment, metadata
from tests.clock import Clock

NOW = Clock().now


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    store = stores.connect(address)
    yield store
    await store.close()


async def within(store: Store, act: Callable[[Connection], Any]) -> Any:
    async with store.begin() as tx:
        return await tx.run_sync(act)


def script() -> ScriptDirectory:
    found = ScriptDirectory(str(migrate.HERE))
    assert list(versions) == [str(migrate.HERE / "versions")]
    return found


def a_row(table: Any, number: int) -> dict[str, Any]:
    """A row in which every column holds something that can be told apart."""
    return {column.name: _value(column, number) for column in table.columns if column.name not in ("turn", "letter")}


def _value(column: Any, number: int) -> Any:
    if column.foreign_keys:
        return "case-1"
    match column.type:
        case Moment():
            return NOW
        case LargeBinary():
            return bytes([number, 0, 255])
        case _ if column.type.python_type is bool:
            return True
        case _ if column.type.python_type is int:
            return 2**40 + number if str(column.type) == "BIGINT" else number
        case _:
            return "case-1" if column.primary_key and column.name == "case" else f"{column.name}-{number}"[:8]


def fill(connection: Connection) -> dict[str, Mapping[str, Any]]:
    rows = {table.name: a_row(table, 1) for table in metadata.sorted_tables}
    for table in metadata.sorted_tables:
        connection.execute(insert(table).values(rows[table.name]))
    return rows


async def test_what_is_written_into_new_tables_is_read_back_whole(store: Store) -> None:
    """m001: every column of every table holds its kind of value on this database, moments with their zone."""
    await within(store, migrate.upgrade)
    rows = await within(store, fill)
    async with store.begin() as tx:
        for table in metadata.sorted_tables:
            (found,) = (await tx.execute(select(table))).mappings()
            assert {name: found[name] for name in rows[table.name]} == rows[table.name]


async def test_the_first_migration_goes_down_to_nothing_and_up_again(store: Store) -> None:
    await within(store, migrate.upgrade)
    await within(store, fill)
    await within(store, lambda connection: migrate.downgrade(connection, "base"))
    assert await within(store, lambda connection: set(inspect(connection).get_table_names())) == {"alembic_version"}
    await within(store, migrate.upgrade)
    assert await within(store, lambda connection: connection.execute(select(tables.seekers)).all()) == []


async def test_migrating_twice_changes_nothing(store: Store) -> None:
    await store.migrate()
    rows = await within(store, fill)
    await store.migrate()
    seeker = await within(store, lambda connection: connection.execute(select(tables.seekers)).mappings().one())
    assert seeker["seeker"] == rows["seekers"]["seeker"]


async def test_the_migrations_make_exactly_the_tables_of_the_code(store: Store) -> None:
    await store.migrate()

    def differences(connection: Connection) -> list[Any]:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": _type_differs}), metadata)

    assert await within(store, differences) == []


def _type_differs(_context: Any, _found: Any, column: Any, there: Any, ours: Any) -> bool | None:
    return False if isinstance(ours, Moment) or column.name in ("turn", "letter") else None


async def test_a_step_that_fails_leaves_the_store_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration is one transaction on both databases: half of the tables are never left behind."""
    upgrade = migrate.upgrade

    def breaks_off(connection: Connection) -> None:
        upgrade(connection)
        raise RuntimeError("the power went")

    monkeypatch.setattr(migrate, "upgrade", breaks_off)
    with pytest.raises(RuntimeError, match="the power went"):
        await store.migrate()
    assert await within(store, lambda connection: inspect(connection).get_table_names()) == []


def test_the_migrations_stand_in_one_row_and_each_can_be_undone() -> None:
    steps = list(script().walk_revisions())
    assert [step.revision for step in reversed(steps)] == [f"m{number:03}" for number in range(1, len(steps) + 1)]
    assert [step.module.__name__ for step in steps if not callable(getattr(step.module, "downgrade", None))] == []


def test_every_migration_has_its_data_test_here() -> None:
    """Whoever adds m002 is reminded to carry data through it, by name, in a docstring of this file."""
    told = "\n".join(one.__doc__ or "" for name, one in globals().items() if name.startswith("test_"))
    assert [step.revision for step in script().walk_revisions() if step.revision not in told] == []
