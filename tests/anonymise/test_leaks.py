"""How a redaction is marked."""

from bot.anonymise.leaks import Marks, mark


def test_a_visible_letter_of_a_name_is_a_leak_and_an_ending_is_not() -> None:
    marks = Marks()
    assert mark(marks, "Айгүлге айт", [(0, 7, "person")], [(0, 5)]) == []
    assert mark(marks, "Айгүлге айт", [(0, 7, "person")], [(2, 7)]) == ["person: Айгүлге → Ай"]
    assert marks.rate("person") == 0.5


def test_a_generic_word_of_a_school_is_no_leak() -> None:
    assert mark(Marks(), "в школе №12", [(2, 11, "organisation")], [(8, 11)]) == []


def test_letters_hidden_for_nothing_are_counted() -> None:
    marks = Marks()
    mark(marks, "мама дома", [], [(0, 4)])
    assert (marks.over, marks.clean_touched) == (0.5, 1.0)
