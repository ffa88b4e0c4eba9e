"""Conditions hold when they should, and every way of a script leads somewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import script
from bot.script import SKIP, Choose, End, Level, Option, Place, Script, When, place
from bot.script import Test as Condition
from tests.line import words

BOOK = {
    "a": Script("a", "", {"first": End("first"), "b": End("b")}),
    "b": Script("b", "", {"only": End("only")}),
}


def test_a_test_counts_answers_and_declining_is_none() -> None:
    one = Condition("concerns", ("money", "secrecy"))
    assert one.holds({"concerns": ("money",)})
    assert not one.holds({"concerns": ("leaving",)})
    assert not one.holds({"concerns": (SKIP,)})
    assert not one.holds({})
    assert Condition("concerns").holds({"concerns": ("anything",)})
    assert not Condition("concerns").holds({"concerns": (SKIP,)})


def test_a_test_may_ask_for_more_for_nothing_else_or_for_fewer() -> None:
    two = Condition("concerns", ("money", "secrecy", "leaving"), at_least=2)
    assert two.holds({"concerns": ("money", "leaving")})
    assert not two.holds({"concerns": ("money",)})
    only = Condition("concerns", ("opinions_only",), only=True)
    assert only.holds({"concerns": ("opinions_only",)})
    assert not only.holds({"concerns": ("opinions_only", "threats")})
    fewer = Condition("concerns", ("money", "secrecy"), at_least=2, fewer=True)
    assert fewer.holds({"concerns": ("money",)})
    assert fewer.holds({})
    assert not fewer.holds({"concerns": ("money", "secrecy")})


def test_all_of_a_row_must_hold_and_any_row_will_do() -> None:
    rows = When(((Condition("a", ("x",)), Condition("b", ("y",))), (Condition("c", ("z",)),)))
    assert not rows.holds({"a": ("x",)})
    assert rows.holds({"a": ("x",), "b": ("y",)})
    assert rows.holds({"c": ("z",)})
    assert When().holds({})


def test_a_way_is_a_node_here_a_script_or_a_node_of_a_script() -> None:
    assert place(BOOK, "a", "first") == Place("a", "first")
    assert place(BOOK, "a", "b") == Place("a", "b"), "what is near comes first"
    assert place(BOOK, "b", "a") == Place("a", "first")
    assert place(BOOK, "b", "a.b") == Place("a", "b")
    for nowhere in ("c", "a.c", "", "."):
        with pytest.raises(KeyError):
            place(BOOK, "b", nowhere)


def test_every_way_of_the_real_book_leads_somewhere() -> None:
    book = words().book
    for one in book.values():
        for node in one.nodes.values():
            for goes in script.leads_to(node):
                found = place(book, one.id, goes)
                assert found.node in book[found.script].nodes


def test_a_question_that_may_be_declined_leads_on_then_too() -> None:
    asked = Choose("q", "?", (Option("x", "x", next="there"),), next="on", skip="out")
    assert set(script.leads_to(asked)) == {"there", "out"}
    must = Choose("q", "?", (Option("x", "x"),), next="on", must=True)
    assert set(script.leads_to(must)) == {"on"}


@given(st.sampled_from(Level), st.sampled_from(Level))
def test_levels_are_ordered(one: Level, other: Level) -> None:
    assert (one > other) == (int(one) > int(other))
