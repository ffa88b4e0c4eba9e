"""How words that wait are kept."""

from bot.office import pending
from bot.office.pending import Held
from bot.store import tables
from tests.office.conftest import World


async def test_what_waits_is_sealed_and_read_back_as_it_was(world: World) -> None:
    name = await world.counsellor(501)
    held = {7: Held(7, "отметина", None, asks=True, since=world.clock())}
    async with world.office.store.begin() as tx:
        await pending.save(tx, world.office, name, held)
    (row,) = await world.rows(tables.counsellors)
    assert "отметина".encode() not in row.pending
    assert pending.load(world.office, row) == held


async def test_nothing_that_waits_is_nothing_that_is_kept(world: World) -> None:
    name = await world.counsellor(501)
    async with world.office.store.begin() as tx:
        await pending.save(tx, world.office, name, {7: Held(7, "слова", "case", asks=True, since=world.clock())})
        await pending.forget(tx, world.office, name, "another")
    assert (await world.rows(tables.counsellors))[0].pending is not None
    async with world.office.store.begin() as tx:
        await pending.forget(tx, world.office, name, "case")
    assert (await world.rows(tables.counsellors))[0].pending is None
