"""Which cards a seeker is shown before consent."""

from dataclasses import replace
from datetime import date

from bot.hours import parse
from bot.partner import Partner, offered, unconfirmed

CARD = Partner(
    id="line",
    names={"ru": "Линия", "kk": "Желі"},
    runs={"ru": "фонд", "kk": "қор"},
    pays={"ru": "грант", "kk": "грант"},
    must_tell=(),
    languages=("kk", "ru"),
    regions=("kz_39",),
    topics=("s01",),
    hours=parse("mo-fr 09:00-18:00"),
    capacity=5,
    confirmed_on=date(2026, 11, 22),
    consent_on=date(2026, 11, 20),
)


def test_a_card_is_shown_where_language_region_and_topic_fit() -> None:
    assert offered([CARD], "kk", "kz_39", "s01") == (CARD,)
    assert offered([CARD], "en", "kz_39", "s01") == ()
    assert offered([CARD], "kk", "kz_71", "s01") == ()
    assert offered([CARD], "kk", "kz_39", "s02") == ()
    everywhere = replace(CARD, regions=("all",), topics=("all",))
    assert offered([everywhere], "ru", "kz_71", "s02") == (everywhere,)


def test_a_seeker_who_named_no_region_may_turn_to_any_partner() -> None:
    assert offered([CARD], "kk", None, "s01") == (CARD,)


def test_an_excluded_partner_is_not_offered() -> None:
    other = replace(CARD, id="other")
    assert offered([CARD, other], "kk", "kz_39", "s01", excluded=["line"]) == (other,)


def test_a_training_card_is_offered_in_the_sandbox_only_and_a_real_one_outside_it_only() -> None:
    training = replace(CARD, id="training", sandbox=True, consent_on=None)
    assert offered([CARD, training], "kk", "kz_39", "s01") == (CARD,)
    assert offered([CARD, training], "kk", "kz_39", "s01", sandbox=True) == (training,)


def test_a_card_must_be_confirmed_again_after_half_a_year() -> None:
    assert unconfirmed([CARD], date(2027, 5, 21)) == ()
    assert unconfirmed([CARD], date(2027, 5, 22)) == (CARD,)
