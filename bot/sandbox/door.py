"""The HTTP Bot API: /bot<token>/<method>, as a form, as JSON or as multipart, with faults where they were ordered."""

import asyncio
import inspect
import json
import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox import faults, reading, refusals
from bot.sandbox.chats import Bot
from bot.sandbox.methods import METHODS
from bot.sandbox.telegram import Call, Telegram

TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,}")
UNLOGGED = {"getupdates"}
LARGEST_REQUEST = 60 << 20  # bytes; Telegram takes uploads of 50 MB


class Door:
    """`strict`: check every request against aiogram's classes. `unknown_bots`: what to do with a token nobody registered."""

    def __init__(self, tg: Telegram, *, strict: bool = True, unknown_bots: Callable[[str], Bot] | None = None) -> None:
        self.tg = tg
        self.strict = strict
        self.unknown_bots = unknown_bots

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.answer),
            web.get("/file/bot{token}/files/{file_id}", self.file),
        ]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            bot = self._bot(request.match_info["token"])
            raw = await _read(request)
            said = await self._with_faults(request, bot, method, raw)
        except refusals.Refusal as no:
            return _wire(no.wire(), no.code)
        return _wire({"ok": True, "result": said})

    def _bot(self, token: str) -> Bot:
        found = self.tg.bots.get(token)
        if found is None and self.unknown_bots is not None and TOKEN.fullmatch(token):
            found = self.unknown_bots(token)
        if found is None:
            raise refusals.Refusal(401)
        return found

    async def _with_faults(self, request: web.Request, bot: Bot, method: str, raw: reading.Asked) -> Any:
        chat = str(raw.get("chat_id"))
        number = int(chat) if chat.lstrip("-").isdigit() else None
        acts = self.tg.faults.strike(method, bot.id, number, in_topic="message_thread_id" in raw)
        if not acts:
            return await self.do(bot, method, raw)
        for act in acts:
            await self._before(request, act)
        said = await self.do(bot, method, raw)
        for act in acts:
            said = await self._after(request, bot, act, said)
        return said

    async def _before(self, request: web.Request, act: faults.Act) -> None:
        match act:
            case faults.Answer():
                raise _ordered(act)
            case faults.Cut(applied=False):
                await _cut(request)
            case faults.Delay(applied_first=False):
                await asyncio.sleep(self.tg.faults.seconds(act))
            case _:
                pass

    async def _after(self, request: web.Request, bot: Bot, act: faults.Act, said: Any) -> Any:
        match act:
            case faults.Cut(applied=True):
                await _cut(request)
            case faults.Delay(applied_first=True):
                await asyncio.sleep(self.tg.faults.seconds(act))
            case faults.Repeat():
                bot.queue.repeat(said)
            case faults.Lose():
                bot.queue.lose(said)
                return []
            case faults.Shuffle():
                said = list(said)
                self.tg.faults.random.shuffle(said)
            case _:
                pass
        return said

    async def do(self, bot: Bot, method: str, raw: reading.Asked) -> Any:
        """Read, check, do and note down one request."""
        name = method.lower()
        call = Call(method, bot.username, raw, at=self.tg.now())
        try:
            call.result = await self._do(bot, name, call)
        except refusals.Refusal as no:
            call.refusal = no
            if no.mistake:
                self.tg.mistakes.append(call)
            raise
        finally:
            if name not in UNLOGGED:
                self.tg.remember(call)
        return call.result

    async def _do(self, bot: Bot, name: str, call: Call) -> Any:
        call.params = reading.decode(name, call.params)
        do = METHODS.get(name)
        if do is None:
            known = name in reading.KNOWN
            raise refusals.Refusal(
                404, "the small Telegram does not know this method yet" if known else "", mistake=True
            )
        if self.strict:
            reading.check(name, call.params)
        try:
            said = do(self.tg, bot, call.params)
        except (KeyError, TypeError, ValueError):
            if self.strict:
                raise  # what was checked and still cannot be read is our own mistake
            raise refusals.mistake("wrong parameters") from None
        return await said if inspect.isawaitable(said) else said

    async def file(self, request: web.Request) -> web.StreamResponse:
        content = self.tg.files.kept.get(request.match_info["file_id"])
        if request.match_info["token"] not in self.tg.bots or content is None:
            return _wire(refusals.Refusal(404).wire(), 404)
        return web.Response(body=content, content_type="application/octet-stream")


def _ordered(act: faults.Answer) -> refusals.Refusal:
    if act.retry_after is None:
        return refusals.Refusal(act.code, act.why)
    return refusals.Refusal(act.code, act.why or f"retry after {act.retry_after}", retry_after=act.retry_after)


async def _read(request: web.Request) -> reading.Asked:
    asked: reading.Asked = dict(request.query)
    if not request.can_read_body:
        return asked
    if request.content_type == "application/json":
        return asked | await _json(request)
    files: dict[str, tuple[str, bytes]] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = (value.filename, await asyncio.to_thread(value.file.read))
        else:
            asked[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return reading.attach(asked, files) if files else asked


async def _json(request: web.Request) -> reading.Asked:
    try:
        said = await request.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise refusals.mistake("can't parse request: a JSON object is expected")
    return said


async def _cut(request: web.Request) -> None:
    """Close the connection without an answer, as a network does."""
    if request.transport is not None:
        request.transport.abort()
    await asyncio.Event().wait()  # aiohttp ends this handler when it sees the connection gone


def _wire(said: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(
        body=json.dumps(said, ensure_ascii=False).encode(), status=status, content_type="application/json"
    )
