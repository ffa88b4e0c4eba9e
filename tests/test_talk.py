"""A seeker walks a script: every kind of node, every way aside, and nothing that a person does breaks it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import talk
from bot.outbox import Redacted
from bot.script import (
    SKIP,
    Book,
    Choose,
    End,
    Erase,
    HandOff,
    Kept,
    Level,
    Node,
    Option,
    Partners,
    Place,
    Raise,
    Row,
    Say,
    Script,
    Search,
    Several,
    Show,
    Sort,
    Visit,
    Wait,
    When,
    Words,
)
from bot.script import (
    Test as Condition,
)
from bot.talk import NEXT, Called, Chose, Entered, Sent, Talk, Typed, step
from tests.line import words

HIGH = Raise(Level.L3, "threats")


def a_script(name: str, *nodes: Node, raises: Raise | None = None) -> Script:
    return Script(name, name, {node.id: node for node in nodes}, raises)


BOOK: Book = {
    one.id: one
    for one in (
        a_script(
            "s00",
            Choose("lang", "?", (Option("kk", "kk"), Option("ru", "ru")), next="menu", fills="lang", must=True, once=True),
        ),
        a_script(
            "menu",
            Choose(
                "top",
                "?",
                (
                    Option("ask", "ask", next="main"),
                    Option("again", "again", next="main.several"),
                    Option("hidden", "hidden", next="s14", when=When(((Condition("main.ask", ("yes",)),),))),
                ),
                must=True,
            ),
        ),
        a_script(
            "main",
            Choose(
                "ask",
                "?",
                (Option("yes", "yes", raises=HIGH, fills={"horizon": ("now",)}), Option("no", "no", next="end")),
                next="several",
                skip="words",
            ),
            Several(
                "several",
                "?",
                (Option("a", "a"), Option("b", "b", next="show", raises=HIGH), Option("c", "c", fills={"travel": ("planned",)})),
                next="words",
                fills="concerns",
            ),
            Words("words", "?", next="visit"),
            Visit("visit", "side", next="once"),
            Choose("once", "?", (Option("x", "x", next="show"), Option("y", "y")), next="sort", once=True),
            Sort("sort", (Row(When(((Condition("main.once", ("y",)),),)), "show", Raise(Level.L2, "leaving")),), otherwise="search"),
            Search("search", "?", next="show"),
            Show("show", "!", next="say", entry="line_111"),
            Say("say", "!", next="end"),
            End("end", "bye"),
        ),
        a_script("side", Say("hello", "!", next="done"), End("done"), raises=Raise(Level.L1, "side")),
        a_script("gone", Visit("away", "side")),
        a_script("human", Partners("partners", "!", next="card"), HandOff("card", "!", next="wait", refused="no"),
                 Wait("wait", "!", next="menu"), End("no", "no")),
        a_script("s13", Say("numbers", "112", next="end", urgent=True), End("end")),
        a_script("xsafe", Say("ask", "?", next="end"), End("end")),
        a_script("s14", Kept("mine", "!", next="erase"), Erase("erase", "?", next="end"), End("end")),
    )
}  # fmt: skip


def at(place: str, **more: object) -> Talk:
    script, _, node = place.partition(".")
    return replace(Talk((Place(script, node),), visit=5, walked=(script,)), **more)  # type: ignore[arg-type]


def choose(now: Talk, *options: str) -> Talk:
    for option in options:
        now = step(BOOK, now, Chose(option, now.visit)).talk
    return now


def where(now: Talk) -> str:
    return str(now.here)


# — every kind of node —


def test_a_talk_begins_with_the_language_and_its_buttons_are_named_by_the_visit() -> None:
    fresh = talk.begin(BOOK)
    assert (where(fresh), fresh.visit) == ("s00.lang", 1)
    assert talk.begin(BOOK, visit=70).visit == 70
    chosen = choose(fresh, "kk")
    assert (where(chosen), chosen.visit, chosen.answers["lang"]) == ("menu.top", 2, ("kk",))


def test_an_answer_fills_its_fields_raises_the_level_and_leads_on() -> None:
    after = choose(at("main.ask"), "yes")
    assert where(after) == "main.several"
    assert after.answers == {"main.ask": ("yes",), "horizon": ("now",)}
    assert (after.raised, after.level) == ((HIGH,), Level.L3)
    assert where(choose(at("main.ask"), "no")) == "main.end", "an option's own way wins"


def test_declining_is_an_answer_with_a_way_of_its_own_where_one_may_decline() -> None:
    after = choose(at("main.ask"), SKIP)
    assert (where(after), after.answers["main.ask"], after.level) == ("main.words", (SKIP,), Level.L0)
    assert choose(at("s00.lang"), SKIP) == at("s00.lang")


def test_several_answers_are_ticked_taken_back_and_kept_together() -> None:
    now = choose(at("main.several"), "a", "c", "a")
    assert (now.picks, now.visit) == (("c",), 5), "ticking is not a new screen"
    after = choose(now, NEXT)
    assert (where(after), after.picks) == ("main.words", ())
    assert after.answers == {"concerns": ("c",), "travel": ("planned",)}
    assert where(choose(at("main.several"), "a", "b", NEXT)) == "main.show"
    assert choose(at("main.several"), "b", NEXT).level is Level.L3


def test_nothing_ticked_asks_for_a_tick_and_declining_forgets_the_ticks() -> None:
    turn = step(BOOK, at("main.several"), Chose(NEXT, 5))
    assert (turn.talk, turn.said) == (at("main.several"), ("tick_or_skip",))
    after = choose(at("main.several"), "b", SKIP)
    assert (after.answers["concerns"], after.raised) == ((SKIP,), ())


def test_words_are_kept_where_they_are_asked_for_and_can_be_forgotten() -> None:
    turn = step(BOOK, at("main.words"), Typed(Redacted("мне тревожно")))
    assert (turn.talk.words, turn.said) == (("мне тревожно",), ("words_kept",))
    gone = step(BOOK, turn.talk, Chose("forget", 5))
    assert (gone.talk.words, gone.said) == ((), ("words_forgotten",))
    full = step(BOOK, turn.talk, Typed(Redacted("я" * talk.LONGEST_STORY)))
    assert (full.talk, full.said) == (turn.talk, ("words_too_long",))


def test_words_elsewhere_are_answered_and_not_kept() -> None:
    turn = step(BOOK, at("main.ask"), Typed(Redacted("мне тревожно")))
    assert (turn.talk, turn.said, turn.events) == (at("main.ask"), ("words_heard",), ())


def test_a_visited_script_comes_back_to_where_it_was_visited_from() -> None:
    visiting = choose(at("main.words"), NEXT)
    assert [str(one) for one in visiting.path] == ["main.once", "side.hello"]
    assert visiting.level is Level.L1, "being in a script is enough for its level"
    assert where(choose(visiting, NEXT)) == "main.once"


def test_a_visit_without_a_way_back_ends_in_the_menu() -> None:
    now = talk.found_again(BOOK, at("gone.away"))
    there = talk._settle(BOOK, now)
    assert [str(one) for one in there.path] == ["side.hello"]
    assert where(choose(there, NEXT)) == "menu.top"


def test_a_question_asked_once_is_passed_over_with_the_same_way() -> None:
    before = at("main.words", answers={"main.once": ("x",)})
    assert where(choose(before, NEXT, NEXT)) == "main.show"
    before = at("main.words", answers={"main.once": (SKIP,)})
    assert where(choose(before, NEXT, NEXT)) == "main.search"


def test_sorting_says_nothing_and_may_raise_the_level() -> None:
    assert where(choose(at("main.once"), "y")) == "main.show"
    assert choose(at("main.once"), "y").level is Level.L2
    assert where(choose(at("main.once"), SKIP)) == "main.search"


def test_a_search_keeps_the_words_of_its_last_question() -> None:
    turn = step(BOOK, at("main.search"), Typed(Redacted("психолог")))
    assert turn.talk.answers[talk.SEARCHED] == ("психолог",)
    assert (where(turn.talk), turn.said) == ("main.search", ())
    assert where(choose(at("main.search"), NEXT)) == "main.show"


def test_the_end_of_a_script_leads_to_the_menu() -> None:
    assert where(choose(at("main.say"), NEXT)) == "main.end"
    assert where(choose(at("main.end"), NEXT)) == "menu.top"
    assert where(choose(at("main.end", path=(Place("main", "ask"), Place("main", "end"))), NEXT)) == "main.ask"


def test_partners_are_excluded_and_the_card_is_struck_and_put_back() -> None:
    now = choose(at("human.partners"), "line:umit", "line:dana", "line:umit")
    assert now.picks == ("dana",)
    card = choose(now, NEXT)
    assert (where(card), card.answers["excluded"], card.picks) == ("human.card", ("dana",), ())
    struck = choose(card, "line:horizon", "line:story", "line:horizon")
    assert struck.picks == ("story",)
    turn = step(BOOK, struck, Chose("yes", struck.visit))
    assert turn.events == (talk.HandOffAsked(("story",)), Entered(Place("human", "wait")))
    assert where(choose(struck, "no")) == "human.no"


def test_a_waiting_case_can_be_withdrawn_and_data_erased() -> None:
    turn = step(BOOK, at("human.wait"), Chose("withdraw", 5))
    assert turn.events == (talk.WithdrawAsked(), Entered(Place("menu", "top")))
    turn = step(BOOK, at("s14.erase"), Chose("yes", 5))
    assert (turn.events, where(turn.talk)) == ((talk.ErasureAsked(),), "s14.erase")
    assert where(choose(at("s14.mine"), NEXT)) == "s14.erase"
    assert where(choose(at("s14.erase"), NEXT)) == "menu.top"


def test_an_option_whose_condition_does_not_hold_is_no_option() -> None:
    assert [one.id for one in talk.options(BOOK, at("menu.top"))] == ["ask", "again"]
    assert choose(at("menu.top"), "hidden") == at("menu.top")
    known = at("menu.top", answers={"main.ask": ("yes",)})
    assert where(choose(known, "hidden")) == "s14.mine"


# — ways aside —


def test_an_interruption_returns_to_where_it_came_from() -> None:
    numbers = step(BOOK, at("main.ask"), Called("emergency")).talk
    assert [str(one) for one in numbers.path] == ["main.ask", "s13.numbers"]
    assert where(choose(numbers, NEXT)) == "main.ask"


def test_calling_the_same_script_again_does_not_stack_it() -> None:
    now = at("main.ask")
    for _ in range(3):
        now = step(BOOK, now, Called("data")).talk
        now = step(BOOK, now, Called("emergency")).talk
    assert len(now.path) <= 3
    assert step(BOOK, now, Called("menu")).talk.path == (Place("menu", "top"),)


def test_words_of_danger_open_safety_from_anywhere_but_from_help_itself() -> None:
    turn = step(BOOK, at("main.words"), Typed(Redacted("…"), alarm=True))
    assert where(turn.talk) == "xsafe.ask"
    assert turn.talk.words == ()
    assert turn.events == (talk.Alarmed(), Entered(Place("xsafe", "ask")))
    turn = step(BOOK, at("main.ask"), Sent("not_passed_on.photo", alarm=True))
    assert (where(turn.talk), turn.said) == ("xsafe.ask", ("not_passed_on.photo",))
    for helping in ("xsafe.ask", "s13.numbers"):
        assert where(step(BOOK, at(helping), Typed(Redacted("…"), alarm=True)).talk) == helping


def test_a_button_of_an_older_screen_never_acts_except_emergency() -> None:
    for heard in (Chose("yes", 4), Chose("yes", 6), Called("menu", 4), Called("language", 4), Called("erase", 4)):
        assert talk.stale(at("main.ask"), heard)
        assert step(BOOK, at("main.ask"), heard) == talk.Turn(at("main.ask"))
    assert where(step(BOOK, at("main.ask"), Called("emergency", 4)).talk) == "s13.numbers"


def test_the_other_language_keeps_the_place_and_every_answer() -> None:
    before = at("main.several", answers={"lang": ("kk",), "main.ask": ("yes",)}, picks=("a",))
    after = step(BOOK, before, Called("language", 5)).talk
    assert after == replace(before, answers={"lang": ("ru",), "main.ask": ("yes",)})
    assert step(BOOK, after, Called("language")).talk == before


def test_start_says_where_we_stopped_unless_nothing_was_said_yet() -> None:
    assert step(BOOK, at("main.ask", answers={"lang": ("kk",)}), talk.Began()).said == ("where_we_stopped",)
    assert step(BOOK, talk.begin(BOOK), talk.Began()).said == ()


def test_a_level_only_rises_and_a_reason_is_given_once() -> None:
    now = choose(at("main.ask", raised=(Raise(Level.L4, "life"),)), "yes")
    assert now.level is Level.L4
    again = choose(replace(now, path=(Place("main", "ask"),)), "yes")
    assert again.raised == now.raised


def test_a_circle_without_a_question_is_an_author_s_mistake_and_says_so() -> None:
    circle = {**BOOK, "s00": a_script("s00", Sort("a", (), otherwise="b"), Sort("b", (), otherwise="a"))}
    with pytest.raises(RecursionError, match="leads in a circle"):
        talk.begin(circle)


# — saved, loaded, found again —


def test_a_talk_in_a_changed_book_stands_at_the_menu_with_its_answers() -> None:
    lost = at("main.removed", answers={"lang": ("kk",)}, picks=("a",))
    found = talk.found_again(BOOK, lost)
    assert (where(found), found.answers, found.picks, found.visit) == ("menu.top", lost.answers, (), 6)
    under = at("main.ask", path=(Place("old", "x"), Place("main", "ask")))
    assert where(talk.found_again(BOOK, under)) == "menu.top"
    assert talk.found_again(BOOK, at("main.ask")) == at("main.ask")


# — anything a person can do, in any order —

_CODES = st.sampled_from(
    (
        "yes",
        "no",
        NEXT,
        SKIP,
        "line:horizon",
        "line:story",
        "line:",
        "withdraw",
        "forget",
        "kk",
        "ru",
        "a",
        "b",
        "",
        "💥",
    )
)
_CALLS = st.sampled_from((*talk.CALLS, "language", "live", "nonsense"))


def deeds(now: Talk, book: Book) -> st.SearchStrategy[talk.Heard]:
    """What can be heard: also buttons that the present screen really has, and old ones."""
    own = [option.id for option in talk.options(book, now)] or [NEXT]
    chosen = st.builds(
        Chose, st.sampled_from(own) | _CODES, st.sampled_from((now.visit, now.visit, now.visit, now.visit - 1))
    )
    called = st.builds(Called, _CALLS, st.sampled_from((None, now.visit, 0)))
    typed = st.builds(Typed, st.text(max_size=20).map(Redacted), st.booleans())
    sent = st.builds(Sent, st.just("not_passed_on.photo"), st.booleans())
    return chosen | chosen | chosen | called | typed | sent | st.just(talk.Began())


@pytest.mark.parametrize("which", ["small", "real"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_walk_ever_raises_and_every_talk_survives_saving(which: str, data: st.DataObject) -> None:
    book = BOOK if which == "small" else words().book
    now = talk.begin(book)
    for _ in range(data.draw(st.integers(1, 25))):
        heard = data.draw(deeds(now, book))
        turn = step(book, now, heard)
        assert turn.talk.here.node in book[turn.talk.here.script].nodes
        assert turn.talk.level >= now.level
        assert len(turn.talk.path) < 12
        assert talk.from_json(talk.to_json(turn.talk)) == turn.talk
        assert talk.found_again(book, turn.talk) == turn.talk
        now = turn.talk


@pytest.mark.parametrize("which", ["small", "real"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_answer_that_nobody_offered_moves_nothing(which: str, data: st.DataObject) -> None:
    book = BOOK if which == "small" else words().book
    now = talk.begin(book)
    for _ in range(data.draw(st.integers(1, 12))):
        now = step(book, now, data.draw(deeds(now, book))).talk
    turn = step(book, now, Chose(data.draw(st.text(min_size=12)), now.visit))
    assert turn == talk.Turn(now)
