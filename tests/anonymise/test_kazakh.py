"""Kazakh words with their endings."""

import pytest

from bot.anonymise.fold import skeleton
from bot.anonymise.kazakh import stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("балаларымызға", "бала"),
        ("карточкадан", "карточка"),
        ("ауылдағы", "ауыл"),
        ("шыдаңдаршы", "шыда"),
        ("салмасам", "сал"),
        ("жазылғанмын", "жаз"),
        ("келмейді", "кел"),
        ("тұрамыз", "тұр"),
        ("айтқалы", "айт"),
    ],
)
def test_a_stem_is_left_when_the_endings_are_taken_off(word: str, stem: str) -> None:
    assert skeleton(stem) in set(stems(skeleton(word)))


@pytest.mark.parametrize("word", ["мектеп", "нур", "бак"])
def test_a_bare_word_keeps_its_letters(word: str) -> None:
    assert all(len(stem) >= 3 for stem in stems(word))
    assert word not in set(stems(word))
