"""One alphabet for the many ways of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.anonymise.fold import folded, skeleton


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Айгүл", "айгул", "Айгуль", "Aigul", "Aygül"),
        ("Шыңғыс", "шынгыс", "Shyngys", "Шыңғысс"),
        ("Қайрат", "кайрат", "Qairat", "Kayrat"),
        ("Жұлдыз", "жулдыз", "Zhuldyz"),
        ("Юля", "юля", "Yulya"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


def test_different_names_stay_different() -> None:
    assert skeleton("Асан") != skeleton("Асет")
