"""What a button carries."""

from bot.desk import buttons


def test_what_a_button_carries_is_read_back() -> None:
    assert buttons.read(buttons.carries(buttons.TO, 17, "0" * 32)) == (buttons.TO, ("17", "0" * 32))


def test_the_longest_button_fits_in_what_telegram_allows() -> None:
    longest = max((name for key, name in vars(buttons).items() if key.isupper() and isinstance(name, str)), key=len)
    assert len(buttons.carries(longest, 2**31, "f" * 32).encode()) <= 64


def test_no_buttons_are_no_keyboard() -> None:
    assert buttons.keyboard([]) is None
    assert buttons.keyboard(buttons.column([("да", "keep")])) is not None
