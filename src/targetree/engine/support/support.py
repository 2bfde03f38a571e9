"""What customers can bring beside what is asked, and the activities that close the gap: the one entry for the plan.

M13 (support by past, current and future customers), M14 (the gap in customers and activities),
M2 (months placed on customers), M41 (receivables behind the cash target).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..book import Book, Measure
from ..calendar import WorkCalendar
from ..findings import Finding, Place, note
from ..grouping import sum_by
from ..periods import MONTHS
from ..result import Activities, ActivityBases, CustomerMonths, CustomerOutlooks, SupportRow
from ..tree import Tree
from .coverage import Coverage, Entries, cover, support_rows
from .customer_outlooks import customer_outlooks
from .deals import DealSize, deal_size, no_deals
from .funnel import Needs, activities, no_deal_size
from .funnel_rates import FunnelRates, funnel_rates
from .ledger import Ledger, entries_of, open_ledger
from .outlook import FUTURE
from .owners import Owners, seats, shared_out
from .placement import NEW, place_on_customers
from .rhythm import care_visits, visits_a_year

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STATED_COUNTS = ("signings", "new_customers")
"""Beside activities, counts of the funnel that may be stated."""


@dataclass(frozen=True)
class Support:
    support: Sequence[SupportRow]
    activities: Activities
    """`activities.years` has the ranges of the years."""
    customer_months: Sequence[CustomerMonths]
    outlooks: Sequence[CustomerOutlooks]
    """Of money measures, customer by customer."""
    bases: Sequence[ActivityBases]
    """Of the same, what turns a gap into activities."""
    findings: Sequence[Finding]


def outlook_and_activities(
    book: Book,
    who: Tree,
    people: NDArray[np.int32],
    calendar: WorkCalendar,
    plan_year_targets: Mapping[str, Ints],
) -> Support:
    """Support, activities and customers' months of a planned year.

    `people` [P] is the index into `book.people` of each leaf of `who`, `plan_year_targets` holds
    for every measure that is planned the months of people, int64 [P, 12]. Nothing depends on the
    order of the book's rows.
    """
    year = calendar.year
    book, position = _by_id(book)
    seated = seats(book, who, people, calendar)
    asked = {m: months for m, months in plan_year_targets.items() if months.any()}
    money = [m for m in book.measures if m.kind == "money" and m.id in asked]
    totals = {m: int(months.sum()) for m, months in asked.items()}
    ledger = open_ledger(book, who, seated, year, totals)
    findings: list[Finding] = list(ledger.findings)
    goal = _goal(money, ledger)
    owned = ledger.owned
    if goal is not None and book.customers:
        owned, given = shared_out(who, seated, owned, ledger.lead.expected, asked[goal.id].sum(axis=1))
        findings += _given(book, given)
    rows: list[SupportRow] = []
    placed: list[CustomerMonths] = []
    outlooks: list[CustomerOutlooks] = []
    covers: dict[str, tuple[Entries, Coverage]] = {}
    for measure in money:
        months = asked[measure.id]
        entries, found = entries_of(ledger, owned, measure, totals)
        findings += found
        coverage = cover(who, entries, months.sum(axis=1))
        rows += support_rows(measure, who, coverage, months.sum(axis=1))
        outlook = customer_outlooks(measure, entries, ledger.logs.get(measure.id), ledger.leading_log())
        outlooks.append(replace(outlook, customer=_given_place(outlook.customer, position)))
        placed.append(_back(_placed(book, measure, months, owned, entries), position))
        covers[measure.id] = entries, coverage
    if goal is not None:
        entries, coverage = covers[goal.id]
        needs = _needs(who, asked[goal.id], entries, coverage)
        deals = deal_size(book, who, seated, owned, goal.id, ledger.orders_of(goal.id), year)
    else:
        needs, deals = _no_needs(who), no_deals(who)
    has = owned.leaf >= 0
    returns, care = (
        sum_by(owned.leaf[has], visits[has], who.leaf_count)
        for visits in (
            visits_a_year(book, ledger.stage, year), care_visits(book, ledger.first_orders(), year)
        )
    )  # fmt: skip
    needs = replace(needs, return_visits=returns, care_visits=care)
    rates = funnel_rates(book, who, seated, ledger.first_orders(), year)
    bases = [
        _bases(
            measure, who, rates, returns, care,
            deals if measure == goal
            else deal_size(book, who, seated, owned, measure.id, ledger.orders_of(measure.id), year),
        )
        for measure in money
    ]  # fmt: skip
    planned = {m.id: asked[m.id] for m in book.measures if m.id in asked and (m.activity or m.id in STATED_COUNTS)}
    work, found = activities(who, calendar, needs, rates, deals, planned)
    if "opportunities" in work.names or (needs.new.any() and deals.amount[0] > 0):
        findings += rates.findings
    elif needs.new.any():
        findings.append(no_deal_size())
    return Support(rows, work, placed, outlooks, bases, [*findings, *found])


def _bases(
    measure: Measure, who: Tree, rates: FunnelRates, returns: Floats, care: Floats, deals: DealSize
) -> ActivityBases:
    of_nodes = np.zeros((2, len(who.ids)))
    of_nodes[:, who.leaf_nodes] = returns, care
    return ActivityBases(
        measure, rates.rate, rates.doubt, rates.days, rates.tries, rates.wins, deals.amount, deals.doubt, deals.count,
        deals.orders_of_new, of_nodes[0], of_nodes[1],
    )  # fmt: skip


def _by_id(book: Book) -> tuple[Book, Ints]:
    """The book with customers, opportunities and receivables in the order of their ids, so that no sum of floats
    depends on the order of rows; and for each customer where the book given has it."""
    position = np.array(sorted(range(len(book.customers)), key=lambda at: book.customers[at].id), np.int64)
    place = np.append(np.argsort(position), -1).astype(np.int32)
    return (
        replace(
            book,
            customers=tuple(book.customers[at] for at in position.tolist()),
            actuals=replace(book.actuals, customer=place[book.actuals.customer]),
            opportunities=tuple(sorted(book.opportunities, key=lambda row: (row.id, row.customer, row.amount))),
            receivables=tuple(
                sorted(book.receivables, key=lambda r: (r.contract, r.customer, r.due_date, r.amount, r.paid, r.owner))
            ),
        ),
        position,
    )


def _back(placed: CustomerMonths, position: Ints) -> CustomerMonths:
    """With the customers' numbers of the book given."""
    return replace(placed, customer=_given_place(placed.customer, position))


def _given_place(customer: NDArray[np.int32], position: Ints) -> NDArray[np.int32]:
    return np.append(position, NEW).astype(np.int32)[customer]


def _goal(money: Sequence[Measure], ledger: Ledger) -> Measure | None:
    """The money that activities are to win: the leading measure if it is planned, else the first that is, cash last."""
    lead = next((m for m in money if ledger.leading is not None and m.id == ledger.leading.id), None)
    return lead or min(money, key=lambda m: m.id == "cash_collected", default=None)


def _given(book: Book, given: Ints) -> list[Finding]:
    if not len(given):
        return []
    first = book.customers[int(given[0])]
    place = Place("customers", first.row or None, "owner", first.owner)
    return [note("support-customers-shared-out", place, count=len(given), largest=first.name or first.id)]


def _placed(book: Book, measure: Measure, months: Ints, owned: Owners, entries: Entries) -> CustomerMonths:
    size = len(book.customers)
    named = entries.customer >= 0
    expected = sum_by(entries.customer[named], entries.expected[named].astype(np.float64), size)
    timed = np.zeros((size, MONTHS))
    np.add.at(timed, entries.customer[named], entries.timed[named])
    return place_on_customers(measure, months, owned.leaf, np.arange(size), expected, timed)


def _needs(who: Tree, months: Ints, entries: Entries, coverage: Coverage) -> Needs:
    open_ones = (entries.stage == FUTURE) & (entries.leaf >= 0)
    weights = entries.expected[open_ones].astype(np.float64)
    return Needs(
        coverage.new[who.leaf_nodes].astype(np.float64),
        sum_by(entries.leaf[open_ones], weights, who.leaf_count),
        coverage.doubt[who.leaf_nodes],
        months,
        np.zeros(who.leaf_count),
        np.zeros(who.leaf_count),
    )


def _no_needs(who: Tree) -> Needs:
    nothing = np.zeros(who.leaf_count)
    return Needs(nothing, nothing, nothing, np.zeros((who.leaf_count, MONTHS), np.int64), nothing, nothing)
