"""Log lines are an event's name and a case's name. What frameworks would add about people is taken out before it is written."""

import logging
from typing import Any

#: Loggers of ours: modules, and the events of hearing and post. Each of their lines was written with care.
_OURS = ("bot", "senim")


class _Record(logging.LogRecord):
    """A line of a framework loses its values and its traceback: both may hold an id, a name or somebody's words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.name.partition(".")[0] not in _OURS:
            self._empty()

    def _empty(self) -> None:
        trouble = self.exc_info[0].__name__ if self.exc_info and self.exc_info[0] else ""
        self.msg = f"{self.module}.{self.funcName} line {self.lineno} {trouble}".rstrip()
        self.args, self.exc_info, self.exc_text, self.stack_info = (), None, None, None


def configure(level: str = "INFO") -> None:
    """Sets logging up for the whole process. ValueError for a level that does not exist."""
    logging.setLogRecordFactory(_Record)
    logging.captureWarnings(True)  # aiogram warns of an update of an unknown kind by printing the whole of it
    for framework in ("aiogram", "aiogram_dialog", "telegram", "alembic", "aiosqlite"):
        logging.getLogger(framework).setLevel(max(logging.getLevelNamesMapping()[level], logging.WARNING))
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True)
