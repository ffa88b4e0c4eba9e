"""Who hears of what."""

from typing import Any

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot
from bot.sandbox.telegram import Telegram


async def test_message_numbers_grow_over_all_private_chats_of_a_bot(tg: SmallTelegram, bot: Bot) -> None:
    first, second = tg.person("А"), tg.person("Б")
    numbers = [(await person.types(bot, "x")).id for person in (first, second, first)]
    assert numbers == [1, 2, 3]


async def test_two_bots_do_not_hear_each_other(tg: SmallTelegram, call: Any, bot: Bot, person: Person) -> None:
    other = tg.bot("43:other-bot", "other_bot")
    group = tg.group("Топ", [person, bot, other])
    other.queue.waiting.clear()
    await call("sendMessage", chat_id=group.id, text="x")
    assert other.queue.ready() == []
    await person.types(group, "Бәріне")
    assert [update["message"]["text"] for update in other.queue.ready()] == ["Бәріне"]


async def test_a_bot_with_privacy_hears_only_what_is_meant_for_it(tg: SmallTelegram, bot: Bot, person: Person) -> None:
    group = tg.group("Топ", [person, bot])
    group.members[bot.id] = "member"
    bot.queue.waiting.clear()
    for text in ("жай сөз", "/help", "@test_bot қара"):
        await person.types(group, text)
    assert [update["message"]["text"] for update in bot.queue.ready()] == ["/help", "@test_bot қара"]
    bot.privacy = False
    await person.types(group, "енді бәрі")
    assert bot.queue.ready()[-1]["message"]["text"] == "енді бәрі"


async def test_the_same_seed_gives_the_same_numbers(bot: Bot) -> None:
    def first_update(seed: int) -> int:
        return Telegram(seed=seed).new_bot("5:five-five", "five").queue.next_id

    assert first_update(3) == first_update(3) != first_update(4)


async def test_time_can_be_skipped(tg: SmallTelegram, clock: Any) -> None:
    before = tg.telegram.now()
    tg.telegram.skip(3600)
    assert tg.telegram.now() - before == 3600
    assert tg.telegram.clock() is clock.time


async def test_registering_a_bot_again_keeps_its_queue(tg: SmallTelegram, bot: Bot) -> None:
    assert tg.bot(bot.token, "test_bot", topics=False) is bot
    assert not bot.topics


async def test_every_request_is_remembered_but_polling(tg: SmallTelegram, call: Any, person: Person) -> None:
    await call("sendMessage", chat_id=person.id, text="x")
    await call("getUpdates")
    await call.raw("sendMessage", chat_id=person.id, text="")
    assert [(one.method, one.params["text"], one.refusal is None) for one in tg.sent] == [
        ("sendMessage", "x", True),
        ("sendMessage", "", False),
    ]
    assert tg.sent[0].result["message_id"] == 2
