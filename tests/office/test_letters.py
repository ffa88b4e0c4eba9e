"""Letters are written sealed, found again by their author's number, and lose their words with their case."""

from typing import Any

import pytest

from bot.errors import Forgotten
from bot.office import Office, counsellor, letters, rounds
from bot.outbox import Kind, Letter
from bot.store import tables
from bot.talk import Began
from tests.acts import HER, Walker, letters_to, opens_desk, rows
from tests.clock import Clock


@pytest.fixture
async def me(office: Office) -> Walker:
    await opens_desk(office)
    walker = Walker(office)
    await walker.talks()
    return walker


async def test_a_letter_opens_as_it_was_written(me: Walker, office: Office) -> None:
    assert me.at.case is not None
    written = Letter(
        "desk", "somebody", Kind.NOTICE, "слова", "key", {"name": "Торғай-1"}, me.at.case.id, "author", 3, None, 4
    )
    async with office.store.begin() as tx:
        number = await letters.write(tx, office, written)
    (row,) = await rows(office, tables.letters, tables.letters.c.letter == number)
    assert (row.state, row.lane, row.due) == ("waiting", written.lane, office.clock())
    async with office.store.begin() as tx:
        assert await letters.open_letter(tx, office, row) == written


async def test_a_written_letter_rings_the_bell(office: Office) -> None:
    rung: list[int] = []
    object.__setattr__(office, "written", lambda: rung.append(1))
    async with office.store.begin() as tx:
        await letters.write(tx, office, Letter("desk", "somebody", Kind.NOTICE))
        assert await letters.waiting(tx, "desk") == 1
        assert await letters.waiting(tx, "seeker") == 0
    assert rung == [1]


async def test_words_of_a_case_are_told_in_order_but_not_those_still_coming(me: Walker, office: Office) -> None:
    assert me.at.case is not None
    for number, text in enumerate(("первое", "второе"), 1):
        await me.writes(text, origin=number)
    first, second = await rows(office, tables.letters, tables.letters.c.kind == "words")
    async with office.store.begin() as tx:
        assert await letters.said_in(tx, office, me.at.case.id) == []
        await tx.execute(tables.letters.update().where(tables.letters.c.letter == first.letter).values(state="sent"))
        assert await letters.said_in(tx, office, me.at.case.id) == [(me.name, "первое")]
        found = await letters.find(tx, me.name, 2)
        assert found is not None
        assert found.letter == second.letter
        assert await letters.find(tx, me.name, 9) is None


async def test_letters_of_a_kind_are_recalled_while_they_wait(me: Walker, office: Office) -> None:
    assert me.at.case is not None
    await me.writes("слова")
    async with office.store.begin() as tx:
        await letters.recall(tx, me.at.case.id, Kind.WORDS)
    (row,) = await rows(office, tables.letters, tables.letters.c.kind == "words")
    assert (row.state, row.trouble, row.body) == ("failed", "recalled", None)


async def test_what_could_not_reach_a_seeker_is_on_its_way_again_when_they_are_back(me: Walker, office: Office) -> None:
    assert me.at.case is not None
    lost = Letter("seeker", me.name, Kind.WORDS, "здравствуйте", case=me.at.case.id, author="her")
    async with office.store.begin() as tx:
        number = await letters.write(tx, office, lost)
        mine = tables.letters.c.letter == number
        await tx.execute(tables.letters.update().where(mine).values(state="failed", trouble="blocked", tries=5))
        await letters.again(tx, office, me.name)
    (row,) = await rows(office, tables.letters, mine)
    assert (row.state, row.tries, row.trouble) == ("waiting", 0, None)


async def test_words_of_a_forgotten_case_cannot_be_opened(me: Walker, office: Office) -> None:
    assert me.at.case is not None
    await me.writes("слова")
    (row,) = await rows(office, tables.letters, tables.letters.c.kind == "words")
    async with office.store.begin() as tx:
        await letters.forget(tx, me.at.case.id)
    (gone,) = await rows(office, tables.letters, tables.letters.c.kind == "words")
    async with office.store.begin() as tx:
        with pytest.raises(Forgotten):
            await letters.open_letter(tx, office, gone)
        await tx.execute(tables.cases.update().values(key=None))
        with pytest.raises(Forgotten):
            await letters.open_letter(tx, office, row)


# — being written to first —


async def states(office: Office) -> set[Any]:
    return {row.state for row in await letters_to(office, "seeker")}


async def asked(office: Office) -> Walker:
    """A seeker with a counsellor, who declined to say whether they may be written to first."""
    await opens_desk(office)
    walker = Walker(office)
    await walker.talks()
    return walker


async def she_writes(office: Office) -> None:
    (case,) = await counsellor.holds(office, HER)
    await counsellor.writes(office, HER, case.id, "Я здесь", 1)


async def test_words_wait_until_the_seeker_looks_in(office: Office, clock: Clock) -> None:
    walker = await asked(office)
    await walker.hears(Began())
    clock.passes(600)
    await she_writes(office)
    assert "held" in await states(office)
    await rounds.passes(office)
    assert "held" in await states(office)
    await walker.hears(Began())
    assert await states(office) == {"waiting"}


async def test_words_come_at_once_while_the_seeker_is_in_the_talk(office: Office, clock: Clock) -> None:
    walker = await asked(office)
    clock.passes(600)
    await walker.writes("Вы тут?")
    await she_writes(office)
    assert await states(office) == {"waiting"}


async def test_what_was_kept_back_goes_before_what_is_written_later(office: Office, clock: Clock) -> None:
    walker = await asked(office)
    clock.passes(600)
    await she_writes(office)
    assert "held" in await states(office)
    await walker.writes("Я вернулась")
    assert await states(office) == {"waiting"}
