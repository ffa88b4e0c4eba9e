"""The door: `python -m bot …`. Every mistake of an operator or an author is said in one sentence, and the exit code is 1."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import settings as configuration
from bot.content import commands
from bot.errors import BotError
from bot.office import logs


class Group(click.Group):
    """Commands whose expected trouble is one sentence, not a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BotError as trouble:
            raise click.ClickException(str(trouble)) from None


@click.group(cls=Group)
def main() -> None:
    """Senim: an anonymous first contact and referral line on Telegram, in Kazakh and Russian."""
    logs.configure(os.environ.get("SENIM_LOG", "INFO").upper())


@main.command()
@click.argument("process", type=click.Choice(["all", "seeker", "desk", "rounds"]), default="all")
def run(process: str) -> None:
    """Serve both bots (or one side of the house) until asked to stop."""
    from bot import assemble  # noqa: PLC0415  # settings are checked before seconds are spent on importing frameworks

    asyncio.run(assemble.run(configuration.read(process)))


@main.command()
@click.option("--port", default=8088, show_default=True, help="Where the page is.")
@click.option("--store", default="", help="Keep the store in this file; by default it goes with the sandbox.")
def sandbox(port: int, store: str) -> None:
    """Both bots against a small Telegram on this machine, and its page. No token, no configuration."""
    from bot import playground  # noqa: PLC0415

    asyncio.run(playground.run(port, store))


for command in (commands.check, commands.draw, commands.preview):
    main.add_command(command)


@main.command()
def redact() -> None:
    """One text a line on stdin → one JSON object a line, with personal data removed automatically."""
    from bot import anonymise  # noqa: PLC0415

    for line in anonymise.lines(sys.stdin):
        print(line, flush=True)


@main.group()
def partner() -> None:
    """Partners: the codes that bind their groups and let their counsellors in."""


@partner.command()
@click.argument("partner_id")
@click.option(
    "--for", "opens", type=click.Choice(["group", "counsellor", "supervisor"]), default="group", show_default=True
)
def invite(partner_id: str, opens: str) -> None:
    """Make a code for a group, a counsellor or a supervisor. It works once, for 48 hours."""
    from bot import assemble  # noqa: PLC0415

    code = asyncio.run(assemble.invites(configuration.read("rounds"), partner_id, opens))
    print(code)


@partner.command("list")
def partners() -> None:
    """Name every partner that has a card."""
    from bot import content  # noqa: PLC0415

    for one in content.load().partners:
        print(f"{one.id}\t{one.names['ru']}{'  (sandbox only)' if one.sandbox else ''}")


@main.command()
@click.option("--new-keys", type=click.Path(path_type=Path), help="Write a new key file here, and do nothing else.")
@click.option("--again", is_flag=True, help="What could not be heard waits again, once its trouble is repaired.")
def doctor(new_keys: Path | None, again: bool) -> None:
    """Say what is missing, what waits and what could not be delivered; exit 1 when somebody must look."""
    from bot import assemble  # noqa: PLC0415
    from bot.store import vault  # noqa: PLC0415

    if new_keys is not None:
        vault.write_new_keys(new_keys)
        print(f"{new_keys} is written; keep a copy of it apart from the store.")
        return
    if again:
        print(f"heard again: {asyncio.run(assemble.hears_again(configuration.read('rounds')))}")
    lines, well = asyncio.run(assemble.health(configuration.read("rounds")))
    print("\n".join(lines))
    sys.exit(0 if well else 1)


@main.command()
@click.option("--quarter", help="Which quarter, as 2026-4; by default the last whole one.")
def report(quarter: str | None) -> None:
    """Counts for a quarter; small numbers are hidden."""
    from bot import assemble  # noqa: PLC0415

    now = datetime.now(UTC).date()
    for line in asyncio.run(assemble.report(configuration.read("rounds"), quarter, now)):
        print(line)


if __name__ == "__main__":
    main()
