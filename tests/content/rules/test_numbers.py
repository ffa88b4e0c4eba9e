"""What counts as a number to call."""

import pytest

from bot.content.rules.numbers import called


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Звоните 112: это бесплатно.", ["112"]),
        ("112-ге немесе 102-ге қоңырау шалыңыз.", ["112", "102"]),
        ("Звоните +7 (7172) 54-76-03.", ["77172547603"]),
        ("Звоните 8 7172 54 76 03.", ["77172547603"]),
        ("Короткий номер 1414.", ["1414"]),
        ("Звоните 102/112.", ["102", "112"]),
        ("Статья 172 и ст. 174, 172-бап, 100 МРП, в 2016 году, 1 100 тенге, 70%, 120 человек.", []),
        ("С 18:00 до 19:30, 22.11.2026.", []),
    ],
)
def test_numbers_to_call_are_told_from_others(text: str, numbers: list[str]) -> None:
    assert called(text) == numbers
