"""The operator sees what waits and what went wrong, and nobody's name."""

from sqlalchemy import update

from bot.office import health
from bot.office import letters as letter_acts
from bot.office.intake import keep
from bot.outbox import Kind, Letter
from bot.store.tables import heard, letters
from tests.office.people import World


async def test_an_empty_office_is_well(world: World) -> None:
    found = await health.figures(world.office)
    assert found == {"heard.oldest_waiting_seconds": 0, "letters.oldest_waiting_seconds": 0}
    assert health.well(found)


async def test_what_waits_is_counted_with_its_age(world: World) -> None:
    await keep(world.office, "seeker", [{"update_id": 1}, {"update_id": 2}])
    world.clock.passes(500)
    async with world.office.store.begin() as tx:
        await letter_acts.write(tx, world.office, Letter("desk", "umit", Kind.ALERT, key="new_case"))
    world.clock.passes(200)
    found = await health.figures(world.office)
    assert (found["heard.waiting"], found["heard.oldest_waiting_seconds"]) == (2, 700)
    assert (found["letters.waiting"], found["letters.oldest_waiting_seconds"]) == (1, 200)
    assert not health.well(found)


async def test_what_went_wrong_is_counted_by_its_kind(world: World) -> None:
    await keep(world.office, "seeker", [{"update_id": 1}, {"update_id": 2}])
    async with world.office.store.begin() as tx:
        await letter_acts.write(tx, world.office, Letter("seeker", "x", Kind.NOTICE, key="hello"))
        await letter_acts.write(tx, world.office, Letter("seeker", "x", Kind.NOTICE, key="hello"))
        await tx.execute(update(heard).values(state="dead", trouble="KeyError"))
        await tx.execute(update(letters).where(letters.c.letter == 1).values(state="failed", trouble="blocked"))
        await tx.execute(update(letters).where(letters.c.letter == 2).values(state="failed", trouble="recalled"))
    found = await health.figures(world.office)
    assert (found["heard.dead"], found["letters.failed"]) == (2, 2)
    assert {name: n for name, n in found.items() if "trouble" in name} == {"trouble.KeyError": 2, "trouble.blocked": 1}
    assert not health.well(found)


async def test_what_was_set_aside_can_be_heard_again(world: World) -> None:
    await keep(world.office, "seeker", [{"update_id": 1}])
    async with world.office.store.begin() as tx:
        await tx.execute(update(heard).values(state="dead", trouble="KeyError", tries=3))
    assert await health.again(world.office, "seeker") == 1
    (row,) = await world.rows(heard)
    assert (row.state, row.tries) == ("waiting", 0)
