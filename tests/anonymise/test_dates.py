"""Dates of birth go; ages and the dates of a story stay."""

import pytest

from bot.anonymise import redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("родился 23.07.2008 в селе", "родился [ДАТА РОЖДЕНИЯ] в селе"),
        ("ей 12 марта 2009 года рождения", "ей [ДАТА РОЖДЕНИЯ] рождения"),
        ("қарындасым 2009 жылғы 4 желтоқсанда туған", "қарындасым [ТУҒАН КҮН] туған"),
        ("туған күнім 11.02.1996", "туған күнім [ТУҒАН КҮН]"),
        ("день рождения у него 3 мая", "день рождения у него [ДАТА РОЖДЕНИЯ]"),
    ],
)
def test_dates_of_birth_go(text: str, expected: str) -> None:
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "это было 11.10.2023 вечером",
        "ему 17 лет",
        "в 2021 году мы переехали",
        "15 наурызда кетіп қалды",
        "с 23:00 до 6:00",
    ],
)
def test_other_times_stay(text: str) -> None:
    assert redact(text).text == text
