"""What a seeker may do at any moment, and what comes of it."""

import pytest

from bot.office import counsellor
from bot.store import tables
from tests.acts import everything
from tests.line import COUNSELLOR, Caller, Line


@pytest.fixture
async def me(line: Line) -> Caller:
    """Somebody who speaks Russian, at a line whose desk is open."""
    await line.opens_desk()
    return line.seeker()


# — free text —


@pytest.mark.parametrize("tongue", ["kk", "ru"])
async def test_words_at_a_question_are_answered_kindly_and_the_question_stays(line: Line, tongue: str) -> None:
    me = line.seeker(tongue)
    await me.to_menu()
    before = me.screen
    await me.writes("просто хотела сказать")
    assert me.word("words_heard") in me.screen.text
    assert me.screen.keyboard == before.keyboard
    assert me.screen.id > before.id


@pytest.mark.parametrize("danger", ["хочу умереть", "өлгім келеді"])
async def test_words_of_danger_open_the_safety_questions_from_anywhere(me: Caller, danger: str) -> None:
    await me.to_menu()
    await me.writes(danger)
    assert me.label("xsafe.hear") in me.screen.text
    assert [row.what for row in await me.line.rows(tables.counts) if row.what == "alarmed"] == ["alarmed"]
    assert me.line.desk.got == [], "nobody is alerted"


async def test_words_of_danger_are_heard_in_the_caption_of_a_picture_and_in_an_edit(me: Caller) -> None:
    await me.to_menu()
    await me.person.sends_file(me.line.bot, "photo", caption="хочу умереть")
    await me.line.settles()
    assert me.word("not_passed_on.photo") in me.screen.text
    assert me.label("xsafe.hear") in me.screen.text

    await me.taps(me.word("menu"))
    said = await me.writes("привет")
    await me.edits(said, "хочу умереть")
    assert me.label("xsafe.hear") in me.screen.text


@pytest.mark.parametrize("typed", ["русский", "РУССКИЙ", "  Русский. "])
async def test_typing_what_a_button_says_is_as_good_as_tapping_it(me: Caller, typed: str) -> None:
    await me.starts()
    await me.writes(typed)
    assert me.label("s00.limits") in me.screen.text


async def test_the_buttons_that_stand_everywhere_can_be_typed_too(me: Caller) -> None:
    await me.to_menu()
    await me.writes("112 помощь")
    assert me.label("s13.e0") in me.screen.text
    await me.writes("Меню")
    assert me.label("menu.top") in me.screen.text


async def test_a_picture_without_letters_is_no_button(me: Caller) -> None:
    await me.to_menu()
    await me.writes("🙂")
    assert me.word("words_heard") in me.screen.text


async def test_words_for_the_card_are_redacted_kept_and_can_be_forgotten(me: Caller) -> None:
    await me.to_menu()
    await me.taps(me.word("human"), me.label("human.offer.go"))
    while me.label("human.own_words.add") not in me.buttons:
        await me.taps(me._onward())
    await me.taps(me.label("human.own_words.add"))
    await me.writes("Позвоните мне на 87015554433")
    assert "87015554433" not in me.screen.text
    await me.taps(me.word("hidden_send"))
    assert me.word("words_kept") in me.screen.text
    assert "87015554433" not in me.screen.text
    await me.taps(me.word("forget_words"))
    assert me.word("words_forgotten") in me.screen.text
    await me.writes("о" * 1600)
    assert me.word("words_too_long") in me.screen.text
    await me.writes("<b>" * 400)
    assert me.word("words_kept") in me.screen.text


async def to_own_words(me: Caller) -> None:
    await me.to_menu()
    await me.taps(me.word("human"), me.label("human.offer.go"))
    while me.label("human.own_words.add") not in me.buttons:
        await me.taps(me._onward())
    await me.taps(me.label("human.own_words.add"))


async def test_what_was_hidden_for_the_card_may_be_put_back_by_the_one_who_wrote_it(me: Caller) -> None:
    await to_own_words(me)
    await me.writes("Код от двери 87015554433")
    await me.taps(me.word("hidden_as_is"))
    assert me.word("words_kept") in me.screen.text
    assert "87015554433" in me.screen.text


async def test_words_that_are_not_wanted_after_all_do_not_reach_the_card(me: Caller) -> None:
    await to_own_words(me)
    await me.writes("Позвоните мне на 87015554433")
    await me.taps(me.word("hidden_drop"))
    assert me.word("hidden_dropped") in me.screen.text
    assert me.word("forget_words") not in me.buttons


async def test_words_that_wait_go_hidden_when_more_are_written(me: Caller) -> None:
    await to_own_words(me)
    await me.writes("Позвоните мне на 87015554433")
    await me.writes("Мне страшно")
    assert "87015554433" not in me.screen.text
    assert "Позвоните" in me.screen.text
    assert "Мне страшно" in me.screen.text


# — what is not passed on —


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("photo", "photo"),
        ("video", "video"),
        ("video_note", "video"),
        ("animation", "video"),
        ("voice", "voice"),
        ("audio", "audio"),
        ("document", "document"),
        ("sticker", "sticker"),
    ],
)
async def test_things_are_held_unsent_and_explained(me: Caller, kind: str, key: str) -> None:
    await me.to_menu()
    await me.person.sends_file(me.line.bot, kind)
    await me.line.settles()
    assert me.word(f"not_passed_on.{key}") in me.screen.text
    assert me.label("menu.top") in me.screen.text


async def test_links_contacts_places_and_forwards_are_explained_too(me: Caller) -> None:
    await me.to_menu()
    await me.writes("посмотрите https://example.org/page")
    assert me.word("not_passed_on.link") in me.screen.text
    await me.person.sends_contact(me.line.bot, "+77010000000")
    await me.line.settles()
    assert me.word("not_passed_on.contact") in me.screen.text
    await me.person.sends_location(me.line.bot, 43.2, 76.9)
    await me.line.settles()
    assert me.word("not_passed_on.location") in me.screen.text
    await me.person.forwards(me.line.bot, "чужие слова", "Кто-то")
    await me.line.settles()
    assert me.word("not_passed_on.forward") in me.screen.text


async def test_things_in_a_live_conversation_stay_with_the_seeker(me: Caller) -> None:
    await me.talks()
    carried = len(me.line.desk.got)
    await me.person.sends_file(me.line.bot, "photo", caption="хочу умереть")
    await me.line.settles()
    assert me.word("not_passed_on.photo") in me.last.text
    assert len(me.line.desk.got) == carried
    assert me.word("live_end") in me.controls, "a human is there: no script comes between"


# — commands —


async def test_an_unknown_command_changes_nothing(me: Caller) -> None:
    await me.to_menu()
    await me.writes("/settings")
    assert me.word("unknown_command") in me.screen.text
    assert me.label("menu.top") in me.screen.text


async def test_start_in_the_middle_loses_nothing(me: Caller) -> None:
    await me.to_menu()
    await me.taps(me.label("menu.top.close"))
    await me.starts()
    assert me.word("where_we_stopped") in me.screen.text
    assert me.label("menu.close") in me.screen.text


@pytest.mark.parametrize(
    ("command", "context"),
    [
        ("menu", "menu.top"),
        ("help", "s13.e0"),
        ("human", "human.offer"),
        ("data", "s14.topics"),
        ("erase", "s14.erase"),
    ],
)
async def test_every_command_is_as_good_as_its_button(me: Caller, command: str, context: str) -> None:
    await me.to_menu()
    await me.writes(f"/{command}")
    assert me.label(context) in me.screen.text


async def test_the_language_changes_where_one_stands_and_back(me: Caller) -> None:
    await me.to_menu()
    await me.taps(me.label("menu.top.close"))
    await me.writes("/language")
    me.tongue = "kk"
    assert me.label("menu.close") in me.screen.text
    assert me.label("menu.close.partner") in me.buttons
    row = await me.row()
    assert row is not None
    assert row.tongue == "kk"
    await me.writes("/language")
    me.tongue = "ru"
    assert me.label("menu.close") in me.screen.text


async def test_the_language_in_a_live_conversation_changes_its_words_and_nothing_else(me: Caller) -> None:
    case = await me.talks()
    await me.writes("/language")
    me.tongue = "kk"
    assert me.word("live_hint", name=case.name) in me.last.text
    assert me.word("live_end") in me.controls


# — buttons —


async def test_a_double_tap_on_a_choice_chooses_once(me: Caller) -> None:
    await me.to_menu()
    label, screen = me.label("menu.top.close"), me.screen.id
    data = me.data(label)
    await me.person.taps_data(me.line.bot, screen, data)
    await me.person.taps_data(me.line.bot, screen, data)
    await me.line.settles()
    assert me.label("menu.close") in me.screen.text
    assert me.person.toasts[-1].text == me.word("stale_button")


async def test_a_double_tap_on_the_sending_button_makes_one_case(me: Caller) -> None:
    await me.to_menu()
    await me.to_card()
    screen, data = me.screen.id, me.data(me.word("send_card"))
    for _ in range(3):
        await me.person.taps_data(me.line.bot, screen, data)
    await me.line.settles()
    assert len(await me.line.rows(tables.cases)) == 1
    assert me.line.desk.keys == ["new_case"]


async def test_a_button_of_an_old_screen_never_acts_and_its_screen_leaves(me: Caller) -> None:
    await me.to_menu()
    old, data = me.screen.id, me.data(me.label("menu.top.me"))
    await me.starts()
    room = me.person.room(me.line.bot)
    kept = room.messages[me.screen.id]
    room.messages[old] = type(kept)(old, room, kept.sender, kept.date, dict(kept.content), markup=kept.markup)
    await me.taps(me.label("menu.top.close"))
    await me.taps_data(data, old)
    assert me.label("menu.close") in me.screen.text
    assert old not in room.messages
    assert me.person.toasts[-1].text == me.word("stale_button")


async def test_a_toast_is_said_once(me: Caller) -> None:
    await me.to_menu()
    screen, data = me.screen.id, me.data(me.label("menu.top.close"))
    for one in (data, data):
        await me.person.taps_data(me.line.bot, screen, one)
    await me.person.taps_data(me.line.bot, screen, data)
    await me.line.hears()
    said = len(me.person.toasts)
    await me.taps(me.label("menu.close.partner"))
    assert len(me.person.toasts) == said


async def test_emergency_numbers_never_take_two_taps(me: Caller) -> None:
    await me.to_menu()
    screen, data = me.screen.id, me.data(me.word("emergency"))
    await me.taps(me.label("menu.top.close"))
    await me.taps_data(data, screen)
    assert me.label("s13.e0") in me.screen.text


@pytest.mark.parametrize(
    "data", ["nonsense", "17~choose", "17~removed\x1danswer:yes", "9999999999~choose\x1dgone:yes", "\x1d"]
)
async def test_a_button_that_nobody_knows_redraws_the_present_screen(me: Caller, data: str) -> None:
    await me.to_menu()
    await me.taps_data(data, me.screen.id)
    assert me.label("menu.top") in me.screen.text
    assert me.line.tg.telegram.taps
    assert all(tap.answer is not None for tap in me.line.tg.telegram.taps.values()), "no button spins on"
    assert [row.state for row in await me.line.rows(tables.heard) if row.state != "done"] == []


async def test_a_tap_works_the_first_time_after_a_restart(me: Caller) -> None:
    await me.to_menu()
    await me.line.restarts()
    await me.taps(me.label("menu.top.close"))
    assert me.label("menu.close") in me.screen.text
    assert me.person.toasts == []


# — edits —


async def test_an_edited_message_outside_a_conversation_is_answered(me: Caller) -> None:
    await me.to_menu()
    said = await me.writes("привет")
    await me.edits(said, "здравствуйте")
    assert me.word("edit_not_carried") in me.screen.text


async def test_an_edited_message_follows_its_words_redacted(me: Caller) -> None:
    await me.talks()
    said = await me.writes("приду завтра")
    await me.edits(said, "приду сегодня, мой номер 87015554433")
    kinds = [letter.kind for letter in me.line.desk.got if letter.text]
    assert kinds == ["words", "edit"]
    assert "87015554433" not in me.line.desk.words[-1]
    assert "приду сегодня" in me.line.desk.words[-1]


async def test_words_that_wait_for_a_tap_are_changed_where_they_wait(me: Caller) -> None:
    await me.talks()
    said = await me.writes("мой номер 87015554433")
    await me.edits(said, "мой номер 87016667788, звоните")
    assert "звоните" in me.screen.text
    assert me.line.desk.words == []
    await me.taps(me.word("hidden_send"))
    (sent,) = me.line.desk.words
    assert "звоните" in sent
    assert "8701" not in sent


# — coming and going —


async def test_a_counsellor_hears_of_a_block_and_of_a_return(me: Caller) -> None:
    case = await me.talks()
    await me.person.blocks(me.line.bot)
    await me.line.settles()
    assert me.line.desk.keys[-1] == "seeker_left"
    await me.hears(case, "Вы здесь?")
    await me.person.unblocks(me.line.bot)
    await me.line.settles()
    assert me.line.desk.keys[-1] == "seeker_returned"
    assert "Вы здесь?" in [one.text for one in me.messages], "what could not arrive arrives now"
    assert me.word("live_end") in me.controls


async def test_unblocking_brings_the_present_screen_and_the_talk_goes_on(me: Caller) -> None:
    await me.to_menu()
    await me.taps(me.label("menu.top.close"))
    await me.person.blocks(me.line.bot)
    await me.line.settles()
    await me.person.unblocks(me.line.bot)
    await me.line.settles()
    assert me.word("blocked_back") in me.screen.text
    await me.taps(me.label("menu.close.partner"))
    assert me.label("s02.who.mother") in me.buttons


async def test_a_stranger_who_blocks_is_not_kept(me: Caller) -> None:
    await me.person.blocks(me.line.bot)
    await me.line.settles()
    assert await me.row() is None


# — a live conversation —


async def test_a_live_conversation_its_keyboard_and_its_end(me: Caller) -> None:
    case = await me.talks()
    assert me.word("case_taken", name=case.name) in me.last.text
    assert me.controls == [me.word(key) for key in ("live_end", "emergency", "data", "erase")]
    await me.writes("Мне тревожно")
    assert me.line.desk.words == ["Мне тревожно"]
    await me.hears(case, "Я здесь")
    assert me.last.text == "Я здесь"
    await me.presses(me.word("live_end"))
    assert me.controls == []
    assert me.word("live_ended_by_you") in me.screen.text
    assert "—" not in me.screen.text.replace(me.word("live_ended_by_you"), "").splitlines()[-1]
    assert me.line.desk.got[-1].kind == "shut"
    assert "seeker_ended" in me.line.desk.keys


async def test_the_keyboard_leaves_when_the_counsellor_closes(me: Caller) -> None:
    case = await me.talks()
    await counsellor.closes(me.line.office, COUNSELLOR, case.id)
    await me.line.settles()
    assert me.controls == []
    assert me.word("case_closed", name=case.name) in me.screen.text
    assert me.label("menu.top") in me.screen.text


async def test_aside_to_the_numbers_and_back_to_the_talk(me: Caller) -> None:
    case = await me.talks()
    await me.presses(me.word("emergency"))
    assert me.label("s13.e0") in me.screen.text
    assert me.controls == []
    await me.taps(me.word("live"))
    assert me.word("live_hint", name=case.name) in me.last.text
    assert me.word("live_end") in me.controls


async def test_words_written_aside_go_to_the_counsellor_and_the_controls_come_back(me: Caller) -> None:
    await me.talks()
    await me.presses(me.word("data"))
    await me.writes("вы ещё здесь?")
    assert me.line.desk.words == ["вы ещё здесь?"]
    assert me.word("live_end") in me.controls
    assert me.screens == []


@pytest.mark.parametrize("command", ["/start", "/human"])
async def test_asking_for_a_human_aside_leads_back_to_the_one_who_is_there(me: Caller, command: str) -> None:
    case = await me.talks()
    await me.presses(me.word("data"))
    await me.writes(command)
    assert me.word("live_hint", name=case.name) in me.last.text
    assert me.word("live_end") in me.controls


async def test_typing_what_a_control_says_is_as_good_as_pressing_it(me: Caller) -> None:
    await me.talks()
    await me.writes("завершить разговор")
    assert me.line.desk.words == []
    assert me.word("live_ended_by_you") in me.screen.text


async def test_a_tap_on_the_waiting_screen_after_the_counsellor_came_does_not_act(me: Caller) -> None:
    case = await me.waits()
    screen, onward, withdraw = me.screen.id, me.data(me.word("next")), me.data(me.word("withdraw"))
    await counsellor.takes(me.line.office, COUNSELLOR, case.id)
    await me.person.taps_data(me.line.bot, screen, onward)
    await me.person.taps_data(me.line.bot, screen, withdraw)
    await me.line.hears()
    assert me.word("withdrawn_too_late") in me.last.text
    await me.line.settles()
    assert me.word("live_end") in me.controls
    assert (await me.case()).state == "taken"


# — words that could name somebody —


@pytest.mark.parametrize(
    ("decision", "goes"), [("hidden_send", "hidden"), ("hidden_as_is", "raw"), ("hidden_drop", "")]
)
async def test_words_with_identifiers_wait_for_one_tap(me: Caller, decision: str, goes: str) -> None:
    await me.talks()
    await me.writes("мой номер 87015554433")
    assert me.line.desk.words == []
    assert "87015554433" not in me.screen.text
    await me.taps(me.word(decision))
    sent = me.line.desk.words
    assert len(sent) == (1 if goes else 0)
    assert [("87015554433" in one) for one in sent] == ([goes == "raw"] if goes else [])
    assert me.word("live_end") in me.controls
    assert (me.word("hidden_dropped") in me.last.text) == (not goes)


async def test_one_hidden_thing_can_be_shown_and_hidden_again(me: Caller) -> None:
    await me.talks()
    await me.writes("врач 87015554433, мой 87779998877, живу улица Абая 15, кв 3")
    phone, address = "[ТЕЛЕФОН]", "[АДРЕС]"
    await me.taps(me.word("hidden_reveal", thing=address))
    assert "Абая 15" in me.screen.text
    assert "8701" not in me.screen.text
    assert not any("Абая" in label for label in me.buttons), "a button never holds the words"
    await me.taps(me.word("hidden_reveal", thing=phone), me.word("hidden_conceal", thing=address))
    await me.taps(me.word("hidden_send"))
    (sent,) = me.line.desk.words
    assert "87015554433" in sent
    assert "87779998877" in sent
    assert "Абая" not in sent


async def test_a_thing_of_older_words_is_not_shown_by_an_old_button(me: Caller) -> None:
    await me.talks()
    await me.writes("мой номер 87015554433")
    screen, reveal = me.screen.id, me.data(me.word("hidden_reveal", thing="[ТЕЛЕФОН]"))
    await me.person.types(me.line.bot, "номер 87779998877")
    await me.person.taps_data(me.line.bot, screen, reveal)
    await me.line.settles()
    assert "8777" not in me.screen.text


async def test_a_button_never_sends_other_words_than_those_it_showed(me: Caller) -> None:
    """The second words are not sent as they are by the button of the first."""
    await me.talks()
    await me.writes("мой номер 87015554433")
    screen, as_is = me.screen.id, me.data(me.word("hidden_as_is"))
    await me.person.types(me.line.bot, "адрес: улица Абая 15, кв 3, номер 87779998877")
    await me.person.taps_data(me.line.bot, screen, as_is)
    await me.line.settles()
    assert len(me.line.desk.words) == 1, "the first went hidden when the second came"
    assert not any("8777" in one or "8701" in one for one in me.line.desk.words)
    assert me.word("hidden_ask") in me.screen.text


async def test_very_long_words_can_still_be_decided_about(me: Caller) -> None:
    await me.talks()
    await me.writes("мой номер 87015554433 " + "<ө>" * 1200)
    await me.taps(me.word("hidden_send"))
    (sent,) = me.line.desk.words
    assert sent.count("ө") == 1200


# — a shared location —

KOSTANAY = (53.2144, 63.6246)


async def test_a_shared_location_only_opens_the_question_that_holds_the_nearest_region(me: Caller) -> None:
    """A centre is not a border: the person still says which region it is; the point itself is kept nowhere."""
    await me.to_menu()
    await me.taps(me.label("menu.top.ask"), me.label("menu.ask.find"))
    await me.shares(*KOSTANAY)
    assert me.word("region_near", region="Костанайская область") in me.screen.text
    assert "53.2" not in str(await everything(me.line.office))


async def test_a_location_where_no_region_is_asked_for_is_not_passed_on(me: Caller) -> None:
    await me.to_menu()
    await me.shares(*KOSTANAY)
    assert me.word("not_passed_on.location") in me.screen.text
