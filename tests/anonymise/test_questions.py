"""A counsellor's words that ask who or where the seeker is."""

import pytest

from bot.anonymise import asks_identity


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Как вас зовут?", {"name"}),
        ("Атыңыз кім?", {"name"}),
        ("Есіміңізді айтыңызшы", {"name"}),
        ("Оставьте, пожалуйста, номер телефона", {"phone"}),
        ("Напишите ваш номер", {"phone"}),
        ("Нөміріңізді қалдырыңыз", {"phone"}),
        ("Где вы сейчас живёте?", {"address"}),
        ("Қай көшеде тұрасыз?", {"address"}),
        ("Давайте встретимся завтра", {"meeting"}),
        ("Ертең кездесейік", {"meeting"}),
        ("Напишите мне в ватсап", {"account"}),
        ("Инстаграмыңыз бар ма?", {"account"}),
        ("Как вас зовут и какой у вас номер?", {"name", "phone"}),
    ],
)
def test_questions_about_a_person_are_noticed(text: str, kinds: set[str]) -> None:
    assert asks_identity(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Сколько лет вашему сыну?",
        "Вам сейчас безопасно писать?",
        "Пожалуйста, не называйте ваше имя и не пишите номер.",
        "Атыңызды айтпаңыз, қажет емес.",
        "Балаңыз қанша жаста?",
        "Позвоните 112, если опасно.",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert asks_identity(text) == frozenset()
