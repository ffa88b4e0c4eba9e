"""The directory is read as its authors mean it; a mistake names file, entry and remedy; nothing goes live on a report alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.content import HERE, yaml
from bot.content.resources import OFFICIAL, Known, as_written, read_directory, read_entries, read_entry, read_holidays
from bot.directory import BY_SOURCE, CHECK_HOLDS, DataGoesTo, Phone, Status, expired, quotable
from bot.errors import BadContent

KNOWN = Known(("psychologist", "lawyer"), ("kz_39",), ("counsellor_only", "emergency", "unknown"))
READ_ON = date(2026, 11, 22)
LIVE: dict[str, Any] = {
    "name": {"ru": "Приём", "kk": "Қабылдау"},
    "needs": ["psychologist"],
    "regions": ["kz_39"],
    "hours": "mo-fr 09:00-18:00",
    "phones": [111, "+77140000000", "whatsapp:+77080000000"],
    "data_goes_to": "counsellor_only",
    "source": "письмо",
    "confidence": "A",
    "verified_on": "2026-11-20",
    "verified_by": "coordinator",
    "next_check": "2027-02-18",
    "status": "live",
}


def faults(changes: dict[str, Any], name: str = "plain") -> list[str]:
    """What an author is told about an entry with these changes; None takes a line out."""
    given = {key: value for key, value in (LIVE | changes).items() if value is not None}
    try:
        read_entry(name, given, "x.yaml, entry plain", KNOWN)
    except BadContent as bad:
        return [fault.removeprefix("x.yaml, entry plain: ") for fault in bad.faults]
    return []


def test_an_entry_is_read_as_it_is_written() -> None:
    one = read_entry("plain", LIVE, "x.yaml", KNOWN)
    assert one.phones == (Phone("111"), Phone("+77140000000"), Phone("+77080000000", "whatsapp"))
    assert one.data_goes_to is DataGoesTo.COUNSELLOR_ONLY
    assert one.disclosure == "counsellor_only"
    assert one.verified_on == date(2026, 11, 20)
    assert read_entry("plain", as_written(one), "x.yaml", KNOWN) == one


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"colour": "red"}, "colour: there is no such word here; check its spelling or take it out."),
        ({"name": {"ru": "Приём"}}, "name.kk: is missing; write it."),
        ({"regions": []}, "regions: is empty; write at least one."),
        ({"next_check": "soon"}, "next_check: is not a date; write it as 2026-11-22."),
        ({"needs": ["psycholog"]}, "needs: there is no 'psycholog'. Did you mean 'psychologist'?"),
        ({"regions": ["kz_93"]}, "regions: there is no 'kz_93'. Did you mean 'kz_39'?"),
        ({"disclosure": "emergenc"}, "disclosure: there is no 'emergenc'. Did you mean 'emergency'?"),
        ({"hours": "mo-fr"}, "hours: 'mo-fr' has no times; write them as 09:00-18:00."),
        (
            {"phones": ["8 7172 54"]},
            "phones: '8 7172 54' is not a number; write a short one as 111 and a long one as +77172547603.",
        ),
        ({"status": "hold"}, "hold_reason: is empty and the entry is on hold; say in one sentence why."),
        ({"status": "blocked"}, "hold_reason: is empty and the entry is on blocked; say in one sentence why."),
        (
            {"hold_reason": "Нет."},
            "hold_reason: is written and the entry is live; take it out or put the entry on hold.",
        ),
        ({"data_goes_to": None}, "data_goes_to: is empty and the entry is live; write it or put the entry on hold."),
        ({"verified_by": None}, "verified_by: is empty and the entry is live; write it or put the entry on hold."),
        ({"verified_on": None}, "verified_on: is empty and the entry is live; write it or put the entry on hold."),
        (
            {"phones": None},
            "phones: the entry is live and has neither phone nor url; write one or put the entry on hold.",
        ),
        (
            {"confidence": "U"},
            "confidence: U means that nobody found it anywhere; put the entry on hold.",
        ),
        (
            {"next_check": "2027-02-19"},
            "next_check: 2027-02-19 is too far or too early; set it after verified_on, not later than 2027-02-18.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_remedy(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in faults(changes)


def test_only_emergency_services_and_111_may_be_live_by_their_source_and_only_with_a_note() -> None:
    by_page = {"verified_by": BY_SOURCE, "note": "Пробный звонок предстоит."}
    assert faults(by_page, "line_111") == []
    assert "only the emergency services and 111" in faults(by_page, "plain")[0]
    assert "only the emergency services and 111" in faults(by_page | {"confidence": "B"}, "line_111")[0]
    assert faults(by_page | {"note": None}, "line_111") == [
        "note: is empty and the entry is live by its source; write that the test dial is still due."
    ]


def test_an_id_that_could_not_be_put_in_a_button_is_told() -> None:
    assert faults({}, "Линия 1") == ["id: use small Latin letters, digits and _, at most 24 of them."]


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(yaml.dump({"plain": LIVE, "other": LIVE | {"status": "hold"}}), "utf-8")
    (tmp_path / "b.yaml").write_text(yaml.dump({"plain": LIVE | {"needs": ["nobody"]}}), "utf-8")
    with pytest.raises(BadContent) as told:
        read_entries(tmp_path, KNOWN)
    assert [fault.partition(": ")[0] for fault in told.value.faults] == [
        "a.yaml, entry other",
        "b.yaml, entry plain",
        "b.yaml, entry plain",
    ]


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- one\n- two\n", "utf-8")
    with pytest.raises(BadContent, match=r"a\.yaml: this is not a table of entries"):
        read_entries(tmp_path, KNOWN)


def test_a_date_that_no_year_has_is_told(tmp_path: Path) -> None:
    file = tmp_path / "holidays.yaml"
    file.write_text("fixed: [02-30]\n", "utf-8")
    with pytest.raises(BadContent, match=r"holidays\.yaml: fixed: .*write month and day as 12-16\."):
        read_holidays(file)


def test_a_content_folder_without_a_directory_has_an_empty_one(tmp_path: Path) -> None:
    assert read_directory(tmp_path).resources == ()


# — what the house itself holds —


@pytest.fixture(scope="module")
def house() -> Any:
    return read_directory(HERE)


def test_the_house_knows_seventeen_oblasts_and_three_cities_by_both_names(house: Any) -> None:
    assert len(house.regions) == 20
    assert sum(1 for one in house.regions if one.centre) == 17
    assert all({"ru", "kk", "en"} == set(one.names) for one in house.regions)
    assert len({one.dialling_code for one in house.regions}) == 20


def test_only_what_an_official_source_bears_out_is_live_and_its_test_dial_is_still_due(house: Any) -> None:
    live = [one for one in house.resources if one.status is Status.LIVE]
    assert {one.id for one in live} == set(OFFICIAL)
    assert all(one.verified_by == BY_SOURCE and "пробный звонок" in one.note for one in live)
    assert all(one.next_check <= READ_ON + CHECK_HOLDS for one in house.resources)
    assert expired(house.resources, READ_ON) == ()


def test_words_may_name_these_numbers_and_no_others(house: Any) -> None:
    assert quotable(house.resources, READ_ON) == {"112", "101", "102", "103", "104", "111"}


def test_every_need_of_the_scripts_is_known_and_every_region_has_something_of_its_own(house: Any) -> None:
    needs = set(yaml.read(HERE / "directory" / "words.yaml")["needs"])
    asked = {"psychologist", "lawyer", "family_support", "crisis_centre", "theology", "group", "legal_aid", "doctor"}
    assert asked <= needs
    own = {region for one in house.resources for region in one.regions}
    assert {one.code for one in house.regions} <= own


def test_every_answer_to_who_hears_has_its_sentence_and_every_need_its_name() -> None:
    sentences = yaml.read(HERE / "words" / "disclosure.yaml")
    assert {*DataGoesTo, "unknown"} <= set(sentences)
    names = yaml.read(HERE / "words" / "directory.yaml")["need"]
    assert set(names) == set(yaml.read(HERE / "directory" / "words.yaml")["needs"])


def test_public_holidays_are_read(house: Any) -> None:
    assert date(2026, 12, 16) in house.holidays
    assert date(2027, 3, 15) in house.holidays
    assert date(2027, 8, 30) not in house.holidays
