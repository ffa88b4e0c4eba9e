"""Settings in, a running house out; whatever is missing stops the start with one sentence."""

import asyncio
import os
import signal
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot import assemble, playground
from bot.desk import application
from bot.errors import BadSettings, NotHere
from bot.office import Office
from bot.sandbox import SmallTelegram
from bot.settings import Settings
from bot.store import vault


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return playground.settings_for("http://127.0.0.1:1", tmp_path)


@pytest.mark.parametrize(
    ("process", "works"),
    [
        (
            "all",
            {
                "post of seeker",
                "post of desk",
                "intake of seeker",
                "intake of desk",
                "poller of seeker",
                "poller of desk",
                "rounds",
            },
        ),
        ("seeker", {"post of seeker", "intake of seeker", "poller of seeker"}),
        ("desk", {"post of desk", "intake of desk", "poller of desk"}),
        ("rounds", {"rounds"}),
    ],
)
async def test_a_process_does_its_own_work_and_no_other(tmp_path: Path, process: str, works: set[str]) -> None:
    async with SmallTelegram(seed=1) as small:
        small.two_bots()
        settings = replace(playground.settings_for(small.url, tmp_path), process=process)
        async with assemble.house(settings, sandbox=True) as (office, work):
            assert {task.get_name() for task in work} == works
            assert office.sandbox
        assert all(task.done() for task in work), "leaving the house ends its work"


async def test_a_start_that_waits_for_telegram_ends_when_it_is_asked_to(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = asyncio.Event()
    monkeypatch.setattr(application.log, "warning", lambda *_: waits.set())
    running = asyncio.create_task(assemble.run(settings, sandbox=True))
    await waits.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await running


def test_outside_the_sandbox_training_partners_answer_nobody(settings: Settings) -> None:
    words = assemble.read_content(settings)
    played = assemble.office(settings, words, sandbox=True, written=lambda: None)
    real = assemble.office(settings, words, written=lambda: None)
    assert played.partners.keys() & real.partners.keys() == set()
    assert "training_line" in played.partners


def test_no_key_file_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="make one with"):
        assemble.office(
            replace(settings, keys=tmp_path / "none"), assemble.read_content(settings), written=lambda: None
        )


async def test_redacting_remembers_the_names_of_a_case() -> None:
    first = await assemble.redact("Меня зовут Айгуль Сатыбалдиева, мой номер +7 701 555 44 33", "")
    assert "Сатыбалдиева" not in first.text
    assert sum(bool(stands) for _, stands in first.parts) >= 2
    again = await assemble.redact("Айгуль снова здесь", first.names)
    assert "Айгуль" not in again.text


async def test_work_that_breaks_stops_the_house_with_its_reason() -> None:
    async def breaks() -> None:
        raise BadSettings("The token was refused.")

    with pytest.raises(BadSettings, match=r"The token was refused\."):
        await assemble._until(asyncio.Event(), [asyncio.create_task(breaks())])


async def test_an_invitation_opens_a_desk_and_only_for_a_partner_that_exists(settings: Settings) -> None:
    with pytest.raises(NotHere, match="There is no partner 'nobody'"):
        await assemble.invites(settings, "nobody", "group")


async def test_a_quarter_is_reported_only_when_it_is_ripe(settings: Settings) -> None:
    assert await assemble.report(settings, "2026-1", date(2026, 4, 30)) == []
    with pytest.raises(BadSettings, match="30 days after its end"):
        await assemble.report(settings, "2026-1", date(2026, 4, 29))


async def test_a_command_closes_the_store_it_opened(settings: Settings) -> None:
    kept: list[Office] = []
    async with assemble.opened(settings) as office:
        kept.append(office)
    file = Path(settings.store.removeprefix("sqlite:///"))
    assert not file.with_name(file.name + "-wal").exists(), "the last connection folds the journal into the file"
    assert vault.read_keys(settings.keys).seeker is not None
