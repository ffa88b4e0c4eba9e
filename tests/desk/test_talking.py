"""Her words reach the right seeker, or wait for her."""

import pytest

from bot import content
from bot.desk import talking
from bot.office import counsellor
from bot.office.cases import CaseView
from bot.sandbox import Person
from tests.desk.place import Place


async def _flat(place: Place, her: Person, cases: int) -> list[CaseView]:
    """Her chat has no topics, and she holds so many cases."""
    await counsellor.sets(place.office, her.id, topics=False)
    return [await place.taken(her) for _ in range(cases)]


async def test_words_in_a_topic_go_to_its_seeker_and_are_marked_when_they_arrive(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await place.taken(her), await place.taken(her)
    said = await her.types(place.bot, "Здравствуйте", topic=second.topic)
    await place.settles()
    arrived = [letter for letter in place.seekers.got if letter.text]
    assert [(letter.case, letter.text) for letter in arrived] == [(second.id, "Здравствуйте")]
    assert [list(mark) for mark in said.reactions.values()] == [[{"type": "emoji", "emoji": "👌"}]]
    assert first.topic != second.topic


async def test_words_of_a_seeker_stand_in_the_topic_of_their_case(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await place.taken(her), await place.taken(her)
    await place.seeker_writes(first, "я первый")
    await place.seeker_writes(second, "я второй")
    assert place.texts(her, first.topic)[-1] == "я первый"
    assert place.texts(her, second.topic)[-1] == "я второй"


async def test_in_a_flat_chat_one_open_case_needs_no_reply(place: Place) -> None:
    her = await place.counsellor("Дана")
    (case,) = await _flat(place, her, 1)
    await place.seeker_writes(case, "слова")
    assert place.texts(her)[-1] == f"{case.name}\nслова"
    await her.types(place.bot, "ответ")
    await place.settles()
    assert place.seekers.words == ["ответ"]


async def test_in_a_flat_chat_a_reply_says_whose_words_they_are(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await _flat(place, her, 2)
    await place.seeker_writes(first, "я первый")
    asked = her.screen(place.bot)[-1]
    await place.seeker_writes(second, "я второй")
    await her.types(place.bot, "первому", reply_to=asked.id)
    await place.settles()
    assert [(one.case, one.text) for one in place.seekers.got if one.text] == [(first.id, "первому")]


async def test_a_reply_to_any_page_of_a_card_finds_its_case(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, _ = await _flat(place, her, 2)
    card = next(one for one in her.screen(place.bot) if first.name in one.text and "Почему" in one.text)
    await her.types(place.bot, "первому", reply_to=card.id)
    await place.settles()
    assert [one.case for one in place.seekers.got if one.text] == [first.id]


async def test_words_of_unclear_address_wait_for_her_choice(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await _flat(place, her, 2)
    await her.types(place.bot, "кому это?")
    await place.settles()
    assert place.seekers.words == []
    assert "Кому эти слова?" in place.texts(her)[-1]
    await her.taps(place.bot, second.name)
    await place.settles()
    assert [(one.case, one.text) for one in place.seekers.got if one.text] == [(second.id, "кому это?")]
    assert await place.seal_of(her) is None
    assert first.id != second.id


async def test_two_messages_that_wait_go_each_where_she_says(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await _flat(place, her, 2)
    one = await her.types(place.bot, "раз")
    two = await her.types(place.bot, "два")
    await place.settles()
    questions = [seen for seen in her.screen(place.bot) if "Кому эти слова?" in seen.text]
    await her.taps_data(place.bot, questions[1].id, f"to:{two.id}:{first.id}")
    await her.taps_data(place.bot, questions[0].id, f"to:{one.id}:{second.id}")
    await place.settles()
    assert {(one.case, one.text) for one in place.seekers.got if one.text} == {(first.id, "два"), (second.id, "раз")}


async def test_waiting_words_survive_a_restart_and_are_sealed(place: Place) -> None:
    her = await place.counsellor("Дана")
    _, second = await _flat(place, her, 2)
    await her.types(place.bot, "отметина")
    await place.settles()
    sealed = await place.seal_of(her)
    assert sealed is not None
    assert "отметина".encode() not in sealed
    await place.restarts()
    await her.taps(place.bot, second.name)
    await place.settles()
    assert place.seekers.words == ["отметина"]


async def test_a_second_tap_on_a_decided_question_sends_nothing_twice(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await _flat(place, her, 2)
    said = await her.types(place.bot, "раз")
    await place.settles()
    question = her.screen(place.bot)[-1]
    await her.taps_data(place.bot, question.id, f"to:{said.id}:{first.id}")
    await her.taps_data(place.bot, question.id, f"to:{said.id}:{second.id}")
    await place.settles()
    assert place.seekers.words == ["раз"]


async def test_words_to_a_case_that_ended_meanwhile_go_nowhere(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await _flat(place, her, 2)
    said = await her.types(place.bot, "кому?")
    await place.settles()
    question = her.screen(place.bot)[-1]
    await counsellor.closes(place.office, her.id, first.id)
    await her.taps_data(place.bot, question.id, f"to:{said.id}:{first.id}")
    await place.settles()
    assert place.seekers.words == []
    assert (await place.now(second)).counsellor is not None


async def test_a_reply_to_a_case_that_is_over_does_not_reach_the_one_that_is_left(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await _flat(place, her, 2)
    mine = await her.types(place.bot, "первому", reply_to=_card_of(place, her, first))
    await place.settles()
    await counsellor.closes(place.office, her.id, first.id)
    note = await her.types(place.bot, "ещё первому", reply_to=mine.id)
    await place.settles()
    assert place.seekers.words == ["первому"]
    assert note.id > mine.id
    assert (await place.now(second)).topic is None


def _card_of(place: Place, her: Person, case: CaseView) -> int:
    return next(one.id for one in her.screen(place.bot) if case.name in one.text and "Почему" in one.text)


async def test_words_outside_the_topics_wait_even_when_she_holds_one_case(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.taken(her)
    await her.types(place.bot, "не туда")
    await place.settles()
    assert place.seekers.words == []
    assert "Кому эти слова?" in place.texts(her)[-1]


async def test_without_a_case_words_go_nowhere_and_she_is_told(place: Place) -> None:
    her = await place.counsellor("Дана")
    await her.types(place.bot, "есть кто?")
    await place.settles()
    assert "никому не ушли" in place.texts(her)[-1]


async def test_an_edited_message_follows_its_letter(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    said = await her.types(place.bot, "звоните 102", topic=case.topic)
    await place.settles()
    await her.edits(place.bot, said.id, "звоните 112")
    await place.settles()
    assert [(one.kind, one.text) for one in place.seekers.got if one.text] == [
        ("words", "звоните 102"),
        ("edit", "звоните 112"),
    ]


async def test_an_edit_of_what_never_went_is_explained(place: Place) -> None:
    her = await place.counsellor("Дана")
    said = await her.types(place.bot, "есть кто?")
    await place.settles()
    await her.edits(place.bot, said.id, "есть кто-нибудь?")
    await place.settles()
    assert place.texts(her)[-1] == "Эту правку уже не передать. Напишите новым сообщением."


async def test_words_that_ask_who_somebody_is_wait_for_a_second_thought(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    place.asked = {"зовут"}
    await her.types(place.bot, "Как вас зовут?", topic=case.topic)
    await place.settles()
    assert place.seekers.words == []
    await her.taps(place.bot, "Отправить так", topic=case.topic)
    await place.settles()
    assert place.seekers.words == ["Как вас зовут?"]


async def test_an_edit_answers_the_second_thought(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    place.asked = {"зовут"}
    said = await her.types(place.bot, "Как вас зовут?", topic=case.topic)
    await place.settles()
    await her.taps(place.bot, "Изменить", topic=case.topic)
    await her.edits(place.bot, said.id, "Как вам удобнее?")
    await place.settles()
    assert place.seekers.words == ["Как вам удобнее?"]
    assert await place.seal_of(her) is None


async def test_words_that_she_drops_are_gone(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    place.asked = {"зовут"}
    await her.types(place.bot, "Как вас зовут?", topic=case.topic)
    await place.settles()
    await her.taps(place.bot, "Не отправлять", topic=case.topic)
    await place.settles()
    assert place.seekers.words == []
    assert await place.seal_of(her) is None


async def test_an_edit_is_no_way_round_the_second_thought(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    place.asked = {"зовут"}
    said = await her.types(place.bot, "Добрый день", topic=case.topic)
    await place.settles()
    await her.edits(place.bot, said.id, "Как вас зовут?")
    await place.settles()
    assert place.seekers.words == ["Добрый день"]
    await her.taps(place.bot, "Отправить так", topic=case.topic)
    await place.settles()
    assert [one.kind for one in place.seekers.got if one.text] == ["words", "edit"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("photo", "Фото"), ("voice", "Голосовое"), ("document", "Файлы"), ("sticker", "Стикер"), ("video", "Видео")],
)
async def test_what_is_not_words_is_refused_kindly(place: Place, kind: str, said: str) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    before = len(place.seekers.got)
    await her.sends_file(place.bot, kind, topic=case.topic)
    await place.settles()
    assert place.texts(her, case.topic)[-1].startswith(said)
    assert len(place.seekers.got) == before


async def test_forwards_links_contacts_and_places_do_not_go(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await her.forwards(place.bot, "чужие слова", "Somebody", topic=case.topic)
    await her.sends_contact(place.bot, "+77010000000", topic=case.topic)
    await her.sends_location(place.bot, 43.2, 76.9, topic=case.topic)
    await her.types(place.bot, '<a href="https://example.org">сюда</a>', topic=case.topic)
    await place.settles()
    assert [text.split()[0] for text in place.texts(her, case.topic)[-4:]] == [
        "Пересланное", "Контакты", "Геопозицию", "Ссылки",
    ]  # fmt: skip
    assert place.seekers.words == []


async def test_a_topic_without_a_case_takes_no_words(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.taken(her)
    own = place.tg.telegram.open_topic(her.room(place.bot), her.user, "моя тема")
    await her.types(place.bot, "слова", topic=own.id)
    await place.settles()
    assert place.texts(her, own.id)[-1].startswith("В этой теме нет обращения")
    assert place.seekers.words == []


def test_every_kind_that_is_refused_has_its_sentence() -> None:
    said = content.load().words
    kinds = {talking._LIKE.get(kind, kind) for kind in talking._KINDS} | {"forward", "link", "contact", "other"}
    assert [kind for kind in kinds if f"desk.not_passed_on.{kind}" not in said] == []


async def test_words_in_a_topic_that_was_never_noted_down_find_their_case_by_its_name(place: Place) -> None:
    """A kill may fall between making a topic and noting it down; what she types there is not lost."""
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await counsellor.has_topic(place.office, case.id, 987654)
    await her.types(place.bot, "Я здесь", topic=case.topic)
    await place.settles()
    assert place.seekers.words[-1] == "Я здесь"
