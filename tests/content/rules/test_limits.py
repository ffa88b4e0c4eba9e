"""How sentences and words are counted."""

import pytest

from bot.content.rules.limits import sentences, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Раз. Два! Три?", 3),
        ("Проверено 22 ноября 2026 г. в Астане.", 1),
        ("Сделайте так:\nпозвоните\nподождите", 3),
        ("«Я рядом.» Так и скажите.", 2),
        ("Сайт adilet.zan.kz открыт.", 1),
        ("2026 ж. 22 қараша күні тексерілді.", 1),
        ("…", 0),
    ],
)
def test_sentences_are_counted_as_they_are_heard(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_dash_is_no_word_and_a_hyphen_joins_one() -> None:
    assert words("Вера — это чьё-то право, 14–17 лет.") == 7
