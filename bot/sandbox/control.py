"""/control: what the page and other processes may do to the small Telegram and its people, as JSON over HTTP.

POST /control/person                      {name, role?, username?, language?} → {id}
POST /control/person/<id>/<action>        {chat, …}: starts, types, taps… with the arguments of Person's own methods
GET  /control/person/<id>/screen          ?chat=&topic= → what is to be read there, and the reply keyboard
GET  /control/person/<id>/phone           ?chat=&topic= → all that the page draws
GET  /control/person/<id>/kept            → rows of what the store holds
POST /control/group                       {title, members?, kind?} → {id};  POST /control/group/<id>/migrate → {id}
POST /control/bot                         {token, username, name?, topics?} → {id}
GET|POST|DELETE /control/faults           the rules; add {act, …}; forget all, or one with ?number=
POST /control/faults/seed                 {seed}
POST /control/topics                      {bot, person}: every topic of that chat vanishes
POST /control/limits                      {on: bool, token?, private?, group?: [count, seconds]}
POST /control/clock                       {skip: seconds}
POST /control/update                      {bot, update}: queue an update exactly as given
GET  /control/calls                       ?after=number → what bots asked;  GET /control/mistakes
GET  /control/world                       who is there;  GET /control/events → server-sent events, one per change
"""

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox import faults
from bot.sandbox.chats import Bot, Message, Room, Tap
from bot.sandbox.limits import Budgets, Rate
from bot.sandbox.people import Missing, Person
from bot.sandbox.phone import phone
from bot.sandbox.telegram import Call

if TYPE_CHECKING:
    from bot.sandbox.server import SmallTelegram

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ACTIONS = frozenset(
    [
        "starts",
        "types",
        "taps",
        "taps_data",
        "edits",
        "deletes",
        "clears",
        "reacts",
        "sends_file",
        "sends_contact",
        "sends_location",
        "forwards",
        "blocks",
        "unblocks",
        "joins",
        "leaves",
    ]
)
COME_BACK = 500  # milliseconds after which a browser looks for a server that went away
ALIVE = 15.0  # seconds between signs of life, so that a browser notices a server that is gone


class Control:
    def __init__(self, small: "SmallTelegram") -> None:
        self.small = small
        self.tg = small.telegram

    def routes(self) -> list[web.RouteDef]:
        post: dict[str, Handler] = {
            "/control/person": self.new_person,
            "/control/person/{id}/{action}": self.act,
            "/control/group": self.new_group,
            "/control/group/{id}/migrate": self.migrate,
            "/control/bot": self.new_bot,
            "/control/faults": self.add_fault,
            "/control/faults/seed": self.seed,
            "/control/topics": self.kill_topics,
            "/control/limits": self.limits,
            "/control/clock": self.clock,
            "/control/update": self.update,
        }
        get: dict[str, Handler] = {
            "/control/person/{id}/screen": self.screen,
            "/control/person/{id}/phone": self.phone,
            "/control/person/{id}/kept": self.kept,
            "/control/faults": self.faults,
            "/control/calls": self.calls,
            "/control/mistakes": self.mistakes,
            "/control/world": self.world,
            "/control/events": self.events,
        }
        asked = [web.get(path, _plainly(handler)) for path, handler in get.items()]
        told = [web.post(path, _plainly(handler)) for path, handler in post.items()]
        return [*asked, *told, web.delete("/control/faults", _plainly(self.forget_faults))]

    # — people —

    async def new_person(self, request: web.Request) -> web.Response:
        said = await request.json()
        return _ok({"id": self.small.person(**said).id})

    async def act(self, request: web.Request) -> web.Response:
        """Do as a person: the action is a method of Person, the JSON is its arguments."""
        action = request.match_info["action"]
        if action not in ACTIONS:
            raise Missing(f"There is no action {action!r}.")
        said = await request.json()
        done = await getattr(self._person(request), action)(self._chat(said.pop("chat")), **said)
        match done:
            case Message():
                return _ok({"message_id": done.id})
            case Tap():
                return _ok({"callback_query_id": done.id})
            case _:
                return _ok({})

    async def screen(self, request: web.Request) -> web.Response:
        person, chat, topic = self._person(request), self._chat(request.query["chat"]), _topic(request)
        seen = [dataclasses.asdict(one) for one in person.screen(chat, topic)]
        toasts = [dataclasses.asdict(one) for one in person.toasts]
        keyboard = person.reply_keyboard(chat, topic)
        return _ok({"messages": seen, "reply_keyboard": keyboard, "toasts": toasts, "topics": person.topics(chat)})

    async def phone(self, request: web.Request) -> web.Response:
        person, chat = self._person(request), request.query.get("chat")
        groups = [group for group in self.tg.groups.values() if group.moved_to is None]
        offered = groups if person.role == "counsellor" else [group for group in groups if group.has(person.id)]
        bots = self.small.bots_for(person)
        return _ok(phone(person, bots, offered, int(chat) if chat else None, _topic(request)))

    async def kept(self, request: web.Request) -> web.Response:
        rows = await self.small.kept(self._person(request).id) if self.small.kept else []
        return _ok({"known": self.small.kept is not None, "rows": [[label, value] for label, value in rows]})

    def _person(self, request: web.Request) -> Person:
        return self.small.people[int(request.match_info["id"])]

    def _chat(self, said: object) -> Bot | Room:
        """A bot by its id or username, or a group by its id."""
        for bot in self.tg.bots.values():
            if str(said) in {str(bot.id), bot.username}:
                return bot
        return self.tg.groups[int(str(said))]

    # — places —

    async def new_group(self, request: web.Request) -> web.Response:
        said = await request.json()
        members = [self.small.people.get(one) or self._bot(one) for one in said.pop("members", [])]
        return _ok({"id": self.small.group(said["title"], members, said.get("kind", "group")).id})

    async def migrate(self, request: web.Request) -> web.Response:
        return _ok({"id": self.small.migrate(self.tg.groups[int(request.match_info["id"])]).id})

    async def new_bot(self, request: web.Request) -> web.Response:
        return _ok({"id": self.small.bot(**await request.json()).id})

    async def kill_topics(self, request: web.Request) -> web.Response:
        said = await request.json()
        self.small.kills_topics(self.small.people[int(said["person"])].room(self._bot(said["bot"])))
        return _ok({})

    def _bot(self, said: object) -> Bot:
        found = self._chat(said)
        if isinstance(found, Room):
            raise Missing("This is a group, not a bot.")
        return found

    # — trouble —

    async def faults(self, _request: web.Request) -> web.Response:
        return _ok({"rules": [rule.wire() for rule in self.tg.faults.rules]})

    async def add_fault(self, request: web.Request) -> web.Response:
        act, rest = faults.read(await request.json())
        return _ok({"number": self.tg.faults.add(act, **rest).number})

    async def forget_faults(self, request: web.Request) -> web.Response:
        number = request.query.get("number")
        if number is None:
            self.tg.faults.clear()
        else:
            self.tg.faults.remove(int(number))
        return _ok({})

    async def seed(self, request: web.Request) -> web.Response:
        self.tg.faults.seed(int((await request.json())["seed"]))
        return _ok({})

    async def limits(self, request: web.Request) -> web.Response:
        said = await request.json()
        if said.pop("on", True):
            self.tg.limits.budgets = self.tg.limits.budgets or Budgets()
            self.tg.limits.change(**{name: Rate(int(pair[0]), float(pair[1])) for name, pair in said.items()})
        else:
            self.tg.limits.off()
        self.tg.touch()
        return _ok({"on": self.tg.limits.budgets is not None, "refused": self.tg.limits.refused})

    async def clock(self, request: web.Request) -> web.Response:
        self.tg.skip(float((await request.json())["skip"]))
        return _ok({"now": self.tg.now()})

    async def update(self, request: web.Request) -> web.Response:
        said = await request.json()
        self.small.pushes(self._bot(said["bot"]), said["update"])
        return _ok({})

    # — looking —

    async def calls(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", 0))
        return _ok({"calls": [_call(one) for one in self.tg.sent if one.number > after]})

    async def mistakes(self, _request: web.Request) -> web.Response:
        return _ok({"calls": [_call(one) for one in self.tg.mistakes]})

    async def world(self, _request: web.Request) -> web.Response:
        people = [{"id": one.id, "name": one.name, "role": one.role} for one in self.small.people.values()]
        bots = [{"id": bot.id, "username": bot.username, "name": bot.user.first_name} for bot in self.tg.bots.values()]
        groups = [{"id": one.id, "title": one.title} for one in self.tg.groups.values() if one.moved_to is None]
        limits = self.tg.limits.budgets is not None
        return _ok(
            {"people": people, "bots": bots, "groups": groups, "limits": limits, "kept": self.small.kept is not None}
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await answer.prepare(request)
        changed = self.tg.watch()
        try:
            await answer.write(f"retry: {COME_BACK}\n\n".encode())
            while True:
                await answer.write(f"data: {self.tg.version}\n\n".encode())
                await _wait(changed)
        except ConnectionError:
            return answer
        finally:
            self.tg.unwatch(changed)


async def _wait(changed: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(ALIVE):
            await changed.wait()
    except TimeoutError:
        return
    changed.clear()


def _topic(request: web.Request) -> int | None:
    said = request.query.get("topic")
    return int(said) if said else None


def _ok(said: dict[str, Any]) -> web.Response:
    return web.json_response({"ok": True, **said})


def _call(call: Call) -> dict[str, Any]:
    refusal = call.refusal.description if call.refusal else None
    said = {"number": call.number, "method": call.method, "bot": call.bot, "at": call.at, "refusal": refusal}
    return {**said, "params": {key: _jsonable(value) for key, value in call.params.items()}, "result": call.result}


def _jsonable(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else type(value).__name__


def _plainly(handler: Handler) -> Handler:
    """Only this machine's own page may ask; a wrong question is answered in words."""

    async def answer(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and origin.partition("://")[2] != request.host:
            return web.json_response({"ok": False, "why": "Only the page of this sandbox may ask."}, status=403)
        try:
            return await handler(request)
        except (KeyError, ValueError, TypeError, Missing) as error:
            return web.json_response({"ok": False, "why": str(error)}, status=400)

    return answer
