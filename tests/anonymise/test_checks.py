"""Numbers that can prove what they are. Those here are made up for the test."""

import pytest

from bot.anonymise import checks


@pytest.mark.parametrize("digit", "0123456789")
def test_one_check_digit_of_ten_makes_an_iin(digit: str) -> None:
    assert checks.iin("95020340123" + digit) == (digit == "3")


def test_an_iin_opens_with_a_date() -> None:
    assert not checks.iin("951303401233")
    assert not checks.iin("95020340123")
    assert not checks.iin("٩٥٠٢٠٣٤٠١٢٣٣")


def test_a_card_ends_with_its_check_digit() -> None:
    assert checks.luhn("4111111111111111")
    assert not checks.luhn("4111111111111112")


def test_an_account_leaves_one_by_97() -> None:
    assert checks.iban("KZ86125KZT5004100100")
    assert not checks.iban("KZ87125KZT5004100100")
