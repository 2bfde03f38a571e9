"""A person's months placed on customers by what each can bring; the rest must be won from new ones."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ..book import Measure
from ..grouping import sum_by
from ..periods import MONTHS
from ..result import CustomerMonths

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_Number = TypeVar("_Number", np.int64, np.float64)

NEW = -1
"""`*new`: customers still to be won."""


def place_on_customers(
    measure: Measure, months: Ints, leaf: Ints, customer: Ints, expected: Floats, timed: Floats
) -> CustomerMonths:
    """`months` [P, 12] of each person (leaf) on n customers, exactly.

    `leaf`, `customer`, `expected` are [n]; each customer stands once with one owner, and the numbers
    of customers rise with their ids, which settles ties. `timed` [n, 12] is what of `expected` has its month
    (receivables due, opportunities closing); the rest goes by the person's own months. A customer
    is given his expectation, or his share of what there is if all together bring more; a month that
    is full passes timed amounts on to months with room. Months of zero or less are not placed.
    """
    chosen = np.flatnonzero((leaf >= 0) & (expected >= 1))
    chosen = chosen[np.lexsort((customer[chosen], leaf[chosen]))]
    leaf, customer = leaf[chosen], customer[chosen]
    room = np.maximum(months, 0).astype(np.float64)
    ideal = _ideal(room, leaf, expected[chosen], timed[chosen])
    placed = _rounded(np.maximum(months, 0), leaf, ideal, len(months))
    rest = months - _by_person(placed, leaf, len(months))
    kept, rest_kept = placed.any(axis=1), rest.any(axis=1)
    people = np.flatnonzero(rest_kept)
    all_leaf = np.concatenate((leaf[kept], people))
    order = np.argsort(all_leaf, kind="stable")  # a person's customers by id, then *new
    return CustomerMonths(
        measure,
        all_leaf[order].astype(np.int32),
        np.concatenate((customer[kept], np.full(len(people), NEW)))[order].astype(np.int32),
        np.concatenate((placed[kept], rest[rest_kept]))[order],
    )


def _ideal(room: Floats, leaf: Ints, expected: Floats, timed: Floats) -> Floats:
    """[n, 12] what each customer brings, within the room [P, 12] of each month."""
    size = len(room)
    year = room.sum(axis=1)
    wanted = sum_by(leaf, expected, size)
    fits = np.minimum(1.0, year / np.maximum(wanted, 1e-9))
    expected = expected * fits[leaf]
    shape = room / np.maximum(year, 1e-9)[:, None]
    dated = timed.sum(axis=1)
    if not dated.any():
        return np.asarray(expected[:, None] * shape[leaf])
    own = timed * (np.minimum(dated, expected) / np.maximum(dated, 1e-9))[:, None]
    total = _by_person(own, leaf, size)
    own *= np.minimum(1.0, room / np.maximum(total, 1e-9))[leaf]
    left = room - np.minimum(total, room)
    missing = expected - own.sum(axis=1)
    share = left / np.maximum(left.sum(axis=1), 1e-9)[:, None]
    return np.asarray(own + missing[:, None] * share[leaf])


def _rounded(months: Ints, leaf: Ints, ideal: Floats, size: int) -> Ints:
    """[n, 12] whole amounts: a person's customers together run along their ideal, each month by largest remainder."""
    placed = np.floor(ideal).astype(np.int64)
    if not len(leaf):
        return placed
    running = np.rint(np.cumsum(_by_person(ideal, leaf, size), axis=1)).astype(np.int64)
    wanted = np.minimum(np.diff(running, axis=1, prepend=0), months)
    odd = wanted - _by_person(placed, leaf, size)
    first = np.searchsorted(leaf, np.arange(size))
    count = np.diff(np.append(first, len(leaf)))
    place = np.arange(len(leaf)) - first[leaf]
    remainder = ideal - placed
    for month in range(MONTHS):
        # Sorted by person, then by remainder; customers stand by id, so that a stable sort settles ties by id.
        order = np.argsort(leaf * 2.0 - np.minimum(remainder[:, month], 1.0), kind="stable")
        placed[order, month] += place < np.clip(odd[:, month], 0, count)[leaf]
    # Above 2^52 fen a float is not whole fen any more: what it promised too much is taken back.
    over = _by_person(placed, leaf, size) - months
    for person, month in np.argwhere(over > 0).tolist():
        rows = slice(int(first[person]), int(first[person] + count[person]))
        largest = int(np.argmax(placed[rows, month])) + rows.start
        placed[largest, month] -= over[person, month]
    return placed


def _by_person(values: NDArray[_Number], leaf: Ints, size: int) -> NDArray[_Number]:
    """[P, 12] sums of rows [n, 12] that stand in the order of `leaf`."""
    sums = np.zeros((size, values.shape[1]), values.dtype)
    if len(leaf):
        edges = np.searchsorted(leaf, np.arange(size + 1))
        some = edges[1:] > edges[:-1]
        sums[some] = np.add.reduceat(values, edges[:-1][some], axis=0)
    return sums
