"""A log line never holds what a framework knows about a person."""

import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot.office import logs

SECRET = "777000123 мне тревожно"


@pytest.fixture
def said() -> Iterator[list[str]]:
    """What would be written, as lines."""
    root, factory = logging.getLogger(), logging.getLogRecordFactory()
    before, level = list(root.handlers), root.level
    lines: list[str] = []

    class Paper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter("%(name)s %(message)s").format(record))

    logs.configure()
    root.addHandler(Paper())
    yield lines
    logging.captureWarnings(False)
    root.handlers[:] = before
    root.setLevel(level)
    logging.setLogRecordFactory(factory)


def test_a_framework_s_line_loses_its_values_and_its_traceback(said: list[str]) -> None:
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("aiogram.event").exception("Update from %s failed: %s", 777000123, SECRET)
    (line,) = said
    assert line.startswith("aiogram.event")
    assert "ValueError" in line
    assert "777000123" not in line
    assert "тревожно" not in line


def test_our_lines_are_written_as_they_are(said: list[str]) -> None:
    logging.getLogger("bot.office").info("case.opened name=%s", "Торғай-1")
    logging.getLogger("senim.post").warning("letter.failed bot=%s kind=%s", "desk", "words")
    assert said == ["bot.office case.opened name=Торғай-1", "senim.post letter.failed bot=desk kind=words"]


def test_chatter_of_frameworks_is_not_written_at_all(said: list[str]) -> None:
    logging.getLogger("aiogram").info("Update id=%s is handled", 777000123)
    assert said == []


def test_a_warning_of_a_framework_prints_nothing_of_what_it_warns_of() -> None:
    """Aiogram prints an update of an unknown kind whole; a process of its own, for here warnings are failures."""
    code = f"from bot.office import logs; logs.configure(); import warnings; warnings.warn('Update: {SECRET}')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert "py.warnings" in done.stderr
    assert "777000123" not in done.stderr
    assert "тревожно" not in done.stderr
