"""Conditions of a target: what holds by rule up the tree, and the target split again from what holds (M10, M15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .periods import MONTHS
from .splitting.scale import scale_cells

State = Literal["open", "holds", "fails"]
Ints = NDArray[np.int64]
PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class Condition:
    """One of a tree; `parent` is the position of the one above in the same sequence, None at the top."""

    parent: int | None
    own: State
    """What was judged of it, or what its figure says; `open` where neither is known."""
    bound: bool = False
    """Whether a figure decides. One that is bound and `open` waits for its figure."""
    lost: bool = False
    """Bound to a figure that is gone: open, whatever it said last, until it is bound anew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands on its conditions."""

    holds: int
    fails: int
    of: int
    """Conditions right below the target; each holds with all below it or not at all."""
    left_open: int
    """Conditions without any of their own that are neither judged nor bound, and those whose figure is gone: nothing is
    left open at 0."""

    @property
    def open(self) -> int:
        return self.of - self.holds - self.fails


def whole_states(conditions: Sequence[Condition]) -> list[State]:
    """What each condition comes to with all below it.

    It fails where itself or one below it fails. It holds where all of its own conditions hold and nothing speaks
    against itself: its judgement or figure says so, or it has none but has conditions. Everything else is open.
    Raises ValueError where the conditions are no tree.
    """
    children = _children(conditions)
    whole: list[State] = ["open"] * len(conditions)
    for at in reversed(_from_the_top(conditions, children)):
        below = {whole[child] for child in children[at]}
        own = "open" if conditions[at].lost else conditions[at].own
        rests_on_children = own == "open" and not conditions[at].bound and bool(below)
        if own == "fails" or "fails" in below:
            whole[at] = "fails"
        elif (own == "holds" or rests_on_children) and below <= {"holds"}:
            whole[at] = "holds"
    return whole


def standing(conditions: Sequence[Condition]) -> Standing:
    """How many of a target's conditions hold, and how much is still left open."""
    whole, children = whole_states(conditions), _children(conditions)
    top = [whole[at] for at, one in enumerate(conditions) if one.parent is None]
    left = sum(
        one.lost or (one.own == "open" and not one.bound and not below)
        for one, below in zip(conditions, children, strict=True)
    )
    return Standing(top.count("holds"), top.count("fails"), len(top), left)


def _children(conditions: Sequence[Condition]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in conditions]
    for at, one in enumerate(conditions):
        if one.parent is not None:
            children[one.parent].append(at)
    return children


def _from_the_top(conditions: Sequence[Condition], children: list[list[int]]) -> list[int]:
    order = [at for at, one in enumerate(conditions) if one.parent is None]
    for at in order:
        order.extend(children[at])
    if len(order) != len(conditions):
        raise ValueError("a condition stands below itself")
    return order


@dataclass(frozen=True, slots=True)
class Effect:
    """What a condition brings to the year when it holds; smallest units, not below 0."""

    amount: int
    state: State
    month: int | None = None
    """0 to 11; None: over the year."""
    leaves: tuple[int, ...] | None = None
    """Positions of the leaf products that it is about; None: all."""


@dataclass(frozen=True)
class SplitAgain:
    """A target split again from its conditions. Amounts in the smallest unit."""

    holds: int
    open: int
    fails: int
    """What rests on conditions in each state."""
    counted: int
    """Of what is open, what was counted."""
    rest: int
    """Of the target, what rests on no condition."""
    cells: Ints
    """[K, 12] the proposal: its sum is `holds` + `counted` (+ `rest`, where that counts)."""

    @property
    def year(self) -> int:
        return int(self.cells.sum())


def split_again(
    target: Ints, effects: Sequence[Effect], open_per_mille: int, *, with_rest: bool = True,
    room: NDArray[np.bool_] | None = None,
) -> SplitAgain:  # fmt: skip
    """The target [K, 12] from what holds, `open_per_mille` (0 to 1000) of what is open, and what rests on no condition.

    Each effect is spread over its months and products in proportion to the target, evenly over the `room` [12] there
    where the target has nothing; the rest in proportion to what the effects leave of the target. Every part is exact,
    so the cells sum to what is counted; where everything holds and fits, they are the target. Raises ValueError for a
    share outside 0 to 1000, a negative amount, or no room at all for something.
    """
    if not 0 <= open_per_mille <= PER_MILLE or min((e.amount for e in effects), default=0) < 0 or (target < 0).any():
        raise ValueError("a share from 0 to 1000, nothing negative")
    free = np.ones(MONTHS, bool) if room is None else room
    cells, tied = np.zeros_like(target), np.zeros_like(target)
    sums = {"holds": 0, "open": 0, "fails": 0}
    counted = 0
    for effect in effects:
        whole = _spread(target, effect, free)
        tied += whole
        sums[effect.state] += effect.amount
        if effect.state == "holds":
            cells += whole
        elif effect.state == "open":
            part = effect.amount * open_per_mille // PER_MILLE
            cells += scale_cells(whole, part)
            counted += part
    rest = max(int(target.sum()) - sum(sums.values()), 0)
    if with_rest and rest:
        cells += _on(np.maximum(target - tied, 0), rest, np.broadcast_to(free, target.shape))
    return SplitAgain(sums["holds"], sums["open"], sums["fails"], counted, rest, cells)


def _spread(target: Ints, effect: Effect, free: NDArray[np.bool_]) -> Ints:
    """[K, 12] an effect within its box; over the whole year of its products where its month has no room."""
    box = np.zeros(target.shape, bool)
    box[slice(None) if effect.leaves is None else list(effect.leaves), :] = True
    in_month = box.copy()
    if effect.month is not None:
        in_month[:, : effect.month] = in_month[:, effect.month + 1 :] = False
    usable = np.broadcast_to(free, target.shape)
    for where in (in_month, box):
        if (target[where] > 0).any() or (where & usable).any():
            return _on(np.where(where, target, 0), effect.amount, where & usable)
    return _on(target, effect.amount, usable)


def _on(weights: Ints, total: int, room: NDArray[np.bool_]) -> Ints:
    return scale_cells(weights, total, room) if total else np.zeros_like(weights)
