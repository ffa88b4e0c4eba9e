"""Where boxes stand so that arrows run downward and rarely cross: layers, an order in each, then places beside each other.

Pure geometry, in pixels; nothing here knows what a script is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

#: Between boxes of a layer, between layers, and the lane that a passing arrow takes.
BESIDE, BELOW, LANE = 66.0, 44.0, 14.0
_SWEEPS = 14


@dataclass(frozen=True, slots=True)
class Box:
    """Something to be placed."""

    id: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Wire:
    """From one box to another. `port`: how far right of the middle of its box it would like to start."""

    start: str
    end: str
    port: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """`corners`: left and top of each box. `lanes`: (x, top, bottom) of each layer that a long wire passes.

    `back`: the wires that would run upward; whoever draws says in words where they go.
    """

    corners: Mapping[str, tuple[float, float]]
    lanes: Mapping[Wire, tuple[tuple[float, float, float], ...]]
    back: frozenset[Wire]
    width: float
    height: float


def lay_out(boxes: Sequence[Box], wires: Iterable[Wire]) -> Layout:
    """Places boxes. The first box is the beginning."""
    wires = list(dict.fromkeys(wires))
    back = _backward(boxes, wires)
    forward = [wire for wire in wires if wire not in back]
    layers, links = _with_lanes(boxes, forward, _depths(boxes, forward))
    lefts = _lefts(layers, links)
    tops = list(_tops(layers))
    corners = {
        box.id: (lefts[box.id], tops[depth][0]) for depth, layer in enumerate(layers) for box in layer if box.height
    }
    passed = {
        box.id: (lefts[box.id] + LANE / 2, *tops[depth])
        for depth, layer in enumerate(layers)
        for box in layer
        if box.height == 0
    }
    lanes = {wire: tuple(passed[lane] for lane in _lanes(wire, len(layers)) if lane in passed) for wire in forward}
    width = max((lefts[box.id] + box.width for layer in layers for box in layer), default=0.0)
    return Layout(corners, lanes, frozenset(back), width, tops[-1][1] if tops else 0.0)


def _backward(boxes: Sequence[Box], wires: Sequence[Wire]) -> set[Wire]:
    """The wires that close a circle, found by going deep from the beginning."""
    onward: dict[str, list[Wire]] = {box.id: [] for box in boxes}
    for wire in wires:
        onward[wire.start].append(wire)
    back: set[Wire] = set()
    done: set[str] = set()

    def deeper(here: str, path: frozenset[str]) -> None:
        for wire in onward[here]:
            if wire.end in path:
                back.add(wire)
            elif wire.end not in done:
                deeper(wire.end, path | {wire.end})
        done.add(here)

    for box in boxes:
        if box.id not in done:
            deeper(box.id, frozenset({box.id}))
    return back


def _depths(boxes: Sequence[Box], forward: Sequence[Wire]) -> dict[str, int]:
    """The longest way to each box."""
    depth = {box.id: 0 for box in boxes}
    for _ in boxes:  # each round settles at least one more box
        for wire in forward:
            depth[wire.end] = max(depth[wire.end], depth[wire.start] + 1)
    return depth


def _lane(wire: Wire, depth: int) -> str:
    return f"{wire.start}\0{wire.end}\0{wire.port}\0{depth}"


def _lanes(wire: Wire, layers: int) -> Iterator[str]:
    """The names that a wire's lanes would have, from the top down."""
    return (_lane(wire, depth) for depth in range(layers))


def _with_lanes(
    boxes: Sequence[Box], forward: Sequence[Wire], depth: Mapping[str, int]
) -> tuple[list[list[Box]], list[Wire]]:
    """Boxes and lanes by layer, and short links between neighbouring layers."""
    layers: list[list[Box]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for box in boxes:
        layers[depth[box.id]].append(box)
    links: list[Wire] = []
    for wire in forward:
        here, port = wire.start, wire.port
        for between in range(depth[wire.start] + 1, depth[wire.end]):
            lane = Box(_lane(wire, between), LANE, 0)
            layers[between].append(lane)
            links.append(Wire(here, lane.id, port))
            here, port = lane.id, 0.0
        links.append(replace(wire, start=here, port=port))
    return layers, links


def _tops(layers: Sequence[Sequence[Box]]) -> Iterator[tuple[float, float]]:
    """Top and bottom of each layer."""
    top = 0.0
    for layer in layers:
        bottom = top + max((box.height for box in layer), default=0.0)
        yield top, bottom
        top = bottom + BELOW


def _lefts(layers: list[list[Box]], links: Sequence[Wire]) -> dict[str, float]:
    """The left edge of every box: sweeps down and up, each layer ordered and set by what it is linked to."""
    middles: dict[str, float] = {}
    for layer in layers:
        middles.update(_apart(layer, {box.id: number * 100.0 for number, box in enumerate(layer)}))
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else layers[::-1]:
            wanted = _wanted(layer, links, middles, up=not down, both=sweep >= _SWEEPS // 2)
            if sweep < _SWEEPS - 4:  # the last sweeps only straighten
                layer.sort(key=lambda box: wanted[box.id])
            middles.update(_apart(layer, wanted))
    lefts = {box.id: middles[box.id] - box.width / 2 for layer in layers for box in layer}
    least = min(lefts.values(), default=0.0)
    return {name: left - least for name, left in lefts.items()}


def _wanted(
    layer: Sequence[Box], links: Sequence[Wire], middles: Mapping[str, float], *, up: bool, both: bool
) -> dict[str, float]:
    """The middle at which each box would have its links straight."""
    here = {box.id for box in layer}
    pulls: dict[str, list[float]] = {box.id: [] for box in layer}
    for link in links:
        if link.end in here and (both or not up):
            pulls[link.end].append(middles[link.start] + link.port)
        if link.start in here and (both or up):
            pulls[link.start].append(middles[link.end] - link.port)
    return {name: sum(pull) / len(pull) if pull else middles[name] for name, pull in pulls.items()}


def _apart(layer: Sequence[Box], wanted: Mapping[str, float]) -> dict[str, float]:
    """Middles nearest to those wanted that keep the order and the room between: neighbours in each other's way share."""
    offsets = [0.0]
    for one, other in pairwise(layer):
        room = LANE if 0 in (one.height, other.height) else BESIDE
        offsets.append(offsets[-1] + one.width / 2 + room + other.width / 2)
    groups: list[tuple[float, int]] = []  # (their common wish, how many boxes)
    for box, offset in zip(layer, offsets, strict=False):
        wish, count = wanted[box.id] - offset, 1
        while groups and groups[-1][0] > wish:
            before, many = groups.pop()
            wish, count = (before * many + wish * count) / (many + count), many + count
        groups.append((wish, count))
    wishes = [wish for wish, count in groups for _ in range(count)]
    return {box.id: wish + offset for box, wish, offset in zip(layer, wishes, offsets, strict=False)}
