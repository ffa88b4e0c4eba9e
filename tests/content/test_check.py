"""The check as people and editors meet it."""

import io
import json
import shutil
from pathlib import Path

from rich.console import Console

from bot.content import check
from bot.content.rules.facts import Fault, Severity
from tests.content import example

FAULTS = (
    Fault("s01.yaml", "call", "dead_end", "has no way on.", Severity.ERROR, "kk"),
    Fault("s01.yaml", "", "average_sentence", "has long sentences.", Severity.WARNING),
)


def _shown(faults: tuple[Fault, ...]) -> str:
    out = io.StringIO()
    check.show(faults, Console(file=out, highlight=False))
    return out.getvalue()


def test_errors_and_warnings_stand_apart_and_plain() -> None:
    assert _shown(FAULTS).splitlines() == [
        "1 error",
        "  s01.yaml, node call (kk): has no way on.  [dead_end]",
        "1 warning",
        "  s01.yaml: has long sentences.  [average_sentence]",
    ]


def test_nothing_wrong_is_said_too() -> None:
    assert _shown(()) == "Nothing is wrong.\n"


def test_an_editor_reads_json() -> None:
    assert json.loads(check.as_json(FAULTS))[0] == {
        "severity": "error",
        "file": "s01.yaml",
        "node": "call",
        "tongue": "kk",
        "rule": "dead_end",
        "sentence": "has no way on.",
    }


def test_only_errors_count_as_errors() -> None:
    assert check.errors(FAULTS) == 1


def test_parked_seekers_are_looked_for_in_the_book() -> None:
    found = check.faults_of(
        example.BOOK, today=example.TODAY, parked=[check.Place("s01", "gone"), check.Place("s01", "call")]
    )
    assert [fault.node for fault in found if fault.rule == "removed_place"] == ["gone"]


def test_a_folder_that_cannot_be_read_is_a_fault_too(tmp_path: Path) -> None:
    shutil.copytree(example.BOOK, tmp_path / "book")
    (tmp_path / "book/scripts/s01.yaml").write_text(
        "script: s01\ntitle: Т\nnodes:\n  a: {kind: say, text: Т, next: b}\n"
    )
    (fault, *_) = check.faults_of(tmp_path / "book")
    assert (fault.file, fault.node, fault.rule) == ("s01.yaml", "a", "unreadable")
    assert fault.sentence == "leads to 'b', which is not here."


def test_a_missing_file_is_a_fault_with_a_remedy(tmp_path: Path) -> None:
    shutil.copytree(example.BOOK, tmp_path / "book")
    (tmp_path / "book/birds.yaml").unlink()
    (fault,) = check.faults_of(tmp_path / "book")
    assert str(fault) == "birds.yaml: is not here; copy ours and change it."


def test_a_mistake_in_the_directory_is_told_as_its_reader_tells_it(tmp_path: Path) -> None:
    shutil.copytree(example.BOOK, tmp_path / "book")
    file = tmp_path / "book/directory/national.yaml"
    file.write_text(file.read_text("utf-8").replace("needs: [emergency]", "needs: [emergencies]"), "utf-8")
    (fault,) = check.faults_of(tmp_path / "book")
    assert (fault.file, fault.node, fault.rule) == ("national.yaml", "entry line_112", "unreadable")
