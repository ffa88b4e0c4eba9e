"""Beside a node stand entries of the directory, with all that one needs to decide, and partners with their cards."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot import directory
from bot.dialogs.referrals import Referrals, language, region
from bot.office.standing import Standing
from bot.script import Partners, Place, Say, Search, Show
from bot.talk import SEARCHED, Talk
from tests.line import words

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LINE_111 = Show("numbers", "", "next", entry="line_111")


def at(tongue: str = "ru", **answers: tuple[str, ...]) -> Standing:
    known = {"lang": (tongue.partition("@")[0],), **answers}
    return Standing(Talk((Place("menu", "top"),), answers=known, walked=("s02", "human")), tongue)


def referrals(finder: Any = None, *, held: bool = True) -> Referrals:
    return Referrals(words(), finder, lambda: NOW, held=held)


@pytest.mark.parametrize("tongue", ["ru", "kk"])
def test_an_entry_shows_number_hours_cost_language_who_hears_and_when_it_was_checked(tongue: str) -> None:
    shown = referrals().beside(at(tongue), LINE_111)
    entry = next(one for one in words().directory.resources if one.id == "line_111")
    said = words().words.say
    assert entry.names[tongue] in shown
    assert "111" in shown
    assert said("directory.always", tongue) in shown
    assert said(f"directory.cost.{entry.cost}", tongue) in shown
    assert said(f"disclosure.{entry.disclosure}", tongue) in shown


def test_what_nobody_has_checked_is_marked_in_the_sandbox_and_not_shown_outside() -> None:
    unchecked = next(one for one in words().directory.resources if not _live(one.id))
    node = Show("x", "", "next", entry=unchecked.id)
    assert words().words.say("directory.not_verified", "ru") in referrals().beside(at(), node)
    assert referrals(held=False).beside(at(), node) == words().words.say("directory.nothing_found", "ru")


def _live(entry: str) -> bool:
    known = words().directory
    found = directory.entry(known.resources, entry, NOW, held=False, holidays=known.holidays)
    return found is not None


def test_a_search_shows_nothing_before_it_was_asked_and_at_most_three_entries_after() -> None:
    asked: list[tuple[str, str | None, str]] = []

    def finder(text: str, _now: datetime, *, region: str | None, language: str, held: bool) -> Any:
        asked.append((text, region, language))
        known = words().directory
        every = [directory.entry(known.resources, one.id, NOW, held=True) for one in known.resources]
        return SimpleNamespace(referrals=tuple(one for one in every if one))

    node = Search("find", "", "next")
    shown = referrals(finder)
    assert shown.beside(at(), node) == ""
    said = shown.beside(at("kk@sen", **{SEARCHED: ("психолог",), "region_for_referral": ("kz_39",)}), node)
    assert asked == [("психолог", "kz_39", "kk")]
    assert said.count("<b>") == 3


def test_a_partner_s_card_says_who_runs_it_who_pays_and_whom_it_must_tell() -> None:
    shown = referrals().beside(at(), Partners("p", "", "next"))
    card = next(one for one in words().partners if one.sandbox)
    for part in (card.names["ru"], card.runs["ru"], card.pays["ru"], *(one.whom["ru"] for one in card.must_tell)):
        assert part in shown
    assert referrals().buttons(at()) == ((card.id, card.names["ru"]),)
    assert referrals(held=False).offered(at()) == (), "a training partner is offered nowhere else"


def test_the_partners_that_are_offered_speak_the_wanted_language_and_know_the_topic() -> None:
    card = next(one for one in words().partners if one.sandbox)
    only_kk, other_topic = replace(card, id="kk", languages=("kk",)), replace(card, id="s12", topics=("s12",))
    known = Referrals(replace(words(), partners=(only_kk, other_topic)), None, lambda: NOW, held=True)  # type: ignore[arg-type]
    assert known.buttons(at()) == ()
    assert [one.id for one in known.offered(at(counsellor_lang=("kk",)))] == ["kk"]
    assert [one.id for one in known.offered(at(counsellor_lang=("any",)))] == ["kk"]
    assert [one.id for one in known.offered(at("kk"))] == ["kk"]


def test_nothing_stands_beside_other_nodes() -> None:
    assert referrals().beside(at(), Say("x", "", "next")) == ""


def test_a_region_counts_only_where_it_is_one_of_the_country_s() -> None:
    assert region(at(region_for_referral=("kz_39",))) == "kz_39"
    assert region(at(region_for_referral=("abroad",))) is None
    assert region(at()) is None
    assert language(at("kk@sen")) == "kk"
