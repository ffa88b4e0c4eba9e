"""SmallTelegram as a whole."""

from typing import Any

import pytest

from bot.sandbox import DESK_TOKEN, SEEKER_TOKEN, Missing, SmallTelegram
from bot.sandbox.chats import Bot


async def test_it_has_an_address_only_while_it_runs() -> None:
    small = SmallTelegram()
    with pytest.raises(RuntimeError):
        _ = small.url
    async with small as tg:
        assert tg.url.startswith("http://127.0.0.1:")


async def test_two_bots_stand_ready_for_two_kinds_of_people(tg: SmallTelegram) -> None:
    seeker, desk = tg.two_bots()
    assert (seeker.token, desk.token) == (SEEKER_TOKEN, DESK_TOKEN)
    assert (seeker.topics, desk.topics) == (False, True)
    assert tg.bots_for(tg.person("А")) == [seeker]
    assert tg.bots_for(tg.person("Б", role="counsellor")) == [desk]


async def test_without_them_everybody_sees_every_bot(tg: SmallTelegram, bot: Bot) -> None:
    assert tg.bots_for(tg.person("А")) == [bot]


async def test_waiting_ends_when_it_is_so(tg: SmallTelegram, bot: Bot) -> None:
    person = tg.person("А")
    await person.starts(bot)
    assert await tg.settles(lambda: person.screen(bot)) == person.screen(bot)
    with pytest.raises(TimeoutError):
        await tg.settles(lambda: False, within=0.01)


async def test_every_topic_of_a_chat_can_vanish(tg: SmallTelegram, bot: Bot) -> None:
    person = tg.person("А", role="counsellor")
    for name in ("бір", "екі"):
        tg.telegram.open_topic(person.room(bot), bot.user, name)
    tg.kills_topics(person.room(bot))
    assert person.topics(bot) == {}
    with pytest.raises(Missing):
        await person.types(bot, "x", topic=1)


async def test_the_first_person_makes_the_group(tg: SmallTelegram, bot: Bot) -> None:
    one, two = tg.person("А"), tg.person("Б")
    room = tg.group("Топ", [one, two, bot], kind="supergroup")
    assert room.members == {one.id: "creator", two.id: "member", bot.id: "administrator"}
    assert room.id < -1_000_000_000_000


async def test_the_page_is_served_and_nothing_beside_it(tg: SmallTelegram, call: Any) -> None:
    session = call.session
    for name, status in (("", 200), ("page/app.js", 200), ("page/words.json", 200), ("page/__init__.py", 404)):
        async with session.get(f"{tg.url}/{name}") as answer:
            assert answer.status == status
