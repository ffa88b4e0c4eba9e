"""A refusal on the wire."""

from bot.sandbox import refusals


def test_a_refusal_is_said_as_telegram_says_it() -> None:
    assert refusals.bad("chat not found").wire() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: chat not found",
    }


def test_what_to_do_instead_is_in_the_parameters() -> None:
    assert refusals.too_many(7).wire()["parameters"] == {"retry_after": 7}
    assert refusals.migrated(-100).wire()["parameters"] == {"migrate_to_chat_id": -100}


def test_only_a_mistake_is_marked_as_one() -> None:
    assert refusals.mistake("unknown parameter x").mistake
    assert not refusals.forbidden("bot was blocked by the user").mistake
    assert refusals.conflict("").code == 409
