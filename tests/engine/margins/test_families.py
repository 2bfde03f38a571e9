"""Boxes into families in which any two are nested or apart: as few as can be, whatever the order."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.margins.families import Box, Stated, families, sort_out


def sorted_out(n: int, boxes: list[Box]) -> Stated:
    stated = sort_out(np.ones(n, bool), boxes)
    assert isinstance(stated, Stated)
    return stated


def crosses(a: set[int], b: set[int]) -> bool:
    return bool(a & b) and not a <= b and not b <= a


def two_are_enough(sets: list[set[int]]) -> bool:
    return any(
        not any(crosses(a, b) for (a, p), (b, q) in itertools.combinations(zip(sets, sides, strict=True), 2) if p == q)
        for sides in itertools.product((0, 1), repeat=len(sets))
    )


def test_a_tree_of_totals_is_one_family() -> None:
    boxes = [Box(np.arange(6), 60), Box(np.arange(3), 20), Box(np.array([0]), 5), Box(np.array([4, 5]), 30)]
    (family,) = families(sorted_out(6, boxes), 6)
    assert family.parent.tolist() == [-1, 0, 0, 1]
    assert family.net.tolist() == [10, 15, 30, 5]
    assert family.code.tolist() == [3, 1, 1, 0, 2, 2]
    assert family.size.tolist() == [1, 2, 2, 1]


def test_regions_products_and_months_are_three_families() -> None:
    cells = np.arange(24).reshape(2, 3, 4)
    boxes = [Box(np.take(cells, k, axis).ravel(), 1) for axis, count in enumerate(cells.shape) for k in range(count)]
    assert len(families(sorted_out(24, boxes), 24)) == 3


def test_two_families_where_first_come_first_served_needs_three() -> None:
    """A path of crossings whose ends, taken first, would be put together."""
    sets = [{0, 1, 2, 3}, {3, 4, 5}, {5, 6, 7}, {7, 8, 9, 10}]
    assert len(families(sorted_out(11, [Box(np.array(sorted(s)), 1) for s in sets]), 11)) == 2


@given(st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=6), min_size=1, max_size=7))
def test_no_two_of_a_family_cross_and_two_are_found_where_enough(sets: list[set[int]]) -> None:
    stated = sorted_out(8, [Box(np.array(sorted(s)), 0) for s in sets])
    found = families(stated, 8)
    for family in found:
        members = [set(stated.cells[k].tolist()) for k in family.box]
        assert not any(crosses(a, b) for a, b in itertools.combinations(members, 2))
        for cell in range(8):
            inside = [k for k, member in enumerate(members) if cell in member]
            assert family.code[cell] == min(inside, key=lambda k: len(members[k]), default=-1)
    assert sorted(k for family in found for k in family.box.tolist()) == list(range(len(stated.cells)))
    if two_are_enough([set(cells.tolist()) for cells in stated.cells]):
        assert len(found) <= 2
