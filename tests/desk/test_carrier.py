"""Letters to a counsellor and to a group, with topics and without, and what Telegram may do to them."""

from datetime import timedelta

import pytest

from bot.case import State
from bot.errors import Later, MovedTo, Undeliverable
from bot.office import carried, counsellor, letters, seeker
from bot.outbox import Kind, Letter, Redacted, of_seeker
from bot.sandbox import Answer, Person
from bot.script import Level
from tests.desk.place import Place


def _words(place: Place, her: Person, case: str, text: str) -> Letter:
    name = place.office.keys.desk.name(her.id)
    return of_seeker(name, case, Redacted(text), author="seeker", origin=1, level=2)


async def test_a_case_opens_as_a_topic_with_a_pinned_card(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    assert her.topics(place.bot) == {case.name: case.topic}
    card = next(one for one in her.screen(place.bot, case.topic) if "Почему" in one.text)
    assert her.room(place.bot).pinned == [card.id]
    assert [label for row in card.keyboard for label in row] == ["Завершить", "Вернуть в очередь", "Показать карточку"]


async def test_everything_that_is_sent_to_the_desk_is_protected(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.group()
    case = await place.taken(her)
    await place.seeker_writes(case, "слова")
    sent = [call.params for call in place.tg.sent if call.method == "sendMessage"]
    assert sent
    assert all(one.get("protect_content") is True for one in sent)


@pytest.mark.parametrize("refusing", [True, False])
async def test_without_topics_the_case_lives_in_the_flat_chat(place: Place, refusing: bool) -> None:
    her = await place.counsellor("Дана")
    if refusing:
        place.tg.faults.add(Answer(400, "the chat is not a forum"), "createForumTopic")
    else:
        place.bot.topics = False
        await place.restarts()
    case = await place.taken(her)
    await place.seeker_writes(case, "слова")
    assert case.topic is None
    assert place.texts(her)[-1] == f"{case.name}\nслова"


async def test_a_topic_deleted_by_hand_is_opened_again_with_all_that_was_said(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await place.seeker_writes(case, "до")
    place.tg.kills_topics(her.room(place.bot))
    await place.seeker_writes(case, "после", origin=2)
    anew = (await place.now(case)).topic
    said = place.texts(her, anew)
    assert anew not in (None, case.topic)
    assert any("Почему" in text for text in said)
    assert any("Человек: до" in text for text in said)
    assert said[-1] == "после"


async def test_when_telegram_takes_nothing_for_topics_the_words_arrive_flat(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    place.tg.kills_topics(her.room(place.bot))
    place.tg.faults.add(Answer(400, "message thread not found"), "sendMessage", times=2)
    await place.seeker_writes(case, "слова")
    assert (await place.now(case)).topic is None
    assert place.texts(her)[-1] == f"{case.name}\nслова"


async def test_an_edit_changes_the_message_in_place(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await place.seeker_writes(case, "раз", origin=7)
    await seeker.edits(place.office, place.chat_of[case.id], "два", 7)
    await place.settles()
    assert place.texts(her, case.topic)[-1] == "два"
    assert "раз" not in place.texts(her, case.topic)


async def test_an_edit_of_a_message_that_is_gone_comes_anew_and_says_so(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await place.seeker_writes(case, "раз", origin=7)
    await her.deletes(place.bot, her.screen(place.bot, case.topic)[-1].id)
    await seeker.edits(place.office, place.chat_of[case.id], "два", 7)
    await place.settles()
    assert place.texts(her, case.topic)[-1] == "Человек изменил свои слова:\nдва"


async def test_long_words_with_a_name_on_top_are_split_and_all_of_them_go_at_the_end(place: Place) -> None:
    her = await place.counsellor("Дана")
    await counsellor.sets(place.office, her.id, topics=False)
    case = await place.taken(her)
    await place.seeker_writes(case, "слово " * 682)
    assert len([text for text in place.texts(her) if "слово" in text]) == 2
    await counsellor.closes(place.office, her.id, case.id)
    await place.settles()
    assert not any("слово" in text or "Почему" in text for text in place.texts(her))


async def test_a_flat_case_that_ends_takes_her_own_words_along(place: Place) -> None:
    her = await place.counsellor("Дана")
    await counsellor.sets(place.office, her.id, topics=False)
    case = await place.taken(her)
    await her.types(place.bot, "мой ответ")
    await place.settles()
    await counsellor.closes(place.office, her.id, case.id)
    await place.settles()
    assert not any(one.text == "мой ответ" for one in her.screen(place.bot))


async def test_messages_too_old_to_delete_do_not_keep_the_others(place: Place) -> None:
    her = await place.counsellor("Дана")
    await counsellor.sets(place.office, her.id, topics=False)
    case = await place.taken(her)
    await place.seeker_writes(case, "старое")
    place.clock.passes(timedelta(hours=49).total_seconds())
    await place.seeker_writes(case, "новое", origin=2)
    await counsellor.closes(place.office, her.id, case.id)
    await place.settles()
    texts = place.texts(her)
    assert any("старое" in text for text in texts)
    assert not any("новое" in text for text in texts)


async def test_a_seeker_who_ends_leaves_one_sentence_and_no_words(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await place.seeker_writes(case, "тайное")
    await seeker.ends(place.office, place.chat_of[case.id])
    await place.settles()
    assert her.topics(place.bot) == {}
    assert any("Человек завершил разговор" in text for text in place.texts(her))
    assert not any("тайное" in one.text for one in her.screen(place.bot))


async def test_words_to_a_case_that_went_back_wait_for_the_next_one(place: Place) -> None:
    her, next_one = await place.counsellor("Дана"), await place.counsellor("Айгүл")
    await place.group()
    case = await place.taken(her)
    await seeker.writes(place.office, place.chat_of[case.id], "в пути", 1, alarm=False)
    await counsellor.releases(place.office, her.id, case.id)
    await place.settles()
    await counsellor.takes(place.office, next_one.id, case.id)
    await place.settles()
    topic = (await place.now(case)).topic
    assert any("Человек: в пути" in text for text in place.texts(next_one, topic))
    assert not any("в пути" in one.text for one in her.screen(place.bot))


async def test_pressing_alerts_ring_and_calm_ones_do_not(place: Place) -> None:
    room = await place.group()
    for level in (Level.L1, Level.L4):
        case = await place.case(level=level)
        facts = {"name": case.name, "level": level.name}
        async with place.office.store.begin() as tx:
            alert = Letter("desk", "umit", Kind.ALERT, key="new_case", facts=facts, case=case.id, urgent=int(level))
            await letters.write(tx, place.office, alert)
        await place.settles()
    alerts = [one for one in room.messages.values() if one.text.startswith(("Новое обращение", "Прямо сейчас:"))]
    assert [one.silent for one in alerts] == [True, False]


async def test_an_alert_about_a_case_that_somebody_took_is_not_sent(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.group()
    case = await place.taken(her)
    before = len(place.tg.sent)
    letter = Letter("desk", "umit", Kind.ALERT, key="new_case", facts={"name": case.name, "level": "L2"}, case=case.id)
    assert (await place.face.carrier.carry(letter, None)).number is None
    assert "sendMessage" not in [call.method for call in list(place.tg.sent)[before:]]


async def test_telegrams_refusals_are_this_houses_trouble(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    letter = _words(place, her, case.id, "слова")
    place.tg.faults.add(Answer(429, retry_after=7), "sendMessage", times=1)
    with pytest.raises(Later) as later:
        await place.face.carrier.carry(letter, None)
    assert later.value.after == timedelta(seconds=7)
    place.tg.faults.add(Answer(502), "sendMessage", times=1)
    with pytest.raises(Later):
        await place.face.carrier.carry(letter, None)
    await her.blocks(place.bot)
    with pytest.raises(Undeliverable) as refused:
        await place.face.carrier.carry(letter, None)
    assert refused.value.reason == "blocked"
    await her.unblocks(place.bot)
    await her.deletes_account()
    with pytest.raises(Undeliverable) as refused:
        await place.face.carrier.carry(letter, None)
    assert refused.value.reason == "deactivated"


async def test_what_goes_wrong_quotes_nobody(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    place.tg.faults.add(Answer(400, "can't parse тайна"), "sendMessage", times=1)
    with pytest.raises(Undeliverable) as refused:
        await place.face.carrier.carry(_words(place, her, case.id, "тайна"), None)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None
    assert "тайна" not in repr(refused.value)


async def test_a_group_that_moved_says_where(place: Place) -> None:
    room = await place.group()
    case = await place.case()
    new = place.tg.migrate(room)
    alert = Letter("desk", "umit", Kind.ALERT, key="released", facts={"name": case.name, "level": "L2"}, case=case.id)
    with pytest.raises(MovedTo) as moved:
        await place.face.carrier.carry(alert, None)
    assert moved.value.group == new.id


async def test_a_letter_to_nobody_is_undeliverable(place: Place) -> None:
    with pytest.raises(Undeliverable) as refused:
        await place.face.carrier.carry(Letter("desk", "nobody", Kind.NOTICE, key="seeker_left"), None)
    assert refused.value.reason == "no_chat"


async def test_a_mark_on_a_message_that_she_deleted_is_no_trouble(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    letter = Letter("desk", place.office.keys.desk.name(her.id), Kind.ARRIVED, case=case.id)
    assert (await place.face.carrier.carry(letter, 999_999)).number is None


async def test_a_card_of_a_case_that_left_her_hands_is_not_shown(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.group()
    case = await place.taken(her)
    await counsellor.releases(place.office, her.id, case.id)
    await place.settles()
    letter = Letter("desk", place.office.keys.desk.name(her.id), Kind.CARD, case=case.id)
    assert (await place.face.carrier.carry(letter, None)).number is None
    assert (await carried.case(place.office, case.id)).state is State.WAITING


async def test_two_cases_with_a_past_opened_at_once_do_not_push_each_other_back(place: Place) -> None:
    """Each takes more messages than Telegram takes at once; begun anew at each refusal, neither would ever end."""
    her = await place.counsellor("Дана")
    await place.group()
    place.tg.limits.change()
    cases = [await place.taken(her) for _ in range(2)]
    for case in cases:
        for number in range(6):
            await place.seeker_writes(case, f"{number} " + "слово " * 600, origin=number)
        await counsellor.releases(place.office, her.id, case.id)
    await place.settles()
    for case in cases:
        await counsellor.takes(place.office, her.id, case.id)
    await place.settles()
    for case in cases:
        said = place.texts(her, (await place.now(case)).topic)
        assert sum("Почему" in text for text in said) == 1, "the card is shown once"
        assert [f"{number} слово" in "\n".join(said) for number in range(6)] == [True] * 6
