"""Which desks may be chosen, and from when somebody is there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.hours import parse
from bot.office import Office, counsellor, duty
from tests.acts import HER, Walker, opens_desk


async def _desks(office: Office) -> list[tuple[str, bool, int]]:
    async with office.store.begin() as tx:
        return [(one.partner, one.on_duty, one.waiting) for one in await duty.desks(tx, office)]


async def test_only_a_bound_desk_of_a_known_partner_is_there(office: Office) -> None:
    assert await _desks(office) == []
    await opens_desk(office)
    assert await _desks(office) == [("training_line", True, 0)]
    assert await _desks(replace(office, partners={})) == []


async def test_duty_and_the_queue_count(office: Office) -> None:
    await opens_desk(office)
    case = await Walker(office).waits()
    await Walker(office, 12).waits()
    assert await _desks(office) == [("training_line", True, 2)]
    await counsellor.takes(office, HER, case.id)
    await counsellor.sets(office, HER, on_duty=False)
    assert await _desks(office) == [("training_line", False, 1)]


@pytest.mark.parametrize(
    ("hours", "opens"),
    [
        ("mo-fr 10:00-18:00", None),  # they run already, with nobody on duty: nothing is promised
        ("tu-fr 10:00-18:00", datetime(2026, 3, 3, 5, 0, tzinfo=UTC)),
        ("always", None),
    ],
)
async def test_off_duty_the_hours_say_from_when(office: Office, hours: str, opens: datetime | None) -> None:
    known = replace(office.partners["training_line"], hours=parse(hours))
    closed = replace(office, partners={"training_line": known})
    async with closed.store.begin() as tx:
        assert await duty.since(tx, closed, "training_line") == opens


async def test_on_duty_is_now(office: Office) -> None:
    await opens_desk(office)
    async with office.store.begin() as tx:
        assert await duty.since(tx, office, "training_line") == office.clock()
