"""Flows in a table of rows and columns: moves surplus to where it lacks along shortest augmenting paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FAR = np.int64(2**61)
"""No bound: far beyond every amount, near enough that differences stay in int64."""


@dataclass(frozen=True)
class Table:
    """M entries at (row, column), sorted by row, each place once; not every place must have one."""

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    row_count: int
    column_count: int

    @classmethod
    def of(cls, room: NDArray[np.bool_]) -> Table:
        """Every place of the matrix `room` [R, C] that is True."""
        row, column = np.nonzero(room)
        return cls(row, column, *room.shape)

    @cached_property
    def row_starts(self) -> NDArray[np.intp]:
        """[R + 1] where the entries of each row begin."""
        return np.searchsorted(self.row, np.arange(self.row_count + 1))

    def row_sums(self, entries: NDArray[np.int64]) -> NDArray[np.int64]:
        return exact_sums(self.row, entries, self.row_count)

    def column_sums(self, entries: NDArray[np.int64]) -> NDArray[np.int64]:
        return exact_sums(self.column, entries, self.column_count)


@dataclass(frozen=True)
class Cut:
    """Why a table cannot be filled: the rows hold more than the columns can take from them.

    Every entry of these `rows` outside these `columns` is at its upper bound, every entry of these columns
    outside these rows at its lower bound, and still something is left.
    """

    rows: NDArray[np.bool_]
    columns: NDArray[np.bool_]


def exact_sums(code: NDArray[np.intp], values: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Sums of `values` by `code`, in integers."""
    sums = np.zeros(size, np.int64)
    np.add.at(sums, code, values)
    return sums


class Flow:
    """Entries [M] of a table on their way to row sums `rows` and column sums `columns`."""

    def __init__(
        self, table: Table, entries: NDArray[np.int64], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> None:
        self.table = table
        self.entries = entries
        self._row_surplus = rows - table.row_sums(entries)
        self._column_surplus = table.column_sums(entries) - columns

    def balance(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> Cut | None:
        """Change the entries, between `low` and `high`, until the sums are exact; a cut where that cannot be.

        Where there is a cut, the entries are as near to the sums as these bounds allow.
        """
        while self._row_surplus.any() or self._column_surplus.any():
            paths = self._search(low, high)
            if isinstance(paths, Cut):
                return paths
            for column in np.flatnonzero(paths.new_columns & (self._column_surplus < 0)).tolist():
                self._send(paths, low, high, Node(False, column))
            for row in np.flatnonzero(paths.new_rows & (self._row_surplus < 0)).tolist():
                self._send(paths, low, high, Node(True, row))
        return None

    def _search(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> Paths | Cut:
        """Breadth first from all surplus at once, level by level, to the first level where something lacks."""
        table = self.table
        new_rows, new_columns = self._row_surplus > 0, self._column_surplus > 0
        paths = Paths(np.full(table.row_count, -1), np.full(table.column_count, -1), new_rows, new_columns)
        reached_rows, reached_columns = new_rows.copy(), new_columns.copy()
        up, down = high - self.entries, self.entries - low
        while paths.new_rows.any() or paths.new_columns.any():
            if (self._row_surplus[paths.new_rows] < 0).any() or (self._column_surplus[paths.new_columns] < 0).any():
                return paths
            forward = np.flatnonzero(paths.new_rows[table.row] & (up > 0) & ~reached_columns[table.column])
            backward = np.flatnonzero(paths.new_columns[table.column] & (down > 0) & ~reached_rows[table.row])
            paths.new_columns = _reach(paths.by_column, table.column[forward], forward, up[forward])
            paths.new_rows = _reach(paths.by_row, table.row[backward], backward, down[backward])
            reached_columns |= paths.new_columns
            reached_rows |= paths.new_rows
        return Cut(reached_rows, reached_columns)

    def _send(self, paths: Paths, low: NDArray[np.int64], high: NDArray[np.int64], end: Node) -> None:
        """Move what the path to `end` can still carry: others of the same search may have used parts of it."""
        amount, node = -int(self._surplus(end)[end.index]), end
        steps: list[tuple[int, int]] = []
        while (entry := paths.entry_to(node)) >= 0:
            value = self.entries[entry]
            amount = min(amount, int(value - low[entry] if node.is_row else high[entry] - value))
            steps.append((entry, -1 if node.is_row else 1))
            other = self.table.column if node.is_row else self.table.row
            node = Node(not node.is_row, int(other[entry]))
        amount = min(amount, int(self._surplus(node)[node.index]))
        if amount > 0:
            for entry, sign in steps:
                self.entries[entry] += sign * amount
            self._surplus(node)[node.index] -= amount
            self._surplus(end)[end.index] += amount

    def _surplus(self, node: Node) -> NDArray[np.int64]:
        return self._row_surplus if node.is_row else self._column_surplus


class Node(NamedTuple):
    is_row: bool
    index: int


@dataclass
class Paths:
    """A forest of shortest paths: the entry that led to each node (-1 at a root), and the nodes of the last level."""

    by_row: NDArray[np.intp]
    by_column: NDArray[np.intp]
    new_rows: NDArray[np.bool_]
    new_columns: NDArray[np.bool_]

    def entry_to(self, node: Node) -> int:
        return int(self.by_row[node.index] if node.is_row else self.by_column[node.index])


def _reach(
    by: NDArray[np.intp], nodes: NDArray[np.intp], entries: NDArray[np.intp], space: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Note for each of `nodes` the entry with most space that leads there; returns which nodes are new."""
    best = np.zeros(len(by), np.int64)
    np.maximum.at(best, nodes, space)
    widest = space == best[nodes]
    by[nodes[widest][::-1]] = entries[widest][::-1]
    return best > 0
