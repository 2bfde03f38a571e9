"""Contradictions of the size that planners make them: found in time, and no larger than needed."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from targetree.engine.margins.solve import Box, Contradiction, solve


def axes(x: NDArray[np.int64]) -> list[Box]:
    """The totals of `x` along each of its axes."""
    cells = np.arange(x.size).reshape(x.shape)
    return [
        Box(np.take(cells, k, axis).ravel(), int(np.take(x, k, axis).sum()))
        for axis, count in enumerate(x.shape)
        for k in range(count)
    ]


def found(x: NDArray[np.int64], boxes: list[Box], eligible: NDArray[np.bool_] | None = None) -> Contradiction:
    answer = solve(np.ones(x.size), np.ones(x.size, bool) if eligible is None else eligible.ravel(), boxes)
    assert isinstance(answer, Contradiction)
    return answer


@pytest.mark.parametrize("shape", [(300, 12), (8, 5, 12)])
def test_months_that_do_not_add_up_to_the_year(shape: tuple[int, ...]) -> None:
    """One unit too much in December: thirteen totals stand against each other, not the hundreds of people."""
    x = np.random.default_rng(1).integers(0, 10**9, shape)
    boxes = axes(x)
    boxes[-1] = Box(boxes[-1].cells, boxes[-1].amount + 1)
    answer = found(x, [*boxes, Box(np.arange(x.size), int(x.sum()))])
    assert answer.boxes == tuple(range(len(boxes) - 12, len(boxes) + 1))
    assert answer.irreducible
    assert answer.whole == len(boxes)
    assert answer.difference == 1


def test_people_who_work_too_little_for_their_totals() -> None:
    """Five people who are there in three months only are to carry more than these months hold."""
    x = np.random.default_rng(1).integers(0, 1000, (200, 12))
    eligible = np.ones(x.shape, bool)
    eligible[:5, 3:] = False
    boxes = axes(x)
    boxes[:5] = [Box(boxes[k].cells, int(x[:, :3].sum()) // 4) for k in range(5)]
    answer = found(x, boxes, eligible)
    assert answer.boxes == (0, 1, 2, 3, 4, 200, 201, 202)


def test_whole_numbers_that_cannot_be() -> None:
    """An odd ring: each pair of neighbours adds up to one."""
    ring = [Box(np.array([k, (k + 1) % 5]), 1) for k in range(5)]
    answer = solve(np.ones(6), np.ones(6, bool), [*ring, Box(np.array([4, 5]), 9)])
    assert isinstance(answer, Contradiction)
    assert (answer.reason, answer.boxes) == ("no-integer", (0, 1, 2, 3, 4))
