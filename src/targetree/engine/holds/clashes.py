"""Contradictions between stated cells, told so that a planner can mend them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..book import Book, Measure, Target
from ..findings import Finding, Place, error
from ..money import Amount
from ..periods import PlanYear
from ..tree import Tree
from .atoms import CellBox
from .block import Clash, Stated


def clash_finding(
    book: Book, measure: Measure, year: PlanYear, trees: tuple[Tree, Tree], clash: Clash, factors: dict[int, Fraction]
) -> Finding:
    """One finding that names every cell of the set and, where one is the total of the others, the difference."""
    targets = [book.targets[at] for at in clash.stated]
    first = targets[0]
    place = Place("targets", first.row, "amount", who=first.who, what=first.what, when=_when(year, first))
    if len(targets) == 1:
        return error(
            "target-no-room", place, who=first.who, when=_when(year, first), amount=Amount(first.amount, measure.scale)
        )
    cells = [_cell(year, measure, t) for t in targets]
    if clash.reason == "time":
        return error("targets-no-solution-in-time", place, count=len(cells), cells=cells)
    total = _total_of(targets, trees)
    if total is not None:
        rows = [_stated(t, at, trees) for t, at in zip(targets, clash.stated, strict=True)]
        parts = [row for row in rows if row is not rows[total]]
        factor = factors.get(rows[total].box.who, Fraction(1))
        return sum_finding((measure, year, book), rows[total], parts, factor)
    code = "targets-no-whole-numbers" if clash.reason == "no-integer" else "targets-contradict"
    return error(code, place, count=len(cells), cells=cells)


def _stated(target: Target, source: int, trees: tuple[Tree, Tree]) -> Stated:
    who, what = trees
    what_node = what.index[target.what] if target.what else 0
    return Stated(
        CellBox(who.index[target.who], what_node, target.first_month, target.month_count), target.amount, source
    )


def _total_of(targets: Sequence[Target], trees: tuple[Tree, Tree]) -> int | None:
    """The position of the cell that contains all the others, if there is one and these do not overlap."""
    who, what = trees
    boxes = [_stated(t, -1, trees).box for t in targets]
    for at, outer in enumerate(boxes):
        parts = [box for box in boxes if box is not outer]
        apart = all(_apart(one, other, trees) for k, one in enumerate(parts) for other in parts[:k])
        if apart and all(box.inside(outer, who, what) for box in parts):
            return at
    return None


def _apart(one: CellBox, other: CellBox, trees: tuple[Tree, Tree]) -> bool:
    """Whether two cells have no leaf cell in common, so that their amounts may be added."""
    who, what = trees
    people, others = who.leaves(one.who), who.leaves(other.who)
    products, other_products = what.leaves(one.what), what.leaves(other.what)
    pairs = ((people, others), (products, other_products), (one.months, other.months))
    return any(a.stop <= b.start or b.stop <= a.start for a, b in pairs)


def sum_finding(
    of: tuple[Measure, PlanYear, Book], total: Stated, parts: Sequence[Stated], factor: Fraction
) -> Finding:
    """A stated total and the stated parts of it that do not agree, the total multiplied by its over-assignment."""
    measure, year, book = of
    parent = book.targets[total.source]
    given = round(total.amount * factor)
    whole = sum(s.amount for s in parts)
    code = "parts-exceed-total" if whole > given else "parts-below-total"
    return error(
        code if factor == 1 else f"{code}-over-assigned",
        Place("targets", parent.row, "amount", who=parent.who, what=parent.what, when=_when(year, parent)),
        total=Amount(total.amount, measure.scale),
        given=Amount(given, measure.scale),
        parts=Amount(whole, measure.scale),
        difference=Amount(abs(whole - given), measure.scale),
        cells=[_cell(year, measure, book.targets[s.source]) for s in parts],
    )


def _when(year: PlanYear, target: Target) -> str:
    return year.name(target.first_month, target.month_count)


def _cell(year: PlanYear, measure: Measure, target: Target) -> str:
    what = f" {target.what}" if target.what else ""
    return f"#{target.row} {target.who}{what} {_when(year, target)} = {Amount(target.amount, measure.scale)}"
