"""Case endings that stay behind a placeholder."""

import pytest

from bot.anonymise.endings import form


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("Айгүлге", 2), ("Айгүлдің", 3), ("Маратқа", 2), ("Асанмен", 3), ("Динарадан", 3), ("Aigulge", 2),
        ("Маратом", 2), ("Маратка", 2), ("Динару", 1), ("Иванову", 1), ("Прохором", 2),
        ("Нұрсұлтан", 0), ("Дастан", 0), ("Ақбота", 0), ("Динара", 0), ("Бота", 0), ("Мәди", 0),
    ],
)  # fmt: skip
def test_an_ending_is_kept_and_a_part_of_the_name_is_not(word: str, kept: int) -> None:
    assert form(word).kept == kept


@pytest.mark.parametrize(
    "forms",
    [
        ("Айгүл", "Айгүлге", "Айгульмен", "айгулдин"),
        ("Динара", "Динаре", "Динарой", "Динараға"),
        ("Марат", "Марату", "Маратты"),
    ],
)
def test_forms_of_one_name_share_a_key(forms: tuple[str, ...]) -> None:
    assert len({form(word).key for word in forms}) == 1
