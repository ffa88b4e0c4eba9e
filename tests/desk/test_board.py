"""The pinned queue of a group."""

import asyncio
from datetime import timedelta

import pytest

from bot.desk import board
from bot.office import carried, counsellor
from bot.sandbox import Answer
from bot.script import Level
from tests.desk.place import Place


async def test_the_board_orders_by_level_and_deadline(place: Place) -> None:
    room = await place.group()
    calm = await place.case(level=Level.L1, minutes=5)
    later = await place.case(level=Level.L3, minutes=90)
    sooner = await place.case(level=Level.L3, minutes=30)
    shown = room.messages[room.pinned[-1]]
    buttons = [row[0]["text"] for row in shown.markup["inline_keyboard"]]
    assert buttons == [f"Взять {case.name}" for case in (sooner, later, calm)]
    assert shown.text.index(sooner.name) < shown.text.index(later.name) < shown.text.index(calm.name)


async def test_the_board_says_who_holds_what_and_who_is_on_duty(place: Place) -> None:
    room = await place.group()
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    text = room.messages[room.pinned[-1]].text
    assert f"{case.name} — Дана" in text
    assert text.endswith("На смене\nДана")


async def test_a_board_of_one_partner_shows_nothing_of_another(place: Place) -> None:
    room = await place.group()
    case = await place.case(of="dana")
    assert case.name not in room.messages[room.pinned[-1]].text


async def test_an_unchanged_board_is_not_sent_again(place: Place) -> None:
    await place.group()
    await place.case()
    before = len(place.tg.sent)
    for _ in range(5):
        place.clock.passes(30)
        await place.face.desk.boards.refresh()
    assert len(place.tg.sent) == before


async def test_many_changes_in_a_row_are_one_edit(place: Place) -> None:
    room = await place.group()
    her = await place.counsellor("Дана")
    cases = [await place.case() for _ in range(4)]
    place.clock.passes(60)
    before = len(place.tg.sent)
    for case in cases:
        await counsellor.takes(place.office, her.id, case.id)
        await place.face.desk.boards.draws("umit")
    edits = [call for call in list(place.tg.sent)[before:] if call.method == "editMessageText"]
    assert len(edits) == 1
    place.clock.passes(board.GAP.total_seconds())
    await place.face.desk.boards.refresh()
    assert "Сейчас никто не ждёт" in room.messages[room.pinned[-1]].text


async def test_a_deleted_board_is_posted_and_pinned_again(place: Place) -> None:
    room = await place.group()
    old = room.pinned[-1]
    place.tg.telegram.delete(room, [old])
    case = await place.case()
    assert room.pinned != []
    assert room.pinned[-1] != old
    assert case.name in room.messages[room.pinned[-1]].text


async def test_a_promise_that_ran_out_is_shown_as_missed(place: Place) -> None:
    room = await place.group()
    await place.case(minutes=10)
    place.clock.passes(timedelta(minutes=11).total_seconds())
    await place.face.desk.boards.refresh()
    assert "срок прошёл" in room.messages[room.pinned[-1]].text


@pytest.mark.parametrize("fault", [Answer(429, retry_after=30), Answer(502), Answer(403, "bot was kicked")])
async def test_a_board_that_cannot_be_drawn_now_is_drawn_later(place: Place, fault: Answer) -> None:
    room = await place.group()
    rule = place.tg.faults.add(fault, "editMessageText", times=1)
    case = await place.case()
    assert rule.done == 1
    place.clock.passes(board.REFUSED.total_seconds())
    await place.face.desk.boards.refresh()
    assert case.name in room.messages[room.pinned[-1]].text


async def test_trouble_of_the_store_ends_neither_a_letter_nor_the_refreshing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    await place.group()
    boards, again = place.face.desk.boards, asyncio.Event()
    looks: list[None] = []

    async def breaks(*_: object) -> None:
        looks.append(None)
        if len(looks) > 2:
            again.set()
        raise OSError("disk i/o error")

    monkeypatch.setattr(counsellor, "board", breaks)
    await boards.draws("umit")
    monkeypatch.setattr(carried, "bound", breaks)
    keeping = asyncio.create_task(boards.keeps_fresh(every=0))
    await again.wait()
    keeping.cancel()
    assert len(looks) > 2


async def test_a_group_that_moved_gets_its_board_there(place: Place) -> None:
    room = await place.group()
    new = place.tg.migrate(room)
    await place.settles()
    await place.settles()
    assert await counsellor.partner_of(place.office, new.id) == "umit"
    assert "Очередь" in new.messages[new.pinned[-1]].text


async def test_the_board_command_brings_it_down_again(place: Place) -> None:
    room = await place.group()
    old = room.pinned[-1]
    lead = next(person for person in place.tg.people.values() if room.has(person.id))
    await lead.types(room, "/board")
    await place.settles()
    assert old not in room.messages
    assert len(room.pinned) == 1


async def test_more_cases_than_a_board_lists_are_counted(place: Place) -> None:
    room = await place.group()
    for _ in range(board.LISTED + 3):
        case = await place.case(level=Level.L1)
    shown = room.messages[room.pinned[-1]]
    assert "и ещё: 3" in shown.text
    assert len(shown.markup["inline_keyboard"]) == board.LISTED
    assert case.name not in shown.text
