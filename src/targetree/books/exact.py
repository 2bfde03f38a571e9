"""Whole columns of amounts to smallest units, exactly: decimals never pass through a float."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from targetree.engine.money import LARGEST_AMOUNT

from .actuals import floats_to_units
from .ahead import Ahead

_POWERS = {10**k: k for k in range(13)}


Exact = tuple[NDArray[np.int64], NDArray[np.bool_]]
"""[n] smallest units, and which of them were understood."""


def units_ahead(amounts: Any, multiplier: int) -> dict[int, Ahead[Exact]]:
    """By multiplier what another thread makes of all amounts: most tables of actuals are of money only."""
    if multiplier not in _POWERS or pa.types.is_floating(amounts.type):
        return {}
    return {multiplier: Ahead(lambda: _scaled(amounts, _POWERS[multiplier]))}


def units_of(amounts: Any, multipliers: NDArray[np.int64], ahead: Mapping[int, Ahead[Exact]] | None = None) -> Exact:
    """[n] smallest units of an Arrow array, and which of them were understood.

    `multipliers` [n] are smallest units per unit written. Halves round away from zero. What is not
    understood (blanks, `120万`, `(300)`, counts that are not whole, amounts that are too large) is
    left to the parser of single cells. `ahead`: what `units_ahead` of these amounts has begun.
    """
    if pa.types.is_floating(amounts.type):
        return floats_to_units(amounts.to_numpy(zero_copy_only=False).astype(np.float64), multipliers)
    units, done = np.zeros(len(multipliers), np.int64), np.zeros(len(multipliers), bool)
    for multiplier in _different(multipliers):
        if multiplier not in _POWERS:
            continue
        here = multipliers == multiplier
        if ahead and multiplier in ahead:
            scaled, understood = ahead[multiplier].result()
            np.copyto(units, scaled, where=here)
            np.copyto(done, understood, where=here)
        else:
            part = amounts if here.all() else amounts.filter(pa.array(here))
            units[here], done[here] = _scaled(part, _POWERS[multiplier])
    done &= (units <= LARGEST_AMOUNT) & (units >= -LARGEST_AMOUNT)
    return units, done


def _different(numbers: NDArray[np.int64]) -> list[int]:
    if len(numbers) and numbers.min() == numbers.max():
        return [int(numbers[0])]
    return [int(number) for number in np.unique(numbers)]


def _scaled(part: Any, places: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    kind = part.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _strings(part, places)
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        try:
            return _rounded(part.cast(pa.decimal128(38, 18)), places)
        except pa.ArrowInvalid:
            pass
    return np.zeros(len(part), np.int64), np.zeros(len(part), bool)


def _strings(part: Any, places: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    try:
        return _low_words(part.cast(pa.decimal128(18, places)))
    except pa.ArrowInvalid:
        plain = pc.match_substring_regex(part, rf"^-?[0-9]{{1,{18 - places}}}(\.[0-9]{{1,18}})?$")
        cleaned = pc.if_else(plain, part, pa.scalar(None, part.type))
        return _rounded(cleaned.cast(pa.decimal128(38, 18)), places)


def _rounded(decimals: Any, places: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    rounded = pc.round(decimals, places, "half_towards_infinity")
    fits = pc.less(pc.abs(rounded), pa.scalar(10 ** (18 - places)).cast(pa.decimal128(38, 18)))
    if places == 0:
        fits = pc.and_(fits, pc.equal(rounded, decimals))
    kept = pc.if_else(fits, rounded, pa.scalar(None, rounded.type))
    return _low_words(kept.cast(pa.decimal128(38, places)))


def _low_words(decimals: Any) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The lower halves of 128-bit integers that fit into them; nulls are 0 and not valid."""
    if isinstance(decimals, pa.ChunkedArray):
        decimals = decimals.combine_chunks()
    words = np.frombuffer(decimals.buffers()[1], np.int64)[2 * decimals.offset :: 2][: len(decimals)]
    if not decimals.null_count:
        return words.copy(), np.ones(len(decimals), bool)
    valid: NDArray[np.bool_] = decimals.is_valid().to_numpy(zero_copy_only=False)
    return np.where(valid, words, 0), valid
