"""Answers → level L0..L4 and its reasons; the deadline that each level promises.

Rules are the table of domain 3 (harm test) and 2.7; they look at what happens, never at what anybody believes. A talk
keeps the highest level that any rule or any answer raised, with every reason, so that a counsellor reads why.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.script import Answers, Level, Raise, Test, When

_CONTROL = ("cut_off", "secrecy", "controlled", "money", "refuses_care_or_school")

#: (when, level, reason): domain 3, "HT logic", and the safety flags of domain 4.1.
RULES: tuple[tuple[When, Level, str], ...] = (
    (When(((Test("concerns", ("practice_only", "opinions_only", "feeling_only"), only=True),),)), Level.L1, "choice_only"),
    (When(((Test("concerns", _CONTROL, at_least=2),),)), Level.L2, "two_signs"),
    (When(((Test("concerns", ("violence_justified",)),),)), Level.L2, "violence_justified"),
    (When(((Test("concerns", ("leaving",)),),)), Level.L2, "leaving"),
    (When(((Test("concerns", ("threats",)),),)), Level.L3, "threats"),
    (When(((Test("concerns", ("hopeless",)),),)), Level.L3, "hopeless"),
    (When(((Test("concerns", ("weapons",)),),)), Level.L3, "weapons"),
    (When(((Test("safety_flags", ("suicide_thoughts",)),),)), Level.L3, "suicide_thoughts"),
    (When(((Test("safety_flags", ("suicide_plan",)),),)), Level.L4, "suicide_plan"),
    (When(((Test("safety_flags", ("violence_home", "coerced_sex")),),)), Level.L3, "violence_home"),
    (When(((Test("safety_flags", ("threat_to_named_or_public",)),),)), Level.L3, "threat_to_named"),
    (When(((Test("horizon", ("now", "today_tomorrow")), Test("travel", ("talk_only", "planned"))),)), Level.L4, "leaving_today"),
    (When(((Test("horizon", ("days",)), Test("travel", ("talk_only", "planned"))),)), Level.L3, "leaving_in_days"),
    (When(((Test("travel", ("on_way",)),),)), Level.L4, "on_the_way"),
    (When(((Test("children_affected", ("yes_at_risk",)),),)), Level.L3, "children_at_risk"),
    (When(((Test("contact_age_band", ("u14",)),), (Test("about_age_band", ("u14",)),))), Level.L3, "child"),
    (When(((Test("contact_age_band", ("14_17",)),), (Test("about_age_band", ("14_17",)),))), Level.L2, "minor"),
)  # fmt: skip

#: First human reply while somebody is on duty (domain 4.4). L0 has no hand-off; when one is asked for, it waits like L1.
PROMISED: dict[Level, timedelta] = {
    Level.L4: timedelta(minutes=5),
    Level.L3: timedelta(minutes=30),
    Level.L2: timedelta(hours=4),
    Level.L1: timedelta(hours=24),
    Level.L0: timedelta(hours=24),
}

#: Off duty, an L4 page rings the one on call, and an L3 waits no longer than this (domain 4.4).
PAGED, AT_MOST = timedelta(minutes=15), timedelta(hours=12)


def assess(answers: Answers, raised: Iterable[Raise]) -> tuple[Level, tuple[str, ...]]:
    """The level and the codes of its reasons, the weightiest first, from answers and from what the script raised."""
    found = [*raised, *(Raise(level, reason) for when, level, reason in RULES if when.holds(answers))]
    found.sort(key=lambda one: -one.level)
    return max((one.level for one in found), default=Level.L0), tuple(dict.fromkeys(one.reason for one in found))


def deadline(level: Level, asked: datetime, on_duty_from: datetime | None) -> datetime:
    """By when a human answers. `on_duty_from`: when somebody is next on duty; None when nobody is to be expected.

    The time that is shown is this one, never "soon". Without a shift table the off-duty limit of the level holds.
    """
    if on_duty_from is not None and on_duty_from <= asked:
        return asked + PROMISED[level]
    if level is Level.L4:
        return asked + PAGED
    starts = on_duty_from or asked + AT_MOST
    if level is Level.L3:
        return min(starts + PROMISED[level], asked + AT_MOST)
    return starts + PROMISED[level]


def half_gone(asked: datetime, promised: datetime, now: datetime) -> bool:
    """Whether half of the promised time is over: then the lead hears of it (domain 4.4)."""
    return now - asked >= (promised - asked) / 2
