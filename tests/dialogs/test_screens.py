"""What a screen shows: the exact card, lines struck and put back, in both languages and both forms of address."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.case import State
from bot.desk import card as desk_card
from bot.dialogs.screens import LIVE, PENDING, SHAPES, Artist, quoted
from bot.handoff import FIELDS, MACRO, coarsen
from bot.office import Office, counsellor
from bot.office.cases import CaseView
from bot.office.standing import Pending, Standing
from bot.outbox import Redacted
from bot.script import Choose, Level, Place, Several, Sort, Visit
from bot.talk import Talk
from tests.acts import Walker, opens_desk
from tests.line import COUNSELLOR, Line, words

TONGUES = ("ru", "kk", "ru@ty", "kk@sen")


@pytest.fixture
def artist() -> Artist:
    return Artist(words())


def standing(place: str, tongue: str = "ru", **more: Any) -> Standing:
    script, _, node = place.partition(".")
    return Standing(Talk((Place(script, node),), visit=17, walked=(script,)), tongue, **more)


def lines_of(text: str) -> set[str]:
    """The closed lines of a card, `Label: answer`, without marks."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    return {line for line in plain.splitlines() if re.match(r"^[^:]{2,40}: \S", line)}


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_place_of_every_script_can_be_drawn(artist: Artist, tongue: str) -> None:
    """Short enough for a phone, with the four ways out that stand on every screen."""
    for name, one in words().book.items():
        for node in one.nodes.values():
            if isinstance(node, Sort | Visit):
                continue
            screen = artist.draw(standing(f"{name}.{node.id}", tongue))
            assert screen.shape == SHAPES[type(node)]
            assert [call for call, _ in screen.footer][:4] == ["human", "emergency", "menu", "erase"]
            assert len(screen.text) < 700
            assert all(read for _, read in (*screen.answers, *screen.footer))


def test_every_answer_that_a_card_may_hold_has_its_words() -> None:
    known = words()
    answers: dict[str, set[str]] = {field: set() for field in FIELDS}
    for one in known.book.values():
        for node in one.nodes.values():
            if not isinstance(node, Choose | Several):
                continue
            for option in node.options:
                for field, given in {node.fills or "-": (option.id,), **option.fills}.items():
                    answers.setdefault(field, set()).update(given)
    for field in FIELDS:
        assert f"card.{field}.label" in known.words
        for answer in coarsen({field: tuple(answers[field])})[field]:
            assert f"card.{field}.{answer}" in known.words
    assert all(f"card.region_for_referral.{part}" in known.words for part in MACRO.values())


@pytest.mark.parametrize("tongue", ["ru", "kk"])
async def test_the_card_on_the_phone_is_the_card_at_the_desk(line: Line, office: Office, tongue: str) -> None:
    """Line by line, in the seeker's language."""
    await line.opens_desk()
    me = line.seeker(tongue)
    await me.to_menu()
    for context in ("menu.top.close", "menu.close.partner", "s02.who.mother"):
        await me.taps(me.label(context))
    await me.taps(me.word("human"), me.label("human.offer.go"))
    while me.label("human.own_words.add") not in me.buttons:
        first = me.buttons[0]
        await me.taps(*((first, me.word("done")) if first.startswith("☐") else (first,)))
    await me.taps(me.label("human.own_words.add"))
    await me.writes("мне очень тревожно <за неё>")
    await me.taps(me.word("next"), me.word("next"))
    shown = me.screen.text
    struck = words().words.say("card.counsellor_gender.label", tongue)
    await me.taps(me.word("strike", line=struck))
    assert me.word("put_back", line=struck) in me.buttons
    await me.taps(me.word("put_back", line=struck), me.word("strike", line=struck))
    await me.taps(me.word("send_card"))

    case = await me.case()
    await counsellor.takes(office, COUNSELLOR, case.id)
    opened = await counsellor.opens(office, case.id)
    (page,) = desk_card.pages(words().words, opened, tongue, line.clock())
    hers = lines_of(page)
    about = {one for one in hers if one.startswith(words().words.say("card.script.label", tongue))}
    mine = {one for one in lines_of(shown) if not one.startswith(struck)}
    assert mine == hers - about
    assert len(mine) > 5
    assert "мне очень тревожно <за неё>" in shown
    assert "мне очень тревожно &lt;за неё&gt;" in page
    (only,) = about
    assert only.partition(": ")[2] in shown


async def test_a_young_person_is_spoken_to_in_familiar_words(line: Line) -> None:
    me = line.seeker()
    await me.to_menu()
    await me.taps(me.word("human"), me.label("human.offer.go"), me.label("about.side.self"))
    await me.taps(me.label("about.age.14_17"), me.label("about.address.informal"))
    row = await me.row()
    assert row is not None
    assert row.tongue == "ru@ty"
    await me.writes("привет")
    me.tongue = "ru@ty"
    assert me.word("words_heard") in me.screen.text
    assert me.word("words_heard") != words().words.say("seeker.words_heard", "ru")


def test_a_live_screen_has_controls_and_no_buttons(artist: Artist) -> None:
    screen = artist.draw(replace(_live(), said=("case_taken",), facts=(("name", "Торғай-1"),)))
    assert (screen.shape, screen.answers) == (LIVE, ())
    assert [call for call, _ in screen.footer] == ["end", "emergency", "data", "erase"]
    assert "Торғай-1" in screen.text


def test_words_that_wait_are_shown_apart_under_the_number_of_their_message(artist: Artist) -> None:
    screen = artist.draw(replace(_live(), pending=Pending(Redacted("мой <номер> [ТЕЛЕФОН]"), 321)))
    assert (screen.shape, screen.visit, screen.footer) == (PENDING, 321, ())
    assert "<blockquote>мой &lt;номер&gt; [ТЕЛЕФОН]</blockquote>" in screen.text


def test_hidden_things_have_a_button_each_as_far_as_there_is_room(artist: Artist) -> None:
    things = tuple((f"[ИМЯ-{number}]", number == 2) for number in range(1, 8))
    screen = artist.draw(replace(_live(), pending=Pending(Redacted(""), 321, things)))
    assert screen.answers[3:] == (
        ("reveal:0", "Показать: [ИМЯ-1]"),
        ("conceal:1", "Спрятать: [ИМЯ-2]"),
        ("reveal:2", "Показать: [ИМЯ-3]"),
        ("reveal:3", "Показать: [ИМЯ-4]"),
    )


def test_very_long_words_are_shown_as_far_as_there_is_room() -> None:
    said = quoted(("ө" * 5000,))
    assert 1000 < len(said) < 2000
    assert said.endswith("…</blockquote>")


def test_the_language_can_be_changed_in_the_menu_only(artist: Artist) -> None:
    assert [call for call, _ in artist.draw(standing("menu.top")).footer][-1] == "language"
    assert "language" not in [call for call, _ in artist.draw(standing("s00.safe")).footer]


async def test_the_waiting_screen_shows_the_name_and_an_honest_time(office: Office, artist: Artist) -> None:
    await opens_desk(office)
    me = Walker(office)
    case = await me.waits()
    screen = artist.draw(me.at)
    assert case.name in screen.text
    assert "03.03, 14:00" in screen.text or "02.03" in screen.text
    assert [sent for sent, _ in screen.answers] == ["next", "withdraw"]


def _live() -> Standing:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    case = CaseView("1", "Торғай-1", "training_line", State.TAKEN, Level.L1, "ru", "her", None, now, now)
    return standing("menu.top", case=case)
