"""The way from the company's year to one figure, step by step: unit by unit, then product, then month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from targetree.engine.periods import MONTHS
from targetree.engine.result import BASES
from targetree.engine.tree import Tree
from targetree.store.arrays import Ints


@dataclass(frozen=True)
class Paper:
    """A node on the way: its amounts, and how the engine came to them (None where a plan was not made by it).

    Tables are [nodes of what, 13], the year first.
    """

    node: int
    name: str
    kind: str
    person: str
    over: float
    """What the unit hands on as a part of its own target; 1: all of it and no more."""
    cells: Ints
    """[K, 12]"""
    share: NDArray[np.float64] | None
    basis: Ints | None
    parent: Ints | None
    planned: Ints | None
    own_target: Ints | None
    """[nodes of what, 12] where over-assignment makes it another than the sum of those below."""

    def planned_of(self, what: int, first: int, count: int) -> int | None:
        """What the engine planned for a product and period."""
        if self.planned is None:
            return None
        months = self.planned[what]
        return int(months[0] if count == MONTHS else months[1 + first : 1 + first + count].sum())

    def padding_of(self, what: int, first: int, count: int) -> int:
        """What was planned to be handed on beyond the unit's own target."""
        planned = self.planned_of(what, first, count)
        if planned is None or self.own_target is None:
            return 0
        return planned - int(self.own_target[what, first : first + count].sum())


@dataclass(frozen=True, slots=True)
class Step:
    """One step down: an amount, and which part of the amount of the step before it is, and why.

    As planned: `planned` = `planned_above` x `planned_share` + `rounding`; what happened by hand since is the rest.
    """

    level: str
    """company, unit, seat, product, quarter, month"""
    node: int
    name: str
    """Of a unit or person; blank for products and periods."""
    what: str
    first_month: int
    month_count: int
    amount: int
    above: int | None
    """The amount of the step before; None for the first."""
    basis: str
    """A slug of `engine.result.BASES`; blank where the engine did not plan it."""
    planned: int | None
    planned_above: int | None
    planned_share: float | None
    rounding: float | None
    padding: int
    """What a unit hands on beyond its own target (over-assignment)."""
    over: float

    @property
    def share(self) -> float:
        """The part of the step before, as things are now."""
        return self.amount / self.above if self.above else 0.0

    @property
    def by_hand(self) -> int:
        """What changes by hand have added since the plan was made."""
        return 0 if self.planned is None else self.amount - self.planned

    @property
    def own_target(self) -> int:
        """What the unit itself must reach."""
        return self.amount - self.padding


def steps_of(papers: list[Paper], what: Tree, code: str, first: int, count: int) -> list[Step]:
    """From the company's year of all products to the figure: its units and person, its products, its period."""
    steps: list[Step] = []

    def step(level: str, paper: Paper, product: int, start: int, length: int, name: str = "") -> None:
        last = steps[-1] if steps else None
        amount = int(paper.cells[what.leaves(product), start : start + length].sum())
        planned = paper.planned_of(product, start, length)
        share, basis = _share_and_basis(paper, product, start, length)
        above = last.planned if last else None
        rounding = None if None in (planned, above, share) else planned - above * share  # type: ignore[operator]
        steps.append(
            Step(
                level, paper.node, name, "" if what.ids[product] == "*" else what.ids[product], start, length, amount,
                last.amount if last else None, basis, planned, above, share, rounding,
                paper.padding_of(product, start, length), paper.over,
            )
        )  # fmt: skip

    for at, paper in enumerate(papers):
        level = "company" if at == 0 else "seat" if paper.kind == "seat" else "unit"
        step(level, paper, 0, 0, MONTHS, paper.name)
    own = papers[-1]
    for product in reversed(what.path(what.index[code or "*"])[:-1]):
        step("product", own, product, 0, MONTHS)
    if count != MONTHS:
        step("month" if count == 1 else "quarter", own, what.index[code or "*"], first, count)
    return steps


def _share_and_basis(paper: Paper, product: int, first: int, count: int) -> tuple[float | None, str]:
    if paper.share is None or paper.basis is None:
        return None, ""
    if count == MONTHS:
        return float(paper.share[product, 0]), BASES[int(paper.basis[product, 0])]
    months = slice(1 + first, 1 + first + count)
    return float(paper.share[product, months].sum()), BASES[int(paper.basis[product, 1 + first])]
