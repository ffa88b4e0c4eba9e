"""A short storm: the real process, killed at random instants, loses nothing, mixes nothing up and ends when asked."""

import subprocess
import sys
from pathlib import Path

import pytest

CHAOS = Path(__file__).parents[2] / "scripts" / "chaos"


@pytest.mark.chaos
@pytest.mark.timeout(500)
def test_nothing_is_lost_in_a_storm(tmp_path: Path) -> None:
    options = ["--kills", "8", "--seed", "3", "--seekers", "3", "--counsellors", "2", "--log", str(tmp_path / "log")]
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, str(CHAOS), *options], capture_output=True, text=True, check=False, timeout=480
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = dict(line.rsplit(maxsplit=1) for line in done.stdout.splitlines())
    assert int(figures["sent"]) > 10
    assert figures["arrived"] == figures["sent"]
    assert (
        figures["lost"]
        == figures["reordered"]
        == figures["cross talk"]
        == figures["set aside"]
        == figures["exit code"]
        == "0"
    )
