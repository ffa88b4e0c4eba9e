"""Keyboards that Telegram takes, and those it refuses."""

import pytest

from bot.sandbox import keyboards
from bot.sandbox.refusals import Refusal


def one(**button: object) -> dict:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (one(text="Да", callback_data="қ" * 33), "BUTTON_DATA_INVALID"),
        (one(text="Да", callback_data=""), "BUTTON_DATA_INVALID"),
        (one(text="Да"), "Text buttons are unallowed in the inline keyboard"),
        (one(text=" ", callback_data="x"), "text is empty"),
        (one(text="Сайт", url="example"), "inline keyboard button URL 'example' is invalid: Wrong HTTP URL"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "reply markup is too long"),
        ({"keyboard": [[{"text": ""}]]}, "text is empty"),
    ],
)
def test_a_bad_keyboard_is_refused(markup: dict, why: str) -> None:
    with pytest.raises(Refusal, match="Bad Request") as refusal:
        keyboards.check(markup)
    assert why in refusal.value.description


def test_sixty_four_bytes_pass() -> None:
    keyboards.check(one(text="Да", callback_data="қ" * 32))


def test_an_empty_inline_keyboard_is_none() -> None:
    assert keyboards.inline({"inline_keyboard": []}) is None
    assert keyboards.inline(one(text="Да", callback_data="x")) == one(text="Да", callback_data="x")


def test_labels_are_read_from_both_kinds_of_keyboards() -> None:
    assert keyboards.labels(one(text="Да", callback_data="x")) == [["Да"]]
    assert keyboards.labels({"keyboard": [["Да", {"text": "Нет"}]]}) == [["Да", "Нет"]]
    assert keyboards.labels(None) == []
