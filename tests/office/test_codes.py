"""Codes that people carry: only their hashes are kept, and each opens only what it is for."""

import re
from typing import Any

import pytest

from bot.errors import BadCode
from bot.office import Office, codes
from bot.store import tables
from tests.acts import rows


def test_a_code_is_easy_to_copy_by_hand_and_never_the_same() -> None:
    made = {codes.new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){2}", one) for one in made)


def test_dashes_spaces_and_capitals_do_not_matter() -> None:
    assert codes.digest("k7mq-2fzt-9rab") == codes.digest(" K7MQ 2FZT9RAB ")
    assert codes.digest("k7mq-2fzt-9rab") != codes.digest("k7mq-2fzt-9rac")


async def test_an_invitation_is_kept_as_a_hash_and_works_once(office: Office) -> None:
    async with office.store.begin() as tx:
        code = await codes.invite(tx, office, "training_line", "counsellor")
    (row,) = await rows(office, tables.invites)
    assert code not in repr(row)
    async with office.store.begin() as tx:
        with pytest.raises(BadCode):
            await codes.redeem(tx, office, code, "group")
        assert (await codes.redeem(tx, office, code, "counsellor", "supervisor")).partner == "training_line"
        with pytest.raises(BadCode):
            await codes.redeem(tx, office, code, "counsellor")


async def test_an_invitation_is_good_for_two_days(office: Office, clock: Any) -> None:
    async with office.store.begin() as tx:
        code = await codes.invite(tx, office, "training_line", "group")
    clock.passes(48 * 3600 + 1)
    async with office.store.begin() as tx:
        with pytest.raises(BadCode):
            await codes.redeem(tx, office, code, "group")
