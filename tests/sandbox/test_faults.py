"""Trouble on order, the same for the same seed."""

import pytest

from bot.sandbox import faults
from bot.sandbox.faults import Answer, Cut, Delay, Faults, Repeat


def test_nothing_goes_wrong_by_itself() -> None:
    assert Faults(1).strike("sendMessage", 1) == []


def test_a_rule_strikes_the_methods_the_bot_and_the_chat_that_it_names() -> None:
    trouble = Faults(1)
    trouble.add(Answer(500), "send*", bot=1, chat=-5)
    assert trouble.strike("sendMessage", 1, -5) == [Answer(500)]
    assert trouble.strike("SENDPHOTO", 1, -5) == [Answer(500)]
    assert trouble.strike("editMessageText", 1, -5) == []
    assert trouble.strike("sendMessage", 2, -5) == []
    assert trouble.strike("sendMessage", 1, 5) == []


def test_a_rule_may_wait_and_may_end() -> None:
    trouble = Faults(1)
    rule = trouble.add(Cut(applied=True), skip=2, times=1)
    assert [trouble.strike("sendMessage", 1) for _ in range(4)] == [[], [], [Cut(applied=True)], []]
    assert rule.done == 1


def test_polling_is_reached_only_by_name() -> None:
    trouble = Faults(1)
    trouble.add(Answer(500))
    assert trouble.strike("getUpdates", 1) == []
    trouble.add(Repeat(), "getUpdates")
    assert trouble.strike("getUpdates", 1) == [Repeat()]


def test_the_same_seed_gives_the_same_trouble() -> None:
    def run(seed: int) -> list[bool]:
        trouble = Faults(seed)
        trouble.add(Answer(502), chance=0.3)
        return [bool(trouble.strike("sendMessage", 1)) for _ in range(200)]

    assert run(5) == run(5)
    assert run(5) != run(6)
    assert 30 < sum(run(5)) < 90


def test_a_rule_can_be_taken_back() -> None:
    trouble = Faults(1)
    first, second = trouble.add(Answer(500)), trouble.add(Answer(403))
    trouble.remove(first.number)
    assert trouble.rules == [second]
    trouble.clear()
    assert trouble.rules == []


def test_a_delay_is_drawn_between_its_ends() -> None:
    assert all(1 <= Faults(seed).seconds(Delay(1, 2)) <= 2 for seed in range(20))


@pytest.mark.parametrize(
    ("said", "act", "rest"),
    [
        ({"act": "answer", "code": 429, "retry_after": 3, "times": 2}, Answer(429, retry_after=3), {"times": 2}),
        ({"act": "cut", "applied": True, "method": "send*"}, Cut(applied=True), {"method": "send*"}),
        ({"act": "repeat"}, Repeat(), {}),
    ],
)
def test_a_rule_is_read_from_json(said: dict, act: faults.Act, rest: dict) -> None:
    assert faults.read(said) == (act, rest)


def test_topics_alone_can_be_troubled() -> None:
    trouble = Faults(1)
    trouble.add(Answer(400, "message thread not found"), "send*", in_topics=True)
    assert trouble.strike("sendMessage", 1, 5) == []
    assert len(trouble.strike("sendMessage", 1, 5, in_topic=True)) == 1
