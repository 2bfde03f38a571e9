"""A total of people under one unit, shared down the tree to numbers that people can carry."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .spread import share_out
from .tree import Tree


def people_years(
    who: Tree, node: int, people: NDArray[np.int64], total: int, ideal: NDArray[np.float64], quantum: int
) -> tuple[NDArray[np.int64], list[tuple[int, int, int]]]:
    """Years of `people` (leaves under `node`, n of them in tree order) with sum `total` > 0, in proportion to `ideal`.

    Shared by largest remainder at every unit, in the smallest unit; then the people of a unit are
    rounded to `quantum`, the largest of them carrying the odd rest. Returns the years [n] and
    (leaf, rest, quantum) for each who carries one.
    """
    years = np.zeros(who.leaf_count, np.int64)
    weights = np.zeros(who.leaf_count)
    weights[people] = ideal
    member = np.zeros(who.leaf_count, np.int64)
    member[people] = 1
    node_weights, members = who.roll_up(weights), who.roll_up(member)
    rests: list[tuple[int, int, int]] = []
    stack = [(node, total)]
    while stack:
        unit, amount = stack.pop()
        below = [child for child in who.children[unit] if members[child]]
        shares = share_out(amount, node_weights[below])
        own = [at for at, child in enumerate(below) if who.is_leaf[child]]
        leaves = who.leaf_start[[below[at] for at in own]] if own else np.zeros(0, np.int32)
        if own and quantum > 1:
            shares[own], odd = round_to_quantum(shares[own], quantum)
            rests += [(int(leaves[at]), rest, quantum) for at, rest in odd]
        years[leaves] = shares[own]
        stack += [(child, int(shares[at])) for at, child in enumerate(below) if not who.is_leaf[child]]
    return years[people], rests


def round_to_quantum(fair: NDArray[np.int64], quantum: int) -> tuple[NDArray[np.int64], list[tuple[int, int]]]:
    """Fair shares [n] >= 0 as multiples of `quantum`, the sum unchanged: the largest carries the odd rest.

    Somebody whose fair share is less than the quantum takes the next smaller decimal part of it
    (1000, 100, 10 …), so that nobody is rounded to 0. The others get whole quanta by largest
    remainder, so that nobody is more than one quantum off. Returns the shares and [(position, odd rest)].
    """
    step = np.full(len(fair), quantum, np.int64)
    while (too_large := (fair > 0) & (step > 1) & (step > fair)).any():
        step[too_large] = np.maximum(step[too_large] // 10, 1)
    largest = int(np.argmax(fair))
    small = (step < step[largest]) & (fair > 0)
    rounded = fair.copy()
    rounded[small] = (fair[small] + step[small] // 2) // step[small] * step[small]
    left = int(fair.sum() - rounded[small].sum())
    odd = left % int(step[largest])
    rounded[~small] = share_out(left // int(step[largest]), fair[~small]) * step[largest]
    rounded[largest] += odd
    if (rounded[fair > 0] <= 0).any():  # nothing left for somebody: whole quanta do not fit this unit
        return round_to_quantum(fair, quantum // 10) if quantum >= 10 else (fair, [])
    return rounded, [(largest, odd)] if odd else []
