"""Odd updates through the whole house: each is heard or set aside, and whoever comes next is answered."""

import subprocess
import sys
from pathlib import Path

import pytest

ODD = Path(__file__).parents[2] / "scripts" / "odd"


@pytest.mark.timeout(300)
def test_no_odd_update_stops_the_house() -> None:
    options = ["--updates", "150", "--seed", "5"]
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, str(ODD), *options], capture_output=True, text=True, check=False, timeout=280
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "waiting 0" in done.stdout
    assert "set aside 0," not in done.stdout, "or the updates were not odd"
