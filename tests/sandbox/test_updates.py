"""What waits for a bot: confirmed by offset, kept for a time, given to one poller."""

import asyncio

import pytest

from bot.sandbox.refusals import Refusal
from bot.sandbox.updates import Queue


class Watch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def queue(watch: Watch) -> Queue:
    queue = Queue(watch, first_id=500)
    for number in range(5):
        queue.add("message", {"number": number})
    return queue


def ids(batch: list[dict]) -> list[int]:
    return [update["update_id"] for update in batch]


async def test_updates_are_given_again_until_a_higher_offset_confirms_them(queue: Queue) -> None:
    assert ids(await queue.poll()) == [500, 501, 502, 503, 504]
    assert ids(await queue.poll(offset=503)) == [503, 504]
    assert ids(await queue.poll()) == [503, 504]


async def test_a_limit_gives_the_oldest_first(queue: Queue) -> None:
    assert ids(await queue.poll(limit=2)) == [500, 501]


async def test_a_negative_offset_keeps_only_the_newest(queue: Queue) -> None:
    assert ids(await queue.poll(offset=-2)) == [503, 504]
    assert ids(await queue.poll()) == [503, 504]


async def test_messages_live_a_day_and_taps_a_hundred_and_fifty_seconds(queue: Queue, watch: Watch) -> None:
    queue.add("callback_query", {})
    watch.seconds = 149
    assert len(queue.ready()) == 6
    watch.seconds = 150
    assert ids(queue.ready()) == [500, 501, 502, 503, 504]
    watch.seconds = 86_400
    assert queue.ready() == []


async def test_a_long_poll_ends_as_soon_as_something_comes(watch: Watch) -> None:
    queue = Queue(watch, first_id=1)
    polling = asyncio.create_task(queue.poll(wait=30))
    await asyncio.sleep(0)
    queue.add("message", {})
    assert ids(await polling) == [1]


async def test_a_second_poller_ends_the_first_with_409(watch: Watch) -> None:
    queue = Queue(watch, first_id=1)
    first = asyncio.create_task(queue.poll(wait=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(queue.poll(wait=30))
    with pytest.raises(Refusal, match="terminated by other getUpdates request") as refusal:
        await first
    assert refusal.value.code == 409
    queue.add("message", {})
    assert ids(await second) == [1]


async def test_a_bot_hears_of_reactions_only_when_it_asked(watch: Watch) -> None:
    queue = Queue(watch, first_id=1)
    queue.add("message_reaction", {})
    queue.allow(["message", "message_reaction"])
    queue.add("message_reaction", {})
    queue.add("callback_query", {})
    assert [sorted(update) for update in queue.ready()] == [["message_reaction", "update_id"]]


async def test_no_list_of_kinds_keeps_the_last_and_an_empty_one_forgets_it(watch: Watch) -> None:
    queue = Queue(watch, first_id=1)
    queue.allow(["message"])
    queue.allow(None)
    assert not queue.wants("callback_query")
    queue.allow([])
    assert queue.wants("callback_query")


async def test_a_repeated_update_comes_again_after_it_was_confirmed(queue: Queue) -> None:
    batch = await queue.poll(limit=1)
    queue.repeat(batch)
    assert ids(await queue.poll(offset=501)) == [501, 502, 503, 504, 500]


async def test_lost_updates_are_gone(queue: Queue) -> None:
    queue.lose(await queue.poll(limit=4))
    assert ids(queue.ready()) == [504]
