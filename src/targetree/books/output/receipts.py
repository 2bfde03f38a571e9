"""The table `receipts`: of every figure, what it is a part of, which part, on what basis, and what rounding did."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from targetree.engine.result import BASES, PARENTS, MeasurePlan, Plan

from .columns import BLOCK_ROWS, Amounts, Block, Codes, Job, Shares, Table, grid, same
from .nodes import NodeFigures

MICRO = 1_000_000
DIGITS = 12
SMALLEST = 30
"""Shares below 1e-30 lose digits: no amount is so large that it would show."""
POWERS = np.array([float(f"1e{k}") for k in range(DIGITS + SMALLEST)])
OF_NOTHING, OF_WHO, OF_WHAT, OF_YEAR = (PARENTS.index(name) for name in ("none", "who", "what", "year"))


def blocks(job: Job) -> Iterator[Block]:
    for measure in job.plan.measures:
        figures = receipt_figures(job.plan, measure)
        for nodes, amounts in figures.blocks(BLOCK_ROWS):
            yield _block(job.plan, measure, figures, nodes, amounts)


def receipt_figures(plan: Plan, measure: MeasurePlan) -> NodeFigures:
    """Amounts of the year (index 0) and the months."""

    def of_people(people: slice) -> NDArray[np.int64]:
        cells = measure.cells[people]
        figures = np.empty((*cells.shape[:2], 13), np.int64)
        np.add.reduce(cells, axis=2, out=figures[:, :, 0])
        figures[:, :, 1:] = cells
        return figures

    return NodeFigures(plan, measure.what, of_people, 13)


def _block(plan: Plan, measure: MeasurePlan, figures: NodeFigures, nodes: slice, amounts: NDArray[np.int64]) -> Block:
    who, what, year = plan.who, measure.what, plan.calendar.year
    receipts = measure.receipts
    kind = receipts.parent[nodes].astype(np.int32)
    above = np.maximum(who.parent[nodes], 0)
    whole = parent_amounts(figures, nodes, amounts, kind)
    share = np.where(kind == OF_NOTHING, 1.0, significant(receipts.share[nodes]))
    rest = amounts - whole * share
    units, of_unit = np.unique(above, return_inverse=True)
    words = ["", str(year.year), *what.ids, *(who.ids[node] for node in units.tolist())]
    parent = np.select(
        [kind == OF_WHO, kind == OF_WHAT, kind == OF_YEAR],
        [
            (2 + len(what.ids) + of_unit.astype(np.int32))[:, None, None],
            (2 + np.maximum(what.parent, 0))[None, :, None],
            1,
        ],
        0,
    )
    scale = measure.measure.scale
    return (
        same(measure.measure.id, amounts.size),
        Codes(who.ids[nodes], grid(amounts.shape, 0)),
        Codes(what.ids, grid(amounts.shape, 1)),
        Codes((str(year.year), *year.month_names), grid(amounts.shape, 2)),
        Codes(words, parent.reshape(-1).astype(np.int32)),
        Amounts(whole.reshape(-1), scale),
        Codes(BASES, receipts.basis[nodes].reshape(-1).astype(np.int32)),
        Shares(share.reshape(-1)),
        Amounts(np.rint(rest * (MICRO // scale)).reshape(-1).astype(np.int64), MICRO),
        Amounts(amounts.reshape(-1), scale),
    )


def parent_amounts(
    figures: NodeFigures, nodes: slice, amounts: NDArray[np.int64], kind: NDArray[np.int32]
) -> NDArray[np.int64]:
    """What each figure is a part of; the figure itself where it is a part of nothing."""
    whole = amounts.copy()
    above = figures.unit_of_node[np.maximum(figures.who.parent[nodes], 0)]
    np.copyto(whole, figures.unit_figures[above], where=kind == OF_WHO)
    np.copyto(whole, amounts[:, np.maximum(figures.what.parent, 0)], where=kind == OF_WHAT)
    np.copyto(whole, amounts[:, :, :1], where=kind == OF_YEAR)
    return whole


def significant(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounded to 12 digits, so that the printed share gives the printed rounding; what is not finite becomes 0."""
    values = np.nan_to_num(values, posinf=0.0, neginf=0.0)
    with np.errstate(divide="ignore"):
        exponent = np.clip(np.log10(np.abs(values)), -SMALLEST, DIGITS - 1)
    factor = POWERS[(DIGITS - 1 - np.floor(exponent)).astype(np.int32)]
    values *= factor
    np.rint(values, out=values)
    values /= factor
    return values


def row_count(job: Job) -> int:
    return sum(len(job.plan.who.ids) * len(measure.what.ids) * 13 for measure in job.plan.measures)


TABLE = Table(
    "receipts",
    (
        ("measure", "text"), ("who", "text"), ("what", "text"), ("when", "text"), ("parent", "text"),
        ("parent_amount", "amount"), ("basis", "text"), ("share", "share"), ("rounding", "rounding"),
        ("amount", "amount"),
    ),
    blocks,
    row_count,
)  # fmt: skip
