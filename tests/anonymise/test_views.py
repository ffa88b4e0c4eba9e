"""A text in three ways of the same length."""

from hypothesis import given
from hypothesis import strategies as st

from bot.anonymise.views import views_of


@given(st.text())
def test_a_place_in_one_view_is_a_place_in_all(text: str) -> None:
    seen = views_of(text)
    assert len(seen.raw) == len(seen.low) == len(seen.folded) == len(text)


def test_letters_that_grow_when_lowered_stay_as_they_are() -> None:
    assert views_of("İБА").low == "İба"
