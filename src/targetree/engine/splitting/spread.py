"""One total over many parts, in whole units: largest remainder for siblings, a running total for time.

Every quotient here is exact: weights become whole numbers once (an exact power-of-two scaling), and
total x weight // sum is then computed in integers, so parts add up to their total by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[Any]
"""Non-negative numbers, float or integer."""

LARGEST_TOTAL = 2**53
_WEIGHT_BITS = 59
"""Weights of one total sum to less than 2 to this power: the remainder of a division then never leaves int64."""


def share_out(total: int, weights: Weights, keys: Sequence[str] | None = None) -> NDArray[np.int64]:
    """`total` over n parts in proportion to `weights` [n], by largest remainder (Hamilton's method).

    Each part is its exact quota rounded down or up. Of equal remainders the larger weight comes first, then
    the smaller key, or the earlier position where no `keys` are given. A negative total is the mirror image of
    the positive one; weights that are all zero count as equal. More weight never gets less.

    Raises ValueError for negative or not finite weights, for nothing to share a total among, and for totals
    beyond 2**53.
    """
    if keys is not None:
        order = np.array(sorted(range(len(keys)), key=keys.__getitem__), np.intp)
        shares = np.empty(len(order), np.int64)
        shares[order] = share_out(total, np.asarray(weights)[order])
        return shares
    rows: NDArray[np.int64] = share_rows(np.array([total], np.int64), np.asarray(weights)[None, :])
    return rows.reshape(-1)


def share_rows(totals: NDArray[np.int64], weights: Weights) -> NDArray[np.int64]:
    """`share_out` for R totals at once: totals [R], weights [R, C] gives int64 [R, C] with these row sums."""
    whole = _whole_weights(np.asarray(weights), np.asarray(totals))
    shares, rest = _divide(np.abs(totals)[:, None], whole, whole.sum(axis=1)[:, None])
    missing = np.abs(totals) - shares.sum(axis=1)
    _give_one_to_largest(shares, rest, np.asarray(weights), missing)
    return np.where(totals[:, None] < 0, -shares, shares)


def share_groups(totals: NDArray[np.int64], group: NDArray[np.int64], weights: Weights) -> NDArray[np.int64]:
    """`share_out` for groups of any size: totals [G], the group 0..G-1 of each part [n], weights [n]; int64 [n].

    Parts of group -1 get 0. Raises ValueError as `share_out` does.
    """
    shares = np.zeros(len(group), np.int64)
    members = np.flatnonzero(group >= 0)
    group, real = group[members], np.asarray(weights, np.float64)[members]
    if not (np.isfinite(real).all() and (real >= 0).all()):
        raise ValueError("a weight is negative or not a finite number")
    if totals[np.bincount(group, minlength=len(totals)) == 0].any():
        raise ValueError("there is nothing to share a total among")
    largest = np.zeros(len(totals))
    np.maximum.at(largest, group, real)
    real = np.where((largest == 0)[group], 1.0, np.ldexp(real, -np.frexp(largest)[1][group]))
    exponent = _WEIGHT_BITS - np.frexp(np.bincount(group, weights=real, minlength=len(totals)))[1]
    whole = np.rint(np.ldexp(real, exponent[group])).astype(np.int64)
    quotient, rest = _divide(np.abs(totals)[group], whole, _sums(group, whole, len(totals))[group])
    missing = np.abs(totals) - _sums(group, quotient, len(totals))
    short = np.flatnonzero(missing[group])
    order = short[np.lexsort((-real[short], -rest[short], group[short]))]
    first = np.searchsorted(group[order], np.arange(len(totals)))
    rank = np.arange(len(order)) - first[group[order]]
    quotient[order] += rank < missing[group[order]]
    shares[members] = np.where(totals[group] < 0, -quotient, quotient)
    return shares


def _whole_weights(weights: Weights, totals: NDArray[np.int64]) -> NDArray[np.int64]:
    """[R, C] whole weights in the same proportion; rows of zeros become ones."""
    if (np.abs(totals) > LARGEST_TOTAL).any():
        raise ValueError(f"a total is beyond {LARGEST_TOTAL}")
    if weights.shape[1] == 0:
        if totals.any():
            raise ValueError("there is nothing to share a total among")
        return np.ones(weights.shape, np.int64)
    if weights.dtype.kind in "iub":
        if (weights < 0).any():
            raise ValueError("a weight is negative")
        if weights.max(initial=0) < 2**_WEIGHT_BITS // weights.shape[1]:
            return _ones_for_zeros(weights.astype(np.int64))
    real = weights.astype(np.float64)
    if not (np.isfinite(real).all() and (real >= 0).all()):
        raise ValueError("a weight is negative or not a finite number")
    real = np.ldexp(real, -np.frexp(real.max(axis=1))[1][:, None])
    exponent = _WEIGHT_BITS - np.frexp(real.sum(axis=1))[1]
    return _ones_for_zeros(np.rint(np.ldexp(real, exponent[:, None])).astype(np.int64))


def _sums(group: NDArray[np.int64], values: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    sums = np.zeros(size, np.int64)
    np.add.at(sums, group, values)
    return sums


def _ones_for_zeros(whole: NDArray[np.int64]) -> NDArray[np.int64]:
    empty = ~whole.any(axis=1)
    if empty.any():
        whole[empty] = 1
    return whole


def _divide(
    total: NDArray[np.int64] | np.int64, weight: NDArray[np.int64], whole: NDArray[np.int64] | np.int64
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Quotient and remainder of total x weight / whole, exact although the product may exceed int64.

    The floating quotient is off by a few units at most; the remainder that belongs to it is exact modulo
    2**64, small enough to be read back, and says by how many.
    """
    guess = np.floor(weight.astype(np.float64) * total / whole).astype(np.int64)
    with np.errstate(over="ignore"):
        rest = weight * total - guess * whole
    correction = rest // whole
    return guess + correction, rest - correction * whole


def _give_one_to_largest(
    shares: NDArray[np.int64], rest: NDArray[np.int64], weights: Weights, missing: NDArray[np.int64]
) -> None:
    """Add 1 to the `missing[r]` largest remainders of each row, in place."""
    rows = np.flatnonzero(missing)
    if not len(rows):
        return
    rest = rest[rows]
    ranked = np.sort(rest, axis=1)
    last = ranked[np.arange(len(rows)), rest.shape[1] - missing[rows]][:, None]
    chosen = rest >= last
    tied = np.flatnonzero(chosen.sum(axis=1) != missing[rows])
    if len(tied):
        order = np.lexsort((-weights[rows[tied]].astype(np.float64), -rest[tied]), axis=1)
        exact = np.zeros((len(tied), rest.shape[1]), bool)
        np.put_along_axis(exact, order, np.arange(rest.shape[1]) < missing[rows[tied], None], axis=1)
        chosen[tied] = exact
    shares[rows] += chosen
