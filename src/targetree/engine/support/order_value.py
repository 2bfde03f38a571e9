"""What an order of a customer is worth: the gamma-gamma model of spend.

Source: P. Fader, B. Hardie (2013), "The Gamma-Gamma Model of Monetary Value". Orders of one
customer are gamma(p, nu), nu over customers gamma(q, gamma): a customer with few orders is drawn
towards the mean of all, one with many speaks for himself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .customer_base import FIT_ROWS
from .minimise import minimise

Floats = NDArray[np.float64]

LEAST_SPREAD = 0.05
FAR_OFF = 2.0
"""A model by which single orders vary so many times more, or less, than they did is not believed."""


@dataclass(frozen=True, slots=True)
class GammaGamma:
    p: float
    q: float
    gamma: float


@dataclass(frozen=True, slots=True)
class OrderValue:
    """By customer, [n]: the mean order, how unsure that mean is, and how single orders vary about it."""

    mean: Floats
    mean_variance: Floats
    order_variance: Floats


def fit_gamma_gamma(orders: Floats, mean: Floats) -> GammaGamma | None:
    """Maximum likelihood over customers with `orders` [n] > 0 of `mean` [n] > 0; None if it does not converge."""
    if len(orders) < 2:
        return None
    unit = float(np.median(mean))
    order = np.lexsort((orders, mean))
    order = order[:: -(-len(order) // FIT_ROWS)]
    orders, mean = orders[order], mean[order] / unit
    logs = np.log(orders), np.log(mean)
    low, high = np.array([-5.0, 0.02, -9.0]), np.array([6.0, 6.0, 12.0])
    fitted = minimise(lambda at: _loss(at, orders, logs[0], mean, logs[1]), np.ones(3), low, high)
    if fitted is None:
        return None
    p, q, gamma = (float(value) for value in np.exp(fitted[0]))
    return GammaGamma(p, q, gamma * unit)


def fit_spend(orders: Floats, mean: Floats, square: Floats) -> GammaGamma:
    """The likeliest model where it agrees with how single orders vary, else `moments`; `square` [n] as there.

    Likelihood sees one mean a customer and takes a base with many tiny customers for one where all
    are alike and single orders vary without measure; the variation within customers shows that they do not.
    """
    likeliest = fit_gamma_gamma(orders, mean)
    seen = _spread_within(orders, mean, square)
    if likeliest is None or not seen / FAR_OFF <= max(1 / likeliest.p, LEAST_SPREAD) <= seen * FAR_OFF:
        return moments(orders, mean, square)
    return likeliest


def moments(orders: Floats, mean: Floats, square: Floats) -> GammaGamma:
    """The same model from how orders vary within customers and between them; `square` [n] is the mean squared order."""
    spread_within = _spread_within(orders, mean, square)
    average = float(mean.mean())
    spread_all = float(mean.var()) / average**2
    spread_between = max((spread_all + 1) / (1 + spread_within * float((1 / orders).mean())) - 1, 0.01)
    p, q = 1 / spread_within, 2 + 1 / spread_between
    return GammaGamma(p, q, average * (q - 1) / p)


def _spread_within(orders: Floats, mean: Floats, square: Floats) -> float:
    """Relative variance of single orders about their customer's mean, over customers with several."""
    several = orders > 1
    within = np.maximum(square - mean**2, 0.0)[several] * orders[several] / mean[several] ** 2
    return min(max(float(within.sum()) / max(float((orders[several] - 1).sum()), 1.0), LEAST_SPREAD), 5.0)


def order_value(model: GammaGamma, orders: Floats, mean: Floats) -> OrderValue:
    """The posterior of each customer who made `orders` [n] of `mean` [n] so far (equation 5 of the note)."""
    shape = model.p * orders + model.q
    rate = model.gamma + orders * mean
    inverse = rate / (shape - 1)
    # The second moment needs shape > 2; held a little above, so that a single order gives a wide range, not none.
    square = inverse * rate / np.maximum(shape - 2, 0.25)
    square = np.maximum(square, inverse**2)
    return OrderValue(model.p * inverse, model.p**2 * (square - inverse**2), model.p * square)


def _loss(logs: Floats, orders: Floats, log_orders: Floats, mean: Floats, log_mean: Floats) -> tuple[float, Floats]:
    from scipy.special import gammaln, psi

    p, q, gamma = np.exp(logs)
    shape, rate = p * orders, gamma + orders * mean
    log_rate = np.log(rate)
    value = (
        gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(gamma)
        + (shape - 1) * log_mean + shape * log_orders - (shape + q) * log_rate
    )  # fmt: skip
    both = psi(shape + q)
    by_p = orders * (both - psi(shape) + log_mean + log_orders - log_rate)
    by_q = both - psi(q) + np.log(gamma) - log_rate
    by_gamma = q / gamma - (shape + q) / rate
    slope = np.array([by_p.mean() * p, by_q.mean() * q, by_gamma.mean() * gamma])
    return -float(value.mean()), -slope
