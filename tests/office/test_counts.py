"""Counts by day, without a person."""

from typing import Any

from bot.office import Office, counts
from bot.store import tables
from tests.acts import rows


async def test_things_are_counted_by_astana_s_day(office: Office, clock: Any) -> None:
    async with office.store.begin() as tx:
        await counts.add(tx, office, "erased")
        await counts.add(tx, office, "erased")
        await counts.add(tx, office, "alarmed")
    clock.passes(10 * 3600 - 1)  # 18:59:59 in UTC is 23:59:59 in Astana
    async with office.store.begin() as tx:
        await counts.add(tx, office, "erased")
    clock.passes(1)
    async with office.store.begin() as tx:
        await counts.add(tx, office, "erased")
    assert [(row.day, row.what, row.number) for row in await rows(office, tables.counts)] == [
        ("2026-03-02", "alarmed", 1),
        ("2026-03-02", "erased", 3),
        ("2026-03-03", "erased", 1),
    ]
    assert await counts.between(office, "2026-03-02", "2026-03-03") == {"alarmed": 1, "erased": 4}
    assert await counts.between(office, "2026-03-03", "2026-03-09") == {"erased": 1}
