"""A partner's card is read as the partner wrote it, and nobody real is named without consent in writing."""

from pathlib import Path
from typing import Any

import pytest

from bot.content import HERE, yaml
from bot.content.partners import read_partners
from bot.errors import BadContent
from bot.partner import MustTell

CARD: dict[str, Any] = {
    "name": {"ru": "Линия", "kk": "Желі"},
    "runs": {"ru": "фонд", "kk": "қор"},
    "pays": {"ru": "грант", "kk": "грант"},
    "must_tell": [{"when": {"ru": "угроза жизни", "kk": "өмірге қауіп"}, "whom": {"ru": "112", "kk": "112"}}],
    "languages": ["kk", "ru"],
    "regions": ["kz_39"],
    "topics": ["s01"],
    "hours": "mo-fr 09:00-18:00",
    "capacity": 5,
    "confirmed_on": "2026-11-22",
    "consent_on": "2026-11-20",
}


def read(folder: Path, changes: dict[str, Any]) -> Any:
    given = {key: value for key, value in (CARD | changes).items() if value is not None}
    (folder / "partners").mkdir(exist_ok=True)
    (folder / "partners" / "a.yaml").write_text(yaml.dump({"line": given}), "utf-8")
    return read_partners(folder, ["kz_39"], ["s01"])


def test_a_card_is_read_as_it_is_written(tmp_path: Path) -> None:
    (line,) = read(tmp_path, {})
    assert line.id == "line"
    assert line.must_tell == (MustTell({"ru": "угроза жизни", "kk": "өмірге қауіп"}, {"ru": "112", "kk": "112"}),)
    assert (line.capacity, str(line.hours), line.sandbox) == (5, "mo-fr 09:00-18:00", False)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consent_on": None}, "consent_on: nobody is named without consent in writing; write its date."),
        ({"sandbox": True}, "consent_on: a training card has nobody who could consent; take it out."),
        ({"must_tell": None}, "must_tell: is missing; write it."),
        ({"regions": ["kz_93"]}, "regions: there is no 'kz_93'. Did you mean 'kz_39'?"),
        ({"topics": ["s1"]}, "topics: there is no 's1'. Did you mean 's01'?"),
        ({"hours": "mo-fr"}, "hours: 'mo-fr' has no times; write them as 09:00-18:00."),
        ({"pays": {"ru": "грант"}}, "pays.kk: is missing; write it."),
    ],
)
def test_a_mistake_is_told_with_its_remedy(tmp_path: Path, changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadContent) as told:
        read(tmp_path, changes)
    assert told.value.faults == (f"a.yaml, partner line: {sentence}",)


def test_an_id_that_two_files_use_is_told(tmp_path: Path) -> None:
    read(tmp_path, {})
    (tmp_path / "partners" / "b.yaml").write_text(yaml.dump({"line": CARD}), "utf-8")
    with pytest.raises(BadContent, match=r"b\.yaml, partner line: this id is already used"):
        read_partners(tmp_path, ["kz_39"], ["s01"])


def test_the_house_names_no_real_partner_yet() -> None:
    (training,) = read_partners(HERE, (), ())
    assert training.sandbox
    assert training.must_tell
