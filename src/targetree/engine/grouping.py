"""Sums by group, and which groups there are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def sum_by(
    group: NDArray[np.signedinteger], values: NDArray[np.float64] | NDArray[np.int64], size: int
) -> NDArray[np.float64]:
    """[size] the sum of `values` [n] in each `group` [n] from 0 to size - 1."""
    sums: NDArray[np.float64] = np.bincount(group, weights=values, minlength=size).astype(np.float64, copy=False)
    return sums


def different(values: NDArray[Any]) -> NDArray[Any]:
    """The different values, sorted. Asked plainly, numpy imports its masked arrays first: a small book would wait."""
    found: NDArray[Any] = np.unique(values, return_index=True)[0]
    return found
