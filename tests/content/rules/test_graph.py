"""The scripts as a graph."""

from bot.content.rules.graph import backwards, doors, edges, reached
from bot.content.scripts import read_book
from bot.script import Place
from tests.content import example

BOOK = read_book(example.BOOK / "scripts")


def test_what_leads_there_is_found_by_walking_backwards() -> None:
    assert Place("s01", "how_pressing") in reached(backwards(edges(BOOK)), [Place("s01", "call")])
    assert Place("s14", "kept") not in reached(backwards(edges(BOOK)), [Place("s01", "signs")]) - {Place("s14", "kept")}


def test_a_place_that_is_not_passed_is_still_reached() -> None:
    found = reached(edges(BOOK), [Place("s01", "choice")], lambda here: here != Place("s01", "call"))
    assert found == {Place("s01", "choice"), Place("s01", "call")}


def test_every_door_of_a_whole_book_stands_open() -> None:
    assert doors(BOOK)["erase"] == Place("s14", "erase")
    assert set(doors(BOOK)) == {"entry", "safety", "menu", "emergency", "human", "erase", "data"}
