"""Levels follow what happens, never what anybody believes; and a level's promise is a time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.script import Level, Raise
from bot.triage import PROMISED, assess, deadline, half_gone

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answers", "level", "reason"),
    [
        ({"concerns": ("practice_only",)}, Level.L1, "choice_only"),
        ({"concerns": ("practice_only", "opinions_only", "feeling_only")}, Level.L1, "choice_only"),
        ({"concerns": ("cut_off",)}, Level.L0, None),
        ({"concerns": ("cut_off", "secrecy")}, Level.L2, "two_signs"),
        ({"concerns": ("practice_only", "money", "controlled")}, Level.L2, "two_signs"),
        ({"concerns": ("violence_justified",)}, Level.L2, "violence_justified"),
        ({"concerns": ("threats",)}, Level.L3, "threats"),
        ({"safety_flags": ("suicide_plan", "minor")}, Level.L4, "suicide_plan"),
        ({"horizon": ("days",), "travel": ("planned",)}, Level.L3, "leaving_in_days"),
        ({"horizon": ("today_tomorrow",), "travel": ("planned",)}, Level.L4, "leaving_today"),
        ({"horizon": ("days",)}, Level.L0, None),
        ({"about_age_band": ("14_17",)}, Level.L2, "minor"),
        ({"contact_age_band": ("u14",)}, Level.L3, "child"),
        ({"concerns": ("skip",)}, Level.L0, None),
    ],
)
def test_the_harm_test(answers: dict[str, tuple[str, ...]], level: Level, reason: str | None) -> None:
    found, reasons = assess(answers, ())
    assert found is level
    assert reasons[:1] == ((reason,) if reason else ())


def test_practice_and_opinions_alone_never_rise_above_a_worry() -> None:
    for concerns in (("practice_only",), ("opinions_only",), ("practice_only", "opinions_only")):
        assert assess({"concerns": concerns}, ())[0] <= Level.L1


def test_what_a_script_raised_counts_and_the_weightiest_reason_comes_first() -> None:
    level, reasons = assess({"concerns": ("cut_off", "secrecy")}, [Raise(Level.L3, "fears_him")])
    assert (level, reasons) == (Level.L3, ("fears_him", "two_signs"))


@pytest.mark.parametrize("level", Level)
def test_on_duty_the_promise_is_the_level_s_own(level: Level) -> None:
    assert deadline(level, NOW, NOW) == NOW + PROMISED[level]


def test_off_duty_nobody_is_promised_more_than_the_next_shift_can_keep() -> None:
    morning = NOW + timedelta(hours=20)
    assert deadline(Level.L4, NOW, morning) == NOW + timedelta(minutes=15)
    assert deadline(Level.L3, NOW, morning) == NOW + timedelta(hours=12)
    assert deadline(Level.L2, NOW, morning) == morning + timedelta(hours=4)
    assert deadline(Level.L2, NOW, None) == NOW + timedelta(hours=16)


def test_half_of_the_promise_is_counted_from_the_asking() -> None:
    promised = NOW + timedelta(minutes=30)
    assert not half_gone(NOW, promised, NOW + timedelta(minutes=14))
    assert half_gone(NOW, promised, NOW + timedelta(minutes=15))
