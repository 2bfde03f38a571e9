"""The tables `thirds` and `weeks`: sums of days, worked out from running totals without the days."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from targetree.engine.periods import THIRDS
from targetree.engine.splitting.days import third_edges, week_edges

from .columns import BLOCK_ROWS, Amounts, Block, Codes, Dates, Job, Table, grid, same
from .nodes import part_figures

EPOCH_ORDINAL = 719163
"""1970-01-01 as date.toordinal counts."""


def thirds(job: Job) -> Iterator[Block]:
    year = job.plan.calendar.year
    for measure in job.plan.measures:
        for nodes, figures in part_figures(job.plan, measure, third_edges(year)).blocks(BLOCK_ROWS):
            part = grid(figures.shape, 2)
            yield (
                same(measure.measure.id, figures.size),
                Codes(job.plan.who.ids[nodes], grid(figures.shape, 0)),
                Codes(measure.what.ids, grid(figures.shape, 1)),
                Codes(year.month_names, part // 3),
                Codes(THIRDS, part % 3),
                Amounts(figures.reshape(-1), measure.measure.scale),
            )


def weeks(job: Job) -> Iterator[Block]:
    year = job.plan.calendar.year
    mondays = np.array([monday.toordinal() - EPOCH_ORDINAL for monday in year.week_starts], np.int32)
    for measure in job.plan.measures:
        for nodes, figures in part_figures(job.plan, measure, week_edges(year)).blocks(BLOCK_ROWS):
            week = grid(figures.shape, 2)
            yield (
                same(measure.measure.id, figures.size),
                Codes(job.plan.who.ids[nodes], grid(figures.shape, 0)),
                Codes(measure.what.ids, grid(figures.shape, 1)),
                Codes(year.week_names, week),
                Dates(mondays[week]),
                Amounts(figures.reshape(-1), measure.measure.scale),
            )


def _nodes(job: Job) -> int:
    return sum(len(job.plan.who.ids) * len(measure.what.ids) for measure in job.plan.measures)


THIRDS_TABLE = Table(
    "thirds",
    (
        ("measure", "text"), ("who", "text"), ("what", "text"), ("month", "text"), ("third", "text"),
        ("amount", "amount"),
    ),
    thirds,
    lambda job: _nodes(job) * 36,
)  # fmt: skip
WEEKS_TABLE = Table(
    "weeks",
    (
        ("measure", "text"), ("who", "text"), ("what", "text"), ("week", "text"), ("week_start", "date"),
        ("amount", "amount"),
    ),
    weeks,
    lambda job: _nodes(job) * len(job.plan.calendar.year.week_starts),
)  # fmt: skip
