"""When single units fall due: scattered, so that those of many people do not all fall on one day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_GOLDEN = 0.6180339887498949


def scattered_phases(people: int, products: int) -> NDArray[np.float64]:
    """[P, K] in (0, 1), in the order of the people."""
    steps: NDArray[np.float64] = np.modf((np.arange(people * products) + 1) * _GOLDEN)[0]
    return steps.reshape(people, products)
