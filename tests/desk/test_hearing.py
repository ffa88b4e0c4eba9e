"""Every command and every button has an answer."""

from bot.desk import buttons, hearing
from tests.desk.place import Place


async def test_an_unknown_command_is_answered_with_those_that_exist(place: Place) -> None:
    her = await place.counsellor("Дана")
    await her.types(place.bot, "/nonsense")
    await place.settles()
    said = place.texts(her)[-1]
    assert said.startswith("Такой команды нет")
    assert all(f"/{command}" in said for command in hearing.HERS)


async def test_help_is_help(place: Place) -> None:
    her = await place.counsellor("Дана")
    await her.types(place.bot, "/help")
    await place.settles()
    assert place.texts(her)[-1].startswith("Очередь — в группе")


async def test_a_button_that_nobody_knows_says_so_and_goes(place: Place) -> None:
    her = await place.counsellor("Дана")
    for data in ("nonsense", "take", "to:1", "take:x:y"):
        message = her.screen(place.bot)[-1].id
        await her.taps_data(place.bot, message, data)
        await place.settles()
        assert her.toasts[-1].text == "Эта кнопка устарела."


async def test_a_group_is_not_bothered_by_commands_of_others(place: Place) -> None:
    room = await place.group()
    her = await place.counsellor("Дана")
    await her.joins(room)
    before = len(room.messages)
    for said in ("/start", "/mine", "/close", "/nonsense", "/help"):
        await her.types(room, said)
    await place.settles()
    assert len([one for one in room.messages.values() if one.sender is place.bot.user]) <= before


def test_every_verb_of_a_button_is_heard() -> None:
    verbs = {value for name, value in vars(buttons).items() if name.isupper() and isinstance(value, str)}
    assert verbs == set(hearing.TAPS)
