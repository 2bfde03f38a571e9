"""Sums by group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def sum_by(
    group: NDArray[np.signedinteger], values: NDArray[np.float64] | NDArray[np.int64], size: int
) -> NDArray[np.float64]:
    """[size] the sum of `values` [n] in each `group` [n] from 0 to size - 1."""
    sums: NDArray[np.float64] = np.bincount(group, weights=values, minlength=size).astype(np.float64, copy=False)
    return sums
