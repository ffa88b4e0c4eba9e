"""The door: what is typed after `python -m bot`, what it answers, and that every mistake is one sentence."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.store import vault


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root, factory = logging.getLogger(), logging.getLogRecordFactory()
    level, handlers = root.level, root.handlers[:]
    yield
    logging.setLogRecordFactory(factory)
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """An environment with a key file and an empty store, and nothing else of ours."""
    keys = tmp_path / "senim.keys"
    vault.write_new_keys(keys)
    return {"SENIM_KEYS": str(keys), "SENIM_STORE": f"sqlite:///{tmp_path / 'senim.db'}"}


def says(*words: str, env: dict[str, str] | None = None, typed: str | None = None) -> Result:
    clean = {"SENIM_SEEKER_TOKEN": None, "SENIM_DESK_TOKEN": None, "SENIM_KEYS": None, "SENIM_STORE": None}
    return CliRunner().invoke(main, list(words), env={**clean, **(env or {})}, input=typed)


def mistake(result: Result) -> str:
    """The one sentence of a refused command."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


def test_no_token_is_one_sentence_with_the_way_out() -> None:
    assert "SENIM_SEEKER_TOKEN is missing" in (line := mistake(says("run")))
    assert "python -m bot sandbox" in line


def test_no_keys_is_one_sentence_with_the_way_out(tmp_path: Path) -> None:
    line = mistake(says("doctor", env={"SENIM_KEYS": str(tmp_path / "none"), "SENIM_STORE": "sqlite://"}))
    assert "python -m bot doctor --new-keys" in line


def test_a_desk_s_key_file_does_not_serve_seekers(place: dict[str, str], tmp_path: Path) -> None:
    secrets = {name: one for name, one in vault.new_secrets().items() if name != "seeker"}
    cut = tmp_path / "desk.keys"
    cut.write_text(json.dumps(secrets))
    env = {**place, "SENIM_KEYS": str(cut), "SENIM_SEEKER_TOKEN": "1:letters"}
    assert "has no `seeker` key; only `run desk` can go without it" in mistake(says("run", "seeker", env=env))


def test_a_store_that_is_none_is_one_sentence(place: dict[str, str]) -> None:
    assert "SENIM_STORE must begin with" in mistake(says("doctor", env={**place, "SENIM_STORE": "mysql://x"}))


def test_redact_answers_each_line_with_one_json_object() -> None:
    """A contract with scripts: text, and spans whose offsets are characters of the line that was given."""
    given = ["позвоните +7 701 555 44 33 вечером", "", "Мен үйдемін 🙂"]
    done = says("redact", typed="\n".join(given) + "\n")
    assert done.exit_code == 0
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(given)
    assert [set(one) for one in said] == [{"text", "spans"}] * 3
    (span,) = said[0]["spans"]
    assert given[0][span["start"] : span["end"]] == "+7 701 555 44 33"
    assert set(span) == {"start", "end", "kind"}
    assert "701" not in said[0]["text"]
    assert [one["text"] for one in said[1:]] == given[1:]


def test_new_keys_are_written_once(tmp_path: Path) -> None:
    file = tmp_path / "new.keys"
    assert "keep a copy of it apart from the store" in says("doctor", "--new-keys", str(file)).stdout
    assert vault.read_keys(file).seeker is not None
    assert "exists already" in mistake(says("doctor", "--new-keys", str(file)))


def test_doctor_says_what_waits(place: dict[str, str]) -> None:
    done = says("doctor", env=place)
    assert done.exit_code == 0
    assert "letters.oldest_waiting_seconds: 0" in done.stdout


def test_report_of_an_empty_house_is_empty_and_an_unripe_quarter_is_refused(place: dict[str, str]) -> None:
    assert says("report", env=place).stdout == ""
    assert "30 days after its end" in mistake(says("report", "--quarter", "2999-1", env=place))
    assert "is not a quarter" in mistake(says("report", "--quarter", "soon", env=place))


def test_an_invitation_is_for_a_partner_that_has_a_card(place: dict[str, str]) -> None:
    line = mistake(says("partner", "invite", "nobody", env=place))
    assert line == "Error: There is no partner 'nobody' in bot/content/partners."


def test_partners_are_named(place: dict[str, str]) -> None:
    assert "training_line" in says("partner", "list", env=place).stdout
