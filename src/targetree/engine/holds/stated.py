"""The book's targets of one measure as stated cells of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import Book, Measure, Target
from ..findings import Finding, Place, error, warning
from ..money import Amount
from ..periods import MONTHS, PlanYear
from ..tree import Tree
from .atoms import CellBox
from .block import Stated


@dataclass(frozen=True)
class StatedCells:
    held: tuple[Stated, ...]
    starts: tuple[Stated, ...]
    findings: tuple[Finding, ...]


def stated_cells(book: Book, measure: Measure, year: PlanYear, who: Tree, what: Tree) -> StatedCells:
    """Rows of `book.targets` for `measure`; `Stated.source` is the index into `book.targets`.

    The same cell stated twice with the same amount counts once; with different amounts it is an error.
    """
    held: dict[CellBox, Stated] = {}
    starts: dict[CellBox, Stated] = {}
    findings: list[Finding] = []
    for at, target in enumerate(book.targets):
        if target.measure != measure.id:
            continue
        if measure.activity and target.what:
            findings.append(error("target-activity-product", _place(target, "what"), measure=measure.id))
            continue
        box = CellBox(
            who.index[target.who], what.index[target.what] if target.what else 0, target.first_month, target.month_count
        )
        side = held if target.hold else starts
        if box in side and side[box].amount != target.amount:
            findings.append(_twice(target, book.targets[side[box].source], measure))
        side.setdefault(box, Stated(box, target.amount, at))
        if target.hold and target.expires and target.expires < year.start:
            findings.append(warning("hold-expired", _place(target, "expires"), expires=target.expires))
    return StatedCells(tuple(held.values()), tuple(starts.values()), tuple(findings))


def _twice(target: Target, first: Target, measure: Measure) -> Finding:
    return error(
        "target-twice", _place(target, "amount"), row=first.row,
        first=Amount(first.amount, measure.scale), second=Amount(target.amount, measure.scale),
    )  # fmt: skip


def _place(target: Target, column: str) -> Place:
    return Place("targets", target.row, column)


def star_only(book: Book, measure: Measure) -> bool:
    """Whether the measure has no products: activities, and new customers unless a product is stated for them."""
    if measure.activity:
        return True
    return measure.id == "new_customers" and not any(t.what for t in book.targets if t.measure == measure.id)


def year_is_stated(stated: Sequence[Stated], who: Tree, what: Tree, room: NDArray[np.bool_]) -> bool:
    """Whether everything lies in some stated cell: all products of all people in the months they work, room [P, 12]."""
    covered = np.zeros((who.leaf_count, what.leaf_count, MONTHS), bool)
    for cell in stated:
        box = cell.box
        covered[who.leaves(box.who), what.leaves(box.what), box.months] = True
    return bool((covered | ~room[:, None, :]).all())
