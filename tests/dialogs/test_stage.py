"""One screen a chat: drawn in place, found again, and never lost for long."""

from aiogram.fsm.storage.base import StorageKey

from bot.dialogs import stage
from bot.dialogs.stage import TalkStorage
from bot.sandbox import Answer, Cut
from bot.store import tables
from tests.line import Line


def calls(line: Line, method: str) -> int:
    return sum(call.method.lower() == method.lower() for call in line.tg.sent)


async def test_a_tap_redraws_the_same_message_and_words_bring_it_to_the_bottom(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    screen = me.screen.id
    await me.taps(me.label("menu.top.close"))
    assert me.screen.id == screen
    await me.writes("слова")
    assert me.screen.id > screen
    assert len(me.messages) == 1, "nothing else is left behind"


async def test_a_screen_that_the_person_deleted_is_drawn_anew(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    await me.person.clears(line.bot)
    await me.starts()
    await me.person.deletes(line.bot, me.screen.id)
    await me.writes("/menu")
    assert me.label("menu.top") in me.screen.text


async def test_a_screen_deleted_between_two_taps_comes_back(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    screen, data = me.screen.id, me.data(me.label("menu.top.close"))
    await me.person.taps_data(line.bot, screen, data)
    await me.person.deletes(line.bot, screen)
    await line.settles()
    assert me.label("menu.close") in me.screen.text
    assert me.screen.id > screen


async def test_a_screen_that_is_as_it_should_be_is_left_alone(line: Line) -> None:
    """The same tap twice: Telegram says that nothing was modified, and that is fine."""
    me = line.seeker()
    await me.to_menu()
    screen, data = me.screen.id, me.data(me.label("menu.top.close"))
    for _ in range(2):
        await me.person.taps_data(line.bot, screen, data)
    sent = calls(line, "sendMessage")
    await line.settles()
    assert calls(line, "sendMessage") == sent
    assert me.screen.id == screen


async def test_an_edit_that_telegram_puts_off_is_made_later(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    before = line.clock()
    line.tg.faults.add(Answer(429, retry_after=5), "editMessageText", times=2)
    await me.taps(me.label("menu.top.close"))
    assert me.label("menu.close") in me.screen.text
    assert (line.clock() - before).total_seconds() >= 10


async def test_an_edit_that_telegram_puts_off_for_too_long_is_made_at_the_next_tap(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    line.tg.faults.add(Answer(429, retry_after=3600), "editMessageText", times=1)
    await me.taps(me.label("menu.top.close"))
    assert me.label("menu.top") in me.screen.text, "it was heard, and not drawn yet"
    await me.taps(me.label("menu.top.close"))
    assert me.label("menu.close") in me.screen.text


async def test_a_line_that_breaks_while_drawing_is_tried_again(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    line.tg.faults.add(Cut(applied=False), "editMessageText", times=2)
    await me.taps(me.label("menu.top.close"))
    assert me.label("menu.close") in me.screen.text


async def test_a_tap_whose_answer_comes_too_late_was_heard_all_the_same(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    line.tg.faults.add(Answer(400, "query is too old and response timeout expired"), "answerCallbackQuery")
    await me.taps(me.label("menu.top.close"))
    await me.taps_data("nonsense", me.screen.id)
    assert me.label("menu.close") in me.screen.text
    assert {row.state for row in await line.rows(tables.heard)} == {"done"}


async def test_whoever_blocked_the_bot_without_a_word_of_telegram_s_is_known_to_be_gone(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    line.tg.faults.add(Answer(403, "Forbidden: bot was blocked by the user"), "editMessageText", times=1)
    await me.taps(me.label("menu.top.close"))
    row = await me.row()
    assert row is not None
    assert row.gone
    await me.writes("/menu")
    row = await me.row()
    assert row is not None
    assert not row.gone


# — erasing —


async def test_erasing_takes_away_what_it_can_and_a_kind_sentence_stays(line: Line) -> None:
    await line.opens_desk()
    me = line.seeker()
    case = await me.talks()
    await me.writes("мои слова")
    await me.hears(case, "слова консультанта")
    await me.presses(me.word("erase"))
    await me.taps(me.word("erase_yes"))
    assert [one.text for one in me.messages] == [me.word("erased")]
    assert me.controls == []
    assert "мои слова" not in [one.text for one in me.person.screen(line.bot)]
    assert await me.row() is None


async def test_after_an_erasure_everything_begins_anew_and_old_buttons_stay_old(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    await me.taps(me.word("erase"))
    screen, yes = me.screen.id, me.data(me.word("erase_yes"))
    room = me.person.room(line.bot)
    kept = room.messages[screen]
    await me.taps(me.word("erase_yes"))
    assert me.screens == []
    await me.starts()
    assert me.label("s00.lang") in me.screen.text
    assert me.word("where_we_stopped") not in me.screen.text
    room.messages[screen] = kept
    line.clock.passes(60)
    for context in ("Русский", me.label("s00.limits.clear"), me.label("s00.safe.safe")):
        await me.taps(context)
    await me.taps_data(yes, screen)
    assert await me.row() is not None
    assert me.label("s00.danger") in me.screen.text


async def test_erasing_by_a_typed_word_is_erasing_too(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    await me.writes("/erase")
    await me.writes("да, удалить всё")
    assert me.last.text == me.word("erased")
    assert me.screens == []
    assert await me.row() is None


async def test_a_sentence_that_telegram_refuses_does_not_undo_an_erasure(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    await me.taps(me.word("erase"))
    line.tg.faults.add(Answer(500, "Internal"), "sendMessage")
    line.tg.faults.add(Answer(400, "Bad Request: message can't be deleted"), "deleteMessages")
    await me.taps(me.word("erase_yes"))
    assert await me.row() is None


# — what the framework asks —


def test_a_screen_s_name_tells_its_visit_and_nothing_else_does() -> None:
    assert stage.visit_of(stage.intent(17, "choose")) == 17
    for odd in ("", "~choose", "abc~choose", "-1~choose", "1.5~x"):
        assert stage.visit_of(odd) == 0


async def test_the_framework_s_memory_is_the_name_of_the_screen() -> None:
    storage = TalkStorage()
    known = await storage.get_data(StorageKey(1, 2, 3, destiny="aiogd:context:17~choose"))
    assert known["_intent_id"] == "17~choose"
    assert known["state"] == "Shape:choose"
    assert (await storage.get_data(StorageKey(1, 2, 3, destiny="aiogd:stack:")))["intents"] == ["17~choose"]
    assert await storage.get_data(StorageKey(1, 2, 3, destiny="aiogd:context:17~removed")) == {}
    stage.forget_tap()
    assert (await storage.get_data(StorageKey(1, 2, 3, destiny="aiogd:stack:")))["intents"] == []
    assert await storage.get_state(StorageKey(1, 2, 3)) is None
