"""A target that stays where its person was: shared among those who remain, in proportion to what they carry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from targetree.engine.splitting.spread import share_rows
from targetree.services.errors import Invalid, Refused
from targetree.services.holds.standing import Standing
from targetree.store.arrays import Ints

from .rearranging import SheetNow

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who takes over: everybody under `unit` (the nearest unit above where nobody there can), or one seat."""

    unit: int
    seat: int | None = None


def hand_on(now: SheetNow, giver: int, months: Mask, heirs: Heirs, restate: bool) -> Ints:
    """New cells [P, K, 12]: what seat `giver` has in `months` [12] is with the heirs, product and month unchanged.

    Holds on an heir's cells stand unless `restate`. Raises Refused with the holds, Invalid where nobody works then.
    """
    seats = now.seats.copy()
    leaf = now.leaf(giver)
    totals = np.where(months, seats[leaf], 0)
    seats[leaf] -= totals
    due = totals != 0
    if not due.any():
        return seats
    if heirs.seat is not None:
        seats[now.leaf(heirs.seat)] += totals
        return seats
    takers = _takers(now, leaf, heirs.unit, due.any(axis=0))
    free = np.broadcast_to(now.room[takers][:, None, :], (len(takers), *totals.shape)).copy()
    if not restate:
        stand = _held(now, takers)
        for mask, _ in stand:
            free &= ~mask
        if (due & ~free.any(axis=0)).any():
            raise Refused("holds-in-the-way", [hold for mask, hold in stand if (mask & due).any()])
    seats[takers] += _shared(totals, seats[takers], free)
    return seats


def _takers(now: SheetNow, leaf: int, unit: int, months: Mask) -> Ints:
    """Leaves of those who can take over in every one of `months`: of the unit, or of the nearest above where some can.

    A unit's own people come first; those of units below it only where there are none.
    """
    at: int = now.at(unit)
    while at >= 0:
        everybody = np.arange(now.who.leaf_start[at], now.who.leaf_stop[at])
        direct = everybody[now.who.parent[now.who.leaf_nodes[everybody]] == at]
        for pool in (direct, everybody):
            others = pool[(pool != leaf) & (now.room[pool] & months).any(axis=1)]
            if (now.room[others].any(axis=0) | ~months).all():
                return np.array(others, np.int64)
        at = int(now.who.parent[at])
    raise Invalid("nobody-left")


def _held(now: SheetNow, takers: Ints) -> list[tuple[Mask, Standing]]:
    """[T, K, 12] for each hold on one of the takers: the cells that it covers."""
    position = {now.nodes[int(now.who.leaf_nodes[leaf])]: at for at, leaf in enumerate(takers.tolist())}
    found = []
    for hold in now.holds:
        what = now.what.index.get(hold.what or "*")
        if hold.node not in position or what is None:
            continue
        mask = np.zeros((len(takers), now.what.leaf_count, 12), bool)
        months = slice(hold.first_month, hold.first_month + hold.month_count)
        mask[position[hold.node], now.what.leaves(what), months] = True
        found.append((mask, hold))
    return found


def _shared(totals: Ints, have: Ints, free: Mask) -> Ints:
    """[T, K, 12] parts of `totals` [K, 12], by what the takers have: in the cell, else in the month, else alike.

    What rounding leaves over in one month is made up for in the next, so that nobody gets every odd piece.
    """
    cell = np.where(free, have, 0).astype(float)
    month = np.where(free, np.broadcast_to(have.sum(axis=1, keepdims=True), have.shape), 0).astype(float)
    weights = np.where(cell.sum(axis=0) > 0, cell, np.where(month.sum(axis=0) > 0, month, free))
    sums = weights.sum(axis=0)
    ideal = weights * (totals / np.where(sums > 0, sums, 1))
    parts = np.zeros_like(have)
    owed = np.zeros(have.shape[:2])
    for m in range(totals.shape[1]):
        due = np.where(free[:, :, m], np.maximum(ideal[:, :, m] + owed, 0), 0)
        due = np.where(due.sum(axis=0) > 0, due, free[:, :, m])
        given = share_rows(np.ascontiguousarray(totals[:, m]), np.ascontiguousarray(due.T)).T
        parts[:, :, m] = np.where(totals[:, m] != 0, given, 0)
        owed += ideal[:, :, m] - parts[:, :, m]
    return parts
