"""Flows in a table of rows and columns: moves surplus to where it lacks along shortest augmenting paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FAR = np.int64(2**61)
"""No bound: far beyond every amount, near enough that differences stay in int64."""
_MOST_CUTS = 12


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
    """Why a table cannot be filled: these `rows` and `columns` hold more than can leave them, or less than can enter.

    No entry between them and the others can be moved any further in the direction that would help.
    """

    rows: NDArray[np.bool_]
    columns: NDArray[np.bool_]


@dataclass(frozen=True)
class Impossible:
    cuts: list[Cut]
    """At least one; several where there are several places with too much or too little."""


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

    def balance(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> bool:
        """Change the entries, between `low` and `high`, until the sums are exact, or as near as these bounds allow.

        Whether they are exact.
        """
        while self._row_surplus.any() or self._column_surplus.any():
            paths = self._search(self._row_surplus, self._column_surplus, high - self.entries, self.entries - low)
            if not paths.arrived:
                return False
            for column in np.flatnonzero(paths.new_columns & (self._column_surplus < 0)).tolist():
                self._send(paths, low, high, Node(False, column))
            for row in np.flatnonzero(paths.new_rows & (self._row_surplus < 0)).tolist():
                self._send(paths, low, high, Node(True, row))
        return True

    def cuts(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> Impossible:
        """Why `balance` failed with these bounds: what can be reached from single surpluses, or can reach single lacks.

        At most `_MOST_CUTS` of either kind.
        """
        up, down = high - self.entries, self.entries - low
        found = []
        for sign, leave, enter in ((1, up, down), (-1, down, up)):
            rows, columns = np.maximum(sign * self._row_surplus, 0), np.maximum(sign * self._column_surplus, 0)
            for row in np.flatnonzero(rows)[:_MOST_CUTS]:
                only = np.where(np.arange(len(rows)) == row, rows, 0)
                found.append(self._search(only, np.zeros_like(columns), leave, enter).reached)
            for column in np.flatnonzero(columns)[:_MOST_CUTS]:
                only = np.where(np.arange(len(columns)) == column, columns, 0)
                found.append(self._search(np.zeros_like(rows), only, leave, enter).reached)
        return Impossible(found)

    def _search(
        self,
        row_surplus: NDArray[np.int64],
        column_surplus: NDArray[np.int64],
        up: NDArray[np.int64],
        down: NDArray[np.int64],
    ) -> Paths:
        """Breadth first from all surplus at once, level by level, to the first level where something lacks."""
        table = self.table
        rows, columns = row_surplus > 0, column_surplus > 0
        by = np.full(table.row_count, -1), np.full(table.column_count, -1)
        paths = Paths(*by, rows, columns, Cut(rows.copy(), columns.copy()))
        while paths.new_rows.any() or paths.new_columns.any():
            if (row_surplus[paths.new_rows] < 0).any() or (column_surplus[paths.new_columns] < 0).any():
                paths.arrived = True
                return paths
            forward = np.flatnonzero(paths.new_rows[table.row] & (up > 0) & ~paths.reached.columns[table.column])
            backward = np.flatnonzero(paths.new_columns[table.column] & (down > 0) & ~paths.reached.rows[table.row])
            paths.new_columns = _reach(paths.by_column, table.column[forward], forward, up[forward])
            paths.new_rows = _reach(paths.by_row, table.row[backward], backward, down[backward])
            np.logical_or(paths.reached.columns, paths.new_columns, out=paths.reached.columns)
            np.logical_or(paths.reached.rows, paths.new_rows, out=paths.reached.rows)
        return paths

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
    reached: Cut
    arrived: bool = False

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
