"""The table `days`: what falls on each of a person's working days."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from targetree.engine.result import MeasurePlan
from targetree.engine.splitting.days import sum_days
from targetree.engine.tree import ALL

from .columns import BLOCK_ROWS, Amounts, Block, Codes, Dates, Job, Table, same
from .nodes import days_of_people, over_products
from .parts import EPOCH_ORDINAL


def blocks(job: Job) -> Iterator[Block]:
    plan = job.plan
    people_count = plan.who.leaf_count
    for measure in plan.measures:
        nodes = len(measure.what.ids) if job.leaf_days else 1
        step = max(1, BLOCK_ROWS // (nodes * plan.calendar.year.day_count))
        for first in range(0, people_count, step):
            yield _block(job, measure, slice(first, min(first + step, people_count)))


def _block(job: Job, measure: MeasurePlan, people: slice) -> Block:
    plan = job.plan
    if job.leaf_days:
        figures, products = over_products(measure.what, days_of_people(plan, measure, people)), measure.what.ids
    else:
        figures, products = _all_products(job, measure, people)[:, None], (ALL,)
    working = plan.calendar.working[plan.calendar.person_class[people]]
    shown = np.broadcast_to(working[:, None], figures.shape)
    per_person = working.sum(axis=1)
    who = np.repeat(np.arange(len(working), dtype=np.int32), per_person * len(products))
    what = np.repeat(
        np.tile(np.arange(len(products), dtype=np.int32), len(working)), np.repeat(per_person, len(products))
    )
    first_day = plan.calendar.year.start.toordinal() - EPOCH_ORDINAL
    date = np.broadcast_to(np.arange(figures.shape[2], dtype=np.int32) + np.int32(first_day), figures.shape)
    names = [plan.who.ids[node] for node in plan.who.leaf_nodes[people].tolist()]
    return (
        same(measure.measure.id, len(who)),
        Codes(names, who),
        Codes(products, what),
        Dates(date[shown]),
        Amounts(figures[shown], measure.measure.scale),
    )


def _all_products(job: Job, measure: MeasurePlan, people: slice) -> NDArray[np.int64]:
    calendar = job.plan.calendar
    phase = job.plan.day_phase.get(measure.measure.id)
    return sum_days(
        measure.cells[people],
        calendar.working,
        calendar.person_class[people],
        calendar.year,
        None if phase is None else phase[people],
    )


def row_count(job: Job) -> int:
    calendar = job.plan.calendar
    working_days = int(calendar.working.sum(axis=1)[calendar.person_class].sum())
    return working_days * sum(len(m.what.ids) if job.leaf_days else 1 for m in job.plan.measures)


TABLE = Table(
    "days",
    (("measure", "text"), ("who", "text"), ("what", "text"), ("date", "date"), ("amount", "amount")),
    blocks,
    row_count,
)
