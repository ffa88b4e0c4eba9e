"""The face, whole: how it starts, hears, apologises and closes."""

import logging

import pytest

from bot.desk.application import build
from bot.desk.face import LANGUAGES
from bot.errors import BadSettings, Unreadable
from bot.office import HEARING, Office, counsellor
from bot.sandbox import Answer, SmallTelegram
from bot.store.tables import heard
from tests.desk.place import TOKEN, Place


async def test_a_start_puts_the_commands_into_both_menus_and_keeps_the_boards(place: Place) -> None:
    await place.face.start()
    told = [call.params for call in place.tg.sent if call.method == "setMyCommands"]
    assert len(told) == 2 * len(LANGUAGES)
    await place.face.close()


async def test_a_wrong_token_stops_the_start_with_a_sentence(office: Office, tg: SmallTelegram) -> None:
    face = build(office, "7:nobody", tg.url)
    with pytest.raises(BadSettings, match="does not know the token"):
        await face.start()
    await face.close()


async def test_a_start_waits_for_telegram_and_says_so_once(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    await place.restarts()
    await place.face.application.shutdown()
    place.tg.faults.add(Answer(502), "getMe", times=20)
    before = place.clock.ticks()
    await place.face.start()
    assert place.clock.ticks() - before > 60, "the pauses grow"
    assert [record.getMessage() for record in caplog.records].count(
        "Telegram cannot be reached, so the desk waits for it; if it stays away, see SENIM_TELEGRAM."
    ) == 1
    await place.face.close()


async def test_a_desk_works_without_its_menu(place: Place) -> None:
    place.tg.faults.add(Answer(500), "setMyCommands")
    await place.face.start()
    await place.face.close()


async def test_an_update_that_cannot_be_read_is_said_to_be_so(place: Place) -> None:
    with pytest.raises(Unreadable):
        await place.face.handle({"update_id": 1, "message": {"text": "without a chat"}})


async def test_trouble_of_an_act_reaches_the_intake(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(counsellor, "is_known", breaks)
    her = place.tg.person("Somebody")
    said = await her.types(place.bot, "слова")
    with pytest.raises(OSError, match="disk"):
        await place.face.handle({"update_id": 1, "message": said.wire()})


async def test_what_was_heard_is_struck_out_once(place: Place) -> None:
    her = await place.counsellor("Дана")
    await her.types(place.bot, "/duty off")
    await place.settles()
    assert {(row.state, row.body) for row in await place.rows(heard)} == {("done", None)}
    assert HEARING.get() is None


async def test_a_person_who_could_not_be_heard_is_told_so_and_a_group_is_not(place: Place) -> None:
    her = await place.counsellor("Дана")
    room = await place.group()
    before = len(room.messages)
    lead = next(person for person in place.tg.people.values() if room.has(person.id))
    mine, theirs = await her.types(place.bot, "?"), await lead.types(room, "/x")
    await place.face.sorry({"update_id": 1, "message": mine.wire()})
    await place.face.sorry({"update_id": 2, "message": theirs.wire()})
    assert place.texts(her)[-1].startswith("Это сообщение не получилось прочитать")
    assert len(room.messages) == before + 1


async def test_nobodys_words_names_or_numbers_stand_in_the_log(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    her = await place.counsellor("Айгерим")
    await place.group()
    case = await place.taken(her)
    await place.seeker_writes(case, "отметина-раз")
    place.tg.faults.add(Answer(400, "odd"), "sendMessage", times=2)
    await her.types(place.bot, "отметина-два", topic=case.topic)
    await her.types(place.bot, "/queue")
    await place.settles()
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("bot", "senim", "telegram"))
    )
    for secret in ("отметина", "Айгерим", "Account name", str(her.id), str(place.chat_of[case.id]), TOKEN):
        assert secret not in ours
