"""Words and people that everybody knows."""

import pytest

from bot.anonymise import redact
from bot.anonymise.known import famous, is_listed
from bot.anonymise.lists import given_names
from bot.anonymise.names import is_never_a_name
from bot.anonymise.words import words_of


@pytest.mark.parametrize("text", ["зум", "айфон", "роблокс", "самсу"])
def test_brands_and_chat_words_are_no_names(text: str) -> None:
    assert is_never_a_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Бауыржан Момышұлы айтқан екен",
        "читал про Гарри Поттера",
        "ұстазым Әл-Фарабиді мақтап отырады",
        "Қобыланды батыр жырын жатқа айтатын",
    ],
)
def test_whom_everybody_knows_stays(text: str) -> None:
    assert famous(words_of(text))
    assert redact(text).text == text


def test_a_first_name_alone_is_nobody_famous() -> None:
    assert famous(words_of("Бауыржан келді")) == set()
    assert "Бауыржан" not in redact("ағам Бауыржан келді").text


def test_no_given_name_alone_is_famous() -> None:
    assert [name for name in given_names() if famous(words_of(name))] == []
    assert not any(famous(words_of(name)) for name in ("Берік", "Тигран", "Қасымға", "Сеня", "Шоқан"))


def test_a_name_is_only_famous_whole() -> None:
    assert famous(words_of("Гарри из параллельного класса")) == set()


@pytest.mark.parametrize("text", ["Капшагая", "Жаркентте", "Қапшағайдан", "Ракке"])
def test_places_on_the_map_are_known_in_any_case(text: str) -> None:
    assert is_listed(text)


def test_what_only_looks_like_a_name_is_one_when_the_tagger_is_sure() -> None:
    assert is_never_a_name("зум", 0.5)
    assert not is_never_a_name("зум", 0.99)
    assert is_never_a_name("Шымкент", 0.99)
