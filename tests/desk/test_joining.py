"""Codes, working names, languages."""

from bot.desk.joining import is_working_name
from bot.office import counsellor, partner
from tests.desk.place import Place


async def test_a_group_is_bound_with_a_code_and_shows_a_pinned_board(place: Place) -> None:
    room = await place.group()
    board = next(one for one in room.messages.values() if "Очередь" in one.text)
    assert room.pinned == [board.id]
    assert await counsellor.partner_of(place.office, room.id) == "umit"


async def test_a_code_that_was_used_binds_nothing(place: Place) -> None:
    lead = place.tg.person("Lead", language="ru")
    code = await partner.invites(place.office, "umit", "group")
    first, second = (place.tg.group(title, [lead, place.bot]) for title in ("One", "Two"))
    await lead.types(first, f"/bind {code}")
    await place.settles()
    await lead.types(second, f"/bind {code}")
    await place.settles()
    assert await counsellor.partner_of(place.office, second.id) is None
    assert lead.screen(second)[-1].text.startswith("Этот код не подходит")


async def test_a_group_that_does_not_let_the_bot_pin_is_told_what_to_do(place: Place) -> None:
    lead = place.tg.person("Lead", language="ru")
    room = place.tg.group("Desk", [lead, place.bot])
    room.members[place.bot.id] = "member"
    await lead.types(room, f"/bind {await partner.invites(place.office, 'umit', 'group')}")
    await place.settles()
    assert any("администратором" in one.text for one in lead.screen(room))


async def test_a_counsellor_joins_with_a_code_and_names_herself(place: Place) -> None:
    her = place.tg.person("Real Name", username="realname", language="ru")
    await her.starts(place.bot, await partner.invites(place.office, "umit", "counsellor"))
    await place.settles()
    assert "рабочим именем" in place.texts(her)[-1]
    await her.types(place.bot, "Дана Ж")
    await place.settles()
    known = await counsellor.is_known(place.office, her.id)
    assert known is not None
    assert (known.working_name, known.on_duty) == ("Дана Ж", False)
    await her.taps(place.bot, "Начать смену")
    await place.settles()
    known = await counsellor.is_known(place.office, her.id)
    assert known is not None
    assert known.on_duty


async def test_a_restart_between_code_and_name_loses_neither(place: Place) -> None:
    her = place.tg.person("Real Name", language="ru")
    await her.starts(place.bot, await partner.invites(place.office, "umit", "counsellor"))
    await place.settles()
    await place.restarts()
    await her.types(place.bot, "Дана")
    await place.settles()
    known = await counsellor.is_known(place.office, her.id)
    assert known is not None
    assert known.working_name == "Дана"


async def test_a_telephone_an_account_or_a_colleagues_name_is_no_working_name(place: Place) -> None:
    await place.counsellor("Дана")
    her = place.tg.person("Real Name", language="ru")
    await her.types(place.bot, f"/join {await partner.invites(place.office, 'umit', 'counsellor')}")
    await place.settles()
    for name in ("+77011234567", "@dana", "дана"):
        await her.types(place.bot, name)
        await place.settles()
    known = await counsellor.is_known(place.office, her.id)
    assert known is not None
    assert known.working_name == ""


def test_working_names_are_letters() -> None:
    assert all(map(is_working_name, ("Дана", "Ай Гүл", "Ли", "Anne-Marie", "Әлия")))
    assert not any(map(is_working_name, ("Я", "Дана7", "@dana", "8701", "Д" * 21, "Дана  Ж", "-Дана", "")))


async def test_a_bad_code_is_refused_kindly_and_lets_nobody_in(place: Place) -> None:
    her = place.tg.person("Somebody", language="ru")
    await her.types(place.bot, "/join aaaa-bbbb-cccc")
    await place.settles()
    assert place.texts(her)[-1].startswith("Этот код не подходит")
    assert await counsellor.is_known(place.office, her.id) is None


async def test_a_stranger_learns_only_that_a_code_is_needed(place: Place) -> None:
    stranger = place.tg.person("Stranger", language="ru")
    for said in ("/start", "/queue", "привет"):
        await stranger.types(place.bot, said)
        await place.settles()
    assert len(set(place.texts(stranger))) == 1


async def test_she_chooses_the_language_of_her_chat_and_the_group_of_its_board(place: Place) -> None:
    room = await place.group()
    her = await place.counsellor("Дана")
    await her.types(place.bot, "/language")
    await place.settles()
    await her.taps(place.bot, "Қазақша")
    await her.joins(room)
    await her.taps(room, "Қазақша")
    await place.settles()
    known, board = await counsellor.is_known(place.office, her.id), await counsellor.board(place.office, "umit")
    assert known is not None
    assert board is not None
    assert (known.tongue, board.tongue) == ("kk", "kk")


async def test_a_counsellor_who_holds_a_case_cannot_join_another_desk_with_it(place: Place) -> None:
    await place.group()
    her = await place.counsellor("Дана")
    await place.taken(her)
    await her.types(place.bot, f"/join {await partner.invites(place.office, 'dana', 'counsellor')}")
    await place.settles()
    known = await counsellor.is_known(place.office, her.id)
    assert known is not None
    assert known.partner == "umit"
