"""The table `months`: every unit and person, every product and category, every month."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from targetree.engine.result import MeasurePlan

from .columns import BLOCK_ROWS, Amounts, Block, Codes, Job, Table, grid, same
from .nodes import month_figures

NO_YES = ("no", "yes")
KINDS = ("unit", "person")


def blocks(job: Job) -> Iterator[Block]:
    plan = job.plan
    names = plan.calendar.year.month_names
    for measure in plan.measures:
        held = _held(measure)
        for nodes, figures in month_figures(plan, measure).blocks(BLOCK_ROWS):
            sizes = figures.shape
            rows = figures.size
            per_node = rows // sizes[0]
            amount = Amounts(figures.reshape(-1), measure.measure.scale)
            yield (
                same(measure.measure.id, rows),
                Codes(plan.who.ids[nodes], grid(sizes, 0)),
                Codes(KINDS, np.repeat(plan.who.is_leaf[nodes].astype(np.int32), per_node)),
                Codes(measure.what.ids, grid(sizes, 1)),
                Codes(names, grid(sizes, 2)),
                amount,
                _targets(measure, nodes, figures, amount),
                Codes(NO_YES, _flags(held, nodes.start * per_node, rows)),
            )


def _held(measure: MeasurePlan) -> NDArray[np.int64]:
    """Flat positions of held cells, ascending."""
    cells = np.array(sorted(measure.held), np.int64).reshape(-1, 3)
    return (cells[:, 0] * len(measure.what.ids) + cells[:, 1]) * 12 + cells[:, 2]


def _flags(held: NDArray[np.int64], first: int, rows: int) -> NDArray[np.int32]:
    flags = np.zeros(rows, np.int32)
    a, b = np.searchsorted(held, [first, first + rows])
    flags[held[a:b] - first] = 1
    return flags


def _targets(measure: MeasurePlan, nodes: slice, figures: NDArray[np.int64], amount: Amounts) -> Amounts:
    """The very same column where nobody in the block has a target of their own."""
    own = [node for node in measure.targets if nodes.start <= node < nodes.stop]
    if not own:
        return amount
    targets = figures.copy()
    for node in own:
        targets[node - nodes.start] = measure.targets[node]
    return Amounts(targets.reshape(-1), amount.scale)


def row_count(job: Job) -> int:
    return sum(len(job.plan.who.ids) * len(measure.what.ids) * 12 for measure in job.plan.measures)


TABLE = Table(
    "months",
    (
        ("measure", "text"), ("who", "text"), ("who_kind", "text"), ("what", "text"), ("month", "text"),
        ("amount", "amount"), ("target", "amount"), ("held", "text"),
    ),
    blocks,
    row_count,
)  # fmt: skip
