"""The queue, the shift, taking and ending a case."""

from bot.case import State
from bot.office import counsellor
from bot.script import Level
from tests.desk.place import Place


async def test_one_wins_and_the_other_is_told(place: Place) -> None:
    first, second = await place.counsellor("Дана"), await place.counsellor("Айгүл")
    room = await place.group(members=(first, second))
    case = await place.case()
    await first.taps(room, f"Взять {case.name}")
    board = room.pinned[-1]
    await second.taps_data(room, board, f"take:{case.id}")
    await place.settles()
    now = await place.now(case)
    assert (now.state, now.counsellor) == (State.TAKEN, place.office.keys.desk.name(first.id))
    assert "уже взял другой" in second.toasts[-1].text
    assert f"{case.name} теперь у вас" in first.toasts[-1].text


async def test_two_taps_of_one_counsellor_take_a_case_once(place: Place) -> None:
    her = await place.counsellor("Дана")
    room = await place.group(members=(her,))
    case = await place.case()
    await her.taps(room, f"Взять {case.name}")
    await her.taps_data(room, room.pinned[-1], f"take:{case.id}")
    await place.settles()
    assert her.toasts[-1].text == "Это обращение уже у вас."
    assert list(her.topics(place.bot)) == [case.name]


async def test_a_tap_before_a_restart_takes_the_case_after_it(place: Place) -> None:
    her = await place.counsellor("Дана")
    room = await place.group(members=(her,))
    case = await place.case()
    await her.taps(room, f"Взять {case.name}")
    await place.restarts()
    await place.settles()
    assert (await place.now(case)).state is State.TAKEN


async def test_full_hands_take_nothing_more(place: Place) -> None:
    her = await place.counsellor("Дана")
    room = await place.group(members=(her,))
    await counsellor.sets(place.office, her.id, room=1)
    await place.taken(her)
    case = await place.case()
    await her.taps(room, f"Взять {case.name}")
    await place.settles()
    assert (await place.now(case)).state is State.WAITING
    assert "столько обращений" in her.toasts[-1].text


async def test_a_stranger_in_the_group_takes_nothing(place: Place) -> None:
    stranger = place.tg.person("Stranger", language="ru")
    room = await place.group(members=(stranger,))
    case = await place.case()
    await stranger.taps(room, f"Взять {case.name}")
    await place.settles()
    assert (await place.now(case)).state is State.WAITING
    assert stranger.toasts[-1].text.startswith("Этот чат пока не подключён")


async def test_a_colleague_of_another_partner_sees_no_such_case(place: Place) -> None:
    hers, other = await place.group(), await place.counsellor("Дана", of="dana")
    case = await place.case()
    await other.taps_data(hers, hers.pinned[-1], f"take:{case.id}")
    await place.settles()
    assert (await place.now(case)).state is State.WAITING
    assert other.toasts[-1].text == "Этого обращения больше нет."


async def test_her_own_queue_takes_like_the_board_and_shows_what_is_left(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.group()
    urgent, calm = await place.case(level=Level.L4), await place.case(level=Level.L1)
    await her.types(place.bot, "/queue")
    await place.settles()
    await her.taps(place.bot, f"Взять {urgent.name}")
    await place.settles()
    lists = [one for one in her.screen(place.bot) if "Очередь" in one.text]
    assert [one.keyboard for one in lists] == [((f"Взять {calm.name}",),)]


async def test_her_shift_is_hers_to_begin_and_end(place: Place) -> None:
    her = await place.counsellor("Дана")
    room = await place.group()
    assert "Дана" in room.messages[room.pinned[-1]].text
    await place.taken(her)
    await her.types(place.bot, "/duty off")
    await place.settles()
    assert "ещё есть обращения: 1" in place.texts(her)[-1]
    assert "никого нет" in room.messages[room.pinned[-1]].text


async def test_closing_asks_once_and_empties_the_topic(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.group()
    case = await place.taken(her)
    await place.seeker_writes(case, "тайные слова")
    await her.types(place.bot, "/close", topic=case.topic)
    await place.settles()
    assert (await place.now(case)).state is State.TAKEN
    await her.taps(place.bot, "Да, завершить", topic=case.topic)
    await place.settles()
    assert (await place.now(case)).state is State.CLOSED
    assert her.topics(place.bot) == {}
    assert not any("тайные слова" in one.text for one in her.screen(place.bot))
    assert place.texts(her)[-1] == f"{case.name}: разговор завершён, слова стёрты."
    assert "case_closed" in place.seekers.keys


async def test_no_is_no(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await her.types(place.bot, "/close", topic=case.topic)
    await place.settles()
    await her.taps(place.bot, "Нет, продолжить", topic=case.topic)
    await place.settles()
    assert (await place.now(case)).state is State.TAKEN
    assert not any("Завершить" in text for text in place.texts(her, case.topic))


async def test_a_released_case_is_on_the_board_and_the_next_one_reads_what_was_said(place: Place) -> None:
    her, next_one = await place.counsellor("Дана"), await place.counsellor("Айгүл")
    room = await place.group(members=(her, next_one))
    case = await place.taken(her)
    await place.seeker_writes(case, "первые слова")
    await her.types(place.bot, "ответ", topic=case.topic)
    await place.settles()
    await her.taps(place.bot, "Вернуть в очередь", topic=case.topic)
    await place.settles()
    await her.taps(place.bot, "Да, вернуть", topic=case.topic)
    await place.settles()
    assert her.topics(place.bot) == {}
    await next_one.taps(room, f"Взять {case.name}")
    await place.settles()
    topic = next_one.topics(place.bot)[case.name]
    shown = "\n".join(place.texts(next_one, topic))
    assert "Человек: первые слова" in shown
    assert "Консультант: ответ" in shown


async def test_without_a_topic_she_is_asked_which_case_to_close(place: Place) -> None:
    her = await place.counsellor("Дана")
    first, second = await place.taken(her), await place.taken(her)
    await her.types(place.bot, "/close")
    await place.settles()
    await her.taps(place.bot, second.name)
    await place.settles()
    await her.taps(place.bot, "Да, завершить")
    await place.settles()
    assert (await place.now(first)).state is State.TAKEN
    assert (await place.now(second)).state is State.CLOSED


async def test_an_old_button_of_a_case_that_is_over_changes_nothing(place: Place) -> None:
    her = await place.counsellor("Дана")
    await place.group()
    case = await place.taken(her)
    await her.types(place.bot, "/close", topic=case.topic)
    await place.settles()
    question = her.screen(place.bot, case.topic)[-1]
    await counsellor.releases(place.office, her.id, case.id)
    await her.taps_data(place.bot, question.id, f"closed:{case.id}")
    await place.settles()
    assert (await place.now(case)).state is State.WAITING
    assert her.toasts[-1].text == "Это обращение сейчас не у вас."


async def test_mine_lists_her_cases_and_shows_one_again(place: Place) -> None:
    her = await place.counsellor("Дана")
    case = await place.taken(her)
    await her.types(place.bot, "/mine")
    await place.settles()
    await her.taps(place.bot, f"Показать {case.name}")
    await place.settles()
    cards = [text for text in place.texts(her, case.topic) if case.name in text and "Почему" in text]
    assert len(cards) == 2
