"""Phones in words."""

import pytest

from bot.anonymise import redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("набери восемь семьсот семь двести одиннадцать сорок пять ноль девять", "набери [ТЕЛЕФОН]"),
        ("нөмірім сегіз жеті жүз бес үш жүз он сегіз қырық төрт нөл жеті", "нөмірім [ТЕЛЕФОН]"),
        ("менің номерім 8 жеті жүз бес үш жүз он сегіз қырық төрт нөл жеті", "менің номерім [ТЕЛЕФОН]"),
    ],
)
def test_a_phone_in_words_goes(text: str, expected: str) -> None:
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text", ["мне двадцать пять, ему тридцать", "бізде екі ұл бір қыз бар", "раз два три и готово"]
)
def test_counting_stays(text: str) -> None:
    assert redact(text).text == text
