"""The commands of authors write what they say they write."""

from pathlib import Path

from click.testing import CliRunner

from bot.content import commands
from tests.content import example


def test_every_script_and_the_case_are_drawn(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        commands.draw, ["--content", str(example.BOOK), "--out", str(tmp_path), "--language", "kk"]
    )
    assert result.exit_code == 0
    assert {file.stem for file in tmp_path.glob("*.svg")} >= {"s00", "s01", "human", "case"}
    assert "Қазір бір-біріңізбен" in (tmp_path / "s01.svg").read_text("utf-8")


def test_the_preview_is_one_file(tmp_path: Path) -> None:
    file = tmp_path / "mail" / "preview.html"
    result = CliRunner().invoke(commands.preview, ["--content", str(example.BOOK), "--out", str(file)])
    assert result.exit_code == 0
    assert [one.name for one in file.parent.iterdir()] == ["preview.html"]
