"""Boxes stand apart, arrows run downward, circles are told and not drawn upward."""

import random
from itertools import pairwise

import pytest

from bot.content.layout import BESIDE, Box, Wire, lay_out


def _boxes(*names: str) -> list[Box]:
    return [Box(name, 100.0, 40.0) for name in names]


def test_a_chain_stands_one_under_the_other() -> None:
    laid = lay_out(_boxes("a", "b", "c"), [Wire("a", "b"), Wire("b", "c")])
    assert [laid.corners[name][0] for name in "abc"] == pytest.approx([0.0, 0.0, 0.0])
    assert laid.corners["a"][1] < laid.corners["b"][1] < laid.corners["c"][1]


def test_a_long_arrow_gets_a_lane_beside_the_boxes_that_it_passes() -> None:
    long = Wire("a", "c", 10.0)
    laid = lay_out(_boxes("a", "b", "c"), [Wire("a", "b"), Wire("b", "c"), long])
    ((x, top, bottom),) = laid.lanes[long]
    left = laid.corners["b"][0]
    assert not left < x < left + 100
    assert top <= laid.corners["b"][1] < bottom


def test_a_circle_is_told_and_not_drawn() -> None:
    home = Wire("b", "a")
    laid = lay_out(_boxes("a", "b"), [Wire("a", "b"), home])
    assert laid.back == {home}
    assert home not in laid.lanes


@pytest.mark.parametrize("seed", range(20))
def test_boxes_never_touch_and_arrows_always_run_down(seed: int) -> None:
    chance = random.Random(seed)
    boxes = [Box(str(number), 100.0, chance.uniform(30, 200)) for number in range(25)]
    pairs = {(chance.randrange(25), chance.randrange(25)) for _ in range(45)}
    wires = [Wire(str(one), str(other), chance.uniform(-40, 40)) for one, other in sorted(pairs)]
    laid = lay_out(boxes, wires)
    heights = {box.id: box.height for box in boxes}
    for wire in laid.lanes:
        assert laid.corners[wire.start][1] + heights[wire.start] < laid.corners[wire.end][1]
    rows: dict[float, list[float]] = {}
    for left, top in laid.corners.values():
        rows.setdefault(top, []).append(left)
    for lefts in map(sorted, rows.values()):
        assert all(after - before >= 100 for before, after in pairwise(lefts))


def test_neighbours_keep_their_distance() -> None:
    laid = lay_out(_boxes("a", "b", "c"), [Wire("a", "b"), Wire("a", "c")])
    assert abs(laid.corners["b"][0] - laid.corners["c"][0]) == pytest.approx(100 + BESIDE)


def test_nothing_is_laid_out_too() -> None:
    assert lay_out([], []).corners == {}
