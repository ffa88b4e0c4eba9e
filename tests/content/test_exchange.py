"""A table of the directory comes back as it went out, tells its mistakes by row and column, and makes nothing live."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from bot.content import HERE, exchange
from bot.content.resources import known_in, read_directory, read_entries
from bot.directory import Phone, Resource, Status
from bot.errors import BadContent

HOUSE = read_directory(HERE)
KNOWN = known_in(HERE, HOUSE.regions)
HELD = next(one for one in HOUSE.resources if one.id == "line_150")
LIVE = next(one for one in HOUSE.resources if one.id == "line_112")


REASON = "Пришло из таблицы."
ROW = HOUSE.resources.index(LIVE) + 2  # as a spreadsheet counts: from one, with the head


def edited(change: Callable[[dict[str, str]], None], name: str = "line_112") -> str:
    """The table after a coordinator changed one row."""
    rows = list(csv.DictReader(io.StringIO(exchange.to_csv(HOUSE.resources)), delimiter=";"))
    change(next(row for row in rows if row["id"] == name))
    text = io.StringIO()
    table = csv.DictWriter(text, exchange.COLUMNS, delimiter=";")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def brought(text: str) -> dict[str, Resource]:
    return {one.id: one for one in exchange.from_csv(text, KNOWN, HOUSE.resources, REASON).resources}


def test_a_table_comes_back_exactly_as_it_went_out() -> None:
    text = exchange.to_csv(HOUSE.resources)
    back = exchange.from_csv(text, KNOWN, HOUSE.resources, REASON)
    assert back.resources == HOUSE.resources
    assert back.lowered == ()
    assert exchange.to_csv(back.resources) == text


def test_a_table_that_a_spreadsheet_saved_with_commas_and_a_mark_comes_back_too() -> None:
    rows = csv.reader(io.StringIO(exchange.to_csv(HOUSE.resources)), delimiter=";")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    assert exchange.from_csv("\ufeff" + text.getvalue(), KNOWN, HOUSE.resources, REASON).resources == HOUSE.resources


def test_no_cell_is_run_as_a_formula_by_a_spreadsheet() -> None:
    trap = replace(HELD, note="=HYPERLINK(1)", source="+7", hold_reason="'так")
    text = exchange.to_csv([trap])
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row
    )
    assert exchange.from_csv(text, KNOWN, (), REASON).resources == (trap,)


def test_what_was_not_live_does_not_become_live_by_a_table() -> None:
    def raise_it(row: dict[str, str]) -> None:
        row |= {"status": "live", "hold_reason": "", "verified_on": "2026-11-20", "verified_by": "coordinator"}
        row |= {"data_goes_to": "counsellor_only", "next_check": "2027-02-01"}

    back = exchange.from_csv(edited(raise_it, "line_150"), KNOWN, HOUSE.resources, REASON)
    assert back.lowered == ("line_150",)
    line = next(one for one in back.resources if one.id == "line_150")
    assert line.status is Status.HOLD
    assert line.hold_reason == REASON
    assert line.verified_by == "coordinator"


def test_a_live_entry_under_another_number_is_put_on_hold() -> None:
    back = exchange.from_csv(edited(lambda row: row.update(phones="113")), KNOWN, HOUSE.resources, REASON)
    assert back.lowered == ("line_112",)


def test_a_live_entry_stays_live_when_a_person_checked_it_again_and_not_when_only_the_date_moved() -> None:
    again = {"verified_on": "2027-01-10", "next_check": "2027-04-01"}
    by_person = edited(lambda row: row.update(again | {"verified_by": "coordinator"}))
    assert brought(by_person)["line_112"].verified_on == date(2027, 1, 10)
    assert brought(by_person)["line_112"].status is Status.LIVE
    assert brought(edited(lambda row: row.update(again)))["line_112"].status is Status.HOLD


def test_a_table_may_put_an_entry_on_hold() -> None:
    held = brought(edited(lambda row: row.update(status="hold", hold_reason="Не отвечает.", note="")))["line_112"]
    assert (held.status, held.hold_reason) == (Status.HOLD, "Не отвечает.")


def told(text: str) -> tuple[str, ...]:
    with pytest.raises(BadContent) as bad:
        exchange.from_csv(text, KNOWN, HOUSE.resources, REASON)
    return bad.value.faults


def test_a_mistake_is_told_by_row_column_and_remedy() -> None:
    assert told(edited(lambda row: row.update(next_check="soon"))) == (
        f"row {ROW}, entry line_112, column next_check: is not a date; write it as 2026-11-22.",
    )
    assert told(edited(lambda row: row.update(name_kk=""))) == (
        f"row {ROW}, entry line_112, column name_kk: is missing; write it.",
    )
    assert told(edited(lambda row: row.update(needs="emergenci"))) == (
        f"row {ROW}, entry line_112, column needs: there is no 'emergenci'. Did you mean 'emergency'?",
    )
    assert told(edited(lambda row: row.update(id="line_101"))) == (
        f"row {ROW + 1}, entry line_101, column id: is used twice; give the row its own id.",
    )
    assert told(edited(lambda row: row.update(id=""))) == (f"row {ROW}, column id: is empty; give the row its own id.",)


def test_a_strange_or_missing_column_is_told() -> None:
    head, rest = exchange.to_csv(HOUSE.resources).split("\r\n", 1)
    assert told(head.replace("needs", "need") + "\r\n" + rest) == (
        "column need: is not known; take it out.",
        "column needs: is missing; export a table and fill that one.",
    )


def test_a_row_with_too_many_cells_is_told() -> None:
    head = exchange.to_csv(())
    assert told(head + "a;" * 40 + "\r\n") == (
        "row 2: has more or fewer cells than columns; put words with ; in quotes.",
    )


def test_changes_are_written_where_the_entry_stands_and_the_head_of_the_file_stays(tmp_path: Path) -> None:
    place = tmp_path / "directory"
    copytree(HERE / "directory", place)
    changed = replace(LIVE, phones=(Phone("112"), Phone("+77172000000")))
    fresh = replace(HELD, id="line_fresh")
    files = exchange.write(place, exchange.changed(HOUSE.resources, (HELD, changed, fresh)))
    assert [file.name for file in files] == ["national.yaml", exchange.NEWCOMERS]
    now = {one.id: one for one in read_entries(place, KNOWN)}
    assert now == {one.id: one for one in HOUSE.resources} | {"line_112": changed, "line_fresh": fresh}
    before = (HERE / "directory" / "national.yaml").read_text("utf-8")
    after = (place / "national.yaml").read_text("utf-8")
    assert after.startswith(before[: before.index("line_112:\n")])


def test_writing_an_entry_back_as_it_is_changes_no_letter_of_its_file(tmp_path: Path) -> None:
    place = tmp_path / "directory"
    copytree(HERE / "directory", place)
    exchange.write(place, HOUSE.resources)
    for file in place.glob("*.yaml"):
        assert file.read_text("utf-8") == (HERE / "directory" / file.name).read_text("utf-8"), file.name
