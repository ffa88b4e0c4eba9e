"""The sandbox opens furnished: telephones with nobody's names, a desk on duty, keys beside a store that is kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import assemble, playground
from bot.desk import board
from bot.sandbox import SmallTelegram


async def test_a_sandbox_opens_with_two_seekers_two_counsellors_and_a_board(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "GAP", timedelta(0))  # this small Telegram sets no limits
    async with SmallTelegram(seed=2) as small:
        _, desk = small.two_bots()
        async with assemble.house(playground.settings_for(small.url, tmp_path), sandbox=True) as (office, _):
            group = await playground.furnish(office, small, desk)
            names = {role: [one.name for one in small.people.values() if one.role == role] for role in _ROLES}
            assert names == {"seeker": list(playground.SEEKERS), "counsellor": list(playground.COUNSELLORS)}
            counsellor = next(one for one in small.people.values() if one.role == "counsellor")
            await counsellor.sees(group, playground.COUNSELLORS[0])
            assert group.pinned
        assert small.mistakes == []


_ROLES = ("seeker", "counsellor")


def test_a_store_that_is_kept_has_its_keys_beside_it_and_keeps_them(tmp_path: Path) -> None:
    store = tmp_path / "mine.db"
    settings = playground.settings_for("http://127.0.0.1:1", tmp_path, str(store))
    before = settings.keys.read_text()
    again = playground.settings_for("http://127.0.0.1:1", tmp_path, str(store))
    assert settings.keys == tmp_path / "mine.keys"
    assert again.keys.read_text() == before
    assert again.store == f"sqlite:///{store}"


def test_a_store_that_is_not_named_goes_with_its_folder(tmp_path: Path) -> None:
    settings = playground.settings_for("http://127.0.0.1:1", tmp_path)
    assert settings.store == f"sqlite:///{tmp_path / 'senim.db'}"
    assert settings.keys.parent == tmp_path
