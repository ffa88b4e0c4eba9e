"""The people already named in a case."""

import json

from bot.anonymise import Memory, redact_in_case


def test_a_person_keeps_a_number_through_the_messages_of_a_case() -> None:
    first, memory = redact_in_case("Моего сына зовут Прохор, а друга Дильшат.", Memory())
    second, memory = redact_in_case("Вчера Дильшат опять звонил Прохору.", memory)
    assert first.text == "Моего сына зовут [ИМЯ-1], а друга [ИМЯ-2]."
    assert second.text.startswith("Вчера [ИМЯ-2] опять звонил [ИМЯ-1]")
    assert len(memory.people) == 2


def test_a_name_heard_is_known_in_all_its_endings_and_languages() -> None:
    _, memory = redact_in_case("Қызымның аты Құралай, ол 15 жаста.", Memory())
    for text in ("құралайға айтпаңыз", "Құралайдың телефоны", "Kuralai uide", "с Куралай говорить бесполезно"):
        assert "-1]" in redact_in_case(text, memory)[0].text


def test_more_words_of_one_name_are_the_same_person() -> None:
    memory, number = Memory().heard({"динара"})
    memory, other = memory.heard({"динара", "ахметова"})
    assert number == other == 1
    assert memory.heard({"ахметова"})[1] == 1
    assert memory.heard({"сауле"})[1] == 2


def test_a_memory_is_stored_and_read_again() -> None:
    memory, _ = Memory(first=4).heard({"сауле"})
    assert Memory.from_json(json.loads(json.dumps(memory.to_json()))) == memory
