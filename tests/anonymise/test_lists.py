"""The lists are skeletons, and no word of them is two things at once that exclude each other."""

from bot.anonymise.lists import gazetteer, given_names, lookalikes, ordinary_words


def test_lists_hold_what_they_are_called() -> None:
    assert {"аигул", "марат"} <= given_names()
    assert {"зум", "аифон"} <= lookalikes()
    assert {"капшагаи", "шымкент"} <= gazetteer()
    assert "мектепте" in ordinary_words()


def test_no_place_on_the_map_bears_a_given_name() -> None:
    assert gazetteer().isdisjoint(given_names())
