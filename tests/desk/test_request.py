"""How the desk's requests travel."""

import asyncio

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.desk.request import Request
from bot.sandbox import Answer, Cut, SmallTelegram
from tests.desk.place import TOKEN


async def _bot(tg: SmallTelegram) -> Bot:
    tg.bot(TOKEN, "desk_test_bot")
    bot = Bot(TOKEN, f"{tg.url}/bot", request=Request(), get_updates_request=Request())
    await bot.initialize()
    return bot


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(400, "odd"), BadRequest),
        (Answer(403, "bot was blocked by the user"), Forbidden),
        (Answer(429, retry_after=3), RetryAfter),
        (Answer(502), NetworkError),
        (Cut(applied=False), NetworkError),
    ],
)
async def test_each_refusal_is_its_own_error(
    tg: SmallTelegram, answer: Answer | Cut, kind: type[TelegramError]
) -> None:
    bot = await _bot(tg)
    tg.faults.add(answer, "getMe", times=1)
    with pytest.raises(kind) as raised:
        await bot.get_me()
    assert TOKEN not in repr(raised.value)
    assert raised.value.__cause__ is None
    await bot.shutdown()


async def test_a_group_that_moved_says_where(tg: SmallTelegram) -> None:
    bot = await _bot(tg)
    room = tg.group("Desk", [tg.person("Lead"), tg.telegram.bots[TOKEN]])
    new = tg.migrate(room)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(room.id, "слова")
    assert moved.value.new_chat_id == new.id
    await bot.shutdown()


async def test_a_silent_telegram_is_a_time_out_and_nonsense_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def nonsense(_request: web.Request) -> web.Response:
        return web.Response(text="тайна, не JSON")

    async def silence(_request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    application = web.Application()
    application.add_routes([web.post("/nonsense", nonsense), web.post("/silence", silence)])
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    request = Request(patience=0.05)
    async with request:
        with pytest.raises(TelegramError):
            await request.post(f"http://{host}:{port}/nonsense")
        with pytest.raises(TimedOut):
            await request.post(f"http://{host}:{port}/silence")
    assert "тайна" not in caplog.text
    await runner.cleanup()


async def test_a_session_that_is_not_open_is_a_fault_of_the_network() -> None:
    with pytest.raises(NetworkError):
        await Request().post("http://127.0.0.1:1/none")
