"""Gaps between assigned and committed add up at every level."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.gaps import gaps
from targetree.engine.tree import Tree, grow

TREE = grow("*", [("a", "*"), ("b", "*"), ("a1", "a"), ("a2", "a"), ("b1", "b"), ("b2", "b"), ("b3", "b")], ["a", "b"])
AMOUNT = st.integers(0, 10**15)
PERSON = st.tuples(AMOUNT, AMOUNT, st.booleans(), st.one_of(st.none(), st.integers(0, 100)))


def _children_sum(tree: Tree, values: np.ndarray) -> bool:
    return all(values[at] == sum(values[list(below)]) for at, below in enumerate(tree.children) if below)


@given(st.lists(PERSON, min_size=5, max_size=5))
def test_every_figure_is_the_sum_of_those_below(people: list[tuple[int, int, bool, int | None]]) -> None:
    assigned, committed = (np.array([p[at] for p in people], np.int64) for at in (0, 1))
    answered = np.array([p[2] for p in people])
    sure = np.array([np.nan if p[3] is None else p[3] for p in people], float)
    found = gaps(TREE, assigned, committed, answered, sure)
    for values in (found.assigned, found.committed, found.unanswered, found.gap, found.surplus, found.variance):
        assert _children_sum(TREE, values)
    assert (found.variance == found.surplus - found.gap).all()
    assert (found.gap >= 0).all()
    assert found.assigned[0] == assigned.sum()
    assert found.answered[0] == answered.sum()
    said = ~np.isnan(found.sure)
    assert ((found.sure[said] >= -1e-6) & (found.sure[said] <= 100 + 1e-6)).all()


def test_a_surplus_does_not_hide_a_gap() -> None:
    assigned = np.array([100, 100, 100, 100, 100], np.int64)
    committed = np.array([80, 120, 100, 0, 100], np.int64)
    found = gaps(TREE, assigned, committed, np.array([True, True, True, False, True]), np.array([90, 60, np.nan, 5, 5]))
    assert (found.gap[0], found.surplus[0], found.variance[0]) == (20, 20, 0)
    assert found.unanswered[0] == 100
    assert found.sure[TREE.index["a"]] == (80 * 90 + 120 * 60) / 200
    assert np.isnan(found.sure[TREE.index["b1"]])
