"""Updates carried to a bot's own address. What Telegram keeps in order stays in order: one at a time per chat, and per
person for taps; different lanes run side by side, and a lane that fails is tried again, each time later.
"""

import asyncio
import json
from collections import Counter

import aiohttp

from bot.sandbox.chats import Bot, Webhook
from bot.sandbox.door import Door
from bot.sandbox.refusals import Refusal
from bot.sandbox.telegram import Telegram
from bot.sandbox.updates import Waiting

LONGEST_RETRY = 60.0  # seconds
ANSWER_WITHIN = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
GOOD = range(200, 300)


class Webhooks:
    """`first_retry`: seconds before the second try; each further one waits twice as long."""

    def __init__(self, tg: Telegram, door: Door, first_retry: float = 1.0) -> None:
        self.tg = tg
        self.door = door
        self.first_retry = first_retry
        self.busy: set[tuple[int, str]] = set()
        self._failures: Counter[tuple[int, str]] = Counter()
        self._carrying: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        changed = self.tg.watch()
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN)) as session:
                while True:
                    self._carry_all(session)
                    await changed.wait()
                    changed.clear()
        finally:
            self.tg.unwatch(changed)
            for task in self._carrying:
                task.cancel()
            await asyncio.gather(*self._carrying, return_exceptions=True)

    def _carry_all(self, session: aiohttp.ClientSession) -> None:
        for bot in self.tg.bots.values():
            if bot.webhook is not None:
                bot.queue.ready()  # drops what is too old
                for one in list(bot.queue.waiting):
                    self._carry(session, bot, bot.webhook, one)

    def _carry(self, session: aiohttp.ClientSession, bot: Bot, hook: Webhook, one: Waiting) -> None:
        lane = (bot.id, one.lane)
        if lane in self.busy or sum(busy[0] == bot.id for busy in self.busy) >= hook.max_connections:
            return
        self.busy.add(lane)
        task = asyncio.create_task(self._deliver(session, bot, hook, one))
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)

    async def _deliver(self, session: aiohttp.ClientSession, bot: Bot, hook: Webhook, one: Waiting) -> None:
        lane = (bot.id, one.lane)
        trouble = await self._post(session, bot, hook, one)
        if trouble is None:
            self._failures.pop(lane, None)
            bot.queue.lose([one.update])
        else:
            self._failures[lane] += 1
            hook.last_error = (int(self.tg.now()), trouble)
            await asyncio.sleep(min(self.first_retry * 2 ** (self._failures[lane] - 1), LONGEST_RETRY))
        self.busy.discard(lane)
        self.tg.touch()

    async def _post(self, session: aiohttp.ClientSession, bot: Bot, hook: Webhook, one: Waiting) -> str | None:
        """None when the bot took it, else what went wrong in Telegram's words."""
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=one.update, headers=headers) as answer:
                if answer.status not in GOOD:
                    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
                await self._obey(bot, await answer.read())
        except (aiohttp.ClientError, TimeoutError):
            return "Connection failed"
        return None

    async def _obey(self, bot: Bot, body: bytes) -> None:
        """A bot may answer with one request in the body; nobody hears how it went."""
        try:
            asked = json.loads(body)
        except ValueError:
            return
        if isinstance(asked, dict) and "method" in asked:
            method = str(asked.pop("method"))
            try:
                await self.door.do(bot, method, asked)
            except Refusal:
                return
