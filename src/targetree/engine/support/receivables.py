"""What customers owe: the cash target rests on receivables as bookings rest on customers (M41)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import Book
from ..findings import Finding, Place, note, warning
from ..money import Amount
from ..periods import MONTHS, PlanYear

Floats = NDArray[np.float64]

DUE_COMES, OVERDUE_COMES, OLD_COMES = 0.95, 0.7, 0.3
"""Share that is collected in the year: of what falls due in it, of what is overdue, of what is so for over a year."""
PRIOR_ROWS = 20.0
"""Instalments a prior counts for against the record of instalments due before the plan year."""
OVERDUE_MONTHS = 6
"""Overdue money is planned for the first half of the year: it is asked for first."""


@dataclass(frozen=True)
class CashDue:
    """By customer, [C]; amounts in fen."""

    overdue: Floats
    """Expected of what is overdue when the plan year begins."""
    due: Floats
    """[C, 12] expected of what falls due in each month."""
    variance: Floats
    """[C, 2] of overdue and due."""
    nameless: tuple[tuple[str, bool, float, float], ...]
    """Of customers the book does not know: owner, whether overdue, expected, variance."""
    findings: tuple[Finding, ...]

    @property
    def overdue_months(self) -> Floats:
        """[C, 12] the overdue spread over the first months."""
        months = np.zeros_like(self.due)
        months[:, :OVERDUE_MONTHS] = self.overdue[:, None] / OVERDUE_MONTHS
        return months


def cash_due(book: Book, year: PlanYear) -> CashDue:
    """Receivables by customer. What falls due after the plan year is not counted.

    The share of what falls due that comes within the year is learned from the instalments due in
    the year before (amount paid of amount), shrunk to `DUE_COMES`.
    """
    at_customer = {customer.id: at for at, customer in enumerate(book.customers)}
    size = len(book.customers)
    overdue, due, variance = np.zeros(size), np.zeros((size, MONTHS)), np.zeros((size, 2))
    rate = _paid_rate(book, year)
    open_overdue = oldest = 0
    late: list[tuple[int, str, int]] = []
    nameless: list[tuple[str, bool, float, float]] = []
    for row in book.receivables:
        left = row.amount - row.paid
        at = at_customer.get(row.customer, -1)
        if left <= 0 or row.due_date >= year.end:
            continue
        age = (year.start - row.due_date).days
        if age > 0:
            open_overdue += left
            oldest = max(oldest, age)
            late.append((-left, row.contract, row.row))
        is_late = age > 0
        share = rate if not is_late else OLD_COMES if age > 365 else OVERDUE_COMES
        doubt = share * (1 - share) * float(left) ** 2
        if at < 0:
            nameless.append((row.owner, is_late, share * left, doubt))
            continue
        variance[at, 0 if is_late else 1] += doubt
        if is_late:
            overdue[at] += share * left
        else:
            due[at, bisect_right(year.month_starts, row.due_date) - 1] += share * left
    findings: list[Finding] = []
    if late:
        late.sort()
        place = Place("receivables", late[0][2] or None, "due_date")
        findings.append(
            warning("receivables-overdue", place, count=len(late), amount=Amount(open_overdue), days=oldest,
                    largest=late[0][1], largest_amount=Amount(-late[0][0]))
        )  # fmt: skip
        findings.append(note("receivables-rates", Place("receivables"), due=f"{rate:.0%}",
                             overdue=f"{OVERDUE_COMES:.0%}", old=f"{OLD_COMES:.0%}"))  # fmt: skip
    return CashDue(overdue, due, variance, tuple(nameless), tuple(findings))


def _paid_rate(book: Book, year: PlanYear) -> float:
    """Amount-weighted share paid of the instalments due in the year before, shrunk by number."""
    rows = [r for r in book.receivables if 0 < (year.start - r.due_date).days <= 365 and r.amount > 0]
    if not any(row.paid >= row.amount for row in rows):
        return DUE_COMES  # a list of open items only: it says nothing about what was paid and taken off it
    paid = sum(min(row.paid, row.amount) for row in rows) / sum(row.amount for row in rows)
    return (paid * len(rows) + DUE_COMES * PRIOR_ROWS) / (len(rows) + PRIOR_ROWS)


def uncovered(due: CashDue, cash_target: int, signed_target: int | None) -> list[Finding]:
    """What of the year's cash target does not rest on receivables and must come from orders of the year itself.

    `signed_target` is the year's target of bookings, None if there is none: a warning where even
    all of it, paid at once, would not be enough, else a note.
    """
    expected = round(float(due.overdue.sum() + due.due.sum()) + sum(row[2] for row in due.nameless))
    rest = cash_target - expected
    if rest <= 0:
        return []
    values = {"target": Amount(cash_target), "expected": Amount(expected), "rest": Amount(rest)}
    place = Place("targets", column="amount", what="", when="")
    if signed_target is not None and rest > signed_target:
        return [warning("receivables-cash-out-of-reach", place, **values, signed=Amount(signed_target))]
    return [note("receivables-cash-not-covered", place, **values)]
