"""A window per shape of screen; each kind of node has one."""

from types import SimpleNamespace
from typing import get_args

import pytest
from aiogram_dialog.api.exceptions import UnknownIntent

from bot.dialogs import windows
from bot.dialogs.screens import LIVE, PENDING, SHAPES
from bot.script import Node, Sort, Visit
from tests.line import Caller, Line


def test_every_node_that_can_be_stood_at_has_a_shape_and_every_shape_a_window() -> None:
    assert set(SHAPES) == set(get_args(Node)) - {Sort} | {Visit}
    assert set(windows.SHAPE_NAMES) == {*SHAPES.values(), LIVE, PENDING}
    assert {windows.state_of(shape).state for shape in windows.SHAPE_NAMES} == {
        f"Shape:{shape}" for shape in windows.SHAPE_NAMES
    }


async def test_a_window_without_a_screen_says_that_its_button_is_unknown() -> None:
    manager = SimpleNamespace(middleware_data={})
    with pytest.raises(UnknownIntent):
        await windows._shown(manager)  # type: ignore[arg-type]


async def test_answers_stand_a_button_a_row_and_the_footer_two(line: Line) -> None:
    me: Caller = line.seeker()
    await me.to_menu()
    rows = me.screen.keyboard
    answers = [len(row) for row in rows[:5]]
    assert answers == [1] * 5
    assert list(rows[5:7]) == [(me.word("human"), me.word("emergency")), (me.word("menu"), me.word("erase"))]


async def test_no_button_carries_more_than_telegram_allows(line: Line) -> None:
    me = line.seeker()
    await line.opens_desk()
    await me.waits()
    sent = [call.params.get("reply_markup") or {} for call in line.tg.sent]
    rows = [row for markup in sent if isinstance(markup, dict) for row in markup.get("inline_keyboard", [])]
    data = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
    assert len(data) > 50
    assert max(len(one.encode()) for one in data) <= 64
