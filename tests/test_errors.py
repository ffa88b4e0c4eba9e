"""Errors say one sentence and never hold a person's words."""

from bot import errors


def test_every_error_of_the_house_is_a_bot_error_with_a_sentence() -> None:
    own = [one for one in vars(errors).values() if isinstance(one, type) and one.__module__ == "bot.errors"]
    assert all(issubclass(one, errors.BotError) for one in own)
    assert all((one.__doc__ or "").strip() for one in own)


def test_an_author_reads_every_fault_at_once() -> None:
    assert str(errors.BadContent(("a.yaml: one", "b.yaml: two"))) == "a.yaml: one\nb.yaml: two"
