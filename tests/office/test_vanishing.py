"""Words vanish when their seeker wished it: after the hour that was chosen, once, and only while Telegram allows it."""

from typing import Any

import pytest
from sqlalchemy import update

from bot.office import Office, letters, rounds, vanishing
from bot.store import tables
from tests.acts import Walker, letters_to, opens_desk, rows

HOUR = 3600


@pytest.fixture
async def me(office: Office) -> Walker:
    await opens_desk(office)
    walker = Walker(office)
    await walker.talks()
    return walker


async def _wishes(me: Walker, wish: str) -> None:
    await me.calls("data")
    await me.taps("act", "vanish", wish)


async def _taken_away(office: Office) -> list[str]:
    written = await letters_to(office, "seeker", "vanish")
    async with office.store.begin() as tx:
        return [(await letters.open_letter(tx, office, row)).facts["numbers"] for row in written]


def test_a_wish_is_one_of_three_or_none() -> None:
    assert vanishing.WISHES == {"after_1": 1, "after_12": 12, "after_46": 46}
    assert vanishing.hours({"vanish": ("after_12",)}) == 12
    assert vanishing.hours({"vanish": ("never",)}) is None
    assert vanishing.hours({}) is None


async def test_words_of_both_sides_vanish_after_their_hour_and_once(me: Walker, office: Office, clock: Any) -> None:
    await _wishes(me, "after_1")
    assert me.here == "s14.vanish_set"
    await me.writes("мои слова", origin=31)
    async with office.store.begin() as tx:
        mine = tables.letters.c.to == me.name
        await tx.execute(update(tables.letters).where(mine).values(state="sent", receipt=32))
    clock.passes(HOUR - 1)
    await rounds.passes(office)
    assert await _taken_away(office) == []
    clock.passes(1)
    for _ in range(2):
        await rounds.passes(office)
    assert await _taken_away(office) == ["31 32"]
    assert await rows(office, tables.letters, tables.letters.c.origin == 31) == []


async def test_what_telegram_would_not_delete_is_not_tried(me: Walker, office: Office, clock: Any) -> None:
    await me.writes("мои слова", origin=31)
    clock.passes(49 * HOUR)
    await _wishes(me, "after_1")
    await rounds.passes(office)
    assert await _taken_away(office) == []


async def test_a_wish_can_be_taken_back(me: Walker, office: Office, clock: Any) -> None:
    await _wishes(me, "after_1")
    await me.writes("мои слова", origin=31)
    await _wishes(me, "never")
    clock.passes(2 * HOUR)
    await rounds.passes(office)
    assert await _taken_away(office) == []
