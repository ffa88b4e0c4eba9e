"""The HTTP door: forms, JSON, queries, tokens, and the trouble that was ordered."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Answer, Budgets, Cut, Delay, Lose, Person, Rate, Repeat, Shuffle, SmallTelegram
from bot.sandbox.chats import Bot


async def test_a_form_a_query_and_json_are_the_same_question(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person
) -> None:
    asked = {"chat_id": str(person.id), "text": "1"}
    url = f"{tg.url}/bot{bot.token}/sendMessage"
    for ways in ({"data": asked}, {"params": asked}, {"json": asked}):
        async with call.session.post(url, **ways) as answer:
            assert (await answer.json())["ok"], ways
    async with call.session.get(url, params=asked) as answer:
        assert (await answer.json())["ok"]
    assert [seen.text for seen in person.screen(bot)] == ["/start", "1", "1", "1", "1"]


async def test_method_names_have_no_case(call: Any) -> None:
    assert (await call("GETME"))["username"] == "test_bot"


async def test_a_token_that_nobody_has_is_unauthorized(call: Any) -> None:
    said = await call.raw("getMe", token="5:nobody-at-all")
    assert (said["error_code"], said["description"]) == (401, "Unauthorized")


async def test_any_well_formed_token_is_a_bot_where_that_is_wished() -> None:
    async with SmallTelegram(unknown_bots=True) as tg, aiohttp.ClientSession() as session:
        async with session.get(f"{tg.url}/bot77:abcdef/getMe") as answer:
            assert (await answer.json())["result"]["id"] == 77
        async with session.get(f"{tg.url}/bot77-abcdef/getMe") as answer:
            assert answer.status == 401


async def test_an_unknown_method_is_not_found_and_a_mistake(tg: SmallTelegram, call: Any) -> None:
    assert await call.refused("sendMesage", chat_id=1) == "Not Found"
    assert "does not know this method yet" in await call.refused("sendInvoice", chat_id=1)
    assert [one.method for one in tg.mistakes] == ["sendMesage", "sendInvoice"]


async def test_strictness_can_be_switched_off(person: Person, tg: SmallTelegram, call: Any) -> None:
    params = {"chat_id": person.id, "text": "x", "invented": True}
    assert await call.refused("sendMessage", **params) == "Bad Request: unknown parameter invented"
    assert len(tg.mistakes) == 1
    tg.door.strict = False
    await call("sendMessage", **params)


async def test_limits_refuse_with_the_seconds_to_wait(tg: SmallTelegram, call: Any, clock: Any, person: Person) -> None:
    tg.limits.budgets = Budgets(private=Rate(2, 10))
    for _ in range(2):
        await call("sendMessage", chat_id=person.id, text="x")
    said = await call.raw("editMessageText", chat_id=person.id, message_id=2, text="y")
    assert (said["error_code"], said["parameters"]) == (429, {"retry_after": 10})
    await call("deleteMessage", chat_id=person.id, message_id=2)
    clock.passes(seconds=10)
    await call("sendMessage", chat_id=person.id, text="x")


@pytest.mark.parametrize("code", [400, 403, 429, 500, 502])
async def test_an_ordered_refusal_is_given_and_nothing_is_done(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person, code: int
) -> None:
    tg.faults.add(Answer(code, retry_after=3 if code == 429 else None), "sendMessage", times=1)
    said = await call.raw("sendMessage", chat_id=person.id, text="x")
    assert (said["error_code"], said.get("parameters")) == (code, {"retry_after": 3} if code == 429 else None)
    assert len(person.screen(bot)) == 1
    await call("sendMessage", chat_id=person.id, text="x")


@pytest.mark.parametrize("applied", [True, False])
async def test_a_connection_is_cut_with_the_request_done_or_not(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person, applied: bool
) -> None:
    tg.faults.add(Cut(applied=applied), "sendMessage", chat=person.id, times=1)
    with pytest.raises(aiohttp.ClientError):
        await call.raw("sendMessage", chat_id=person.id, text="x")
    assert len(person.screen(bot)) == (2 if applied else 1)


async def test_a_late_request_is_overtaken(tg: SmallTelegram, call: Any, bot: Bot, person: Person) -> None:
    tg.faults.add(Delay(0.05, 0.05), "sendMessage", times=1)
    await asyncio.gather(
        call("sendMessage", chat_id=person.id, text="первое"), call("sendMessage", chat_id=person.id, text="второе")
    )
    assert sorted(seen.text for seen in person.screen(bot)[1:]) == ["второе", "первое"]


async def test_a_late_answer_comes_after_the_deed(tg: SmallTelegram, call: Any, bot: Bot, person: Person) -> None:
    tg.faults.add(Delay(0.2, 0.2, applied_first=True), "sendMessage", times=1)
    sending = asyncio.create_task(call("sendMessage", chat_id=person.id, text="x"))
    await tg.settles(lambda: len(person.screen(bot)) == 2)
    assert not sending.done()
    await sending


async def test_updates_are_repeated_shuffled_and_lost_on_order(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person
) -> None:
    for number in range(6):
        await person.types(bot, str(number))
    plain = [update["update_id"] for update in await call("getUpdates")]
    tg.faults.add(Shuffle(), "getUpdates", times=1)
    shuffled = [update["update_id"] for update in await call("getUpdates")]
    assert shuffled != plain
    assert sorted(shuffled) == plain
    tg.faults.add(Repeat(), "getUpdates", times=1)
    await call("getUpdates", limit=1)
    assert [u["update_id"] for u in await call("getUpdates", offset=plain[1])] == [*plain[1:], plain[0]]
    tg.faults.add(Lose(), "getUpdates", times=1)
    assert await call("getUpdates") == []
    assert await call("getUpdates") == []


async def test_a_poller_that_hangs_up_takes_no_update_with_it(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person
) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=50))
    await tg.settles(lambda: bot.queue.polled == 1)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await person.types(bot, "Сәлем")
    assert [update["message"]["text"] for update in await call("getUpdates", timeout=5)] == ["Сәлем"]


@pytest.mark.parametrize(
    ("method", "costs"),
    [
        ("sendMessage", 1),
        ("sendPhoto", 1),
        ("editMessageText", 1),
        ("copyMessage", 1),
        ("pinChatMessage", 1),
        ("createForumTopic", 1),
        ("deleteMessage", 0),
        ("sendChatAction", 0),
        ("setMessageReaction", 0),
        ("getChat", 0),
    ],
)
async def test_what_shows_in_the_chat_counts(
    tg: SmallTelegram, call: Any, person: Person, method: str, costs: int
) -> None:
    own = await call("sendMessage", chat_id=person.id, text="x")
    params: dict[str, Any] = {
        "sendMessage": {"text": "x"},
        "sendPhoto": {"photo": "https://x.kz/a"},
        "copyMessage": {"from_chat_id": person.id, "message_id": 1},
        "editMessageText": {"message_id": own["message_id"], "text": "y"},
        "createForumTopic": {"name": "x"},
        "sendChatAction": {"action": "typing"},
        "getChat": {},
    }.get(method, {"message_id": own["message_id"]})
    tg.limits.budgets = Budgets(private=Rate(1, 10))
    await call(method, chat_id=person.id, **params)
    said = await call.raw("sendMessage", chat_id=person.id, text="x")
    assert said["ok"] == (costs == 0)


async def test_what_cannot_be_read_is_refused(tg: SmallTelegram, call: Any, bot: Bot, person: Person) -> None:
    headers = {"Content-Type": "application/json"}
    async with call.session.post(f"{tg.url}/bot{bot.token}/getMe", data=b"{", headers=headers) as answer:
        assert (await answer.json())["description"] == "Bad Request: can't parse request: a JSON object is expected"
    tg.door.strict = False
    said = await call.refused("deleteMessage", chat_id=person.id, message_id="first")
    assert said == "Bad Request: wrong parameters"
