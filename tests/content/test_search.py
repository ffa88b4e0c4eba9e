"""A seeker finds a place by the words they would use, and only what is live; the sandbox shows the rest with a mark."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import sqlite_utils

from bot.content import HERE
from bot.content.resources import read_directory
from bot.content.search import Found, Search, build
from bot.content.vocabulary import read_vocabulary
from bot.directory import Directory, Status
from bot.hours import ASTANA, parse

NIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=ASTANA)
HOUSE = read_directory(HERE)
WORDS = read_vocabulary(HERE / "directory" / "words.yaml", HOUSE.regions)


def searching(file: Path, known: Directory) -> Search:
    build(file, known, WORDS)
    return Search(file, known, WORDS)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    found = searching(tmp_path_factory.mktemp("directory") / "directory.db", HOUSE)
    yield found
    found.close()


def ids(found: Found) -> list[str]:
    return [one.resource.id for one in found.referrals]


@pytest.mark.parametrize(
    "words",
    [
        "психолог костанай казахский сейчас",
        "психолог, Қостанай, қазақша, қазір",
        "psiholog kostanai",
        "психологқа Қостанайда",
        "псхолог в Кастанае",
    ],
)
def test_a_psychologist_in_kostanay_is_found_in_any_letters_and_endings(search: Search, words: str) -> None:
    assert ids(search(words, NIGHT)) == ["line_111"]
    found = search(words, NIGHT, held=True)
    assert ids(found)[:2] == ["line_111", "kostanay_psychologists"]
    assert [one.verified for one in found.referrals[:2]] == [True, False]
    assert found.referrals[0].open_now is True


@pytest.mark.parametrize("words", ["Ақниет", "акниет", "aqniet", "Ақниетке", "акнет астана"])
def test_an_organisation_is_found_by_its_name(search: Search, words: str) -> None:
    assert ids(search(words, NIGHT, held=True)) == ["akniet"]
    assert ids(search(words, NIGHT)) == []


def test_a_number_is_found_by_itself(search: Search) -> None:
    assert ids(search("112", NIGHT)) == ["line_112"]
    assert ids(search("позвонить 103", NIGHT)) == ["line_103"]


def test_blocked_numbers_are_found_by_nobody(search: Search) -> None:
    for number in ("119", "116111", "3580", "109"):
        assert ids(search(number, NIGHT, held=True)) == []


def test_words_that_mean_nothing_here_find_nothing_and_break_nothing(search: Search) -> None:
    for words in ("", "мечеть", '"', "'; drop table entries; --", "* OR *", "NEAR(", "а" * 3000, "😀"):
        assert ids(search(words, NIGHT, held=True)) == []


def test_an_unknown_word_beside_a_need_does_not_hide_what_answers_the_need(search: Search) -> None:
    assert ids(search("хороший психолог Костанай", NIGHT)) == ["line_111"]


def test_the_place_that_was_named_goes_before_the_place_of_the_seeker(search: Search) -> None:
    found = search("телефон доверия Астана", NIGHT, region="kz_75", held=True)
    assert "crisis_astana" in ids(found)
    assert "crisis_almaty" not in ids(found)
    assert "crisis_almaty" in ids(search("телефон доверия", NIGHT, region="kz_75", held=True))


def test_now_leaves_out_the_closed_unless_all_are(tmp_path: Path) -> None:
    house = Directory(
        HOUSE.regions,
        tuple(
            replace(one, hours=parse("mo-fr 09:00-18:00"))
            if one.id in ("line_111", "kostanay_psychologists")
            else replace(one, status=Status.BLOCKED)
            for one in HOUSE.resources
        ),
    )
    search = searching(tmp_path / "directory.db", house)
    both = search("психолог Костанай сейчас", NIGHT, held=True)
    assert ids(both) == ["line_111", "kostanay_psychologists"]
    assert both.referrals[0].opens_at == datetime(2026, 11, 23, 9, tzinfo=ASTANA)
    search.close()
    one_open = replace(
        house,
        resources=tuple(
            replace(one, hours=parse("always")) if one.id == "line_111" else one for one in house.resources
        ),
    )
    search = searching(tmp_path / "directory.db", one_open)
    assert ids(search("психолог Костанай сейчас", NIGHT, held=True)) == ["line_111"]
    assert len(search("психолог Костанай", NIGHT, held=True).referrals) == 2
    search.close()


def test_an_overdue_entry_vanishes_from_the_search(search: Search) -> None:
    later = NIGHT.replace(year=2027, month=6)
    assert ids(search("психолог Костанай", later)) == []
    assert "line_111" not in ids(search("психолог Костанай", later, held=True))


def test_the_file_can_be_read_by_people_and_built_again_while_it_is_searched(tmp_path: Path) -> None:
    search = searching(tmp_path / "directory.db", HOUSE)
    build(tmp_path / "directory.db", HOUSE, WORDS)
    assert ids(search("112", NIGHT)) == ["line_112"]
    search.close()
    db = sqlite_utils.Database(tmp_path / "directory.db")
    line = db["entries"].get("line_112")
    assert (line["name_kk"], line["status"], line["phones"]) == ("112 — бірыңғай құтқару қызметі", "live", "112")
    assert db["entries"].count == len(HOUSE.resources)
    db.close()
    assert [file.name for file in tmp_path.iterdir()] == ["directory.db"]
