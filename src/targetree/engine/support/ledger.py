"""All that is known of customers, read once for every money measure, and what each measure rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..book import Book, Measure
from ..findings import Finding, Place, note
from ..periods import MONTHS, PlanYear
from ..tree import Tree
from .coverage import Entries
from .opportunities import Pipeline, read_pipeline
from .orders import Orders
from .outlook import (
    CURRENT,
    FUTURE,
    PAST,
    Expectation,
    Known,
    follow,
    lead_expectation,
    leading_measure,
    read_log,
    stages,
)
from .owners import Owners, Seats, owners
from .ranges import SharedError
from .receivables import CashDue, cash_due, uncovered

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CASH = "cash_collected"
NEVER = 2**31


@dataclass(frozen=True)
class Ledger:
    """A book's customers, C of them in the order of their ids."""

    book: Book
    owned: Owners
    stage: Ints
    """[C] index into `outlook.STAGES`."""
    leading: Measure | None
    """The measure that opportunities and stated amounts are about."""
    lead: Expectation
    logs: dict[str, Known]
    """By measure, of those with an order log."""
    pipeline: Pipeline
    cash: CashDue | None
    seats: dict[str, tuple[int, int]]
    """Node and leaf (-1 for none) of every person."""
    findings: list[Finding] = field(default_factory=list)

    def orders_of(self, measure: str) -> Orders | None:
        return self.logs[measure].log if measure in self.logs else None

    def leading_log(self) -> Known | None:
        return self.logs.get(self.leading.id) if self.leading else None

    def first_orders(self) -> Ints:
        """[C] the day of each customer's first order of any money measure."""
        first = np.full(len(self.book.customers), NEVER, np.int64)
        for known in self.logs.values():
            np.minimum.at(first, known.log.customer, known.log.day)
        return first


def open_ledger(book: Book, who: Tree, seated: Seats, year: PlanYear, totals: Mapping[str, int]) -> Ledger:
    """`totals` are the year's targets of the company by measure; logs are read for money measures among them and the
    leading one."""
    owned = owners(book, who, seated, year)
    leading = leading_measure(book, set(totals))
    logs: dict[str, Known] = {}
    findings: list[Finding] = []
    for at, measure in enumerate(book.measures):
        if book.customers and measure.kind == "money" and (measure.id in totals or measure == leading):
            known = read_log(book, at, year, owned.leaf)
            if known is not None:
                logs[measure.id] = known
                findings += known.findings
    stage = stages(book, list(logs.values()), year)
    pipeline = read_pipeline(book, year)
    findings += pipeline.findings
    lead, found = lead_expectation(book, stage, logs.get(leading.id) if leading else None, pipeline)
    findings += found
    cash = cash_due(book, year) if book.receivables and CASH in totals else None
    if cash is not None:
        findings += cash.findings
    if not book.customers and leading is not None:
        findings.append(note("support-no-customers", Place("customers")))
    nodes, leaves = seated.node_of_person.tolist(), seated.leaf_of_person.tolist()
    seats = {person.id: (nodes[at], leaves[at]) for at, person in enumerate(book.people)}
    return Ledger(book, owned, stage, leading, lead, logs, pipeline, cash, seats, findings)


def entries_of(
    ledger: Ledger, owned: Owners, measure: Measure, totals: Mapping[str, int]
) -> tuple[Entries, list[Finding]]:
    """What the money `measure` rests on, customer by customer, then what has no customer's name.

    With receivables the cash rests on them: past is what is overdue, current what falls due in
    the year, future what the orders still to be signed by the same customers are expected to pay.
    """
    if ledger.leading is None:
        raise ValueError(f"{measure.id} is not money")
    findings: list[Finding] = []
    expectation, ratio = ledger.lead, 1.0
    if measure != ledger.leading:
        expectation, ratio, findings = _followed(ledger, measure, totals)
    everyone = np.arange(len(ledger.book.customers))
    if measure.id == CASH and ledger.cash is not None:
        findings += uncovered(ledger.cash, totals[CASH], totals.get(ledger.leading.id))
        parts = _cash_parts(ledger.cash, expectation)
        nameless = [
            (*ledger.seats.get(owner, (0, -1)), PAST if late else CURRENT, amount, doubt)
            for owner, late, amount, doubt in ledger.cash.nameless
        ]
        error = SharedError(0.05, 0.05)
    else:
        parts = [(everyone, ledger.stage, expectation.expected, expectation.variance, expectation.timed)]
        nameless = _nameless_opportunities(ledger, ratio)
        error = expectation.error
    customer = np.concatenate([part[0] for part in parts] + [np.full(len(nameless), -1)])
    known = customer[customer >= 0]
    node, leaf = np.array([row[0] for row in nameless], np.int64), np.array([row[1] for row in nameless], np.int64)
    extra = np.array([row[2:] for row in nameless], np.float64).reshape(-1, 3)
    expected = np.rint(np.concatenate([part[2] for part in parts] + [extra[:, 1]])).astype(np.int64)
    habit = np.concatenate((np.rint(expectation.habit[known]).astype(np.int64), np.zeros(len(nameless), np.int64)))
    return (
        Entries(
            customer,
            np.concatenate([part[1] for part in parts] + [extra[:, 0].astype(np.int64)]),
            np.concatenate((owned.node[known], node)),
            np.concatenate((owned.leaf[known], leaf)),
            expected,
            np.concatenate([part[3] for part in parts] + [extra[:, 2]]),
            np.minimum(habit, expected),
            np.concatenate([part[4] for part in parts] + [np.zeros((len(nameless), MONTHS))]),
            error,
        ),
        findings,
    )


def _followed(ledger: Ledger, measure: Measure, totals: Mapping[str, int]) -> tuple[Expectation, float, list[Finding]]:
    leading = ledger.leading
    assert leading is not None
    lead_log, log = ledger.logs.get(leading.id), ledger.logs.get(measure.id)
    if log is not None and lead_log is not None and lead_log.last_year.sum() > 0:
        ratio = float(log.last_year.sum() / lead_log.last_year.sum())
    else:
        ratio = min(totals[measure.id] / totals[leading.id], 1.0) if totals.get(leading.id, 0) > 0 else 1.0
        ratio = max(ratio, 0.0)
    findings = []
    if log is None and ledger.lead.expected.any() and not (measure.id == CASH and ledger.cash is not None):
        place = Place("actuals", column="measure", value=measure.id)
        findings.append(note("support-measure-without-log", place, measure=measure.id, leading=leading.id))
    return follow(ledger.lead, log, ratio), ratio, findings


def _cash_parts(cash: CashDue, expectation: Expectation) -> list[tuple[Ints, Ints, Floats, Floats, Floats]]:
    due = cash.due.sum(axis=1)
    ahead = np.maximum(expectation.expected - due - cash.overdue, 0.0)
    no_month = np.zeros_like(cash.due)
    parts = []
    for stage, amount, variance, timed in (
        (PAST, cash.overdue, cash.variance[:, 0], cash.overdue_months),
        (CURRENT, due, cash.variance[:, 1], cash.due),
        (FUTURE, ahead, expectation.variance, no_month),
    ):
        some = np.flatnonzero(amount > 0)
        parts.append((some, np.full(len(some), stage), amount[some], variance[some], timed[some]))
    return parts


def _nameless_opportunities(ledger: Ledger, ratio: float) -> list[tuple[int, int, int, float, float]]:
    """(node, leaf, stage, expected, variance) of opportunities with nobody the book knows."""
    known = {customer.id for customer in ledger.book.customers}
    rows = zip(
        ledger.pipeline.position.tolist(),
        ledger.pipeline.expected.tolist(),
        ledger.pipeline.variance.tolist(),
        strict=True,
    )
    return [
        (*ledger.seats.get(opportunity.owner, (0, -1)), FUTURE, amount * ratio, doubt * ratio**2)
        for at, amount, doubt in rows
        if (opportunity := ledger.book.opportunities[at]).customer not in known
    ]
