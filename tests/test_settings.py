"""Settings are read from the environment; each mistake is one sentence that names the variable."""

from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.settings import TELEGRAM, read

BOTH = {"SENIM_SEEKER_TOKEN": "1:seekers", "SENIM_DESK_TOKEN": "2:counsellors"}


def test_two_tokens_are_enough() -> None:
    settings = read("all", BOTH)
    assert settings.tokens == {"seeker": "1:seekers", "desk": "2:counsellors"}
    assert (settings.telegram, settings.store, settings.keys) == (TELEGRAM, "sqlite:///senim.db", Path("senim.keys"))
    assert settings.bots == ("seeker", "desk")


@pytest.mark.parametrize(("process", "token"), [("seeker", "SENIM_SEEKER_TOKEN"), ("desk", "SENIM_DESK_TOKEN")])
def test_a_process_asks_only_for_its_own_token(process: str, token: str) -> None:
    assert read(process, {token: "1:letters"}).bots == (process,)
    with pytest.raises(BadSettings, match=f"^{token} is missing"):
        read(process, {})


def test_rounds_need_no_token() -> None:
    assert read("rounds", {}).tokens == {}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SENIM_SEEKER_TOKEN": "no token"}, "SENIM_SEEKER_TOKEN does not look like a token"),
        ({"SENIM_DESK_TOKEN": "1:seekers"}, "are the same bot"),
        ({"SENIM_TELEGRAM": "api.telegram.org"}, "SENIM_TELEGRAM must begin with"),
        ({"SENIM_CONTENT": "/there/is/none"}, "SENIM_CONTENT names /there/is/none, which is not a folder"),
        ({"SENIM_WEBHOOK": "https://x.example"}, "SENIM_WEBHOOK_SECRET must be"),
        ({"SENIM_WEBHOOK": "https://x.example", "SENIM_WEBHOOK_SECRET": "short"}, "SENIM_WEBHOOK_SECRET must be"),
        ({"SENIM_WEBHOOK_PORT": "eighty"}, "SENIM_WEBHOOK_PORT must be a number"),
    ],
)
def test_a_mistake_is_one_sentence_without_the_secret(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSettings, match=sentence) as told:
        read("all", {**BOTH, **changed})
    assert "\n" not in str(told.value)
    assert "seekers" not in str(told.value)


def test_settings_show_no_token_of_themselves() -> None:
    assert "seekers" not in repr(read("all", BOTH))


def test_an_address_may_end_with_a_slash() -> None:
    assert read("rounds", {"SENIM_TELEGRAM": "http://127.0.0.1:8081/"}).telegram == "http://127.0.0.1:8081"
