"""The face as a whole: what it tells Telegram, and what it makes of updates that nobody can read."""

from typing import Any

import pytest

from bot.content.words import LANGUAGES
from bot.dialogs.hearing import COMMANDS
from bot.errors import Unreadable
from bot.sandbox import Answer
from bot.store import tables
from tests.line import Line


async def test_commands_are_told_in_both_languages_and_trouble_stops_nothing(line: Line) -> None:
    await line.face.start()
    told = [call.params for call in line.tg.sent if call.method.lower() == "setmycommands"]
    assert {params.get("language_code") for params in told} == {*LANGUAGES, None}
    names = {command["command"] for params in told for command in params["commands"]}
    assert names == {"start", *COMMANDS}
    line.tg.faults.add(Answer(500, "Internal"), "setMyCommands")
    await line.face.start()


async def test_an_update_that_cannot_be_read_is_set_aside_and_its_sender_hears_of_it(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    odd: dict[str, Any] = {"update_id": 999_999_990, "message": {"chat": {"id": me.chat, "type": "private"}, "odd": 1}}
    with pytest.raises(Unreadable, match="faults"):
        await line.face.handle(odd)
    line.tg.pushes(line.bot, odd)
    await line.settles()
    for language in LANGUAGES:
        assert line.office.content.words.say("seeker.could_not_read", language) in me.last.text
    assert [row.state for row in await line.rows(tables.heard) if row.state != "done"] == ["dead"]
    await me.writes("/menu")
    assert me.label("menu.top") in me.screen.text


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        {"update_id": 1, "message": {"chat": {"id": -5, "type": "group"}}},
        {"update_id": 1, "callback_query": {"message": None}},
        {"update_id": 1, "message": "nonsense"},
    ],
)
async def test_nobody_is_apologised_to_outside_a_private_chat(line: Line, update: dict[str, Any]) -> None:
    await line.face.sorry(update)
    assert [call.method for call in line.tg.sent if call.method == "sendMessage"] == []


async def test_groups_hear_nothing_from_the_seekers_bot(line: Line) -> None:
    somebody = line.tg.person("Somebody")
    group = line.tg.group("Group", [somebody, line.bot])
    await somebody.types(group, "/start")
    await somebody.types(group, "хочу умереть")
    await line.settles()
    assert [call.method for call in line.tg.sent if call.method == "sendMessage"] == []
    assert await line.rows(tables.seekers) == []
