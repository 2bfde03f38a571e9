"""What holds up a tree of conditions, and a target split again from it: every sum is exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from targetree.engine.conditions import Condition, Effect, split_again, standing, whole_states

STATES = st.sampled_from(["open", "holds", "fails"])
BINDINGS = st.sampled_from([(False, False), (True, False), (True, True)])
TARGETS = arrays(np.int64, st.tuples(st.integers(1, 4), st.just(12)), elements=st.integers(0, 10**9))


@st.composite
def trees(draw: st.DrawFn) -> list[Condition]:
    size = draw(st.integers(0, 12))
    return [
        Condition(draw(st.none() | st.integers(0, at - 1)) if at else None, draw(STATES), *draw(BINDINGS))
        for at in range(size)
    ]


@st.composite
def cases(draw: st.DrawFn) -> tuple[np.ndarray, list[Effect], np.ndarray]:  # type: ignore[type-arg]
    target = draw(TARGETS)
    leaves = st.none() | st.lists(st.integers(0, len(target) - 1), min_size=1, unique=True).map(tuple)
    effects = draw(st.lists(
        st.builds(Effect, st.integers(0, 10**11), STATES, st.none() | st.integers(0, 11), leaves), max_size=6
    ))  # fmt: skip
    room = np.array(draw(st.lists(st.booleans(), min_size=12, max_size=12)))
    if not room.any():
        room[5] = True
    return target, effects, room


@given(trees())
def test_a_parent_holds_only_with_all_below_it(tree: list[Condition]) -> None:
    whole = whole_states(tree)
    for at, one in enumerate(tree):
        below = [whole[child] for child, other in enumerate(tree) if other.parent == at]
        own = "open" if one.lost else one.own
        if whole[at] == "holds":
            assert set(below) <= {"holds"} and own != "fails"
            assert own == "holds" or (below and not one.bound)
        if "fails" in (*below, own):
            assert whole[at] == "fails"
    told = standing(tree)
    assert told.holds + told.fails + told.open == told.of == sum(one.parent is None for one in tree)


@given(trees())
def test_once_nothing_is_left_open_only_figures_can_be(tree: list[Condition]) -> None:
    whole = whole_states(tree)
    if standing(tree).left_open == 0:
        for at, one in enumerate(tree):
            below = [child for child, other in enumerate(tree) if other.parent == at]
            if whole[at] == "open" and not below:
                assert one.bound and not one.lost


def test_a_condition_below_itself_is_no_tree() -> None:
    with pytest.raises(ValueError, match="below itself"):
        whole_states([Condition(1, "open"), Condition(0, "open")])


@given(cases(), st.integers(0, 1000), st.booleans())
def test_cells_sum_to_what_is_counted(
    case: tuple[np.ndarray, list[Effect], np.ndarray],  # type: ignore[type-arg]
    share: int, with_rest: bool,
) -> None:  # fmt: skip
    target, effects, room = case
    found = split_again(target, effects, share, with_rest=with_rest, room=room)
    assert (found.cells >= 0).all()
    assert found.year == found.holds + found.counted + (found.rest if with_rest else 0)
    for state in ("holds", "open", "fails"):
        assert getattr(found, state) == sum(e.amount for e in effects if e.state == state)
    assert found.counted <= found.open
    assert found.rest == max(int(target.sum()) - found.holds - found.open - found.fails, 0)


@given(cases())
def test_counting_more_of_what_is_open_never_proposes_less(
    case: tuple[np.ndarray, list[Effect], np.ndarray],  # type: ignore[type-arg]
) -> None:
    target, effects, room = case
    years = [split_again(target, effects, share, room=room).year for share in (0, 300, 700, 1000)]
    assert years == sorted(years)


@given(TARGETS, st.lists(st.tuples(st.integers(0, 3), st.integers(0, 11), st.integers(0, 100)), max_size=5))
def test_where_all_holds_and_fits_it_is_the_target(
    target: np.ndarray,  # type: ignore[type-arg]
    parts: list[tuple[int, int, int]],
) -> None:
    left, effects = target.copy(), []
    for leaf, month, per_cent in parts:
        at = leaf % len(target), month
        amount = int(left[at]) * per_cent // 100
        left[at] -= amount
        effects.append(Effect(amount, "holds", month, (at[0],)))
    assert (split_again(target, effects, 500).cells == target).all()


def test_an_effect_stays_in_its_month_and_product() -> None:
    target = np.full((2, 12), 100, np.int64)
    found = split_again(target, [Effect(30, "holds", 4, (1,))], 0, with_rest=False)
    assert found.cells[1, 4] == 30 and found.year == 30
    closed = np.zeros((2, 12), np.int64)
    room = np.array([m >= 6 for m in range(12)])
    assert split_again(closed, [Effect(60, "holds", 2)], 0, room=room).cells[:, :6].sum() == 0


@pytest.mark.parametrize(("share", "amount"), [(-1, 1), (1001, 1), (0, -1)])
def test_what_makes_no_sense_is_refused(share: int, amount: int) -> None:
    with pytest.raises(ValueError, match="nothing negative"):
        split_again(np.zeros((1, 12), np.int64), [Effect(amount, "open")], share)
