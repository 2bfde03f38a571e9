"""Who will buy again, and how often: the BG/NBD model of a customer base, and its form for regular buyers.

Sources: P. Fader, B. Hardie, K. L. Lee (2005), "'Counting Your Customers' the Easy Way", Marketing
Science 24(2), 275-284: a customer orders at a rate of his own (gamma over customers) and after each
order stays or leaves for good (beta over customers). M. Platzer, T. Reutterer (2016), "Ticking Away
the Moments", Marketing Science 35(5), 779-799: the same with Erlang-k times between orders, since
companies buy by a rhythm; k = 1 is BG/NBD. What is known of a customer is x repeat orders, the last
of them t_x after the first order, watched for T since the first order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .minimise import minimise

Floats = NDArray[np.float64]

FIT_ROWS = 5_000
"""A fit on more customers than this takes an even sample of them, sorted, so that it is the same every time."""
RHYTHMS = (1, 2, 4, 8)
_LOG_BOUND = 6.0


@dataclass(frozen=True, slots=True)
class CustomerBase:
    """Fitted parameters of BG/NBD (k = 1) or BG/CNBD-k; time is in the unit of the data fitted."""

    r: float
    alpha: float
    a: float
    b: float
    k: int = 1
    """The larger, the more regular the times between orders."""
    log_likelihood: float = 0.0
    """Of the customers fitted."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """What is known of n customers: 0 <= t_x <= t_seen; x = 0 has t_x = 0."""

    x: Floats
    t_x: Floats
    t_seen: Floats
    log_gaps: Floats | None = None
    """Sum of the logarithms of the times between orders; needed to tell rhythms apart."""


def fit_customer_base(
    known: Repeats, count: Floats | None = None, rhythms: Sequence[int] = RHYTHMS
) -> CustomerBase | None:
    """Maximum likelihood over the customers (`count` of each where rows stand for several), the likeliest of `rhythms`.

    None if it does not converge. Without `log_gaps` it is BG/NBD.
    """
    if not len(known.x) or float(known.t_seen.max()) <= 0:
        return None
    unit = float(known.t_seen.max())
    rows = _grouped(known, unit, count)
    best: CustomerBase | None = None
    for k in rhythms if known.log_gaps is not None else (1,):
        start = np.array([0.0, -1.0, 0.0, 0.7]) if best is None else _start(best, unit, k)
        limit = np.full(4, _LOG_BOUND)
        fitted = minimise(lambda logs, k=k: _loss(logs, k, *rows), start, -limit, limit)  # type: ignore[misc]
        if fitted is None:
            continue
        logs, loss = fitted
        r, alpha, a, b = (float(value) for value in np.exp(logs))
        likelihood = -loss * float(rows[3].sum()) - float(rows[3] @ rows[0]) * float(np.log(unit))
        if best is not None and likelihood <= best.log_likelihood:
            break
        best = CustomerBase(r, alpha * unit, a, b, k, likelihood)
    return best


def probability_alive(model: CustomerBase, known: Repeats) -> Floats:
    """[n] that the customer has not left for good (Fader, Hardie, Lee 2008, "Computing P(alive)"; for k as above)."""
    stays = _log_stays(model.r, model.alpha, model.k, known.x, known.t_x, known.t_seen)[0]
    odds_gone = model.a / (model.b + np.maximum(known.x, 1.0) - 1.0)
    odds_gone = odds_gone * np.exp(-(model.r + model.k * known.x) * np.log(model.alpha + known.t_x) - stays)
    return np.where(known.x > 0, 1.0 / (1.0 + odds_gone), 1.0)


def expected_orders(model: CustomerBase, known: Repeats, ahead: float) -> Floats:
    """[n] orders expected in the time `ahead` after t_seen: equation (10) of the first paper."""
    return probability_alive(model, known) * orders_if_alive(model, known, ahead)


def orders_if_alive(model: CustomerBase, known: Repeats, ahead: float) -> Floats:
    """[n] orders expected of those who have not left; what equation (10) multiplies with P(alive).

    For k > 1 every k-th event of the rate is an order, which is right but for the phase of the first; the events
    that have passed since the last order, though no order came of them yet, speak for the rate as orders do.
    """
    from scipy.special import hyp2f1

    a = model.a if abs(model.a - 1.0) > 1e-5 else 1.0 + 1e-5
    # Many customers are alike, and 2F1 takes its time.
    _, first, which = np.unique(known.x * 1e6 + known.t_seen, return_index=True, return_inverse=True)
    x, seen = known.x[first], model.k * (model.alpha + known.t_seen[first])
    shape, share = model.r + model.k * x, ahead / (seen + ahead)
    with np.errstate(all="ignore"):
        left = np.exp(shape * np.log1p(-share)) * hyp2f1(shape, model.b + x, a + model.b + x - 1, share)
        orders = (a + model.b + x - 1) / (a - 1) * (1 - left)
    # Without leaving it is the bare rate: the most that can be, and near the truth where 2F1 gives up.
    most = shape / seen * ahead
    sound = np.isfinite(orders) & (orders >= 0)
    result: Floats = np.where(sound, np.minimum(orders, most), most)[which]
    return result * (1 + _events_passed(model, known) / (model.r + model.k * known.x))


def _events_passed(model: CustomerBase, known: Repeats) -> Floats:
    """[n] of the k - 1 events that make no order, how many are expected to have passed since the last one."""
    shape, share = model.r + model.k * known.x, (known.t_seen - known.t_x) / (model.alpha + known.t_seen)
    term = np.ones(len(shape))
    total, events = term.copy(), np.zeros(len(shape))
    for passed in range(1, model.k):
        term = term * (shape + passed - 1) * share / passed
        total += term
        events += passed * term
    return events / total


def _start(best: CustomerBase, unit: float, k: int) -> Floats:
    return np.clip(np.log([best.r * k / best.k, best.alpha / unit, max(best.a, 0.05), best.b]), -5.0, 5.0)


def _grouped(known: Repeats, unit: float, count: Floats | None) -> tuple[Floats, ...]:
    """Equal customers as one row with its weight: x, t_x, T, weight, and log gaps (or zeros)."""
    gaps = np.zeros(len(known.x)) if known.log_gaps is None else known.log_gaps - known.x * np.log(unit)
    keys = np.column_stack((known.x, known.t_x / unit, known.t_seen / unit, gaps))
    weight = np.ones(len(keys)) if count is None else np.asarray(count, np.float64)
    order = np.lexsort(keys.T)
    step = -(-len(keys) // FIT_ROWS)
    keys, weight = keys[order][step // 2 :: step], weight[order][step // 2 :: step]
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]).any(axis=1)
    starts = np.flatnonzero(first)
    return keys[starts, 0], keys[starts, 1], keys[starts, 2], np.add.reduceat(weight, starts), keys[starts, 3]


def _log_stays(r: float, alpha: float, k: int, x: Floats, t_x: Floats, t_seen: Floats) -> tuple[Floats, Floats, Floats]:
    """Logarithm of the likelihood of no order from t_x to T though alive, and its slopes by r and alpha.

    Up to the factor Gamma(r + k x) that the other branch has as well: the sum over the k - 1 events
    that may have passed since the last order.
    """
    shape = r + k * x
    log_seen = np.log(alpha + t_seen)
    if k == 1:
        return -shape * log_seen, -log_seen, -shape / (alpha + t_seen)
    share = (t_seen - t_x) / (alpha + t_seen)
    term = np.ones(len(x))
    term_by_r = np.zeros(len(x))
    total, by_r, by_share = term.copy(), np.zeros(len(x)), np.zeros(len(x))
    for passed in range(1, k):
        by_share += term * (shape + passed - 1)
        term_by_r = (term_by_r * (shape + passed - 1) + term) * share / passed
        term = term * (shape + passed - 1) * share / passed
        total += term
        by_r += term_by_r
    slope_alpha = -shape / (alpha + t_seen) - by_share / total * share / (alpha + t_seen)
    return -shape * log_seen + np.log(total), -log_seen + by_r / total, slope_alpha


def _loss(
    logs: Floats, k: int, x: Floats, t_x: Floats, t_seen: Floats, weight: Floats, log_gaps: Floats
) -> tuple[float, Floats]:
    """Mean negative log-likelihood and its gradient by the logarithms of the parameters."""
    from scipy.special import gammaln, psi

    r, alpha, a, b = np.exp(logs)
    total = float(weight.sum())
    repeat, shape, log_last = np.maximum(x, 1), r + k * x, np.log(alpha + t_x)
    stays, stays_by_r, stays_by_alpha = _log_stays(r, alpha, k, x, t_x, t_seen)
    leaves = np.where(x > 0, np.log(a) - np.log(b + repeat - 1) - shape * log_last, -np.inf)
    either = np.logaddexp(stays, leaves)
    gone = np.exp(leaves - either)
    here = 1 - gone
    # The gamma functions depend on x alone, of which there are few different ones.
    sizes = np.bincount(x.astype(np.int64), weights=weight)
    repeats = np.flatnonzero(sizes).astype(np.float64)
    size = sizes[sizes > 0]
    by_x = gammaln(r + k * repeats) + gammaln(b + repeats) - gammaln(a + b + repeats) - repeats * gammaln(k)
    fixed = r * np.log(alpha) - gammaln(r) + gammaln(a + b) - gammaln(b)
    value = float(weight @ (either + (k - 1) * log_gaps) + size @ by_x) + total * fixed
    by_r = float(size @ psi(r + k * repeats) + weight @ (here * stays_by_r - gone * log_last))
    by_alpha = float(weight @ (here * stays_by_alpha - gone * shape / (alpha + t_x)))
    together = float(size @ psi(a + b + repeats))
    by_b = float(size @ psi(b + repeats)) - together - float(weight @ (gone / (b + repeat - 1)))
    slope = np.array(
        [
            by_r + total * (np.log(alpha) - psi(r)),
            by_alpha + total * r / alpha,
            float(weight @ gone) / a - together + total * psi(a + b),
            by_b + total * (psi(a + b) - psi(b)),
        ]
    )
    return -value / total, -slope * np.exp(logs) / total
