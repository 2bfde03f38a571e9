"""The figures that a director reads first, taken from the plan as plain rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from targetree.engine.findings import Finding, Severity
from targetree.engine.result import MeasurePlan, Plan, SupportRow

STAGES = ("past", "current", "future", "new")
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class UnitRow:
    name: str
    depth: int
    people: int
    """Those who carry a target."""
    targets: tuple[int, ...]
    """The unit's own, in smallest units, one for each measure asked for."""
    given: int
    """What its people were given of the first measure; more than the target under over-assignment."""


def leading(plan: Plan) -> MeasurePlan | None:
    """The measure that the details are shown for: the first one in money, else the first."""
    return next((m for m in plan.measures if m.measure.kind == "money"), next(iter(plan.measures), None))


def given_total(measure: MeasurePlan) -> int:
    """What all people were given for the year."""
    return int(measure.cells.sum())


def month_targets(measure: MeasurePlan) -> NDArray[np.int64]:
    """[12] the company's own targets, all products together."""
    own = measure.targets.get(0)
    totals: NDArray[np.int64] = measure.cells.sum(axis=(0, 1)) if own is None else own[0]
    return totals


def year_target(measure: MeasurePlan) -> int:
    """The company's own target of the year."""
    return int(month_targets(measure).sum())


def _carry(plan: Plan) -> NDArray[np.int64]:
    """[P] 1 for people who carry a target of any measure."""
    carry = np.zeros(len(plan.people), bool)
    for measure in plan.measures:
        carry |= measure.cells.any(axis=(1, 2))
    return carry.astype(np.int64)


def carriers(plan: Plan) -> int:
    """How many people carry a target of any measure."""
    return int(_carry(plan).sum())


def unit_rows(plan: Plan, measures: Sequence[MeasurePlan], most: int) -> tuple[list[UnitRow], int]:
    """Units from the company down, as many levels as fit into `most` rows, and the number left out."""
    units = {unit.id: unit for unit in plan.book.units}
    nodes = [node for node, name in enumerate(plan.who.ids) if name in units]
    depth = plan.who.depth
    deepest = max((int(depth[n]) for n in nodes), default=0)
    while deepest > 1 and sum(int(depth[n]) <= deepest for n in nodes) > most:
        deepest -= 1
    shown = [n for n in nodes if depth[n] <= deepest]
    people = plan.who.roll_up(_carry(plan))
    given = [plan.who.roll_up(m.cells.sum(axis=(1, 2))) for m in measures]
    rows = []
    for n in shown:
        targets = (int(m.targets[n][0].sum() if n in m.targets else g[n]) for m, g in zip(measures, given, strict=True))
        name = units[plan.who.ids[n]].name or plan.who.ids[n]
        rows.append(UnitRow(name, int(depth[n]), int(people[n]), tuple(targets), int(given[0][n])))
    return rows, len(nodes) - len(shown)


def support_rows(plan: Plan, measure: MeasurePlan) -> list[SupportRow]:
    """The company's, in the order past, current, future, gap."""
    rows = [r for r in plan.support if r.who == 0 and r.measure.id == measure.measure.id]
    return sorted(rows, key=lambda r: STAGES.index(r.stage))


def most_important(findings: Sequence[Finding], most: int) -> list[tuple[Finding, int]]:
    """The first of each kind, the grave kinds first, and how many there are of the kind."""
    number = Counter((f.severity, f.code) for f in findings)
    first: dict[tuple[Severity, str], Finding] = {}
    for finding in findings:
        first.setdefault((finding.severity, finding.code), finding)
    kinds = sorted(first, key=lambda kind: _SEVERITIES.index(kind[0]))
    return [(first[kind], number[kind]) for kind in kinds[:most]]
