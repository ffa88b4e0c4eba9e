"""A text as its words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.anonymise.words import opens, words_of


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in words_of(text))


def test_a_placeholder_is_one_word_and_other_brackets_are_not() -> None:
    shown = [word.text for word in words_of("мен [ЕСІМ-2]ге [Айгүл]")]
    assert shown == ["мен", "[ЕСІМ-2]", "ге", "[", "Айгүл", "]"]
    assert [word.is_placeholder for word in words_of("[ДАТА РОЖДЕНИЯ] [")] == [True, False]


def test_a_word_opens_a_sentence_at_its_beginning_and_behind_its_end() -> None:
    text = "Балам кетті. «Енді келем» деді"
    assert opens(text, 0)
    assert opens(text, text.index("Енді"))
    assert not opens(text, text.index("кетті"))
