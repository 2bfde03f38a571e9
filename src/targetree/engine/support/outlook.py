"""What every customer can bring in the plan year, measure by measure (M13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..book import Book, Measure
from ..findings import Finding, Place, note, warning
from ..grouping import different, sum_by
from ..money import Amount
from ..periods import MONTHS, PlanYear
from .opportunities import Pipeline
from .orders import EPOCH, YEAR_DAYS, OrderBook, Orders, order_book, read_orders, tame
from .ranges import SharedError

if TYPE_CHECKING:
    from .buying_again import BuyingAgain

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STAGES = ("past", "current", "future")
PAST, CURRENT, FUTURE = range(3)
PROBABLY_GONE = 0.5
BACK_RATE = (0.2, 0.8)
"""That a past, and a current, customer buys again where neither the book nor the log says."""
STATED_WEIGHT = 2.0
"""How many orders on record an expected amount stated by hand counts for."""


@dataclass(frozen=True)
class Known:
    """One measure's order log read for all customers, [C]; zeros where a customer has none."""

    expected: Floats
    variance: Floats
    alive: Floats
    """NaN without orders."""
    orders: Floats
    order_value: Floats
    """Amount of a usual order."""
    every_days: Floats
    """From one order to the next; NaN for fewer than two."""
    last_year: Floats
    last_day: Ints
    log: Orders
    """As read, exceptional orders cut."""
    error: SharedError
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Expectation:
    """What customers are expected to bring of one measure, [C], smallest units."""

    expected: Floats
    variance: Floats
    habit: Floats
    """Of it, what rests on what they have bought so far; the rest is growth from opportunities and the like."""
    timed: Floats
    """[C, 12] of it, what has a month."""
    error: SharedError


def read_log(book: Book, measure: int, year: PlanYear, owner: Ints) -> Known | None:
    """The forecast of `measure` (index into `book.measures`) from its orders before the plan year; None without any."""
    start = (year.start - EPOCH).days
    orders = read_orders(book.actuals, measure, start)
    if not len(orders.amount):
        return None
    from .buying_again import buying_again, shared_error  # the models load only where there are orders

    until = min(int(book.actuals.day[book.actuals.day < start].max()) + 1, start)
    orders, exceptional = tame(orders, until)
    log = order_book(orders, until)
    stated = np.array([_or_nan(book.customers[at].repeat_rate) for at in log.customer.tolist()], np.float64)
    again = buying_again(log, start - until, year.day_count, stated)
    error = shared_error(orders, until, owner)
    findings = _log_findings(book, measure, log, again)
    if exceptional:
        largest = exceptional[0]
        findings.append(
            warning(
                "support-exceptional-order",
                Place("actuals", who=book.customers[largest.customer].owner),
                measure=book.measures[measure].id,
                count=len(exceptional),
                customer=book.customers[largest.customer].name or book.customers[largest.customer].id,
                date=EPOCH + timedelta(days=largest.day),
                amount=Amount(round(largest.amount), book.measures[measure].scale),
                counted=Amount(round(largest.counted), book.measures[measure].scale),
            )
        )
    return _for_all(book, log, again, orders, error, tuple(findings))


def _log_findings(book: Book, measure: int, log: OrderBook, again: BuyingAgain) -> list[Finding]:
    place, scale = Place("actuals", column="measure", value=book.measures[measure].id), book.measures[measure].scale
    found: list[Finding] = []
    if not again.modelled:
        found.append(note("support-few-repeat-orders", place, customers=len(log.customer)))
    if again.held_back != 1.0:
        values = {"expected": Amount(round(float(again.expected.sum())), scale),
                  "last": Amount(round(float(log.last_year.sum())), scale)}  # fmt: skip
        found.append(note("support-held-to-last-year", place, **values))
    return found


def _for_all(
    book: Book, log: OrderBook, again: BuyingAgain, orders: Orders, error: SharedError, findings: tuple[Finding, ...]
) -> Known:
    def spread(values: Floats, empty: float = 0.0) -> Floats:
        everyone = np.full(len(book.customers), empty)
        everyone[log.customer] = values
        return everyone

    return Known(
        spread(again.expected),
        spread(again.variance * error.customer),
        spread(again.alive, np.nan),
        spread(log.orders),
        spread(log.mean),
        spread(_rhythm(log), np.nan),
        spread(log.last_year),
        spread(log.last_day.astype(np.float64), -1e9).astype(np.int64),
        orders,
        error,
        findings,
    )


def _rhythm(log: OrderBook) -> Floats:
    """[k] mean days between orders."""
    return np.where(log.orders > 1, log.repeats.t_x / np.maximum(log.orders - 1, 1), np.nan)


def stages(book: Book, logs: list[Known], year: PlanYear) -> Ints:
    """[C] index into `STAGES`: the stated one; else past who has bought but not in the last 12 months before the plan
    year, or has probably left; current who has; future who never bought."""
    size, start = len(book.customers), (year.start - EPOCH).days
    last = np.full(size, -(10**9), np.int64)
    alive = np.full(size, np.nan)
    for log in logs:
        last = np.maximum(last, log.last_day)
        alive = np.fmax(alive, log.alive)
    derived = np.where(last < -(10**8), FUTURE, CURRENT)
    gone = (last < start - YEAR_DAYS) | (alive < PROBABLY_GONE)
    derived[(derived == CURRENT) & gone] = PAST
    stated = np.array([STAGES.index(c.stage) if c.stage else -1 for c in book.customers], np.int64)
    return np.where(stated >= 0, stated, derived)


def lead_expectation(
    book: Book, stage: Ints, log: Known | None, pipeline: Pipeline
) -> tuple[Expectation, list[Finding]]:
    """Of the leading measure (bookings), to which stated amounts and opportunities refer.

    Existing customers: the log; an amount stated by hand weighs in as two orders would; without a
    log it is stated rate x stated amount. Opportunities count once, by their odds: what they come
    to beyond a customer's habit is growth. Future customers: opportunities, else stated amount x
    the usual odds.
    """
    customers = book.customers
    size = len(customers)
    stated = np.array([_or_nan(c.expected_amount) for c in customers], np.float64)
    rate = np.array([_or_nan(c.repeat_rate) for c in customers], np.float64)
    habit, variance, orders = np.zeros(size), np.zeros(size), np.zeros(size)
    if log is not None:
        habit, variance, orders = log.expected.copy(), log.variance.copy(), log.orders
        rate = np.where(np.isnan(rate), log.alive, rate)
    rate = np.where(np.isnan(rate), np.array([*BACK_RATE, pipeline.win_rate])[stage], rate)
    rate = np.where(stage == FUTURE, pipeline.win_rate, np.minimum(rate, 1.0))
    by_hand = ~np.isnan(stated)
    weight = np.where(by_hand, orders / (orders + STATED_WEIGHT), 1.0)
    stated = np.where(by_hand, np.maximum(stated, 0.0), 0.0)
    habit = weight * habit + (1 - weight) * rate * stated
    variance = weight**2 * variance + (1 - weight) ** 2 * (rate * 1.09 - rate**2) * stated**2
    at_customer = {customer.id: at for at, customer in enumerate(customers)}
    at = np.array([at_customer.get(book.opportunities[p].customer, -1) for p in pipeline.position.tolist()], np.int64)
    named = at >= 0
    likely = sum_by(at[named], pipeline.expected[named], size)
    doubt = sum_by(at[named], pipeline.variance[named], size)
    dated = named & (pipeline.month >= 0)
    timed = np.zeros((size, MONTHS))
    np.add.at(timed, (at[dated], pipeline.month[dated]), pipeline.expected[dated])
    has_open = np.bincount(at[named], minlength=size) > 0
    prospect = (stage == FUTURE) & (orders == 0)
    habit[prospect & has_open] = 0.0
    grows = likely > habit
    expectation = Expectation(
        np.maximum(habit, likely),
        np.where(grows, doubt, variance),
        np.where(prospect, 0.0, habit),
        timed,
        log.error if log is not None else SharedError(),
    )
    silent = int((prospect & ~has_open & ~by_hand).sum())
    findings = [note("support-future-without-amount", Place("customers", column="expected_amount"), count=silent)]
    return expectation, findings if silent else []


def follow(lead: Expectation, log: Known | None, ratio: float) -> Expectation:
    """Another money measure, `ratio` times the leading one: its own log where a customer has one, and `ratio` times
    what the leading measure expects beyond habit, or of customers without a log of this one."""
    if log is None:
        return Expectation(
            lead.expected * ratio, lead.variance * ratio**2, lead.habit * ratio, lead.timed * ratio, lead.error
        )
    bought = log.orders > 0
    habit = np.where(bought, log.expected, lead.habit * ratio)
    growth = np.maximum(lead.expected - lead.habit, 0.0) * ratio
    variance = np.where(bought, log.variance, lead.variance * ratio**2)
    return Expectation(habit + growth, variance, habit, lead.timed * ratio, log.error)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def leading_measure(book: Book, targeted: set[str]) -> Measure | None:
    """The money measure that opportunities and stated amounts are about; None if there is no money measure.

    Bookings where they are planned or on record, else the first that is planned and on record, planned, on record.
    """
    money = [(at, measure) for at, measure in enumerate(book.measures) if measure.kind == "money"]
    recorded = set(different(book.actuals.measure).tolist())
    for planned, on_record, only in ((1, 0, 1), (0, 1, 1), (1, 1, 0), (1, 0, 0), (0, 1, 0), (0, 0, 0)):
        for at, measure in money:
            fits = (not planned or measure.id in targeted) and (not on_record or at in recorded)
            if fits and (not only or measure.id == "bookings"):
                return measure
    return None
