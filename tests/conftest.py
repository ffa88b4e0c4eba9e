"""What every test may ask for. Only Telegram, the clock and ids are ever faked."""

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import assemble, store
from bot.office import Office
from bot.sandbox import SmallTelegram
from bot.store import Store, vault
from bot.store.vault import Keys
from tests.clock import Clock
from tests.line import Line, words


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys() -> Keys:
    return vault.keys(vault.new_secrets())


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):032x}"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store with its tables: made once, copied for each test."""
    file = tmp_path_factory.mktemp("store") / "empty.db"

    async def makes() -> None:
        made = store.connect(f"sqlite:///{file}")
        await made.migrate()
        await made.close()

    asyncio.run(makes())
    return file


@pytest.fixture
async def store_of_line(migrated: Path, tmp_path: Path) -> AsyncIterator[Store]:
    shutil.copy(migrated, tmp_path / "line.db")
    opened = store.connect(f"sqlite:///{tmp_path / 'line.db'}")
    yield opened
    await opened.close()


@pytest.fixture
def office(store_of_line: Store, keys: Keys, clock: Clock, new_id: Callable[[], str]) -> Office:
    """The real content, the real anonymiser, the training partner."""
    known = words()
    return Office(
        store=store_of_line,
        keys=keys,
        content=known,
        redact=assemble.redact,
        partners={one.id: one for one in known.partners if one.sandbox},
        clock=clock,
        new_id=new_id,
        birds=known.birds,
        holidays=known.directory.holidays,
        sandbox=True,
    )


@pytest.fixture
async def tg(clock: Clock) -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram(clock=clock, seed=7) as small:
        yield small
        assert [(call.method, str(call.refusal), call.params) for call in small.mistakes] == []


@pytest.fixture
async def line(tg: SmallTelegram, office: Office, clock: Clock) -> AsyncIterator[Line]:
    """A seekers' line. Whatever the bot sent was protected from being passed on."""
    here = Line(tg, office, clock)
    yield here
    await here.closes()
    sent = [call for call in tg.sent if call.method.lower() in ("sendmessage", "copymessage", "forwardmessage")]
    assert all(call.params.get("protect_content") for call in sent)
