"""A budget handed down a tree: what is stated stands, the rest is shared by weight, and no part exceeds its whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .splitting.spread import share_out
from .tree import Tree

Amounts = NDArray[np.int64]


@dataclass(frozen=True)
class TooLittle:
    """What is stated below a node is more than the node has. Amounts in the smallest unit."""

    node: int
    amount: int
    needed: int


def share_above(total: int, weights: NDArray[Any], floors: Amounts, keys: Sequence[str] | None = None) -> Amounts:
    """`total` over n parts by `weights` [n] (largest remainder), none below its floor [n]; int64 [n], exact in sum.

    Parts whose share would lie below their floor get the floor, and the others share what then is left, until none
    lies below. Raises ValueError where the floors together exceed the total.
    """
    if int(floors.sum()) > total:
        raise ValueError("the floors exceed the total")
    shares = floors.astype(np.int64)
    free = np.arange(len(floors))
    while len(free):
        rest = total - int(floors.sum()) + int(floors[free].sum())
        part = share_out(rest, np.asarray(weights)[free], None if keys is None else [keys[i] for i in free.tolist()])
        below = part < floors[free]
        if not below.any():
            shares[free] = part
            break
        free = free[~below]
    return shares


def needed_below(tree: Tree, stated: Mapping[int, int]) -> Amounts:
    """For each node what the stated amounts below it take at least, its own not counted; int64 [nodes]."""
    needed = np.zeros(len(tree.ids), np.int64)
    for node in range(len(tree.ids) - 1, 0, -1):  # children come after their parent
        needed[tree.parent[node]] += stated.get(node, int(needed[node]))
    return needed


def hand_down(tree: Tree, total: int, weights: NDArray[Any], stated: Mapping[int, int]) -> Amounts | TooLittle:
    """The budget of every node when the root has `total`: int64 [nodes], or where it does not suffice.

    A child with a `stated` amount has it. The others share what is left by `weights` [nodes], ties by id, each at
    least with what is stated below it. Where all children are stated, what is left stays with the parent as a
    reserve; otherwise the children's amounts add up to their parent's exactly.
    """
    needed = needed_below(tree, stated)
    amounts = np.zeros(len(tree.ids), np.int64)
    amounts[0] = total
    for node in range(len(tree.ids)):
        if needed[node] > amounts[node]:
            return TooLittle(node, int(amounts[node]), int(needed[node]))
        children = np.array(tree.children[node], np.intp)
        free = np.array([c for c in children if c not in stated], np.intp)
        for child in children:
            amounts[child] = stated.get(int(child), 0)
        if len(free):
            left = int(amounts[node]) - int(amounts[children].sum())
            amounts[free] = share_above(left, weights[free], needed[free], [tree.ids[c] for c in free])
    return amounts
