"""The 80 % range of an amount that is known by its mean and variance: a gamma distribution with that mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SPREAD = np.array([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5])
"""Standard deviation over mean; beside it the 10 % and 90 % quantiles over the mean. No scipy for a small book."""
_LOW = np.array([
    1, 0.8742, 0.7538, 0.6399, 0.5337, 0.4362, 0.3484, 0.271, 0.2047, 0.1495,
    0.1054, 0.0463, 0.0171, 0.0052, 0.0013, 0.0003, 0, 0, 0, 0,
])  # fmt: skip
_HIGH = np.array([
    1, 1.1301, 1.2633, 1.3986, 1.5346, 1.6702, 1.8043, 1.9357, 2.0632, 2.1858,
    2.3026, 2.5149, 2.6942, 2.8364, 2.9391, 3.0016, 2.9887, 2.768, 1.9572, 1.0846,
])  # fmt: skip


COMMON_ERROR, PERSON_ERROR = 0.12, 0.12
"""Relative errors that all customers, or all of one owner, share, before the record says more."""


@dataclass(frozen=True, slots=True)
class SharedError:
    """Relative standard deviations that do not average out over customers."""

    common: float = COMMON_ERROR
    person: float = PERSON_ERROR
    customer: float = 1.0
    """What the variances of single customers are multiplied by, since the models know less than they think."""
    checked: bool = False
    """Whether a year on record was forecast for it."""
    ratio: float = 1.0
    """What came over what would have been expected then."""


def range_of(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Low and high (10 % and 90 %) of amounts [n] with `mean` >= 0 [n]; low <= mean <= high, low >= 0.

    Sums of independent amounts have the sum of means and of variances: put those in, never add limits.
    """
    spread = np.sqrt(variance) / np.maximum(mean, 1e-9)
    low = mean * np.minimum(np.interp(spread, _SPREAD, _LOW), 1.0)
    high = mean * np.maximum(np.interp(spread, _SPREAD, _HIGH), 1.0)
    return low, high
