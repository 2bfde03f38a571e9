"""A person's amount in a group of products and months, placed on its single products and months."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .pacing import pace
from .spread import share_rows
from .tree import Tree


def place_money(
    who: Tree,
    columns: NDArray[np.int64],
    fitted: NDArray[np.float64],
    room: NDArray[np.bool_],
    what_of: NDArray[np.int32],
    when_of: NDArray[np.int32],
) -> NDArray[np.int64]:
    """[P, K' x M'] amounts >= 0 to [P, K, 12]: products by largest remainder, months by cumulative rounding.

    `fitted` [P, K, 12] are the weights; where an amount finds none, months with `room` [P, 12] share it.
    """
    cells = np.zeros(fitted.shape, np.int64)
    month_groups = int(when_of.max()) + 1
    for column, amounts in enumerate(columns.T):
        if not amounts.any():
            continue
        products = np.flatnonzero(what_of == column // month_groups)
        months = np.flatnonzero(when_of == column % month_groups)
        weights = fitted[:, products[:, None], months[None, :]]
        bare = (amounts != 0) & (weights.sum(axis=(1, 2)) <= 0)
        if bare.any():
            weights[bare] = room[bare][:, None, months]
        totals = share_rows(amounts, weights.sum(axis=2)) if len(products) > 1 else amounts[:, None]
        cells[:, products[:, None], months[None, :]] = run_along(totals, weights)
    return cells


def run_along(totals: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Totals [..] along the last axis of weights [.., M], the running total within half a unit of its ideal line."""
    running = np.cumsum(weights, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        running /= running[..., -1:]
    np.nan_to_num(running, copy=False)
    running *= totals[..., None]
    running += 0.5
    np.floor(running, out=running)
    reached = running.astype(np.int64)
    reached[..., 1:] -= reached[..., :-1].copy()
    return reached


def place_counts(
    who: Tree,
    columns: NDArray[np.int64],
    fitted: NDArray[np.float64],
    room: NDArray[np.bool_],
    what_of: NDArray[np.int32],
    when_of: NDArray[np.int32],
) -> NDArray[np.int64]:
    """[P, K x M'] whole counts to [P, K, 12]: each person's months are paced down the tree, then given products."""
    products = len(what_of)
    month_groups = int(when_of.max()) + 1
    cells = np.zeros(fitted.shape, np.int64)
    by_product = columns.reshape(len(columns), products, month_groups)
    for group in range(month_groups):
        months = np.flatnonzero(when_of == group)
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
