"""Numbers that a word announces."""

from bot.anonymise.announced import after, digits_of
from bot.anonymise.fold import folded


def test_a_word_announces_what_stands_close_behind_it() -> None:
    pattern = after(("iin",), 10, "[0-9]{4}")
    assert pattern.search(folded("ЖСН: 1234"))
    assert not pattern.search(folded("ЖСН мен таппаған едім, 1234"))


def test_no_placeholder_stands_between_a_word_and_its_number() -> None:
    assert not after(("iin",), 10, "[0-9]{4}").search("иин \ue000\ue000 1234")


def test_the_letter_o_is_a_zero() -> None:
    assert digits_of("87О5 3-1") == "870531"
