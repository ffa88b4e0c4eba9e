"""What the tagger sees of a word."""

from bot.anonymise.marks import BUCKETS, FACTS, Marks, is_given_name, is_ordinary
from bot.anonymise.words import words_of


def test_marks_are_numbers_within_their_bounds() -> None:
    marks = Marks().of(words_of("Сәлем, [ЕСІМ-1]ге Aigul 8701 айтты! Э"))
    assert all(0 <= piece < BUCKETS for mark in marks for piece in mark.pieces)
    assert all(0 <= fact < FACTS for mark in marks for fact in mark.facts)
    assert all(mark.pieces for mark in marks)


def test_spellings_of_a_name_share_their_pieces() -> None:
    one, other = Marks().of(words_of("Айгүл aigul"))
    assert one.pieces == other.pieces


def test_a_given_name_is_known_with_an_ending() -> None:
    assert is_given_name("маратка")
    assert not is_given_name("телефонга")


def test_ordinary_words_are_those_that_no_list_calls_a_name() -> None:
    assert is_ordinary("школа")
    assert is_ordinary("мектепте")
    assert not is_ordinary("Марат")
    assert not is_ordinary("Құралай")


def test_a_word_of_two_languages_is_ordinary_with_kazakh_endings() -> None:
    marks = Marks()
    assert marks.is_ordinary("карточкадан")
    assert marks.is_ordinary("куәлігімді")
    assert not marks.is_ordinary("Құралайға")
