"""Flows in a table of rows and columns: moves surplus to where it lacks along shortest augmenting paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FAR = np.int64(2**61)
"""No bound: far beyond every amount, near enough that differences stay in int64."""
NEVER = np.int64(2**60)
"""The distance of what cannot be reached."""
_MOST_CUTS = 12
_MOST_WORK = 100_000_000
"""Columns x entries up to which it is worth while to look for entries that must be 0."""


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

        Whether they are exact. Wave after wave, what is too much moves closer to where something lacks.
        """
        while self._row_surplus.any() or self._column_surplus.any():
            up, down = high - self.entries, self.entries - low
            way = distances(self.table, self._row_surplus < 0, self._column_surplus < 0, leave=down, enter=up)
            surplus = np.concatenate((way.rows[self._row_surplus > 0], way.columns[self._column_surplus > 0]))
            if not (surplus < NEVER).any():
                return False
            for step in range(int(surplus[surplus < NEVER].max()), 0, -1):
                self._push_rows(way, step, high)
                self._push_columns(way, step, low)
        return True

    def cuts(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> Impossible:
        """Why `balance` failed with these bounds: what can be reached from single surpluses, or can reach single lacks.

        At most `_MOST_CUTS` of either kind.
        """
        up, down = high - self.entries, self.entries - low
        found = []
        for sign, leave, enter in ((1, up, down), (-1, down, up)):
            for row in np.flatnonzero(sign * self._row_surplus > 0)[:_MOST_CUTS]:
                at = np.arange(self.table.row_count) == row
                found.append(distances(self.table, at, np.zeros(self.table.column_count, bool), leave, enter).reached)
            for column in np.flatnonzero(sign * self._column_surplus > 0)[:_MOST_CUTS]:
                at = np.arange(self.table.column_count) == column
                found.append(distances(self.table, np.zeros(self.table.row_count, bool), at, leave, enter).reached)
        return Impossible(found)

    def _push_rows(self, way: Distances, step: int, high: NDArray[np.int64]) -> None:
        """Raise entries that lead from rows `step` moves away from a lack to columns one move nearer."""
        row, column = self.table.row, self.table.column
        active = (way.rows == step) & (self._row_surplus > 0)
        if not active.any():
            return
        at = np.flatnonzero(active[row] & (way.columns[column] == step - 1) & (high > self.entries))
        space = np.minimum(high[at] - self.entries[at], self._row_surplus[row[at]])
        amount = _within(row[at], space, self._row_surplus)
        if step == 1:
            order = np.argsort(column[at], kind="stable")
            at, amount = at[order], _within(column[at[order]], amount[order], -self._column_surplus)
        self.entries[at] += amount
        np.subtract.at(self._row_surplus, row[at], amount)
        np.add.at(self._column_surplus, column[at], amount)

    def _push_columns(self, way: Distances, step: int, low: NDArray[np.int64]) -> None:
        """Lower entries that lead from columns `step` moves away from a lack to rows one move nearer."""
        row, column = self.table.row, self.table.column
        active = (way.columns == step) & (self._column_surplus > 0)
        if not active.any():
            return
        at = np.flatnonzero(active[column] & (way.rows[row] == step - 1) & (self.entries > low))
        at = at[np.argsort(column[at], kind="stable")]
        space = np.minimum(self.entries[at] - low[at], self._column_surplus[column[at]])
        amount = _within(column[at], space, self._column_surplus)
        if step == 1:
            order = np.argsort(row[at], kind="stable")
            at, amount = at[order], _within(row[at[order]], amount[order], -self._row_surplus)
        self.entries[at] -= amount
        np.subtract.at(self._column_surplus, column[at], amount)
        np.add.at(self._row_surplus, row[at], amount)


@dataclass(frozen=True)
class Distances:
    """How many entries lie between each row or column and where a search began, `NEVER` where there is no way."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]

    @property
    def reached(self) -> Cut:
        return Cut(self.rows < NEVER, self.columns < NEVER)


def distances(
    table: Table,
    rows: NDArray[np.bool_],
    columns: NDArray[np.bool_],
    leave: NDArray[np.int64],
    enter: NDArray[np.int64],
) -> Distances:
    """Breadth first from `rows` and `columns`: by entries with something to `leave` to their columns, to `enter` back.

    With what can still rise and what can still fall as `leave` and `enter` this follows what can be moved forward;
    the other way round, backward.
    """
    found = Distances(np.where(rows, 0, NEVER), np.where(columns, 0, NEVER))
    step = 0
    forward, backward = leave > 0, enter > 0
    while rows.any() or columns.any():
        step += 1
        to_columns = table.column[rows[table.row] & forward] if rows.any() else np.zeros(0, np.intp)
        to_rows = table.row[columns[table.column] & backward] if columns.any() else np.zeros(0, np.intp)
        rows, columns = np.zeros_like(rows), np.zeros_like(columns)
        rows[to_rows] = True
        columns[to_columns] = True
        rows &= found.rows == NEVER
        columns &= found.columns == NEVER
        found.rows[rows] = step
        found.columns[columns] = step
    return found


def forced_to_zero(table: Table, entries: NDArray[np.int64]) -> NDArray[np.bool_]:
    """[M] which entries are 0 in every table with the sums of `entries`, which are not negative.

    An entry can rise when its column can hand something on, by way of others, to its row.
    """
    zero = entries == 0
    forced = np.zeros(len(entries), bool)
    if table.column_count * len(entries) > _MOST_WORK:
        return forced
    room = np.ones(len(entries), np.int64)
    for column in range(table.column_count):
        at = np.flatnonzero(zero & (table.column == column))
        if len(at):
            start = np.arange(table.column_count) == column
            way = distances(table, np.zeros(table.row_count, bool), start, leave=room, enter=entries)
            forced[at] = way.rows[table.row[at]] == NEVER
    return forced


def _within(node: NDArray[np.intp], wanted: NDArray[np.int64], limit: NDArray[np.int64]) -> NDArray[np.int64]:
    """`wanted` amounts, sorted by node, cut off where they together exceed the `limit` of their node."""
    if not len(node):
        return wanted
    wanted = np.minimum(wanted, FAR // len(node))
    before = np.cumsum(wanted) - wanted
    first = np.flatnonzero(np.diff(node, prepend=-1))
    before -= np.repeat(before[first], np.diff(np.append(first, len(node))))
    return np.clip(limit[node] - before, 0, wanted)
