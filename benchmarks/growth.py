"""How the cost of computing grows with the number of people: linear is promised."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from statistics import median

from .books_made import book
from .rows import Goal, Row
from .sizes import Sizes
from .timing import run

LARGEST_EXPONENT = 1.1
"""Linear, but for what the caches of a processor do to larger arrays."""


def rows(sizes: Sizes, shelf: Path) -> list[Row]:
    taken = [_computing(book(shelf, people, sizes.products, "parquet"), sizes) for people in sizes.growth]
    small, middle, large = sizes.growth
    exponent = math.log(taken[-1] / taken[-2]) / math.log(large / middle)
    line = ", ".join(f"{people:,} people {time:.2f} s" for people, time in zip(sizes.growth, taken, strict=True))
    return [
        Row(f"growth of computing: {middle:,} people", taken[1], taken[0] * middle / small, "s",
            f"{middle // small} x {small:,} people"),
        Row(f"growth of computing: {large:,} people", taken[2], taken[1] * large / middle, "s",
            f"{large // middle} x {middle:,} people"),
        Row("growth of computing: exponent", exponent, 1.0, "exponent", "linear", Goal(LARGEST_EXPONENT), line),
    ]  # fmt: skip


def _computing(path: Path, sizes: Sizes) -> float:
    """Splits and outlook."""
    turns = sizes.whole_repeats if "100000" not in path.name else 1
    outputs = [run([sys.executable, "-m", "benchmarks.our_computing", path]).output for _ in range(turns)]
    figures = [json.loads(output.splitlines()[-1]) for output in outputs]
    return float(median(f["split"] + f["support"] for f in figures))
