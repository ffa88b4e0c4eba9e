"""What the office does for a seeker: one act, one transaction, all of it or nothing."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert

from bot.case import State
from bot.errors import BadCode, NotHere
from bot.handoff import brief
from bot.office import HEARING, Office, cases, counsellor, counts, letters, seeker, withheld
from bot.store import tables
from bot.talk import Began, Called, Chose, Sent
from tests.acts import HER, Walker, everything, letters_to, opens_desk, rows


@pytest.fixture
async def me(office: Office) -> Walker:
    await opens_desk(office)
    return Walker(office)


# — heard once, all or nothing —


async def test_an_update_is_struck_out_in_the_act_that_it_causes(me: Walker, office: Office, clock: Any) -> None:
    kept = {
        "bot": "seeker",
        "update": 7,
        "lane": me.name,
        "body": b"...",
        "state": "waiting",
        "tries": 0,
        "came": clock(),
    }
    async with office.store.begin() as tx:
        await tx.execute(insert(tables.heard).values(kept))
    token = HEARING.set(("seeker", 7))
    await me.hears(Began())
    HEARING.reset(token)
    (row,) = await rows(office, tables.heard)
    assert (row.state, row.body) == ("done", None)


async def test_hearing_the_same_tap_twice_changes_nothing(me: Walker, office: Office) -> None:
    await me.to_menu()
    tap = Chose("close", me.at.talk.visit)
    first = await me.hears(tap)
    second = await me.hears(tap)
    assert (second.talk, second.said) == (first.talk, ("stale_button",))


async def test_an_act_that_fails_leaves_no_trace(me: Walker, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await me.to_menu()
    await me.to_card()
    before = await everything(office)

    async def breaks(*_: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(counts, "add", breaks)
    with pytest.raises(OSError, match="disk"):
        await me.taps("yes")
    monkeypatch.undo()
    assert await everything(office) == before
    await me.taps("yes")
    assert len(await rows(office, tables.cases)) == 1


# — the card —


async def test_the_card_that_the_desk_opens_is_the_card_that_was_shown(me: Walker, office: Office) -> None:
    await me.to_menu()
    await me.taps("close", "partner", "mother")
    shown = (await me.to_card()).card
    assert shown is not None
    await me.taps("yes")
    (row,) = await rows(office, tables.cases)
    async with office.store.begin() as tx:
        assert cases.card(office, await cases.find(tx, row.case)) == shown
    taken = await counsellor.takes(office, HER, row.case)
    assert (await counsellor.opens(office, taken.id)).card == shown


async def test_struck_lines_never_reach_the_desk_and_can_be_put_back(me: Walker, office: Office) -> None:
    await me.to_menu()
    await me.taps("close", "partner", "mother")
    await me.to_card()
    assert me.at.card is not None
    first, second, *_ = me.at.card.lines
    await me.taps(f"line:{first}", f"line:{second}", f"line:{second}", "line:reasons", "yes")
    (row,) = await rows(office, tables.cases)
    async with office.store.begin() as tx:
        card = cases.card(office, await cases.find(tx, row.case))
    assert first not in card.lines
    assert second in card.lines
    assert card.reasons == ()


async def test_a_case_gets_its_bird_its_code_and_its_alert(me: Walker, office: Office) -> None:
    case = await me.waits()
    assert case.name == f"{office.birds[0]}-1"
    assert me.at.said == ("case_sent", "return_code")
    facts = dict(me.at.facts)
    assert facts["name"] == case.name
    assert len(facts["code"].replace("-", "")) == 12
    (alert,) = await letters_to(office, "desk")
    assert (alert.kind, alert.to, alert.case, alert.urgent) == ("alert", "training_line", case.id, int(case.level))


async def test_nobody_who_may_answer_means_that_nothing_is_sent(me: Walker, office: Office) -> None:
    await me.to_menu()
    await me.calls("human")
    while me.here != "human.partners":
        await me.taps(me._onward(seeker.node_at(office.content.book, me.at.talk)))
    await me.taps("line:training_line", "next")
    await me.taps("yes")
    assert me.at.said == ("no_partner",)
    assert me.here == "menu.top", "nobody waits for a case that does not exist"
    assert await rows(office, tables.cases) == []
    assert await letters_to(office, "desk") == []


async def test_a_case_never_goes_to_a_partner_whose_card_was_not_shown(office: Office) -> None:
    """It has a desk and is on duty, but it does not know the topic, so its card was not read."""
    known = office.partners["training_line"]
    other = replace(known, id="other", topics=("s12",))
    house = replace(office, partners={"other": other})
    await opens_desk(house, "other")
    me = Walker(house)
    await me.to_menu()
    await me.taps("close", "partner", "mother")
    await me.to_card()
    await me.taps("yes")
    assert me.at.said == ("no_partner",)


async def test_a_second_case_is_not_opened_beside_the_first(me: Walker, office: Office) -> None:
    await me.waits()
    await me.calls("human")
    assert me.here == "human.waiting"
    assert len(await rows(office, tables.cases)) == 1


# — withdrawing —


async def test_a_waiting_case_is_withdrawn_and_its_alert_recalled(me: Walker, office: Office) -> None:
    case = await me.waits()
    await me.taps("withdraw")
    assert (me.at.said, me.at.case, me.here) == (("case_withdrawn",), None, "menu.top")
    (row,) = await rows(office, tables.cases, tables.cases.c.case == case.id)
    assert row.state == State.WITHDRAWN
    (alert,) = await letters_to(office, "desk", "alert")
    assert (alert.state, alert.body) == ("failed", None)


async def test_a_case_that_somebody_opened_cannot_be_withdrawn(me: Walker, office: Office) -> None:
    case = await me.waits()
    withdraw = Chose("withdraw", me.at.talk.visit)
    await counsellor.takes(office, HER, case.id)
    at = await me.hears(withdraw)
    assert at.said == ("withdrawn_too_late",)
    assert at.live
    assert not at.aside


# — words —


async def test_words_of_a_live_case_become_a_letter_sealed_with_its_key(me: Walker, office: Office) -> None:
    case = await me.talks()
    at = await me.writes("мне тревожно", origin=31)
    assert (at.live, at.pending) == (True, None)
    (letter,) = await letters_to(office, "desk", "words")
    assert (letter.author, letter.origin, letter.case) == (me.name, 31, case.id)
    assert "тревожно".encode() not in letter.body
    async with office.store.begin() as tx:
        assert (await letters.open_letter(tx, office, letter)).text == "мне тревожно"


@pytest.mark.parametrize(("decision", "hides"), [(withheld.SEND_HIDDEN, True), (withheld.SEND_AS_IS, False)])
async def test_words_that_hold_an_identifier_wait_for_one_decision(
    me: Walker, office: Office, decision: str, hides: bool
) -> None:
    await me.talks()
    at = await me.writes("мой номер 87015554433", origin=5)
    assert at.pending is not None
    assert "87015554433" not in at.pending.text
    assert await letters_to(office, "desk", "words") == []
    await me.decides(decision, origin=5)
    await me.decides(decision, origin=5)
    (letter,) = await letters_to(office, "desk", "words")
    async with office.store.begin() as tx:
        text = (await letters.open_letter(tx, office, letter)).text
    assert ("87015554433" in text) is not hides


async def test_words_that_were_dropped_are_nowhere(me: Walker, office: Office) -> None:
    await me.talks()
    await me.writes("мой номер 87015554433", origin=5)
    assert (await me.decides(withheld.DROP, origin=5)).said == ("hidden_dropped",)
    row = await me.row()
    assert row is not None
    assert row.pending is None
    assert await letters_to(office, "desk", "words") == []


async def test_a_decision_is_about_the_words_that_it_showed(me: Walker, office: Office) -> None:
    await me.talks()
    await me.writes("мой номер 87015554433", origin=5)
    await me.writes("а ещё 87776665544", origin=6)
    at = await me.decides(withheld.SEND_AS_IS, origin=5)
    assert at.said == ("stale_button",)
    assert at.pending is not None
    assert at.pending.origin == 6
    (letter,) = await letters_to(office, "desk", "words")
    assert letter.origin == 5, "the first went hidden when the second came"


async def test_words_that_still_wait_go_hidden_when_the_seeker_ends(me: Walker, office: Office) -> None:
    case = await me.talks()
    await me.writes("мой номер 87015554433")
    at = await seeker.ends(office, me.chat)
    assert (at.said, at.case, str(at.talk.here)) == (("live_ended_by_you",), None, "menu.top")
    kinds = [row.kind for row in await letters_to(office, "desk") if row.case == case.id]
    assert kinds[-3:] == ["words", "notice", "shut"]


async def test_ending_what_does_not_run_changes_nothing(me: Walker, office: Office) -> None:
    await me.waits()
    before = await everything(office)
    await seeker.ends(office, me.chat)
    assert await everything(office) == before


async def test_an_edit_follows_its_words_and_an_edit_of_nothing_is_answered(me: Walker, office: Office) -> None:
    await me.talks()
    await me.writes("приду завтра", origin=8)
    assert (await me.edits("приду сегодня", origin=8)).said == ()
    words, edit = await letters_to(office, "desk", "words", "edit")
    assert (edit.kind, edit.follows, edit.origin) == ("edit", words.letter, None)
    assert (await me.edits("…", origin=99)).said == ("edit_not_carried",)


# — aside —


async def test_a_seeker_steps_aside_and_comes_back(me: Walker) -> None:
    await me.talks()
    assert (await me.calls("data")).aside
    assert me.here == "s14.topics"
    assert (await me.taps("what")).aside
    assert not (await me.calls("live")).aside
    assert not (await me.calls("language")).aside, "another language is not another place"
    assert not (await me.hears(Sent("not_passed_on.photo", alarm=True))).aside
    assert me.here == "s14.what"
    await me.calls("emergency")
    assert not (await me.calls("human")).aside
    await me.calls("menu")
    assert not (await me.hears(Began())).aside


async def test_buttons_of_a_script_do_not_act_while_the_conversation_stands(me: Walker) -> None:
    await me.talks()
    at = await me.hears(Called("menu", me.at.talk.visit))
    assert (at.said, at.aside, at.live) == (("stale_button",), False, True)
    at = await me.hears(Called("emergency", 1))
    assert (at.aside, str(at.talk.here)) == (True, "s13.e0")


async def test_words_written_aside_lead_back(me: Walker) -> None:
    await me.talks()
    await me.calls("data")
    assert not (await me.writes("вы здесь?")).aside


# — coming back with a code —


async def test_a_code_brings_a_case_to_another_account_in_its_language(me: Walker, office: Office) -> None:
    await me.to_menu("kk")
    await me.to_card()
    await me.taps("yes")
    assert me.at.case is not None
    code = dict(me.at.facts)["code"]
    await counsellor.takes(office, HER, me.at.case.id)
    await counsellor.writes(office, HER, me.at.case.id, "осындамын", 1)
    other = Walker(office, chat=12)
    at = await seeker.comes_back(office, other.chat, code.upper().replace("-", " "))
    assert (at.live, at.said, at.tongue) == (True, ("came_back",), "kk")
    coming = await letters_to(office, "seeker")
    assert {row.to for row in coming if row.state == "waiting"} == {other.name}
    old = await me.row()
    assert old is not None
    assert old.case is None
    assert "seeker_returned" in [one.key for one in await _opened(office, "desk")]


async def test_coming_back_to_a_waiting_case_stands_at_it(me: Walker, office: Office) -> None:
    await me.waits()
    code = dict(me.at.facts)["code"]
    at = await seeker.comes_back(office, 12, code)
    assert str(at.talk.here) == "human.waiting"
    assert at.case is not None
    at = await seeker.comes_back(office, 12, code)
    assert at.case is not None, "a code works as long as it is kept"


async def test_coming_back_from_the_same_account_loses_no_words(me: Walker, office: Office) -> None:
    await me.waits()
    code = dict(me.at.facts)["code"]
    assert me.at.case is not None
    await counsellor.takes(office, HER, me.at.case.id)
    await me.writes("мой номер 87015554433")
    at = await seeker.comes_back(office, me.chat, code)
    assert at.pending is not None


async def test_a_closed_case_comes_back_only_to_be_seen_and_erased(me: Walker, office: Office) -> None:
    await me.waits()
    code = dict(me.at.facts)["code"]
    await me.taps("withdraw")
    at = await seeker.comes_back(office, 12, code)
    assert (at.case, at.said, str(at.talk.here)) == (None, ("came_back",), "s00.lang")


async def test_a_wrong_code_changes_nothing(me: Walker, office: Office) -> None:
    await me.waits()
    before = await everything(office)
    with pytest.raises(BadCode):
        await seeker.comes_back(office, 12, "aaaa-bbbb-cccc")
    assert await everything(office) == before


async def test_a_code_works_for_thirty_days(me: Walker, office: Office, clock: Any) -> None:
    await me.waits()
    code = dict(me.at.facts)["code"]
    clock.passes(29 * 86400)
    assert (await seeker.comes_back(office, 12, code)).case is not None
    clock.passes(2 * 86400)
    with pytest.raises(BadCode):
        await seeker.comes_back(office, 12, code)


# — blocked, gone —


async def test_a_block_is_noted_once_and_a_return_too(me: Walker, office: Office) -> None:
    await me.talks()
    assert await seeker.goes(office, me.chat, gone=True)
    assert not await seeker.goes(office, me.chat, gone=True)
    assert await seeker.goes(office, me.chat, gone=False)
    assert not await seeker.goes(office, 999, gone=True)
    keys = [one.key for one in await _opened(office, "desk")]
    assert (keys.count("seeker_left"), keys.count("seeker_returned")) == (1, 1)


async def test_only_the_seeker_s_side_knows_where_a_seeker_is(me: Walker, office: Office) -> None:
    await me.to_menu("kk")
    assert await seeker.address(office, me.name) == (me.chat, "kk")
    with pytest.raises(NotHere):
        await seeker.address(office, "nobody")


# — erasing —


async def test_an_erasure_leaves_no_row_and_no_byte_that_opens(me: Walker, office: Office) -> None:
    case = await me.talks()
    await me.writes("мне тревожно", origin=41)
    await me.writes("мой номер 87015554433", origin=42)
    await seeker.shows(office, me.chat, 77, live=False)
    stamp = {
        "bot": "seeker",
        "lane": me.name,
        "body": b"sealed",
        "state": "waiting",
        "tries": 0,
        "came": office.clock(),
    }
    async with office.store.begin() as tx:
        await tx.execute(insert(tables.heard).values([{**stamp, "update": number} for number in (7, 8)]))
        await letters.write(tx, office, seeker._edit((await tx.execute(tables.letters.select())).all()[-1], "…"))
    token = HEARING.set(("seeker", 8))
    await me.calls("erase")
    at = await me.taps("yes")
    HEARING.reset(token)
    assert at.erased
    assert set(at.to_delete) >= {41, 77}
    left = await everything(office)
    assert left["seekers"] == []
    assert left["codes"] == []
    (row,) = left["cases"]
    assert (row.state, row.key, row.card, row.names, row.seeker) == (State.FORGOTTEN, None, None, None, None)
    assert [one.body for one in left["letters"] if one.case == case.id] == [None] * len(
        [one for one in left["letters"] if one.case == case.id]
    )
    assert me.name not in repr(left), "not even the hash of the person stays"
    keys = [one.key for one in await _opened(office, "desk")]
    assert keys == ["seeker_erased", ""], "the desk is told, and its chat is cleared"


async def test_an_erased_seeker_begins_anew(me: Walker, office: Office, clock: Any) -> None:
    await me.to_menu("kk")
    old = me.at.talk.visit
    await me.calls("erase")
    await me.taps("yes")
    clock.passes(60)
    at = await me.hears(Began())
    assert (str(at.talk.here), at.said, at.tongue) == ("s00.lang", (), "ru")
    assert at.talk.visit > old


async def test_what_is_kept_is_shown_only_where_it_is_asked_for(me: Walker, office: Office) -> None:
    await me.waits()
    await me.calls("data")
    assert me.at.kept == ()
    await me.taps("act", "mine")
    assert {key for key, _ in me.at.kept} >= {"talk", "address", "case", "code"}


async def test_a_talk_parked_on_a_removed_node_stands_at_the_menu(me: Walker, office: Office) -> None:
    await me.to_menu()
    await me.taps("close", "partner")
    book = {name: one for name, one in office.content.book.items() if name != "s02"}
    at = await seeker.stands(replace(office, content=replace(office.content, book=book)), me.chat)
    assert str(at.talk.here) == "menu.top"


async def test_where_a_stranger_stands_is_not_kept(office: Office) -> None:
    at = await seeker.stands(office, 11)
    assert (str(at.talk.here), at.tongue, at.case) == ("s00.lang", "ru", None)
    assert await rows(office, tables.seekers) == []


async def test_the_card_on_the_screen_is_what_would_be_handed_over(me: Walker, office: Office) -> None:
    await me.to_menu()
    await me.to_card()
    assert me.at.card == brief(office.content.book, me.at.talk)


async def _opened(office: Office, bot: str) -> list[Any]:
    """The letters of a bot that can still be opened."""
    async with office.store.begin() as tx:
        kept = (await tx.execute(tables.letters.select().order_by(tables.letters.c.letter))).all()
        mine = [row for row in kept if row.bot == bot and row.body is not None]
        return [await letters.open_letter(tx, office, row) for row in mine]
