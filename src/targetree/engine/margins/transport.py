"""Whole numbers with given row and column sums, each next to its real value: controlled rounding as a flow.

A table of real numbers whose row and column sums are whole can always be rounded, every entry down or up,
with the sums kept (Bacharach 1966; Cox 1987): the constraints are those of a transportation problem. Rows
are rounded one after the other, each with an eye on what its columns still lack; what is left over then
moves along shortest augmenting paths (Edmonds, Karp 1972), many at a time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .flow import FAR, Flow, Impossible, Table, forced_to_zero

_LEEWAY = ((0, 0.0), (1, 0.0), (1, 0.01), (1, 0.1), (1, 0.5))
"""How far an entry may leave its rounded value (absolute, relative), in turn, before anything goes."""
_ROUNDS = 60
_WORK = 300_000_000
"""Entries x rounds that a slow fit may take."""


def complete(
    real: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64], room: NDArray[np.bool_]
) -> NDArray[np.int64] | None:
    """An integer matrix [R, C] with row sums `rows` and column sums `columns`, close to `real`; None if there is none.

    Nothing is negative, entries without `room` [R, C] are 0. `real` is first fitted to the sums; where it has
    none of its own (all zero) for a row or column that has a sum, its entries count as equal. Every entry is the
    fitted one rounded down or up whenever that is possible.
    """
    rows, columns = np.asarray(rows, np.int64), np.asarray(columns, np.int64)
    if int(rows.sum()) != int(columns.sum()) or (rows < 0).any() or (columns < 0).any():
        return None
    if len(columns) > len(rows):
        turned = complete(real.T, columns, rows, room.T)
        return None if turned is None else np.ascontiguousarray(turned.T)
    weights = np.where(room, np.maximum(real, 0.0), 0.0)
    weights[(rows > 0) & ~weights.any(axis=1)] = 1.0
    weights[:, (columns > 0) & ~weights.any(axis=0)] = 1.0
    weights[~room] = 0.0
    fitted, settled = _fit(weights, rows, columns, _ROUNDS)
    table = Table.of(room)
    if not settled:
        anything = round_table(table, fitted[room], rows, columns)
        if isinstance(anything, Impossible):
            return None
        scale = weights.max(initial=0.0) or 1.0
        needed = anything[weights[room] == 0].any()
        seeded = np.where(room & (weights == 0), 1e-7 * scale, weights) if needed else weights
        seeded[room] = np.where(forced_to_zero(table, anything), 0.0, seeded[room])
        fitted, _ = _fit(seeded, rows, columns, min(1500, _ROUNDS + _WORK // seeded.size))
    entries = round_table(table, fitted[room], rows, columns)
    if isinstance(entries, Impossible):
        return None
    matrix = np.zeros(room.shape, np.int64)
    matrix[room] = entries
    return matrix


def round_table(
    table: Table,
    real: NDArray[np.float64],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    *,
    lowest: NDArray[np.int64] | None = None,
    highest: NDArray[np.int64] | None = None,
) -> NDArray[np.int64] | Impossible:
    """Whole entries [M] of `table` with exactly these sums, near to `real` [M], or the cuts that forbid them.

    `lowest` and `highest` [M] bound the entries (0 and no bound where they are not given); entries whose real
    value is 0 are used only when the sums cannot be met without them.
    """
    lowest = np.zeros(len(real), np.int64) if lowest is None else lowest
    highest = np.full(len(real), FAR) if highest is None else highest
    noise = 1e-6 + 1e-13 * np.abs(real)
    low = np.clip(np.floor(real + noise).astype(np.int64), lowest, highest)
    high = np.clip(np.ceil(real - noise).astype(np.int64), low, highest)
    entries = low + _round_rows(table, real - low, high - low, rows - table.row_sums(low))
    flow = Flow(table, entries, rows, columns)
    for units, part in _LEEWAY:
        slack = np.where(real == 0, 0, np.ceil(units + part * np.abs(real))).astype(np.int64) if units else np.int64(0)
        if flow.balance(np.maximum(low - slack, lowest), np.minimum(high + slack, highest)):
            return entries
    if flow.balance(lowest, highest):
        return entries
    return flow.cuts(lowest, highest)


def _round_rows(
    table: Table, fraction: NDArray[np.float64], steps: NDArray[np.int64], wanted: NDArray[np.int64]
) -> NDArray[np.int64]:
    """[M] 0 or 1 to add, `wanted` [R] in each row, to the columns that are furthest behind their real totals.

    Only entries with `steps` of 1 may be raised.
    """
    behind = [0.0] * table.column_count
    raised = np.zeros(len(fraction), np.int64)
    column, part, open_ = table.column.tolist(), fraction.tolist(), (steps > 0).tolist()
    bounds = table.row_starts.tolist()
    # Plain lists: rows depend on each other, and most have few entries.
    for start, stop, count in zip(bounds[:-1], bounds[1:], wanted.tolist(), strict=True):
        for at in range(start, stop):
            behind[column[at]] += part[at]
        if count > 0:
            places = [at for at in range(start, stop) if open_[at]]
            places.sort(key=lambda at: -behind[column[at]])
            for at in places[:count]:
                raised[at] = 1
                behind[column[at]] -= 1
    return raised


def _fit(
    weights: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64], rounds: int
) -> tuple[NDArray[np.float64], bool]:
    """Iterative proportional fitting (Deming, Stephan 1940): the fitted matrix, and whether it has both sums."""
    fitted = weights
    allowed = 1e-7 + 1e-13 * float(max(rows.max(initial=0), columns.max(initial=0)))
    for _ in range(rounds):
        fitted = fitted * _ratio(columns, fitted.sum(axis=0))
        fitted = fitted * _ratio(rows, fitted.sum(axis=1))[:, None]
        if np.abs(fitted.sum(axis=0) - columns).max(initial=0) <= allowed:
            return fitted, bool(np.abs(fitted.sum(axis=1) - rows).max(initial=0) <= allowed)
    return fitted, False


def _ratio(wanted: NDArray[np.int64], found: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(wanted, found, out=np.zeros(len(found)), where=found > 0)
