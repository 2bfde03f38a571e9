"""A person's amount in a group of products and months, placed on its single products and months."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..periods import MONTHS
from ..splitting.pacing import pace
from ..splitting.spread import share_rows
from ..tree import Tree
from .atoms import Atoms, Positions

_CELLS_AT_A_TIME = 60_000
_GOLDEN = 0.6180339887498949
_NOISE = 1e-6
"""What floating point may be off on a line that reaches a whole number."""


def place_money(
    who: Tree, columns: NDArray[np.int64], fitted: NDArray[np.float64], room: NDArray[np.bool_], atoms: Atoms
) -> NDArray[np.int64]:
    """[P, K' x M'] amounts >= 0 to [P, K, 12]: products by largest remainder, months by cumulative rounding.

    `fitted` [P, K, 12] are the weights; where an amount finds none, months with `room` [P, 12] share it.
    """
    cells = np.zeros(fitted.shape, np.int64)
    sums = np.stack([fitted[:, :, part].sum(axis=2) for part in atoms.months], axis=2)
    for column, amounts in enumerate(columns.T):
        if not amounts.any():
            continue
        group, period = divmod(column, atoms.shape[2])
        products, months = atoms.products[group], atoms.months[period]
        found, weights = sums[:, products, period], fitted
        bare = np.flatnonzero((amounts != 0) & (found.sum(axis=1) <= 0))
        if len(bare):
            weights, places = fitted.copy(), (np.arange(fitted.shape[1])[products], np.arange(MONTHS)[months])
            weights[np.ix_(bare, *places)] = room[bare][:, None, months]
            found = weights[:, products][:, :, months].sum(axis=2)
        totals = share_rows(amounts, found) if found.shape[1] > 1 else amounts[:, None]
        run_along(totals, weights, cells, (products, months))
    return cells


def run_along(
    totals: NDArray[np.int64],
    weights: NDArray[np.float64],
    cells: NDArray[np.int64],
    places: tuple[Positions, Positions],
) -> None:
    """Totals [P, k] along months of weights [P, K, 12], each month the floor or the ceiling of its ideal amount.

    Who rounds up when is scattered (`phases`), so that the fen of people who are alike don't pile up in the
    months of their company. Written to `places` (k products, some months) of `cells` [P, K, 12], some people
    at a time: what is worked out for them stays in the processor's cache.
    """
    products, months = places
    phase = phases(*totals.shape)
    for run, part in _runs(products):
        step = max(1, _CELLS_AT_A_TIME // (MONTHS * (run.stop - run.start)))
        for first in range(0, len(totals), step):
            people = slice(first, first + step)
            running = np.cumsum(weights[people, run, months], axis=-1)
            whole = running[..., -1:].copy()
            np.divide(running, whole, out=running, where=whole > 0)
            running *= totals[people, part, None]
            running += phase[people, part, None]
            np.floor(running, out=running)
            running[..., 1:] -= running[..., :-1].copy()
            cells[people, run, months] = running


def _runs(places: Positions) -> list[tuple[slice, slice]]:
    """Neighbouring places as slices, and which of the places they are."""
    if isinstance(places, slice):
        return [(places, slice(None))]
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1).tolist()
    return [
        (slice(int(places[first]), int(places[stop - 1]) + 1), slice(first, stop))
        for first, stop in pairwise([*starts, len(places)])
    ]


def phases(people: int, products: int) -> NDArray[np.float64]:
    """[P, K] where between two whole numbers a running total is rounded up: 0.5 for one alone.

    Spread evenly over all people for each product, over neighbours (a unit's people), and over products.
    """
    bits = max(people - 1, 1).bit_length()
    reversed_bits = sum(((np.arange(people) >> bit) & 1) << (bits - 1 - bit) for bit in range(bits))
    even = (np.argsort(np.argsort(reversed_bits)) + 0.5) / people
    scattered = np.modf(even[:, None] + np.arange(products) * _GOLDEN)[0]
    return np.clip(scattered, _NOISE, 1 - _NOISE)


def place_counts(
    who: Tree, columns: NDArray[np.int64], fitted: NDArray[np.float64], room: NDArray[np.bool_], atoms: Atoms
) -> NDArray[np.int64]:
    """[P, K x M'] whole counts to [P, K, 12]: each person's months are paced down the tree, then given products."""
    cells = np.zeros(fitted.shape, np.int64)
    by_product = columns.reshape(len(columns), fitted.shape[1], atoms.shape[2])
    for group, months in enumerate(atoms.months):
        totals = by_product[:, :, group].sum(axis=1)
        if not totals.any():
            continue
        weights = fitted[:, :, months].sum(axis=1)
        bare = (totals > 0) & (weights.sum(axis=1) <= 0)
        weights[bare] = room[bare][:, months]
        paced = pace(who, totals, weights)
        cells[:, :, months] = deal(paced, by_product[:, :, group])
    return cells


def deal(months: NDArray[np.int64], products: NDArray[np.int64]) -> NDArray[np.int64]:
    """Counts [R, K, M] with sums `months` [R, M] and `products` [R, K] (equal totals): products take turns evenly.

    Walks along the units of each row; every unit goes to the product furthest behind its even pace.
    """
    rows, kinds = products.shape
    cells = np.zeros((rows, kinds, months.shape[1]), np.int64)
    if kinds == 1:
        cells[:, 0] = months
        return cells
    totals = products.sum(axis=1)
    ends = np.cumsum(months, axis=1)
    given = np.zeros_like(products)
    pace_per_unit = products / np.maximum(totals, 1)[:, None]
    turn = 1e-9 * ((np.arange(kinds)[None, :] - np.arange(rows)[:, None]) % kinds)  # ties go round from row to row
    for unit in range(int(totals.max(initial=0))):
        live = np.flatnonzero(totals > unit)
        lag = pace_per_unit[live] * (unit + 1) - given[live] + turn[live]
        lag[given[live] >= products[live]] = -np.inf
        chosen = lag.argmax(axis=1)
        given[live, chosen] += 1
        cells[live, chosen, (ends[live] <= unit).sum(axis=1)] += 1
    return cells
