"""The compiled half of `scale`: one pass over millions of cells. Imported only for large blocks."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray


def scale_flat(cells: NDArray[np.int64], total: int, before: int, out: NDArray[np.int64]) -> None:
    """`cells` [n], all of one sign with sum `before` != 0, scaled to `total` of the same sign, into `out` [n]."""
    _scale(cells, total / before, total, before, out)


@njit(cache=True, nogil=True)
def _scale(cells: NDArray[np.int64], ratio: float, total: int, before: int, out: NDArray[np.int64]) -> None:
    running = 0
    last = 0
    for at in range(cells.shape[0]):
        running += cells[at]
        line = int(np.floor(running * ratio + 0.5))
        if running == before:  # the float line may miss the total by its last bit
            line = total
        out[at] = line - last
        last = line
