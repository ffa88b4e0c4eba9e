"""A picture of a script, or of a table of moves, as SVG: boxes with rows, each row an answer and where it leads."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from textwrap import wrap
from typing import TypeVar

from bot.content.layout import Box, Layout, Wire, lay_out

#: Any table of states and moves will do; only their names are drawn.
State = TypeVar("State", bound=Enum)
Move = TypeVar("Move", bound=Enum)

WIDE = 268.0
_PAD, _LINE, _ROW_PAD, _HEAD = 12.0, 17.0, 5.0, 24.0
_LETTERS = 34  # that fit into a box at 13 pixels
_EDGE = 36.0  # around the whole picture, wide enough for rails
_SPREAD = 24.0  # how much the rows of a card pull their arrows apart


@dataclass(frozen=True, slots=True)
class Lead:
    """One row of a card: an answer, where it leads (a card, or elsewhere in words), and a mark such as `L3 threat`."""

    text: str
    to: str = ""
    elsewhere: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One box: a heading, what is said, and rows. `look` names its colours."""

    id: str
    heading: str
    look: str
    text: str = ""
    leads: tuple[Lead, ...] = ()


#: Fill and line by look. Kinds that say share one, kinds that ask another.
LOOKS: Mapping[str, tuple[str, str]] = {
    "say": ("#f3f7fb", "#5b7f9e"),
    "ask": ("#fff9ec", "#b98a2c"),
    "show": ("#eef8f1", "#4a8f63"),
    "hand": ("#f6f0fb", "#7d5ba6"),
    "quiet": ("#f4f4f2", "#8a8a84"),
    "urgent": ("#fdefec", "#b4513a"),
}
#: Levels, from information to now: the mark grows darker, never a siren.
LEVELS = {"L0": "#7f8c8d", "L1": "#5b7f9e", "L2": "#b98a2c", "L3": "#b4613a", "L4": "#8e2f22"}

_STYLE = """
text{font:13px system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;fill:#26323b}
.h{font-size:11px;font-weight:600;letter-spacing:.02em}.r{font-size:12px}.m{font-size:10px;font-weight:600;fill:#fff}
.e{font-size:11px;fill:#5a6670}.w{fill:none;stroke:#93a1ab;stroke-width:1.4}.a{fill:#93a1ab}
"""


def draw(cards: Sequence[Card], title: str) -> str:
    """The picture. The first card is the beginning."""
    wires = {(wire.start, wire.end): wire for card in cards for wire in _wires(card, {card.id for card in cards})}
    laid = lay_out([Box(card.id, WIDE, _height(card)) for card in cards], wires.values())
    width, height = laid.width + 2 * _EDGE, laid.height + 2 * _EDGE
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<g transform="translate({_EDGE:.0f} {_EDGE:.0f})">',
        *(arrow for card in cards for arrow in _arrows(card, laid)),
        *(_card(card, laid) for card in cards),
        "</g></svg>",
    ]
    return "".join(parts)


def _targets(card: Card) -> dict[str, list[Lead]]:
    """The rows of a card by the card that they lead to."""
    found: dict[str, list[Lead]] = {}
    for lead in card.leads:
        if lead.to:
            found.setdefault(lead.to, []).append(lead)
    return found


def _wires(card: Card, known: Collection[str]) -> Iterator[Wire]:
    """One for each card that is led to; rows further down pull theirs further right."""
    targets = [to for to in _targets(card) if to in known]
    for number, to in enumerate(targets):
        yield Wire(card.id, to, (number - (len(targets) - 1) / 2) * _SPREAD)


def _arrows(card: Card, laid: Layout) -> Iterator[str]:
    """An arrow to each card that is led to: from under this one when there is only one, else along a rail from its rows."""
    left, top = laid.corners[card.id]
    middle, low = left + WIDE / 2, top + _height(card)
    wires = [wire for wire in laid.lanes if wire.start == card.id]
    if len(_targets(card)) == 1:
        yield from (_arrow(f"M{middle:.0f} {low:.0f}", middle, low, _stops(wire, laid)) for wire in wires)
        return
    rails = {-1: 0, 1: 0}
    for wire in reversed(wires):  # the lowest rows take the inmost rail, so rails rarely cross
        stops = _stops(wire, laid)
        side = -1 if stops[0][0] < middle - 1 else 1
        rails[side] += 1
        edge = middle + side * WIDE / 2
        rail = edge + side * (4 + 6 * rails[side])
        for lead in _targets(card)[wire.end]:
            row = top + _row_top(card, lead) + _row_height(lead) / 2
            path = f"M{edge:.0f} {row:.0f}Q{rail:.0f} {row:.0f} {rail:.0f} {row + 8:.0f}V{low:.0f}"
            yield f'<path class="w" d="{path}"/>'
        yield _arrow(f"M{rail:.0f} {low:.0f}", rail, low, stops)


def _stops(wire: Wire, laid: Layout) -> list[tuple[float, float, float]]:
    left, top = laid.corners[wire.end]
    return [*laid.lanes[wire], (left + WIDE / 2, top, top)]


def _arrow(path: str, x: float, y: float, stops: Iterable[tuple[float, float, float]]) -> str:
    """A soft line downward through its lanes into the top of a card."""
    for there, top, bottom in stops:
        middle = (y + top) / 2
        path += f"C{x:.0f} {middle:.0f} {there:.0f} {middle:.0f} {there:.0f} {top:.0f}V{bottom:.0f}"
        x, y = there, bottom
    return f'<path class="w" d="{path}"/><path class="a" d="M{x:.0f} {y:.0f}l-4.5 -8h9z"/>'


def _lines(text: str, letters: int = _LETTERS) -> list[str]:
    return [line for part in text.split("\n") for line in wrap(part, letters) or [""]] if text else []


def _says(card: Card) -> float:
    lines = len(_lines(card.text))
    return lines * _LINE + _PAD if lines else 0.0


def _row_height(lead: Lead) -> float:
    return (len(_row_lines(lead)) + bool(lead.elsewhere)) * (_LINE - 1) + 2 * _ROW_PAD


def _row_lines(lead: Lead) -> list[str]:
    """A row's text leaves room for its mark."""
    return _lines(lead.text or ("" if lead.elsewhere else "→"), _LETTERS + 2 - (len(lead.mark) + 2 if lead.mark else 0))


def _row_top(card: Card, lead: Lead) -> float:
    above = card.leads[: card.leads.index(lead)]
    return _HEAD + _says(card) + sum(map(_row_height, above))


def _height(card: Card) -> float:
    return _HEAD + _says(card) + sum(map(_row_height, card.leads)) + (0 if card.leads else 2)


def _card(card: Card, laid: Layout) -> str:
    left, top = laid.corners[card.id]
    back = {wire.end for wire in laid.back if wire.start == card.id}
    fill, line = LOOKS[card.look]
    parts = [
        f'<g id="{escape(card.id)}" class="card" transform="translate({left:.0f} {top:.0f})">',
        f'<rect width="{WIDE:.0f}" height="{_height(card):.1f}" rx="7" fill="{fill}" stroke="{line}" stroke-width="1.3"/>',
        f'<text class="h" x="{_PAD:.0f}" y="16" style="fill:{line}">{escape(card.heading)}</text>',
    ]
    parts += [
        f'<text x="{_PAD:.0f}" y="{_HEAD + 12 + number * _LINE:.1f}">{escape(one)}</text>'
        for number, one in enumerate(_lines(card.text))
    ]
    for lead in card.leads:
        where = lead.elsewhere or (f"↩ {lead.to}" if lead.to in back else "")
        parts += _row(lead, _row_top(card, lead), where, line)
    return "".join((*parts, "</g>"))


def _row(lead: Lead, top: float, where: str, line: str) -> Iterator[str]:
    yield f'<path d="M0 {top:.1f}H{WIDE:.0f}" stroke="{line}" stroke-opacity=".28"/>'
    y = top + _ROW_PAD + 12
    for one in _row_lines(lead):
        yield f'<text class="r" x="{_PAD:.0f}" y="{y:.1f}">{escape(one)}</text>'
        y += _LINE - 1
    if where:
        x, anchor, low = (_PAD, "start", y) if lead.elsewhere else (WIDE - 8, "end", y - _LINE + 1)
        yield f'<text class="e" x="{x:.0f}" y="{low:.1f}" text-anchor="{anchor}">{escape(where)}</text>'
    if lead.mark:
        wide = len(lead.mark) * 6.2 + 10
        colour = LEVELS.get(lead.mark[:2], "#7f8c8d")
        yield f'<rect x="{WIDE - wide - 6:.1f}" y="{top + 5:.1f}" width="{wide:.1f}" height="15" rx="7" fill="{colour}"/>'
        yield f'<text class="m" x="{WIDE - wide / 2 - 6:.1f}" y="{top + 16:.1f}" text-anchor="middle">{escape(lead.mark)}</text>'


def draw_moves(moves: Mapping[State, Mapping[Move, State]], title: str) -> str:
    """A table of moves: each state a card, each move a row that leads to the state after it."""
    cards = [
        Card(
            state.name.lower(),
            state.name.lower(),
            "say" if ways else "quiet",
            "" if ways else "—",
            tuple(_move(state, move, after) for move, after in ways.items()),
        )
        for state, ways in moves.items()
    ]
    return draw(cards, title)


def _move(state: Enum, move: Enum, after: Enum) -> Lead:
    stays = "↻" if after is state else ""
    return Lead(move.name.lower(), "" if stays else after.name.lower(), stays)
