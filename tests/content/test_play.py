"""Walking in the terminal, and keeping the walk."""

import subprocess
import sys
from pathlib import Path

from bot.content import walks
from tests.content import example

PLAY = Path(__file__).parent.parent.parent / "scripts" / "play"


def _played(typed: str, *options: str) -> str:
    command = [sys.executable, str(PLAY), "--content", str(example.BOOK), *options]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=True)  # noqa: S603  # our own script
    return done.stdout


def test_a_walk_is_played_by_numbers_and_by_ids() -> None:
    shown = _played("1\nyes\nq\n", "--language", "kk")
    assert "Дәл қазір біреуге қауіп төніп тұр ма?" in shown
    assert "112-ге қоңырау шалыңыз" in shown.replace("\n", " ")
    assert "L4 danger_now" in shown


def test_a_played_walk_is_kept_and_holds(tmp_path: Path) -> None:
    typed = "next\nno\nworry\nmother\ncut_off\nsecrecy\nnext\nq\nTwo signs lead to a human.\n"
    _played(typed, "--save", "two_signs", "--walks", str(tmp_path))
    kept = walks.read_walk(tmp_path / "two_signs.yaml")
    assert kept.walk == "Two signs lead to a human."
    assert kept.turns[-1] == walks.Step("s01.signs", ("cut_off", "secrecy", "next"))
    assert (kept.ends, kept.level) == ("human.card", "L2")


def test_kept_walks_are_rewritten_as_the_scripts_lead_now(tmp_path: Path) -> None:
    walk = walks.Walk("Old.", (walks.Step("s00.gone", ("next",)),), "s99.gone", "L4", ("old",))
    walks.write_walk(walk, tmp_path / "old.yaml")
    _played("", "--update", "--walks", str(tmp_path))
    assert walks.read_walk(tmp_path / "old.yaml") == walks.Walk(
        "Old.", (walks.Step("s00.limits", ("next",)),), "s00.danger"
    )
