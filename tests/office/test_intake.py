"""What Telegram brings is heard once, in order, and nothing stops the others."""

import asyncio
import logging
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from bot import store as stores
from bot.errors import Unreadable
from bot.office import HEARING, counts, strike
from bot.office.intake import TRIES, Intake, Update, keep, lane_of
from bot.store import vault
from bot.store.tables import counts as count_table
from bot.store.tables import heard
from tests.clock import Clock
from tests.office.people import World, an_office


def message(update: int, chat: int, text: str = "сәлем") -> Update:
    return {"update_id": update, "message": {"message_id": update, "chat": {"id": chat}, "text": text}}


class Ear:
    """Acts on each update as an office would: one transaction that strikes it out."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.heard: list[int] = []
        self.regretted: list[int] = []
        self.faults: dict[int, Exception] = {}

    async def __call__(self, update: Update) -> None:
        number = update["update_id"]
        if number in self.faults:
            raise self.faults[number]
        async with self.world.office.store.begin() as tx:
            await strike(tx)
            await counts.add(tx, self.world.office, "heard")
        self.heard.append(number)

    async def sorry(self, update: Update) -> None:
        self.regretted.append(update["update_id"])

    def intake(self, **more: Any) -> Intake:
        return Intake(self.world.office, "seeker", self, self.sorry, rest=self.world.clock.rest, **more)


@pytest.fixture
def ear(world: World) -> Ear:
    return Ear(world)


async def states(world: World) -> dict[int, str]:
    return {row.update: row.state for row in await world.rows(heard)}


async def test_an_update_is_kept_then_heard_then_struck_out_with_its_words(ear: Ear, world: World) -> None:
    intake = ear.intake()
    assert await intake.take([message(1, 10), message(2, 10)]) == 2
    await intake.settles()
    assert ear.heard == [1, 2]
    assert [(row.state, row.body) for row in await world.rows(heard)] == [("done", None)] * 2


async def test_a_repeated_update_is_heard_once(ear: Ear) -> None:
    intake = ear.intake()
    for _ in range(3):
        await intake.take([message(1, 10), message(1, 10)])
        await intake.settles()
    assert ear.heard == [1]


async def test_what_waited_is_heard_after_a_restart_in_its_order_and_before_what_is_new(ear: Ear, world: World) -> None:
    await keep(world.office, "seeker", [message(900, 10), message(901, 10), message(902, 11)])
    intake = ear.intake()
    await intake.take([message(5, 10)])  # numbers restart at random after a week of silence
    await intake.start()
    await intake.settles()
    assert [number for number in ear.heard if number != 902] == [900, 901, 5]


async def test_the_words_that_are_kept_are_sealed(world: World) -> None:
    await keep(world.office, "seeker", [message(1, 10, "мой сын не отвечает")])
    (row,) = await world.rows(heard)
    assert "сын".encode() not in row.body
    assert "10" not in row.lane or len(row.lane) == 32


async def test_chats_are_heard_side_by_side_and_one_that_hangs_stops_only_itself(world: World) -> None:
    hangs, both, others = asyncio.Event(), asyncio.Event(), []

    async def handle(update: Update) -> None:
        if update["update_id"] == 1:
            await hangs.wait()
        others.append(update["update_id"])
        if len(others) == 2:
            both.set()

    async def sorry(update: Update) -> None: ...

    intake = Intake(world.office, "seeker", handle, sorry)
    await intake.take([message(1, 10), message(2, 11), message(3, 12), message(4, 10)])
    await both.wait()
    assert sorted(others) == [2, 3]
    hangs.set()
    await intake.settles()
    assert others[2:] == [1, 4]


async def test_an_update_that_takes_too_long_counts_as_failed(world: World, ear: Ear) -> None:
    async def handle(_update: Update) -> None:
        await asyncio.Event().wait()

    intake = Intake(world.office, "seeker", handle, ear.sorry, bound=timedelta(milliseconds=1), rest=world.clock.rest)
    await intake.take([message(1, 10)])
    await intake.settles()
    assert await states(world) == {1: "dead"}
    assert ear.regretted == [1]


async def test_what_fails_three_times_is_set_aside_with_a_kind_sentence_and_its_neighbours_go_on(
    ear: Ear, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    ear.faults[2] = KeyError("слова человека")
    intake = ear.intake()
    await intake.take([message(1, 10), message(2, 10, "тайна"), message(3, 10)])
    await intake.settles()
    assert ear.heard == [1, 3]
    assert ear.regretted == [2]
    assert await states(world) == {1: "done", 2: "dead", 3: "done"}
    dead = (await world.rows(heard))[1]
    assert (dead.tries, dead.trouble) == (TRIES, "KeyError")
    assert dead.body is not None, "an operator can let it be heard again"
    assert "heard.dead bot=seeker trouble=KeyError" in caplog.text
    assert "слова" not in caplog.text


async def test_what_nobody_can_read_is_set_aside_at_once(ear: Ear, world: World) -> None:
    ear.faults[1] = Unreadable("odd")
    intake = ear.intake()
    await intake.take([message(1, 10)])
    await intake.settles()
    assert (await world.rows(heard))[0].tries == 1
    assert ear.regretted == [1]


async def test_an_act_that_was_done_is_not_done_again_when_the_screen_fails(world: World, ear: Ear) -> None:
    acts = []

    async def handle(update: Update) -> None:
        async with world.office.store.begin() as tx:
            await strike(tx)
        acts.append(update["update_id"])
        raise ConnectionResetError

    intake = Intake(world.office, "seeker", handle, ear.sorry, rest=world.clock.rest)
    await intake.take([message(1, 10)])
    await intake.settles()
    assert acts == [1]
    assert await states(world) == {1: "done"}
    assert ear.regretted == []


async def test_an_update_that_caused_no_act_is_struck_out_all_the_same(world: World, ear: Ear) -> None:
    async def handle(_update: Update) -> None: ...

    intake = Intake(world.office, "seeker", handle, ear.sorry)
    await intake.take([message(1, 10)])
    await intake.settles()
    assert await states(world) == {1: "done"}


async def test_what_is_heard_is_known_to_the_act_and_to_nobody_after_it(world: World, ear: Ear) -> None:
    seen = []

    async def handle(_update: Update) -> None:
        seen.append(HEARING.get())

    intake = Intake(world.office, "seeker", handle, ear.sorry)
    await intake.take([message(7, 10)])
    await intake.settles()
    assert seen == [("seeker", 7)]
    assert HEARING.get() is None


async def test_what_a_handler_leaves_in_its_context_does_not_reach_the_next_update(world: World, ear: Ear) -> None:
    left: ContextVar[int] = ContextVar("left", default=0)
    seen = []

    async def handle(update: Update) -> None:
        seen.append(left.get())
        left.set(update["update_id"])

    intake = Intake(world.office, "seeker", handle, ear.sorry)
    await intake.take([message(1, 10), message(2, 10), message(3, 10)])
    await intake.settles()
    assert seen == [0, 0, 0]


async def test_a_kind_sentence_that_could_not_be_said_is_said_again(world: World, ear: Ear) -> None:
    faults = [ConnectionResetError(), ConnectionResetError()]

    async def sorry(update: Update) -> None:
        if faults:
            raise faults.pop()
        await ear.sorry(update)

    ear.faults[1] = Unreadable("odd")
    intake = Intake(world.office, "seeker", ear, sorry, rest=world.clock.rest)
    await intake.take([message(1, 10)])
    await intake.settles()
    assert ear.regretted == [1]


async def test_trouble_of_the_store_is_waited_out_and_not_counted(
    ear: Ear, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    faults = [OperationalError("select 1", {}, Exception("database is locked")) for _ in range(TRIES + 1)]

    async def handle(update: Update) -> None:
        if faults:
            raise faults.pop()
        await ear(update)

    intake = Intake(world.office, "seeker", handle, ear.sorry, rest=world.clock.rest)
    await intake.take([message(1, 10)])
    await intake.settles()
    assert ear.heard == [1]
    assert "locked by another program" in caplog.text


async def test_what_is_no_update_is_passed_over_and_its_neighbours_are_kept(
    ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    intake = ear.intake()
    odd = [None, 7, "x", [], {}, {"update_id": "1"}, {"update_id": True}, {"update_id": -1}, {"update_id": 2**63}]
    with caplog.at_level(logging.WARNING):
        assert await intake.take([*odd, message(1, 10)]) == 1
    await intake.settles()
    assert ear.heard == [1]
    assert f"heard.odd bot=seeker number={len(odd)}" in caplog.text


async def test_draining_finishes_what_is_being_heard_and_leaves_the_rest_waiting(world: World, ear: Ear) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(update: Update) -> None:
        begun.set()
        await go_on.wait()
        await ear(update)

    intake = Intake(world.office, "seeker", handle, ear.sorry)
    await intake.take([message(1, 10), message(2, 10)])
    await begun.wait()
    draining = asyncio.create_task(intake.drain(timedelta(seconds=10)))
    await asyncio.sleep(0)
    go_on.set()
    await draining
    assert await states(world) == {1: "done", 2: "waiting"}


async def test_draining_lets_go_of_what_hangs_and_it_is_heard_after_the_restart(world: World, ear: Ear) -> None:
    async def handle(_update: Update) -> None:
        await asyncio.Event().wait()

    hanging = Intake(world.office, "seeker", handle, ear.sorry)
    await hanging.take([message(1, 10)])
    await hanging.drain(timedelta(milliseconds=1))
    intake = ear.intake()
    await intake.start()
    await intake.settles()
    assert ear.heard == [1]


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"update_id": 1, "edited_message": {"chat": {"id": 5}}}, 5),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}, "message": {"chat": {"id": -5}}}}, -5),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}}}, 6),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"update_id": 1, "message_reaction": {"chat": {"id": 5}, "user": {"id": 6}}}, 5),
        ({"update_id": 1, "poll_answer": {"user": {"id": 6}}}, 6),
        ({"update_id": 1, "message": {"chat": {"id": "5"}}}, 0),
        ({"update_id": 1, "message": None}, 0),
    ],
)
def test_the_lane_of_an_update_is_its_chat(update: Update, chat: int) -> None:
    side = vault.side(b"x" * 32)
    assert lane_of(side, update) == side.name(chat)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)
KINDS = st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "chat", "from", "id", "odd"])
MUTATED = st.dictionaries(KINDS, JSON | st.dictionaries(KINDS, JSON, max_size=3), max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(MUTATED | JSON, min_size=1, max_size=5))
def test_no_update_however_odd_stops_the_intake(bodies: list[Any]) -> None:
    asyncio.run(_hears_all(bodies))


async def _hears_all(bodies: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        store = stores.connect(f"sqlite:///{folder}/senim.db")
        await store.migrate()
        clock = Clock()
        world = World(an_office(store, clock, Path(folder)), clock)
        ear = Ear(world)

        async def handle(update: Update) -> None:
            update["message"]["chat"]["id"] + 1  # a handler that trusts Telegram
            await ear(update)

        intake = Intake(world.office, "seeker", handle, ear.sorry, rest=clock.rest)
        updates = [{**body, "update_id": n} if isinstance(body, dict) else body for n, body in enumerate(bodies)]
        await intake.take([*updates, message(1000, 10)])
        await intake.settles()
        found = await states(world)
        await store.close()
    assert ear.heard[-1:] == [1000] or 1000 in ear.heard
    assert found.pop(1000) == "done"
    assert set(found.values()) <= {"done", "dead"}
    assert len(found) == sum(isinstance(body, dict) for body in bodies)


async def test_the_count_and_the_strike_are_one(ear: Ear, world: World) -> None:
    """What an act counts equals what was heard: the two are written together."""
    intake = ear.intake()
    await intake.take([message(number, number % 5) for number in range(30)])
    await intake.settles()
    (row,) = await world.rows(count_table)
    assert row.number == 30


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgres
async def test_two_processes_share_the_lanes_and_never_one_lane(address: str, tmp_path: Path) -> None:
    """Each process has its own connections; an update that one received may be heard by the other."""
    stores_ = [stores.connect(address) for _ in range(2)]
    await stores_[0].migrate()
    clock, opened = Clock(), vault.new_secrets()
    worlds = [World(an_office(one, clock, tmp_path, opened), clock) for one in stores_]
    inside: dict[str, int] = {}
    order: dict[int, list[int]] = {}

    async def handle(update: Update) -> None:
        chat = update["message"]["chat"]["id"]
        inside[chat] = inside.get(chat, 0) + 1
        assert inside[chat] == 1, "two processes are in one lane"
        async with worlds[update["update_id"] % 2].office.store.begin() as tx:
            await strike(tx)
        order.setdefault(chat, []).append(update["update_id"])
        inside[chat] -= 1

    async def sorry(_update: Update) -> None: ...

    intakes = [Intake(world.office, "seeker", handle, sorry) for world in worlds]
    for number in range(60):
        await intakes[number % 2].take([message(number, number % 3)])
    await asyncio.gather(*(intake.settles() for intake in intakes))
    for store in stores_:
        await store.close()
    assert order == {chat: list(range(chat, 60, 3)) for chat in range(3)}


async def test_what_a_dead_process_left_is_found_without_a_restart(world: World, ear: Ear) -> None:
    rests = []
    found = asyncio.Event()

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) > 1:
            await found.wait()

    async def handle(update: Update) -> None:
        await ear(update)
        found.set()

    intake = Intake(world.office, "seeker", handle, ear.sorry, rest=rest)
    await keep(world.office, "seeker", [message(1, 10)])  # by another process, which was killed then
    looking = asyncio.create_task(intake.run())
    await found.wait()
    looking.cancel()
    await intake.settles()
    assert ear.heard == [1]
