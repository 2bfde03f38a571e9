"""From stated cells to every person's product and month: starting values, over-assignment, whole quanta.

A unit with over-assignment hands its children more than it must reach itself, so the tree is cut
there: the part above sees the unit's own target, the part below gets that target multiplied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .atoms import CellBox
from .block import Clash, Ground, Split, Stated, split_block
from .starting import with_starting_values


@dataclass(frozen=True)
class Cascade:
    cells: NDArray[np.int64]
    """[P, K, 12] what people carry."""
    fitted: NDArray[np.float64]
    """[P, K, 12] the same before rounding."""
    targets: dict[int, NDArray[np.int64]]
    """Node of who -> [nodes of what, 12] where a unit's own target differs from what its children carry."""
    odd_rests: tuple[tuple[int, int, int], ...]
    """(person leaf, rest, quantum): who carries what rounding leaves over."""


def cascade(
    ground: Ground, held: Sequence[Stated], starts: Sequence[Stated], factors: dict[int, Fraction]
) -> Cascade | Clash:
    """Split everything stated over people, products and months.

    `factors`: node of who -> over-assignment, for units that over-assign. `Clash.stated` are sources
    (`Stated.source`) of the rows that stand against each other.
    """
    upper = _scaled(ground, held, starts, factors)
    split = _solve(ground, *upper)
    if isinstance(split, Clash) or not factors:
        return split if isinstance(split, Clash) else Cascade(split.cells, split.fitted, {}, split.odd_rests)
    result = Cascade(split.cells, split.fitted, {}, split.odd_rests)
    for node in sorted(factors):  # depth-first numbering: from the top downwards
        lower = _over_assign(ground, result, node, held, factors)
        if isinstance(lower, Clash):
            return lower
        result = lower
    return result


def _solve(ground: Ground, held: Sequence[Stated], starts: Sequence[Stated]) -> Split | Clash:
    prepared = with_starting_values(ground, held, starts)
    if isinstance(prepared, Clash):
        return prepared
    ground, held = prepared
    split = split_block(ground, held)
    if isinstance(split, Clash):
        return _named(split, held)
    rounded = _years_in_quanta(ground, held, split)
    if rounded:
        again = split_block(ground, [*held, *rounded])
        split = split if isinstance(again, Clash) else again
    return split


def _named(clash: Clash, held: Sequence[Stated]) -> Clash:
    """The same clash by sources instead of positions."""
    return Clash(tuple(sorted(held[at].source for at in clash.stated)), clash.reason)


def _years_in_quanta(ground: Ground, held: Sequence[Stated], split: Split) -> list[Stated]:
    """Rounded years for people of whom something is stated, but not the year: rounding people passes them by."""
    if ground.quantum <= 1:
        return []
    whole_year = CellBox(0, 0)
    leaf_of = {int(node): leaf for leaf, node in enumerate(ground.who.leaf_nodes)}
    stated = {s.box.who for s in held if s.box.who in leaf_of}
    fixed = {s.box.who for s in held if replace(s.box, who=0) == whole_year}
    years = split.cells.sum(axis=(1, 2))
    return [
        Stated(CellBox(node, 0), _rounded(year, ground.quantum))
        for node in sorted(stated - fixed)
        if (year := int(years[leaf_of[node]])) > 0
    ]


def _rounded(year: int, quantum: int) -> int:
    """To the nearest quantum, or the nearest decimal part of it where the year is smaller."""
    while quantum > max(year, 1):
        quantum = max(quantum // 10, 1)
    return (year + quantum // 2) // quantum * quantum


def _factor_above(ground: Ground, node: int, factors: dict[int, Fraction], stop: int = -1) -> Fraction:
    """Product of the over-assignments of the units strictly above `node`, below (and without) `stop`."""
    product = Fraction(1)
    for above in ground.who.path(node)[1:]:
        if above == stop:
            break
        product *= factors.get(above, Fraction(1))
    return product


def _scaled(
    ground: Ground, held: Sequence[Stated], starts: Sequence[Stated], factors: dict[int, Fraction]
) -> tuple[list[Stated], list[Stated]]:
    """What is stated, as seen from the top: amounts divided by the over-assignments above them."""

    def seen(stated: Stated) -> Stated:
        return replace(stated, amount=_divided(stated.amount, _factor_above(ground, stated.box.who, factors)))

    if not factors:
        return list(held), list(starts)
    return [seen(s) for s in held], [seen(s) for s in starts]


def _divided(amount: int, factor: Fraction) -> int:
    """Half up, away from zero for negatives."""
    exact = abs(amount) / factor
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return whole if amount >= 0 else -whole


def _over_assign(
    ground: Ground,
    above: Cascade,
    node: int,
    held: Sequence[Stated],
    factors: dict[int, Fraction],
) -> Cascade | Clash:
    """The subtree of an over-assigning unit split again, from its own target multiplied.

    Its ideals are what the split above gave its people, starting values included.
    """
    factor = factors[node]
    leaves = ground.who.leaves(node)
    own = above.cells[leaves]
    inside = [s for s in held if _under(ground, s.box.who, node)]
    first = ground.who.path(node)
    direct = [s for s in held if s.box.who == node]
    deeper = {unit: f for unit, f in factors.items() if unit > node and node in ground.who.path(unit)}
    block = ground.under(node, np.maximum(above.fitted, 0.0))
    given = [replace(_renumbered(s, node), amount=_divided(s.amount, 1 / factor)) for s in direct]
    below = [
        replace(_renumbered(s, node), amount=_divided(s.amount, _factor_above(ground, s.box.who, deeper)))
        for s in inside
    ]
    whole = Stated(CellBox(0, 0), _divided(int(own.sum()), 1 / factor))
    stated = [*given, *below]
    year_is_stated = any(s.box == whole.box for s in given)
    split = _solve(block, stated if year_is_stated else [*stated, whole], ())
    if isinstance(split, Clash) and stated and not year_is_stated:
        # The unit's own target is a sum of stated parts: then the parts decide, to the last fen.
        split = _solve(block, stated, ())
    if isinstance(split, Clash):
        return split
    cells, fitted = above.cells.copy(), above.fitted.copy()
    cells[leaves], fitted[leaves] = split.cells, split.fitted
    targets = dict(above.targets)
    before = ground.what.roll_up(ground.who.roll_up(above.cells), axis=1)
    for unit in first:
        targets.setdefault(unit, before[unit])
    rests = [r for r in above.odd_rests if not leaves.start <= r[0] < leaves.stop]
    rests += [(leaf + leaves.start, rest, quantum) for leaf, rest, quantum in split.odd_rests]
    return Cascade(cells, fitted, targets, tuple(rests))


def _under(ground: Ground, who: int, node: int) -> bool:
    return who != node and node in ground.who.path(who)


def _renumbered(stated: Stated, node: int) -> Stated:
    return replace(stated, box=replace(stated.box, who=stated.box.who - node))
