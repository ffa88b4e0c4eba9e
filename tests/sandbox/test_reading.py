"""Requests out of a form, and what is refused that Telegram would forgive."""

from typing import Any

import pytest
from aiogram.types import BufferedInputFile

from bot.sandbox import reading
from bot.sandbox.refusals import Refusal


def test_a_form_is_read_by_what_the_method_expects() -> None:
    raw = {"chat_id": "-100", "text": "123", "protect_content": "true", "reply_markup": '{"inline_keyboard": []}'}
    assert reading.decode("sendmessage", raw) == {
        "chat_id": -100,
        "text": "123",
        "protect_content": True,
        "reply_markup": {"inline_keyboard": []},
    }


def test_json_is_left_as_it_is() -> None:
    assert reading.decode("sendmessage", {"chat_id": 5, "text": "x"}) == {"chat_id": 5, "text": "x"}


@pytest.mark.parametrize(
    ("method", "asked", "why"),
    [
        ("sendmessage", {"chat_id": 1, "text": "x", "protected": True}, "unknown parameter protected"),
        ("sendmessage", {"chat_id": 1}, "wrong parameter text: Field required"),
        ("sendmessage", {"chat_id": 1, "text": 5}, "wrong parameter text: Input should be a valid string"),
        ("sendmessage", {"chat_id": 1, "text": "x", "protect_content": "maybe"}, "wrong parameter protect_content"),
        (
            "sendmessage",
            {"chat_id": 1, "text": "x", "link_preview_options": {"is_disable": True}},
            "unknown parameter link_preview_options.is_disable",
        ),
        (
            "editmessagetext",
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "data": "x"}]]}},
            "unknown parameter reply_markup.inline_keyboard.data",
        ),
    ],
)
def test_a_misspelling_is_a_mistake(method: str, asked: dict[str, Any], why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        reading.check(method, asked)
    assert refusal.value.mistake
    assert refusal.value.description.startswith(f"Bad Request: {why}")


def test_files_go_where_the_request_points() -> None:
    direct = reading.attach({"chat_id": "1"}, {"photo": ("a.jpg", b"1")})["photo"]
    pointed = reading.attach({"photo": "attach://f1"}, {"f1": ("b.jpg", b"2")})
    assert isinstance(direct, BufferedInputFile)
    assert direct.data == b"1"
    assert set(pointed) == {"photo"}
    assert pointed["photo"].data == b"2"
