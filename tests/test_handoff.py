"""The card holds closed answers and redacted words, coarsened, and nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.handoff import FIELDS, MACRO, Brief, Desk, brief, choose, from_json, to_json
from bot.outbox import Redacted
from bot.script import End, Level, Place, Raise, Script
from bot.talk import Talk

BOOK = {
    "s02": Script("s02", "Жених", {"end": End("end", "…")}),
    "about": Script("about", "Кто вы", {"end": End("end")}, card=False),
}
TALK = Talk(
    (Place("s02", "end"),),
    answers={"lang": ("kk",), "concerns": ("secrecy", "money"), "region_for_referral": ("kz_62",), "s02.who": ("x",)},
    raised=(Raise(Level.L2, "fiance"),),
    words=(Redacted("Ол [ЕСІМ-1] туралы айтады"),),
    walked=("s02", "about"),
)
CARD = brief(BOOK, TALK)


def test_only_the_card_s_own_fields_reach_it() -> None:
    assert set(CARD.lines) == {"concerns", "region_for_referral"}
    assert "s02.who" not in to_json(CARD)


def test_a_region_becomes_a_part_of_the_country() -> None:
    assert CARD.lines["region_for_referral"] == ("centre",)
    assert "kz_62" not in to_json(CARD)
    assert set(MACRO.values()) == {"west", "north", "centre", "south", "east", "city"}


def test_the_card_names_the_topic_and_not_the_shared_questions() -> None:
    assert CARD.script == "s02"


def test_an_answer_that_was_declined_is_not_a_line() -> None:
    declined = replace(TALK, answers={**TALK.answers, "concerns": ("skip",)})
    assert "concerns" not in brief(BOOK, declined).lines


def test_struck_lines_and_words_are_gone() -> None:
    struck = CARD.without(("concerns", "story"))
    assert set(struck.lines) == {"region_for_referral"}
    assert struck.story == ()


def test_a_card_survives_being_saved() -> None:
    assert from_json(to_json(CARD)) == CARD


@given(st.dictionaries(st.sampled_from([*FIELDS, "name", "phone", "s01.q"]), st.just(("a",))))
def test_nothing_outside_the_fields_ever_gets_through(answers: dict[str, tuple[str, ...]]) -> None:
    assert set(brief(BOOK, replace(TALK, answers=answers)).lines) <= set(FIELDS)


def _card(**changes: object) -> Brief:
    return replace(CARD, **changes)  # type: ignore[arg-type]


DESKS = (
    Desk("far", ("kk", "ru"), on_duty=False, waiting=0),
    Desk("busy", ("kk", "ru"), on_duty=True, waiting=9),
    Desk("near", ("kk",), on_duty=True, waiting=9, regions=("kz_62",)),
    Desk("russian", ("ru",), on_duty=True, waiting=0),
)


def test_the_desk_speaks_the_language_is_on_duty_and_near() -> None:
    assert choose(CARD, DESKS, "kz_62") == DESKS[2]
    assert choose(CARD, DESKS) == DESKS[1]


def test_an_excluded_partner_never_answers_and_nobody_left_means_nobody() -> None:
    assert choose(_card(excluded=("near", "busy")), DESKS, "kz_62") == DESKS[0]
    assert choose(_card(excluded=("near", "busy", "far")), DESKS) is None


def test_any_language_may_mean_any_desk() -> None:
    assert choose(_card(lines={"counsellor_lang": ("any",)}), DESKS[3:]) == DESKS[3]
