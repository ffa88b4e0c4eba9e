"""What an operator decides, read from the environment. Each mistake stops the start with one sentence."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BadSettings

TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"^\d+:[A-Za-z0-9_-]{5,}$")

#: Which bot each process serves.
PROCESSES: Mapping[str, tuple[str, ...]] = {
    "all": ("seeker", "desk"),
    "seeker": ("seeker",),
    "desk": ("desk",),
    "rounds": (),
}


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """The whole configuration. `webhook`: our public https address; empty means long polling."""

    process: str
    tokens: Mapping[str, str]
    telegram: str
    store: str
    keys: Path
    content: Path | None
    webhook: str
    webhook_secret: str
    webhook_port: int

    @property
    def bots(self) -> tuple[str, ...]:
        return PROCESSES[self.process]


def read(process: str = "all", environment: Mapping[str, str] | None = None) -> Settings:
    """Settings for a process: `all`, `seeker`, `desk` or `rounds`. Raises BadSettings."""
    given = os.environ if environment is None else environment
    content = given.get("SENIM_CONTENT", "")
    settings = Settings(
        process,
        {bot: _token(given, bot) for bot in PROCESSES[process]},
        given.get("SENIM_TELEGRAM", TELEGRAM).rstrip("/"),
        given.get("SENIM_STORE", "sqlite:///senim.db"),
        Path(given.get("SENIM_KEYS", "senim.keys")),
        Path(content) if content else None,
        given.get("SENIM_WEBHOOK", "").rstrip("/"),
        given.get("SENIM_WEBHOOK_SECRET", ""),
        _port(given.get("SENIM_WEBHOOK_PORT", "8080")),
    )
    _check(settings)
    return settings


def _token(given: Mapping[str, str], bot: str) -> str:
    name = f"SENIM_{bot.upper()}_TOKEN"
    token = given.get(name, "")
    if not token:
        raise BadSettings(
            f"{name} is missing: ask @BotFather for a token, or try everything with `python -m bot sandbox`."
        )
    if not _TOKEN.match(token):
        raise BadSettings(f"{name} does not look like a token; @BotFather writes it as 123456:ABC-DEF.")
    return token


def _port(said: str) -> int:
    if not said.isdecimal():
        raise BadSettings("SENIM_WEBHOOK_PORT must be a number.")
    return int(said)


def _check(settings: Settings) -> None:
    if not settings.telegram.startswith(("http://", "https://")):
        raise BadSettings("SENIM_TELEGRAM must begin with http:// or https://.")
    if len(set(settings.tokens.values())) < len(settings.tokens):
        raise BadSettings("SENIM_SEEKER_TOKEN and SENIM_DESK_TOKEN are the same bot; they must be two.")
    if settings.content is not None and not settings.content.is_dir():
        raise BadSettings(f"SENIM_CONTENT names {settings.content}, which is not a folder.")
    if settings.webhook and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", settings.webhook_secret):
        raise BadSettings("SENIM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -.")
