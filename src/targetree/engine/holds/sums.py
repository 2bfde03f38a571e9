"""Stated totals against their stated parts (rule 1): they must agree, and a remainder must not be negative.

The general solver would find these contradictions too, as a smallest set; a planner wants to see the
total with all its parts and the whole difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..periods import MONTHS
from ..tree import Tree
from .atoms import CellBox
from .block import Stated


def disagreements(
    held: Sequence[Stated], who: Tree, what: Tree, factors: dict[int, Fraction]
) -> list[tuple[Stated, list[Stated]]]:
    """Totals with their stated direct parts along one axis, wherever these cannot agree.

    `factors` are the over-assignments by node of who: a unit's people are held against its target multiplied.
    """
    by_box = {s.box: s for s in held}
    found = []
    for total in held:
        for parts, factor in _axes(total.box, who, what, factors):
            stated = [by_box[box] for box in parts if box in by_box]
            if stated and _clash(round(total.amount * factor), stated, len(stated) == len(parts)):
                found.append((total, stated))
    return found


def _axes(
    box: CellBox, who: Tree, what: Tree, factors: dict[int, Fraction]
) -> Iterator[tuple[list[CellBox], Fraction]]:
    """The direct parts of a cell along each axis, and what the cell is multiplied by before they are compared."""
    manned = [n for n in who.children[box.who] if who.leaf_stop[n] > who.leaf_start[n]]
    yield [replace(box, who=n) for n in manned], factors.get(box.who, Fraction(1))
    yield [replace(box, what=n) for n in what.children[box.what]], Fraction(1)
    for size in (3, 1):
        if box.month_count > size:
            firsts = range(box.first_month, box.first_month + box.month_count, size)
            yield [replace(box, first_month=m, month_count=size) for m in firsts if m + size <= MONTHS], Fraction(1)


def _clash(total: int, parts: Sequence[Stated], complete: bool) -> bool:
    whole = sum(s.amount for s in parts)
    if complete:
        return whole != total
    return whole > total >= 0 and all(s.amount >= 0 for s in parts)
