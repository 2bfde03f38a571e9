"""The few figures of a plan that its workbook shows: of all products, for the rows that fit on a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from targetree.books.output.nodes import NodeFigures, OfPeople, month_figures, part_figures
from targetree.engine.book import Measure
from targetree.engine.result import MeasurePlan, Plan
from targetree.engine.splitting.days import sum_days
from targetree.engine.tree import ALL, lone

from .page import MOST_CELLS, MOST_ROWS
from .styles import COMPANY, PERSON, TOP, UNIT

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Shown:
    """Nodes of who that fit on a sheet, in tree order; whether all people, or all units, are among them."""

    nodes: NDArray[np.int64]
    people: bool
    units: bool


def shown(plan: Plan, cells_per_node: int, measures: int = 1) -> Shown:
    """Everyone if they fit; else the units; else as many levels of units as do."""
    most = max(1, min(MOST_CELLS // max(1, cells_per_node), MOST_ROWS // max(1, measures)))
    count = len(plan.who.ids)
    if count <= most:
        return Shown(np.arange(count), people=True, units=True)
    depth = np.where(plan.who.is_leaf, np.iinfo(np.int32).max, plan.who.depth)
    units = np.flatnonzero(~plan.who.is_leaf)
    deepest = int(depth[units].max())
    while deepest > 0 and int((depth <= deepest).sum()) > most:
        deepest -= 1
    nodes = np.flatnonzero(depth <= deepest)
    return Shown(nodes, people=False, units=len(nodes) == len(units))


def weight_of(plan: Plan, node: int) -> int:
    """How much weight its row gets."""
    if plan.who.is_leaf[node]:
        return PERSON
    depth = int(plan.who.depth[node])
    return COMPANY if depth == 0 else TOP if depth == 1 else UNIT


class Figures:
    """Figures of all products by node of who."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def months(self, measure: MeasurePlan, nodes: NDArray[np.int64]) -> Ints:
        """[n, 12]"""
        return self._pick(month_figures(self.plan, measure).of_people, 12, nodes)

    def parts(self, measure: MeasurePlan, edges: Ints, nodes: NDArray[np.int64]) -> Ints:
        """[n, E]"""
        return self._pick(part_figures(self.plan, measure, edges).of_people, len(edges) - 1, nodes)

    def days(self, measure: MeasurePlan, nodes: NDArray[np.int64]) -> Ints:
        """[n, D]"""
        calendar = self.plan.calendar
        phase = self.plan.day_phase.get(measure.measure.id)

        def of_people(people: slice) -> Ints:
            own = None if phase is None else phase[people]
            row_class = calendar.person_class[people]
            return sum_days(measure.cells[people], calendar.working, row_class, calendar.year, own)[:, None]

        return self._pick(of_people, calendar.year.day_count, nodes)

    def works(self, nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """[n, D] whether the person, or anyone of the unit, works on the day."""
        who, calendar = self.plan.who, self.plan.calendar
        rows = np.zeros((len(nodes), calendar.year.day_count), bool)
        for row, node in enumerate(nodes.tolist()):
            classes = np.unique(calendar.person_class[who.leaves(node)])
            rows[row] = calendar.working[classes].any(axis=0)
        return rows

    def _pick(self, of_people: OfPeople, periods: int, nodes: NDArray[np.int64]) -> Ints:
        def together(people: slice) -> Ints:
            sums: Ints = of_people(people).sum(axis=1, keepdims=True)
            return sums

        figures = NodeFigures(self.plan, lone(ALL), together, periods)
        if len(nodes) == len(self.plan.who.ids):
            return figures.block(slice(0, len(nodes)))[:, 0]
        return figures.unit_sums[figures.unit_of_node[nodes]][:, 0]

    @cached_property
    def leading(self) -> MeasurePlan | None:
        """The measure that the overview is about: the first one in money, else the first."""
        measures = self.plan.measures
        return next((m for m in measures if m.measure.kind == "money"), next(iter(measures), None))

    def years(self, measure: MeasurePlan) -> Ints:
        """[nodes of who] the year."""
        return self.plan.who.roll_up(measure.cells.sum(axis=(1, 2)))

    def last_year(self, measure: Measure) -> Ints | None:
        """[12] the company's actuals in the twelve months before the plan year, None where the book has none."""
        book, year = self.plan.book, self.plan.calendar.year
        ids = [row.id for row in book.measures]
        if measure.id not in ids or not len(book.actuals):
            return None
        starts = [np.datetime64(f"{d.year - 1:04d}-{d.month:02d}-01", "D").astype(np.int64) for d in year.month_starts]
        month = np.searchsorted(np.array(starts), book.actuals.day, side="right") - 1
        chosen = (book.actuals.measure == ids.index(measure.id)) & (month >= 0) & (month < 12)
        if not chosen.any():
            return None
        totals = np.zeros(12, np.int64)
        np.add.at(totals, month[chosen], book.actuals.amount[chosen])
        return totals
