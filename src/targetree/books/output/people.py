"""The tables about customers and activities: `customer_months`, `support`, `activities`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from .columns import BLOCK_ROWS, Amounts, Block, Codes, Job, Table, same, texts

NEW_CUSTOMERS = "*new"


def customer_months(job: Job) -> Iterator[Block]:
    """Only months in which something is asked of the customer."""
    plan = job.plan
    months = plan.calendar.year.month_names
    people = [plan.who.ids[node] for node in plan.who.leaf_nodes.tolist()]
    customers = (NEW_CUSTOMERS, *(customer.id for customer in plan.book.customers))
    step = BLOCK_ROWS // 12
    for placed in plan.customer_months:
        order = np.lexsort((placed.customer, placed.person))
        for first in range(0, len(order), step):
            rows = order[first : first + step]
            row, month = np.nonzero(placed.amount[rows])
            person, who = np.unique(placed.person[rows][row], return_inverse=True)
            customer, whom = np.unique(placed.customer[rows][row], return_inverse=True)
            yield (
                same(placed.measure.id, len(row)),
                Codes([people[k] for k in person.tolist()], who.astype(np.int32)),
                Codes([customers[k + 1] for k in customer.tolist()], whom.astype(np.int32)),
                Codes(months, month.astype(np.int32)),
                Amounts(placed.amount[rows][row, month], placed.measure.scale),
            )


def support(job: Job) -> Iterator[Block]:
    for measure, of_measure in groupby(job.plan.support, key=lambda row: row.measure):
        rows = sorted(of_measure, key=lambda row: row.who)
        money = [
            Amounts(np.array(values, np.int64), measure.scale)
            for values in zip(*((row.expected, row.low, row.high) for row in rows), strict=True)
        ]
        yield (
            same(measure.id, len(rows)),
            texts([job.plan.who.ids[row.who] for row in rows]),
            texts([row.stage for row in rows]),
            Amounts(np.array([row.customers for row in rows], np.int64), 1),
            *money,
        )


def activities(job: Job) -> Iterator[Block]:
    found = job.plan.activities
    months = job.plan.calendar.year.month_names
    order = np.lexsort((found.measure, found.month, found.who))
    for first in range(0, len(order), BLOCK_ROWS):
        rows = order[first : first + BLOCK_ROWS]
        nodes, of_node = np.unique(found.who[rows], return_inverse=True)
        yield (
            Codes([job.plan.who.ids[node] for node in nodes.tolist()], of_node.astype(np.int32)),
            Codes(months, found.month[rows].astype(np.int32)),
            Codes(found.names, found.measure[rows].astype(np.int32)),
            Amounts(found.count[rows].astype(np.int64), 1),
        )


CUSTOMER_MONTHS_TABLE = Table(
    "customer_months",
    (("measure", "text"), ("person", "text"), ("customer", "text"), ("month", "text"), ("amount", "amount")),
    customer_months,
    lambda job: sum(len(placed.person) * 12 for placed in job.plan.customer_months),
)
SUPPORT_TABLE = Table(
    "support",
    (
        ("measure", "text"), ("who", "text"), ("stage", "text"), ("customers", "count"),
        ("expected", "amount"), ("low", "amount"), ("high", "amount"),
    ),
    support,
    lambda job: len(job.plan.support),
)  # fmt: skip
ACTIVITIES_TABLE = Table(
    "activities",
    (("who", "text"), ("month", "text"), ("measure", "text"), ("count", "count")),
    activities,
    lambda job: len(job.plan.activities),
)
