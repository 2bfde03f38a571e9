"""What customers who have bought will bring in a span of time: orders by the customer base, amounts by order value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .customer_base import expected_orders, fit_customer_base, orders_if_alive, probability_alive
from .order_value import fit_spend, order_value
from .orders import YEAR_DAYS, OrderBook, Orders, order_book, sold_between
from .ranges import COMMON_ERROR, PERSON_ERROR, SharedError

Floats = NDArray[np.float64]

FEWEST_REPEATERS = 15
"""Below so many customers who came back there is no rhythm to learn."""
USUAL_RETENTION, RETENTION_WEIGHT = 0.7, 10.0
"""Share of last year's customers who buy again where the record is thin, and for how many customers it counts."""
MOST_GROWTH = 6.0
"""No customer is expected to bring more than this multiple of the last year on record."""
TOTAL_BOUNDS = (0.4, 1.6)
"""Nor all of them together less or more than these multiples."""
PRIOR_WEIGHT = 3.0
"""How much `COMMON_ERROR` and `PERSON_ERROR` count against the record."""


@dataclass(frozen=True)
class BuyingAgain:
    """By customer of the order book, [k]; amounts in smallest units."""

    expected: Floats
    variance: Floats
    alive: Floats
    """That the customer is still one."""
    modelled: bool
    """False: too little is known for a model, and last year's amount times a rate is taken."""
    held_back: float = 1.0
    """What the total was multiplied by to stay within bounds of last year's."""


def buying_again(known: OrderBook, wait: int, ahead: int, stated_rate: Floats) -> BuyingAgain:
    """Amounts of the `ahead` days that begin `wait` days after the end of the record.

    `stated_rate` [k] is the stated repeat rate, NaN where none is; used where there is no model.
    """
    if not len(known.customer):
        nothing = np.zeros(0)
        return BuyingAgain(nothing, nothing, nothing, True)
    fitted = _by_model(known, wait, ahead) if int((known.orders > 1).sum()) >= FEWEST_REPEATERS else None
    result = fitted if fitted is not None else _by_rate(known, ahead, stated_rate)
    ceiling = np.where(known.last_year > 0, MOST_GROWTH * known.last_year, known.orders * known.mean)
    expected = np.minimum(result.expected, ceiling * ahead / YEAR_DAYS)
    variance = result.variance * (expected / np.maximum(result.expected, 1e-9)) ** 2
    total, last = float(expected.sum()), float(known.last_year.sum()) * ahead / YEAR_DAYS
    factor = float(np.clip(total, TOTAL_BOUNDS[0] * last, TOTAL_BOUNDS[1] * last)) / total if last and total else 1.0
    if known.until - known.first_day < YEAR_DAYS:
        factor = 1.0  # the record is shorter than the year it would be measured by
    return BuyingAgain(expected * factor, variance * factor**2, result.alive, result.modelled, factor)


def _by_model(known: OrderBook, wait: int, ahead: int) -> BuyingAgain | None:
    base = fit_customer_base(known.repeats)
    if base is None:
        return None
    r = known.repeats
    alive = probability_alive(base, r)
    count, if_alive = expected_orders(base, r, wait + ahead), orders_if_alive(base, r, wait + ahead)
    if wait:
        count = count - expected_orders(base, r, wait)
        if_alive = np.maximum(if_alive - orders_if_alive(base, r, wait), 0.0)
    count = np.maximum(count, 0.0)
    value = order_value(fit_spend(known.orders, known.mean, known.square), known.orders, known.mean)
    second = if_alive / base.k + if_alive**2 * (1 + 1 / (base.r + base.k * r.x))
    count_variance = np.maximum(alive * second - count**2, 0.0)
    amount = count * value.mean
    variance = (
        count * value.order_variance
        + count_variance * value.mean**2
        + value.mean_variance * (count_variance + count**2)
    )
    blended = _with_last_year(known, amount, alive)
    return BuyingAgain(blended, variance * (blended / np.maximum(amount, 1e-9)) ** 2, alive, True)


def _with_last_year(known: OrderBook, amount: Floats, alive: Floats) -> Floats:
    """Between the model's amount and last year's, the more orders last year had the nearer to it; about the same total.

    A regular customer's year says more about the next than the model's averages over all years.
    """
    again = alive * known.last_year
    if again.sum() <= 0:
        return amount
    weight = known.last_year_orders / (known.last_year_orders + 3.0)
    level = float((weight * amount).sum()) / max(float((weight * again).sum()), 1e-9)
    result: Floats = (1 - weight) * amount + weight * again * level
    return result


def _by_rate(known: OrderBook, ahead: int, stated_rate: Floats) -> BuyingAgain:
    early = known.repeats.t_seen >= 2 * YEAR_DAYS
    kept = float((early & (known.last_year > 0)).sum())
    rate = (kept + USUAL_RETENTION * RETENTION_WEIGHT) / (float(early.sum()) + RETENTION_WEIGHT)
    recent = known.last_year > 0
    alive = np.where(recent, rate, rate**2 / 2)
    rates = np.where(np.isnan(stated_rate), alive, stated_rate)
    usual = np.where(recent, known.last_year, known.mean * np.minimum(known.orders, 2.0)) * ahead / YEAR_DAYS
    expected = rates * usual
    # Who buys again brings about as much as last year, give or take two fifths.
    variance = np.minimum(rates, 1.0) * usual**2 * 1.16 - (np.minimum(rates, 1.0) * usual) ** 2
    return BuyingAgain(expected, np.maximum(variance, 0.0), np.minimum(rates, 1.0), False)


def shared_error(orders: Orders, until: int, owner: NDArray[np.int64]) -> SharedError:
    """How far the same forecast, made a year (or half a year) before the end of the record, was off.

    `owner` [C] by customer. The error of the total tells about the common one; how owners differ
    beyond what their customers' own variances explain, about the person's. Both weigh against a
    prior, since one year is one observation.
    """
    first = int(orders.day.min()) if len(orders.day) else until
    ahead = next((days for days in (YEAR_DAYS, YEAR_DAYS // 2) if until - first >= 2 * days + 30), 0)
    if not ahead:
        return SharedError()
    known = order_book(orders, until - ahead)
    then = buying_again(known, 0, ahead, np.full(len(known.customer), np.nan))
    expected = float(then.expected.sum())
    came = sold_between(orders, until - ahead, until, int(orders.customer.max()) + 1)[known.customer]
    if not then.modelled or expected <= 0 or came.sum() <= 0:
        return SharedError()
    ratio = float(came.sum()) / expected
    common = np.sqrt((PRIOR_WEIGHT * COMMON_ERROR**2 + np.log(ratio) ** 2) / (PRIOR_WEIGHT + 1))
    surprise = (came - ratio * then.expected) ** 2 / np.maximum(ratio**2 * then.variance, 1.0)
    scale = float(np.clip(np.minimum(surprise, 9.0).mean(), 1.0, 3.0))
    people, which = np.unique(owner[known.customer], return_inverse=True)
    own_expected = np.bincount(which, weights=then.expected) * ratio
    own_came = np.bincount(which, weights=came)
    own_variance = np.bincount(which, weights=then.variance) * ratio**2 * scale
    told = (people >= 0) & (own_expected > 0.1 * expected * ratio / max(len(people), 1))
    beyond = ((own_came - own_expected)[told] ** 2 - own_variance[told]) / own_expected[told] ** 2
    weight = 5.0
    person = (weight * PERSON_ERROR**2 + float(np.clip(beyond, -1, 1).sum())) / (weight + float(told.sum()))
    own_error = float(np.clip(np.sqrt(max(person, 0.0)), 0.05, 0.4))
    return SharedError(min(float(common), 0.4), own_error, scale, True, ratio)
