"""One act is all or nothing, what is erased is overwritten, and an operator's mistake is one sentence."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text

from bot import store as stores
from bot.errors import BadSettings
from bot.store import Store
from bot.store.tables import counts

ROW = {"day": "2026-03-02", "what": "opened", "number": 1}


def holds(file: Path, words: bytes) -> bool:
    """Whether the store's file, or a journal beside it, holds these bytes."""
    return any(words in one.read_bytes() for one in file.parent.iterdir())


async def numbers(store: Store) -> list[int]:
    async with store.begin() as tx:
        return list((await tx.execute(select(counts.c.number))).scalars())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "senim.db"


async def test_an_act_that_fails_leaves_nothing_of_itself(address: str) -> None:
    store = stores.connect(address)
    await store.migrate()

    async def act() -> None:
        async with store.begin() as tx:
            await tx.execute(insert(counts).values(ROW))
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        await act()
    assert await numbers(store) == []
    async with store.begin() as tx:
        await tx.execute(insert(counts).values(ROW))
    assert await numbers(store) == [1]
    await store.close()


async def test_an_act_that_is_cancelled_anywhere_leaves_the_store_open_for_the_next(address: str) -> None:
    """A stop may fall between any two steps: after any number of them the next act must find the store free."""
    store = stores.connect(address)
    await store.migrate()

    async def act() -> None:
        async with store.begin() as tx:
            await tx.execute(insert(counts).values(ROW))
            await tx.execute(delete(counts))

    for steps in range(12):
        task = asyncio.create_task(act())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await asyncio.wait_for(numbers(store), 20) == []
    await store.close()


async def test_many_acts_at_once_lose_no_count(address: str) -> None:
    store = stores.connect(address)
    await store.migrate()
    async with store.begin() as tx:
        await tx.execute(insert(counts).values({**ROW, "number": 0}))

    async def one_more() -> None:
        async with store.begin() as tx:
            number = (await tx.execute(select(counts.c.number).with_for_update())).scalar_one()
            await tx.execute(counts.update().values(number=number + 1))

    await asyncio.gather(*(one_more() for _ in range(40)))
    assert await numbers(store) == [40]
    await store.close()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("secure_delete", 1), ("synchronous", 2), ("foreign_keys", 1)]
)
async def test_each_connection_is_prepared(file: Path, pragma: str, value: object) -> None:
    store = stores.connect(f"sqlite:///{file}")
    await store.migrate()
    async with store.begin() as tx:
        assert (await tx.execute(text(f"PRAGMA {pragma}"))).scalar() == value
    await store.close()


async def test_the_file_is_its_owner_s_alone(file: Path) -> None:
    store = stores.connect(f"sqlite:///{file}")
    await store.migrate()
    made = list(file.parent.iterdir())
    assert {one.name: one.stat().st_mode & 0o077 for one in made} == {one.name: 0 for one in made}
    await store.close()


async def test_what_was_erased_is_not_in_the_file_any_more(file: Path) -> None:
    store = stores.connect(f"sqlite:///{file}")
    await store.migrate()
    async with store.begin() as tx:
        await tx.execute(insert(counts).values({**ROW, "what": "kanar-to-be-erased"}))
    assert holds(file, b"kanar-to-be-erased")  # the search can find it
    async with store.begin() as tx:
        await tx.execute(delete(counts))
    await store.close()  # the journal is folded into the file
    assert not holds(file, b"kanar-to-be-erased")


@pytest.mark.parametrize("address", ["", "mysql://x/y", "senim.db", "sqlite", "://", "mongodb://127.0.0.1"])
def test_an_address_that_is_no_store_is_told_in_one_sentence(address: str) -> None:
    with pytest.raises(BadSettings, match=r"^SENIM_STORE must begin with sqlite:/// or postgresql://\.$"):
        stores.connect(address)


def test_a_folder_that_does_not_exist_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"^The store .* cannot be opened: No such file or directory\.$"):
        stores.connect(f"sqlite:///{tmp_path / 'none' / 'senim.db'}")


@pytest.fixture
def no_store(file: Path) -> Path:
    file.write_bytes(b"not a database at all, " * 200)
    return file


async def test_a_file_that_is_no_store_is_told_in_one_sentence(no_store: Path) -> None:
    store = stores.connect(f"sqlite:///{no_store}")
    with pytest.raises(BadSettings, match=r"^The store cannot be opened: file is not a database\.$"):
        await store.migrate()
    await store.close()


async def test_a_server_that_is_not_there_is_told_in_one_sentence() -> None:
    store = stores.connect("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(BadSettings, match=r"^The store cannot be opened: [^\n]+\.$"):
        await store.migrate()
    await store.close()
