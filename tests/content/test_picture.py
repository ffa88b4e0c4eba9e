"""Pictures are well-formed, say every word, and draw any table of moves."""

from enum import Enum
from xml.etree import ElementTree as ET

from bot.content.picture import Card, Lead, draw, draw_moves

SVG = "{http://www.w3.org/2000/svg}"


def _texts(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314  # our own picture


def _arrows(svg: str) -> int:
    return sum(one.get("class") == "a" for one in ET.fromstring(svg).iter(f"{SVG}path"))  # noqa: S314


CARDS = (
    Card("a", "a · choose", "ask", "Кто <вы>?", (Lead("Я", "b", mark="L3 child"), Lead("Он", "c"), Lead("Ещё", "b"))),
    Card("b", "b · say", "say", "Хорошо.", (Lead("", elsewhere="→ human"),)),
    Card("c", "c · say", "urgent", "Звоните 112.", (Lead("", "a"),)),
)


def test_every_word_is_in_the_picture() -> None:
    texts = _texts(draw(CARDS, "Проба"))
    assert {"Кто <вы>?", "Я", "Он", "Ещё", "L3 child", "→ human", "↩ a", "Звоните 112."} <= set(texts)


def test_answers_that_lead_to_the_same_card_share_an_arrow() -> None:
    assert _arrows(draw(CARDS, "Проба")) == 2


def test_a_long_text_is_wrapped_and_none_of_it_lost() -> None:
    text = "Больше молиться, держать пост, носить платок или бороду — личный выбор. Само по себе это не признак."
    texts = _texts(draw([Card("a", "a", "say", text)], "Проба"))
    assert " ".join(texts[1:]) == text


class _State(Enum):
    WAITING = 1
    TAKEN = 2
    CLOSED = 3


class _Move(Enum):
    TAKE = "taken"
    RELEASE = "released"
    CLOSE = "closed"
    NUDGE = "nudged"


def test_any_table_of_moves_is_drawn() -> None:
    moves = {
        _State.WAITING: {_Move.TAKE: _State.TAKEN, _Move.NUDGE: _State.WAITING},
        _State.TAKEN: {_Move.RELEASE: _State.WAITING, _Move.CLOSE: _State.CLOSED},
        _State.CLOSED: {},
    }
    svg = draw_moves(moves, "case")
    assert {"waiting", "taken", "closed", "take", "nudge", "release", "close", "↻", "↩ waiting"} <= set(_texts(svg))
    assert _arrows(svg) == 2
