"""Trees of who and what, laid out so that every subtree is a contiguous slice of leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", np.int64, np.float64)

ALL = "*"
"""The root of the tree of products: everything that is sold."""


@dataclass(frozen=True)
class Tree:
    """n nodes in depth-first order, siblings by id; L leaves in the same order.

    The order comes from the ids alone, so no result depends on the order of rows in a book.
    """

    ids: tuple[str, ...]
    parent: NDArray[np.int32]
    """[n] node of the parent, -1 for the root (node 0)."""
    leaf_start: NDArray[np.int32]
    """[n] first leaf of the subtree."""
    leaf_stop: NDArray[np.int32]
    """[n] one past the last leaf; equal to `leaf_start` for an inner node without leaves."""
    leaf_nodes: NDArray[np.int32]
    """[L] node of each leaf."""

    @cached_property
    def index(self) -> dict[str, int]:
        return {name: node for node, name in enumerate(self.ids)}

    @cached_property
    def is_leaf(self) -> NDArray[np.bool_]:
        flags = np.zeros(len(self.ids), bool)
        flags[self.leaf_nodes] = True
        return flags

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.ids]
        for node, parent in enumerate(self.parent.tolist()):
            if parent >= 0:
                below[parent].append(node)
        return tuple(tuple(nodes) for nodes in below)

    @cached_property
    def depth(self) -> NDArray[np.int32]:
        """[n] 0 for the root."""
        depth = np.zeros(len(self.ids), np.int32)
        for node, parent in enumerate(self.parent.tolist()):
            if parent >= 0:
                depth[node] = depth[parent] + 1
        return depth

    @cached_property
    def levels(self) -> tuple[NDArray[np.int32], ...]:
        """The nodes of each depth, the root's first."""
        return tuple(np.flatnonzero(self.depth == d).astype(np.int32) for d in range(int(self.depth.max()) + 1))

    @property
    def leaf_count(self) -> int:
        return len(self.leaf_nodes)

    def leaves(self, node: int) -> slice:
        return slice(int(self.leaf_start[node]), int(self.leaf_stop[node]))

    def path(self, node: int) -> list[int]:
        """From the node up to the root, both included."""
        nodes = [node]
        while self.parent[nodes[-1]] >= 0:
            nodes.append(int(self.parent[nodes[-1]]))
        return nodes

    def node_stop(self, node: int) -> int:
        """One past the last node of the subtree: nodes `node` to `node_stop` are the subtree, in order."""
        later = np.flatnonzero(self.depth[node + 1 :] <= self.depth[node])
        return node + 1 + int(later[0]) if len(later) else len(self.ids)

    def subtree(self, node: int) -> Tree:
        """The tree under `node`, its nodes renumbered from 0 and its leaves from 0, in the same order."""
        if node == 0:
            return self
        nodes, leaves = slice(node, self.node_stop(node)), self.leaves(node)
        return Tree(
            self.ids[nodes],
            np.maximum(self.parent[nodes] - node, -1),
            self.leaf_start[nodes] - leaves.start,
            self.leaf_stop[nodes] - leaves.start,
            self.leaf_nodes[leaves] - node,
        )

    def roll_up(self, leaf_values: NDArray[Number], axis: int = 0) -> NDArray[Number]:
        """Sums of every subtree: [.., L, ..] along `axis` becomes [.., n, ..], exact."""
        values: NDArray[Number] = np.moveaxis(leaf_values, axis, 0)
        sums = np.zeros((len(values) + 1, *values.shape[1:]), values.dtype)
        np.cumsum(values, axis=0, out=sums[1:])
        return np.moveaxis(sums[self.leaf_stop] - sums[self.leaf_start], 0, axis)


def lone(root: str) -> Tree:
    """A tree of one node that is its own leaf: `*` where there are no products."""
    zero = np.zeros(1, np.int32)
    return Tree((root,), zero - 1, zero, zero + 1, zero)


def grow(root: str, edges: Iterable[tuple[str, str]], inner: Sequence[str] = ()) -> Tree:
    """A tree from (child, parent) pairs. Nodes without children are leaves, but for those in `inner`.

    Every parent must be the root or a child of another pair, and there must be no cycle:
    the reader of books has checked both.
    """
    below: dict[str, list[str]] = {root: []}
    for child, above in edges:
        below.setdefault(above, []).append(child)
        below.setdefault(child, [])
    keep_inner = {root, *inner}
    ids: list[str] = []
    parents: list[int] = []
    start: list[int] = []
    stop: list[int] = []
    leaf_nodes: list[int] = []
    stack: list[tuple[str, int] | int] = [(root, -1)]
    while stack:
        item = stack.pop()
        if isinstance(item, int):
            stop[item] = len(leaf_nodes)
            continue
        name, parent = item
        node = len(ids)
        ids.append(name)
        parents.append(parent)
        start.append(len(leaf_nodes))
        stop.append(-1)
        if not below[name] and name not in keep_inner:
            leaf_nodes.append(node)
        stack.append(node)
        stack.extend((child, node) for child in sorted(below[name], reverse=True))
    return Tree(
        tuple(ids),
        np.array(parents, np.int32),
        np.array(start, np.int32),
        np.array(stop, np.int32),
        np.array(leaf_nodes, np.int32),
    )
