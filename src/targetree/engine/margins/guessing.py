"""A good guess at a rounding under crossing totals, and the values among which it is best mended."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..grouping import different
from .oracle import Posed


def guess(
    posed: Posed, low: NDArray[np.int64], fraction: NDArray[np.float64], open_: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """[P] 0 or 1: region after region of the finest family, what it needs goes to where others are most behind."""
    finest = _finest(posed)
    others = [code for code in posed.codes if code is not finest]
    posed.start = low
    wanted = posed.residual().tolist()
    behind = np.zeros(len(posed.net) + 1)
    raised = np.zeros(len(fraction), np.int64)
    at = np.flatnonzero(open_)
    if not len(at):
        return raised
    at = at[np.argsort(finest[at], kind="stable")]
    starts = np.flatnonzero(np.diff(finest[at], prepend=-2)).tolist()
    for start, stop in zip(starts, [*starts[1:], len(at)], strict=True):
        cells = at[start:stop]
        around = [np.where(code[cells] < 0, len(posed.net), code[cells]) for code in others]
        for code in around:
            np.add.at(behind, code, fraction[cells])
        behind[-1] = 0.0
        line = fraction[cells] + sum(behind[code] for code in around)
        region = int(finest[cells[0]])
        count = wanted[region] if region >= 0 else round(float(fraction[cells].sum()))
        count = max(min(count, len(cells)), 0)
        if count:
            chosen = np.argpartition(-line, count - 1)[:count]
            raised[cells[chosen]] = 1
            for code in around:
                np.subtract.at(behind, code[chosen], 1.0)
    return raised


def most_undecided(
    posed: Posed, fraction: NDArray[np.float64], open_: NDArray[np.bool_], count: int
) -> NDArray[np.bool_]:
    """[P] of every region the `count` closest to halfway between two whole numbers, and what can make up for them.

    Regions of the finest family are right in the guess: only those that are touched need any.
    """
    finest = _finest(posed)
    chosen = np.zeros(len(fraction), bool)
    for code in posed.codes:
        if code is not finest:
            chosen |= _closest(code, fraction, open_, count)
    touched = np.zeros(len(posed.net) + 1, bool)
    touched[finest[chosen]] = True
    touched[-1] = False
    return chosen | (touched[finest] & _closest(finest, fraction, open_, 2 * count))


def _closest(
    code: NDArray[np.int64], fraction: NDArray[np.float64], open_: NDArray[np.bool_], count: int
) -> NDArray[np.bool_]:
    at = np.flatnonzero(open_ & (code >= 0))
    order = at[np.lexsort((np.abs(fraction[at] - 0.5), code[at]))]
    rank = np.arange(len(order)) - np.searchsorted(code[order], code[order])
    chosen = np.zeros(len(code), bool)
    chosen[order[rank < count]] = True
    return chosen


def _finest(posed: Posed) -> NDArray[np.int64]:
    """The codes of the family with the most regions."""
    return max(posed.codes, key=lambda code: len(different(code)))
