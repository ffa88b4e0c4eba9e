"""What a bot says of itself, and where its updates go."""

from typing import Any

import pytest

from bot.sandbox import Person
from bot.sandbox.chats import Bot


async def test_a_bot_with_topics_says_so(call: Any, bot: Bot) -> None:
    assert (await call("getMe"))["has_topics_enabled"] is True
    bot.topics = False
    assert (await call("getMe"))["has_topics_enabled"] is False


async def test_commands_are_kept_by_place_and_language(call: Any, person: Person) -> None:
    for language, words in (("", "Начать"), ("kk", "Бастау")):
        await call("setMyCommands", commands=[{"command": "start", "description": words}], language_code=language)
    assert (await call("getMyCommands", language_code="kk"))[0]["description"] == "Бастау"
    assert (await call("getMyCommands"))[0]["description"] == "Начать"
    assert await call("getMyCommands", scope={"type": "chat", "chat_id": person.id}) == []
    await call("deleteMyCommands")
    assert await call("getMyCommands") == []


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("setMyCommands", {"commands": [{"command": "Старт", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyDescription", {"description": "x" * 513}, "description is too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "short description is too long"),
        ("setWebhook", {"url": "http://bot.example"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            "setWebhook",
            {"url": "https://bot.example", "secret_token": "не то"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_what_telegram_would_not_keep_is_refused(call: Any, method: str, params: dict, why: str) -> None:
    assert await call.refused(method, **params) == f"Bad Request: {why}"


async def test_a_description_falls_back_to_the_one_for_all_languages(call: Any) -> None:
    await call("setMyDescription", description="Для всех")
    assert (await call("getMyDescription", language_code="kk"))["description"] == "Для всех"
    assert (await call("getMyName"))["name"] == "Проба"


async def test_polling_is_refused_while_a_webhook_is_set(call: Any) -> None:
    await call("setWebhook", url="https://bot.example/hook", allowed_updates=["message"])
    assert "can't use getUpdates method while webhook is active" in await call.refused("getUpdates")
    info = await call("getWebhookInfo")
    assert (info["url"], info["allowed_updates"]) == ("https://bot.example/hook", ["message"])
    await call("setWebhook", url="")
    assert (await call("getWebhookInfo"))["url"] == ""
    assert await call("getUpdates") == []


async def test_pending_updates_are_dropped_only_on_request(call: Any, bot: Bot, person: Person) -> None:
    await person.types(bot, "Сәлем")
    await call("deleteWebhook")
    assert (await call("getWebhookInfo"))["pending_update_count"] == 1
    await call("deleteWebhook", drop_pending_updates=True)
    assert (await call("getWebhookInfo"))["pending_update_count"] == 0
