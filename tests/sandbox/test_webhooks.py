"""Updates carried to a bot's own address."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot


class Listener:
    """A bot's own address: it remembers what came, and answers what it was told to."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.hold = asyncio.Event()
        self.hold.set()

    async def hear(self, request: web.Request) -> web.Response:
        await self.hold.wait()
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.answers.pop(0) if self.answers else web.Response()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.heard if "message" in update]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    listener = Listener()
    app = web.Application()
    app.router.add_post("/hook", listener.hear)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listener
    await runner.cleanup()


async def test_updates_come_with_the_secret_and_leave_the_queue(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person, listener: Listener
) -> None:
    await person.types(bot, "бұрын")
    await call("setWebhook", url=listener.url, secret_token="s3cret")
    await person.types(bot, "кейін")
    await tg.settles(lambda: not bot.queue.waiting)
    assert listener.texts() == ["бұрын", "кейін"]
    assert listener.secrets == ["s3cret", "s3cret"]


async def test_a_failing_chat_is_tried_again_in_order(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person, listener: Listener
) -> None:
    listener.answers = [web.Response(status=500), web.Response(status=502)]
    for text in ("бір", "екі"):
        await person.types(bot, text)
    await call("setWebhook", url=listener.url)
    await tg.settles(lambda: not bot.queue.waiting)
    assert listener.texts() == ["бір", "бір", "бір", "екі"]
    assert (await call("getWebhookInfo"))["last_error_message"].startswith("Wrong response from the webhook: 502")


async def test_one_slow_chat_does_not_hold_another(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person, listener: Listener
) -> None:
    listener.hold.clear()
    other = tg.person("Ерлан")
    for somebody in (person, other, person):
        await somebody.types(bot, "Сәлем")
    await call("setWebhook", url=listener.url)
    await tg.settles(lambda: len(tg.webhooks.busy) == 2)
    listener.hold.set()
    await tg.settles(lambda: len(listener.heard) == 3)


async def test_an_answer_may_be_a_request(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person, listener: Listener
) -> None:
    said = {"method": "sendMessage", "chat_id": person.id, "text": "Жауап"}
    listener.answers = [web.json_response(said), web.json_response({**said, "chat_id": 5})]
    await call("setWebhook", url=listener.url)
    await person.types(bot, "Сұрақ")
    await person.types(bot, "Тағы")
    await tg.settles(lambda: not bot.queue.waiting)
    assert sorted(seen.text for seen in person.screen(bot)) == ["/start", "Жауап", "Сұрақ", "Тағы"]


async def test_a_bot_that_is_not_there_is_noted(tg: SmallTelegram, call: Any, bot: Bot, person: Person) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/nothing")
    await person.types(bot, "Сәлем")
    await tg.settles(lambda: bot.webhook is not None and bot.webhook.last_error is not None)
    assert (await call("getWebhookInfo"))["last_error_message"] == "Connection failed"
