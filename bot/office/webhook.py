"""The other way in: Telegram brings updates itself. Kept first, answered after; hearing them is the intake's."""

import hmac
import json
import logging

from aiohttp import web

from bot.office.intake import Intake, number_of
from bot.store.trouble import tell

log = logging.getLogger(__name__)

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
#: Bytes. Telegram's own updates are far smaller.
BIGGEST = 1 << 20


def routes(intake: Intake, secret: str, path: str = "/") -> web.Application:
    """An application that takes one bot's updates at `path`: 200 once kept, 403 for another secret, 400 for what is no
    update, 503 when it could not be kept, so that Telegram brings it again.
    """

    async def hears(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode()):
            return web.Response(status=403)
        update = await _read(request)
        if number_of(update) is None:
            return web.Response(status=400)
        return await _keeps(intake, update)

    application = web.Application(client_max_size=BIGGEST)
    application.router.add_post(path, hears)
    return application


async def _read(request: web.Request) -> object:
    try:
        update: object = json.loads(await request.read())
    except (ValueError, RecursionError, web.HTTPRequestEntityTooLarge):
        return None
    return update


async def _keeps(intake: Intake, update: object) -> web.Response:
    try:
        await intake.take([update])
    except Exception as fault:  # noqa: BLE001  # whatever it is, Telegram must bring the update again
        tell(log, fault, f"heard.unkept bot={intake.bot}")
        return web.Response(status=503)
    return web.Response()
