"""What every handler has at hand."""

from bot.sandbox import Answer
from tests.desk.place import Place


async def test_an_answer_that_telegram_refuses_does_not_undo_what_was_done(place: Place) -> None:
    her = await place.counsellor("Дана")
    room = await place.group(members=(her,))
    case = await place.case()
    place.tg.faults.add(Answer(400, "query is too old"), "answerCallbackQuery")
    await her.taps(room, f"Взять {case.name}")
    await place.settles()
    assert list(her.topics(place.bot)) == [case.name]


async def test_a_stranger_is_spoken_to_in_the_language_of_their_telephone(place: Place) -> None:
    kazakh, other = place.tg.person("A", language="kk"), place.tg.person("B", language="de")
    for person in (kazakh, other):
        await person.starts(place.bot)
    await place.settles()
    assert place.texts(kazakh)[-1] != place.texts(other)[-1]
    assert place.texts(other)[-1].startswith("Этот чат пока не подключён")


async def test_a_command_in_a_topic_is_answered_there(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await her.types(place.bot, "/mine", topic=case.topic)
    await place.settles()
    assert place.texts(her, case.topic)[-1] == "Ваши обращения"
