"""Columns of a block of rows, between the plan's arrays and the file formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from targetree.engine.book import Source
    from targetree.engine.result import Plan

Kind = Literal["text", "amount", "rounding", "share", "date", "count"]
"""What a column holds: amount with two decimals at most, rounding with six, share as a float of 12 digits."""

BLOCK_ROWS = 500_000
"""Rows made, and written as one row group, at a time."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Text as positions in a list of words, int32."""

    words: Sequence[str]
    codes: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Whole numbers of which `scale` (1, 100 or a million) make a main unit."""

    units: NDArray[np.int64]
    scale: int

    def __len__(self) -> int:
        return len(self.units)


@dataclass(frozen=True, slots=True)
class Dates:
    """Days since 1970-01-01, int32."""

    days: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Shares:
    """Floats that are shown with 12 significant digits, and have no more."""

    values: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.values)


Column = Codes | Amounts | Dates | Shares
Block = Sequence[Column]


@dataclass(frozen=True)
class Job:
    """What is to be written, and how."""

    plan: Plan
    lang: str
    leaf_days: bool
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table of the contract: its columns in order, its rows in blocks, and how many there will be at most."""

    slug: str
    columns: tuple[tuple[str, Kind], ...]
    blocks: Callable[[Job], Iterator[Block]]
    row_count: Callable[[Job], int]


def same(word: str, rows: int) -> Codes:
    """A column of one word."""
    return Codes((word,), np.zeros(rows, np.int32))


def texts(values: Sequence[str]) -> Codes:
    """A column of words as they come."""
    positions: dict[str, int] = {}
    codes = np.array([positions.setdefault(value, len(positions)) for value in values], np.int32)
    return Codes(list(positions), codes)


def grid(sizes: Sequence[int], axis: int) -> NDArray[np.int32]:
    """Positions along one axis of an array of `sizes`, flattened in C order."""
    shape = [1] * len(sizes)
    shape[axis] = sizes[axis]
    positions = np.arange(sizes[axis], dtype=np.int32).reshape(shape)
    return np.broadcast_to(positions, tuple(sizes)).reshape(-1)
