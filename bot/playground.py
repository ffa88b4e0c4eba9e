"""The sandbox: the whole house against a small Telegram on this machine, with a desk that is already open."""

import tempfile
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from bot import assemble
from bot.office import Office, kept, partner
from bot.sandbox import DESK_TOKEN, SEEKER_TOKEN, Budgets, SmallTelegram
from bot.sandbox.chats import Bot, Room
from bot.sandbox.people import Person
from bot.settings import Settings
from bot.store import vault

#: Nobody's names: what the telephones of the page are called.
SEEKERS = ("Бірінші телефон", "Екінші телефон")
COUNSELLORS = ("Бірінші кеңесші", "Екінші кеңесші")


async def run(port: int, store: str) -> None:
    """Serves until asked to stop. The page's address is printed first."""
    async with AsyncExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="senim-sandbox-")))
        small = await stack.enter_async_context(SmallTelegram(port=port, limits=Budgets()))
        _, desk = small.two_bots()
        settings = settings_for(small.url, place, store)

        async def opens(made: Office) -> None:
            small.kept = lambda chat: kept.rows(made, chat)
            await furnish(made, small, desk)
            print(f"Senim's sandbox is open: {small.url}", flush=True)  # noqa: T201  # the one line that a person waits for

        await assemble.run(settings, sandbox=True, ready=opens)


def settings_for(url: str, place: Path, store: str = "") -> Settings:
    """Settings of a sandbox: its own keys, and a store that goes with it unless a file is named."""
    file = Path(store) if store else place / "senim.db"
    # A store that is kept needs its keys kept beside it; without them it could not be opened again.
    keys = file.with_suffix(".keys") if store else place / "senim.keys"
    if not keys.exists():
        vault.write_new_keys(keys)
    return Settings(
        process="all",
        tokens={"seeker": SEEKER_TOKEN, "desk": DESK_TOKEN},
        telegram=url,
        store=f"sqlite:///{file}",
        keys=keys,
        content=None,
        webhook="",
        webhook_secret="",
        webhook_port=0,
    )


async def furnish(made: Office, small: SmallTelegram, desk: Bot) -> Room:
    """Two telephones of seekers, two of counsellors, and a group that is bound to the training partner; gives the group."""
    line = next(iter(made.partners))
    for name in SEEKERS:
        small.person(name)
    counsellors = [small.person(name, role="counsellor") for name in COUNSELLORS]
    group = small.group("Оқу желісі · Учебная линия", [*counsellors, desk])
    await counsellors[0].types(group, f"/bind {await partner.invites(made, line, 'group')}")
    for one in counsellors:
        await one.starts(desk, await partner.invites(made, line, "counsellor"))
        await one.types(desk, one.name)
        begin = made.content.words.say("desk.on_duty", "ru")
        await small.settles(partial(_offers, one, desk, begin))
        await one.taps(desk, begin)
    return group


def _offers(one: Person, desk: Bot, label: str) -> bool:
    return any((label,) in said.keyboard for said in one.screen(desk))
