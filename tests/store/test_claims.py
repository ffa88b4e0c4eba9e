"""Two processes never work in one lane at once, and a lane of a dead process is free."""

import pytest

from bot import store as stores


async def test_one_process_holds_every_lane_of_sqlite(address: str) -> None:
    store = stores.connect(address)
    assert await store.claims.claim("a")
    assert await store.claims.claim("b")
    await store.claims.release("a")
    await store.close()


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgres
async def test_a_lane_is_held_by_one_process_until_it_lets_go_or_ends(address: str) -> None:
    first, second = stores.connect(address), stores.connect(address)
    assert await first.claims.claim("lane")
    assert not await second.claims.claim("lane")
    assert await second.claims.claim("another lane")
    await first.claims.release("lane")
    assert await second.claims.claim("lane")
    await second.close()
    assert await first.claims.claim("lane"), "the claims of a process that ended are free"
    await first.close()
