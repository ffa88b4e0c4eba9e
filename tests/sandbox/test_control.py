"""The small Telegram moved from another process, over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Answer, SmallTelegram
from bot.sandbox.chats import Bot

Control = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def control(tg: SmallTelegram, call: Any) -> Control:
    async def ask(path: str, body: dict[str, Any] | None = None, verb: str = "", **headers: str) -> dict[str, Any]:
        verb = verb or ("GET" if body is None else "POST")
        async with call.session.request(verb, f"{tg.url}/control/{path}", json=body, headers=headers) as answer:
            said: dict[str, Any] = await answer.json()
            return {**said, "status": answer.status}

    return ask


async def test_a_person_is_made_and_moved(tg: SmallTelegram, bot: Bot, control: Control, call: Any) -> None:
    made = await control("person", {"name": "Айгүл", "role": "seeker", "language": "kk"})
    act = f"person/{made['id']}"
    assert (await control(f"{act}/starts", {"chat": "test_bot", "payload": "x"}))["message_id"] == 1
    await call("sendMessage", chat_id=made["id"], text="?", reply_markup={
        "inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}]]
    })  # fmt: skip
    assert "callback_query_id" in await control(f"{act}/taps", {"chat": bot.id, "label": "Иә"})
    assert (await control(f"{act}/sends_file", {"chat": bot.id, "kind": "voice"}))["message_id"] == 3
    screen = await control(f"{act}/screen?chat={bot.id}")
    assert [one["text"] for one in screen["messages"]] == ["/start x", "?", ""]
    assert screen["messages"][1]["keyboard"] == [["Иә"]]
    assert (await control(f"{act}/blocks", {"chat": bot.id}))["ok"]
    assert [next(key for key in update if key != "update_id") for update in bot.queue.ready()] == [
        "message",
        "callback_query",
        "message",
        "my_chat_member",
    ]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("person/1/starts", {"chat": "test_bot"}),
        ("person/1/dances", {"chat": "test_bot"}),
        ("faults", {"act": "explode"}),
        ("group/5/migrate", {}),
        ("person", {"nickname": "x"}),
    ],
)
async def test_a_wrong_question_is_answered_in_words(bot: Bot, control: Control, path: str, body: dict) -> None:
    said = await control(path, body)
    assert (said["ok"], said["status"]) == (False, 400)
    assert said["why"]


async def test_groups_are_made_joined_and_migrated(tg: SmallTelegram, bot: Bot, control: Control) -> None:
    one, two = [(await control("person", {"name": name, "role": "counsellor"}))["id"] for name in ("А", "Б")]
    group = (await control("group", {"title": "Кезек", "members": [one, "test_bot"]}))["id"]
    await control(f"person/{two}/joins", {"chat": group})
    await control(f"person/{two}/types", {"chat": group, "text": "Мен келдім"})
    assert tg.telegram.groups[group].members == {one: "creator", bot.id: "administrator", two: "member"}
    new = (await control(f"group/{group}/migrate", {}))["id"]
    assert (await control("world"))["groups"] == [{"id": new, "title": "Кезек"}]


async def test_faults_are_ordered_listed_and_taken_back(tg: SmallTelegram, bot: Bot, control: Control) -> None:
    order = {"act": "answer", "code": 429, "retry_after": 2, "method": "send*", "chance": 0.5, "times": 3}
    number = (await control("faults", order))["number"]
    (rule,) = tg.faults.rules
    assert (rule.act, rule.method, rule.chance, rule.times) == (Answer(429, retry_after=2), "send*", 0.5, 3)
    assert [one["number"] for one in (await control("faults"))["rules"]] == [number]
    await control(f"faults?number={number}", verb="DELETE")
    await control("faults", {"act": "cut", "applied": True})
    await control("faults", verb="DELETE")
    assert (await control("faults"))["rules"] == []
    await control("faults/seed", {"seed": 5})
    drawn = tg.faults.random.random()
    tg.faults.seed(5)
    assert tg.faults.random.random() == drawn


async def test_limits_and_the_clock_are_set(tg: SmallTelegram, bot: Bot, control: Control) -> None:
    assert (await control("limits", {"on": True, "group": [20, 6]}))["on"]
    assert tg.limits.budgets is not None
    assert (tg.limits.budgets.group.count, tg.limits.budgets.group.seconds) == (20, 6)
    assert not (await control("limits", {"on": False}))["on"]
    before = tg.telegram.now()
    assert (await control("clock", {"skip": 100}))["now"] == before + 100


async def test_topics_are_killed(tg: SmallTelegram, bot: Bot, control: Control, call: Any) -> None:
    person = tg.person("Асель", role="counsellor")
    await person.starts(bot)
    await call("createForumTopic", chat_id=person.id, name="Қарлығаш-14")
    await control("topics", {"bot": bot.id, "person": person.id})
    assert person.topics(bot) == {}


async def test_nonsense_can_be_queued(tg: SmallTelegram, bot: Bot, control: Control, call: Any) -> None:
    await control("update", {"bot": bot.id, "update": {"update_id": 9, "message": {"odd": True}}})
    assert await call("getUpdates") == [{"update_id": 9, "message": {"odd": True}}]


async def test_what_bots_asked_can_be_read_from_where_one_stopped(
    tg: SmallTelegram, bot: Bot, control: Control, call: Any
) -> None:
    person = tg.person("Асель")
    await person.starts(bot)
    for text in ("бір", "екі"):
        await call("sendMessage", chat_id=person.id, text=text)
    await call.raw("sendMessage", chat_id=person.id, txt="x")
    calls = (await control("calls"))["calls"]
    assert [one["params"].get("text") for one in calls] == ["бір", "екі", None]
    later = (await control(f"calls?after={calls[0]['number']}"))["calls"]
    assert [one["refusal"] for one in later] == [None, "Bad Request: wrong parameter text: Field required"]
    assert len((await control("mistakes"))["calls"]) == 1


async def test_a_strange_page_may_not_ask(tg: SmallTelegram, bot: Bot, control: Control) -> None:
    assert (await control("world", Origin="https://elsewhere.example"))["status"] == 403
    assert (await control("world", Origin=tg.url))["status"] == 200


async def test_each_change_is_announced(tg: SmallTelegram, bot: Bot) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{tg.url}/control/events") as stream:
        assert await stream.content.readuntil(b"\n\n") == b"retry: 500\n\n"
        first = await stream.content.readline()
        await tg.person("Айгүл").starts(bot)
        await stream.content.readline()
        second = await stream.content.readline()
    assert int(second.removeprefix(b"data: ")) > int(first.removeprefix(b"data: "))


async def test_what_is_kept_is_told_by_whoever_knows(control: Control, tg: SmallTelegram, bot: Bot) -> None:
    person = tg.person("Айгүл")
    assert (await control(f"person/{person.id}/kept"))["known"] is False

    async def kept(user_id: int) -> list[tuple[str, str]]:
        return [("Нөмірі", str(user_id))]

    tg.kept = kept
    assert (await control(f"person/{person.id}/kept"))["rows"] == [["Нөмірі", str(person.id)]]
