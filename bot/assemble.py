"""The only place that knows every class: settings in, a running house out."""

import asyncio
import json
import logging
import secrets
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import aiohttp
from aiohttp import web

from bot import anonymise, content, store
from bot import report as reports
from bot.anonymise import Memory
from bot.content import Content
from bot.errors import BadSettings
from bot.office import Office, Redaction, counts, partner, rounds, webhook
from bot.office.health import again, figures, well
from bot.office.intake import Intake
from bot.office.poller import HEARD_OF, Poller
from bot.office.post import Carrier, Post
from bot.pace import Budgets
from bot.settings import Settings
from bot.store import vault

if TYPE_CHECKING:
    from bot.content.search import Search

_LOG = logging.getLogger(__name__)

#: How long a stop may take before what is left waits for the next start; nothing is lost either way.
DRAIN = timedelta(seconds=8)

_ROUND = 15.0  # seconds from round to round


class Face(Protocol):
    """One bot, ready to be handed raw updates and letters."""

    @property
    def carrier(self) -> Carrier: ...
    async def start(self) -> None: ...
    async def handle(self, update: dict[str, Any]) -> None: ...
    async def sorry(self, update: dict[str, Any]) -> None: ...
    async def close(self) -> None: ...


async def redact(words: str, names: str) -> Redaction:
    """What the office calls to have words redacted, off the event loop."""
    memory = Memory.from_json(json.loads(names)) if names else Memory()
    done, known = await asyncio.to_thread(anonymise.redact_in_case, words, memory)
    return Redaction(done.text, done.parts(words), json.dumps(known.to_json(), ensure_ascii=False))


@dataclass
class Bell:
    """Rings every post of this process when a letter was written."""

    posts: list[Post]

    def __call__(self) -> None:
        for post in self.posts:
            post.wake()


def office(settings: Settings, words: Content, *, sandbox: bool = False, written: Callable[[], None]) -> Office:
    """The office of a process. Raises BadSettings for keys that are missing or too few for the process."""
    keys = vault.read_keys(settings.keys)
    if "seeker" in settings.bots and keys.seeker is None:
        raise BadSettings(f"The key file {settings.keys} has no `seeker` key; only `run desk` can go without it.")
    return Office(
        store=store.connect(settings.store),
        keys=keys,
        content=words,
        redact=redact,
        partners={one.id: one for one in words.partners if one.sandbox is sandbox},
        clock=lambda: datetime.now(UTC),
        new_id=lambda: secrets.token_hex(16),
        birds=words.birds,
        holidays=words.directory.holidays,
        written=written,
        sandbox=sandbox,
    )


def read_content(settings: Settings) -> Content:
    """The words. Raises BadContent."""
    return content.load(settings.content) if settings.content else content.load()


def seeker_face(made: Office, settings: Settings, finder: "Search") -> Face:
    """Aiogram is imported here and not above: it takes seconds and 100 MB, and the desk lives without it."""
    from bot.dialogs import dispatcher  # noqa: PLC0415
    from bot.dialogs.referrals import Referrals  # noqa: PLC0415
    from bot.dialogs.screens import Artist  # noqa: PLC0415

    anonymise.load()
    referrals = Referrals(made.content, finder, made.clock, held=made.sandbox)
    artist = Artist(made.content, referrals.beside, referrals.buttons)
    return dispatcher.build(made, settings.tokens["seeker"], settings.telegram, artist)


def desk_face(made: Office, settings: Settings, budgets: Budgets) -> Face:
    """python-telegram-bot is imported here and not above: the seeker's side lives without it."""
    from bot.desk.application import build  # noqa: PLC0415

    return build(made, settings.tokens["desk"], settings.telegram, asks=anonymise.asks_identity, budgets=budgets)


@contextmanager
def directory_search(words: Content, folder: Path = content.HERE) -> Iterator["Search"]:
    """The search over `directory.db`, built anew from the words at each start. The desk, which never searches, lives
    without what it needs.
    """
    from bot.content import search, vocabulary  # noqa: PLC0415

    known = vocabulary.read_vocabulary(folder / "directory" / "words.yaml", words.directory.regions)
    with tempfile.TemporaryDirectory(prefix="senim-") as place:
        file = Path(place) / "directory.db"
        search.build(file, words.directory, known)
        finder = search.Search(file, words.directory, known)
        try:
            yield finder
        finally:
            finder.close()


async def run(
    settings: Settings, *, sandbox: bool = False, ready: Callable[[Office], Awaitable[None]] | None = None
) -> None:
    """Runs a process until it is asked to stop; then drains within DRAIN. Raises BadSettings, BadContent."""
    stop, opened, starting = asyncio.Event(), asyncio.Event(), asyncio.current_task()

    def asked_to_stop() -> None:
        stop.set()
        if starting and not opened.is_set():
            starting.cancel()  # a start waits for Telegram, which may stay away for hours

    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, asked_to_stop)
    try:
        async with house(settings, sandbox=sandbox) as (made, work):
            opened.set()
            if ready:
                await ready(made)
            await _until(stop, work)
    except asyncio.CancelledError:
        if opened.is_set() or not stop.is_set():
            raise


@asynccontextmanager
async def house(settings: Settings, *, sandbox: bool = False) -> AsyncIterator[tuple[Office, list[asyncio.Task[None]]]]:
    """The running house: its office and its work. Leaving it drains intake and post, then closes everything."""
    bell = Bell([])
    words = read_content(settings)
    made = office(settings, words, sandbox=sandbox, written=bell)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(made.store.close)
        await made.store.migrate()
        session = await stack.enter_async_context(aiohttp.ClientSession())
        work: list[asyncio.Task[None]] = []
        intakes: dict[str, Intake] = {}
        for bot in settings.bots:
            intakes[bot], post = await _serves(stack, made, settings, bot, work)
            bell.posts.append(post)
        work += await _listens(stack, settings, intakes, session)
        if settings.process in ("all", "rounds"):
            work.append(asyncio.create_task(_rounds(made), name="rounds"))
        try:
            yield made, work
        finally:
            await _drains(list(intakes.values()), bell.posts, work)


async def _serves(
    stack: AsyncExitStack,
    made: Office,
    settings: Settings,
    bot: Any,
    work: list[asyncio.Task[None]],
) -> tuple[Intake, Post]:
    """One bot: its face, its intake, its post."""
    budgets = Budgets()
    if bot == "seeker":
        finder = stack.enter_context(directory_search(made.content, settings.content or content.HERE))
        face = seeker_face(made, settings, finder)
    else:
        face = desk_face(made, settings, budgets)
    stack.push_async_callback(face.close)
    await face.start()
    intake = Intake(made, bot, face.handle, face.sorry)
    post = Post(made, bot, face.carrier, budgets=budgets)
    work.append(asyncio.create_task(post.run(), name=f"post of {bot}"))
    await intake.start()
    work.append(asyncio.create_task(intake.run(), name=f"intake of {bot}"))
    return intake, post


async def _listens(
    stack: AsyncExitStack, settings: Settings, intakes: dict[str, Intake], session: aiohttp.ClientSession
) -> list[asyncio.Task[None]]:
    """Long polling, or a door for webhooks."""
    if not settings.webhook:
        pollers = ((bot, Poller(one, settings.telegram, settings.tokens[bot], session)) for bot, one in intakes.items())
        return [asyncio.create_task(poller.run(), name=f"poller of {bot}") for bot, poller in pollers]
    door = web.Application()
    for bot, one in intakes.items():
        door.add_subapp(f"/{bot}", webhook.routes(one, settings.webhook_secret))
        await _set_webhook(session, settings, bot)
    runner = web.AppRunner(door, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, port=settings.webhook_port).start()
    return []


async def _set_webhook(session: aiohttp.ClientSession, settings: Settings, bot: str) -> None:
    asked = {
        "url": f"{settings.webhook}/{bot}/",
        "secret_token": settings.webhook_secret,
        "allowed_updates": list(HEARD_OF),
    }
    address = f"{settings.telegram}/bot{settings.tokens[bot]}/setWebhook"
    async with session.post(address, json=asked) as answer:
        if answer.status != 200:  # noqa: PLR2004  # HTTP's own number
            raise BadSettings(
                f"Telegram refused the webhook of the {bot}'s bot; SENIM_WEBHOOK must be a public https address."
            )


async def _rounds(made: Office) -> None:
    while True:
        try:
            await rounds.passes(made)
        except Exception as trouble:  # noqa: BLE001  # a round that fails is told and tried again; the next is due anyway
            _LOG.error("rounds.failed trouble=%s", type(trouble).__name__)  # a traceback may hold words
        await asyncio.sleep(_ROUND)


async def _until(stop: asyncio.Event, work: list[asyncio.Task[None]]) -> None:
    """Waits for the sign to stop, or for work that ended by itself: then its reason is raised."""
    asked = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([asked, *work], return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    for task in done - {asked}:
        task.result()


async def _drains(intakes: list[Intake], posts: list[Post], work: list[asyncio.Task[None]]) -> None:
    """First nothing new is asked for, then what is being heard is finished, then what is being sent."""
    for task in work:
        if not task.get_name().startswith("post"):
            task.cancel()
    await asyncio.gather(*(one.drain(DRAIN / 2) for one in intakes))
    await asyncio.gather(*(one.drain(DRAIN / 2) for one in posts))
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)


# — what an operator asks for —


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Office]:
    """The office without any bot, for a command."""
    made = office(settings, read_content(settings), written=lambda: None)
    try:
        await made.store.migrate()
        yield made
    finally:
        await made.store.close()


async def invites(settings: Settings, who: str, opens: str) -> str:
    """A code for a partner's group, counsellor or supervisor. Raises NotHere."""
    async with opened(settings) as made:
        return await partner.invites(made, who, opens)


async def health(settings: Settings) -> tuple[list[str], bool]:
    """What waits, what could not be heard and what could not be delivered, in lines; and whether all is well."""
    async with opened(settings) as made:
        found = await figures(made)
    return [f"{name}: {number}" for name, number in found.items()], well(found)


async def hears_again(settings: Settings) -> int:
    """What could not be heard waits again, for both bots; gives how many."""
    async with opened(settings) as made:
        return await again(made, "seeker") + await again(made, "desk")


async def report(settings: Settings, quarter: str | None, today: date) -> list[str]:
    """The lines of a quarter's report. Raises BadSettings for a quarter that is none or is not over long enough."""
    name = quarter or reports.last_ripe(today)
    try:
        first, last = reports.quarter(name)
    except ValueError as wrong:
        raise BadSettings(str(wrong)) from None
    if not reports.ripe(name, today):
        raise BadSettings(f"The quarter {name} may be published 30 days after its end, not sooner.")
    async with opened(settings) as made:
        counted = await counts.between(made, first.isoformat(), last.isoformat())
    groups = reports.grouped(counted)
    return [
        f"{name}  {group}.{one}: {shown}"
        for group in sorted(groups)
        for one, shown in reports.hidden(groups[group]).items()
    ]
