"""How long words are, and where they break."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.desk import text


@given(st.text(alphabet=st.sampled_from("аә \n😀z"), max_size=300), st.integers(4, 40))
def test_pieces_fit_and_nothing_but_space_at_the_breaks_is_lost(words: str, longest: int) -> None:
    pieces = text.split(words, longest)
    assert all(text.units(piece) <= longest for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(words.split())


def test_a_letter_outside_the_basic_plane_counts_twice_and_is_never_halved() -> None:
    assert text.units("а😀") == 3
    assert text.split("😀😀😀", 5) == ("😀😀", "😀")


def test_words_break_between_lines_before_they_break_between_words() -> None:
    assert text.split("один два\nтри четыре", 14) == ("один два", "три четыре")
    assert text.split("раз\nочень длинная строка", 14) == ("раз\nочень", "длинная строка")


def test_lines_share_a_message_while_they_fit() -> None:
    assert text.joined(["аа", "бб", "вв"], 6) == ("аа\n\nбб", "вв")


def test_a_time_is_shown_by_astanas_clock_with_its_day_when_that_is_not_today() -> None:
    now = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    assert text.clock(datetime(2026, 3, 2, 18, 45, tzinfo=UTC), now) == "23:45"
    assert text.clock(datetime(2026, 3, 2, 19, 5, tzinfo=UTC), now) == "03.03 00:05"
