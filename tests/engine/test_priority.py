"""Quadrants, circles of waiting, and what begins too early."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.priority import QUADRANTS, quadrant, rank, too_early, way_back

GRAPHS = st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7), max_size=4), max_size=8)


@given(GRAPHS, st.integers(0, 7), st.sets(st.integers(0, 7), max_size=4))
def test_a_circle_is_named_where_there_is_one(after: dict[int, set[int]], action: int, wanted: set[int]) -> None:
    chain = way_back(after, action, wanted)
    reached: set[int] = set()
    waiting = list(wanted)
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting.extend(after.get(at, ()) if at != action else ())
    assert bool(chain) is (action in reached)
    if chain:
        assert chain[0] == chain[-1] == action and len(chain) >= 2
        assert chain[1] in wanted
        assert all(b in after[a] for a, b in pairwise(chain[1:]))


def test_the_important_come_before_the_urgent() -> None:
    day = date(2027, 3, 1)
    ranks = [rank(u, i, day, 1) for u, i in ((True, True), (False, True), (True, False), (False, False))]
    assert ranks == sorted(ranks)
    assert [QUADRANTS[r[0]] for r in ranks] == ["now", "plan", "quick", "later"]
    assert rank(False, True, None, 1) > rank(False, True, day, 2)
    assert quadrant(True, True) == "now"


def test_an_action_begins_when_what_it_waits_for_is_due() -> None:
    first, second = date(2027, 3, 1), date(2027, 3, 2)
    assert too_early(first, None, [second])
    assert too_early(None, first, [second, None])
    assert not too_early(second, None, [second])
    assert not too_early(first, second, [None]) and not too_early(None, None, [second])
