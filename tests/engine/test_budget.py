"""A budget handed down: exact sums, what is stated stands, nobody has more than there is above."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.budget import TooLittle, hand_down, needed_below, share_above
from targetree.engine.tree import Tree, grow

PART = st.integers(0, 10**9)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(1, 12))
    edges = [(f"n{i:02}", "root" if i == 0 else draw(st.sampled_from(["root", *[f"n{j:02}" for j in range(i)]])))
             for i in range(size)]  # fmt: skip
    return grow("root", edges)


@given(trees(), PART, st.data())
def test_parts_and_reserve_make_the_whole(tree: Tree, total: int, data: st.DataObject) -> None:
    size = len(tree.ids)
    weights = np.array(data.draw(st.lists(st.integers(0, 10**12), min_size=size, max_size=size)), np.int64)
    stated = data.draw(st.dictionaries(st.integers(1, size - 1), st.integers(0, 10**7), max_size=4))
    amounts = hand_down(tree, total, weights, stated)
    if isinstance(amounts, TooLittle):
        assert amounts.needed > amounts.amount and amounts.needed == needed_below(tree, stated)[amounts.node]
        return
    assert amounts[0] == total and (amounts >= 0).all()
    for node, children in enumerate(tree.children):
        given_ = int(amounts[list(children)].sum())
        assert given_ <= amounts[node]
        if any(child not in stated for child in children):
            assert given_ == amounts[node]
    for node, amount in stated.items():
        assert amounts[node] == amount


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**6)), min_size=1, max_size=9), PART)
def test_none_below_its_floor_and_more_weight_never_less(parts: list[tuple[int, int]], more: int) -> None:
    weights, floors = (np.array(side, np.int64) for side in zip(*parts, strict=True))
    total = int(floors.sum()) + more
    shares = share_above(total, weights, floors)
    assert shares.sum() == total and (shares >= floors).all()
    free = np.flatnonzero(shares > floors)
    assert all(shares[i] >= shares[j] for i in free for j in free if weights[i] > weights[j])


def test_floors_beyond_the_total_are_refused() -> None:
    with pytest.raises(ValueError, match="floors"):
        share_above(5, np.array([1, 1]), np.array([3, 3]))


def test_the_others_share_what_is_left_by_weight() -> None:
    tree = grow("root", [("a", "root"), ("b", "root"), ("c", "root")])
    amounts = hand_down(tree, 1000, np.array([0, 1, 1, 3]), {2: 200})
    assert not isinstance(amounts, TooLittle)
    assert amounts.tolist() == [1000, 200, 200, 600]


def test_all_stated_leaves_a_reserve_and_too_much_names_the_place() -> None:
    tree = grow("root", [("a", "root"), ("b", "root"), ("a1", "a")])
    ones = np.ones(4)
    at = tree.index
    kept = hand_down(tree, 100, ones, {at["a"]: 30, at["b"]: 40})
    assert not isinstance(kept, TooLittle) and kept.tolist() == [100, 30, 30, 40]
    assert hand_down(tree, 100, ones, {at["a"]: 70, at["b"]: 40}) == TooLittle(0, 100, 110)
    assert hand_down(tree, 100, ones, {at["a"]: 30, at["a1"]: 31}) == TooLittle(at["a"], 30, 31)
