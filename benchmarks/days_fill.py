"""Days of everybody's products beside the plain filling of the same array, warm and in one thread."""

from __future__ import annotations

import numpy as np

from targetree.engine.splitting.days import load_compiled, spread_days

from .month_cells import month_cells
from .rows import Goal, Row
from .sizes import Sizes
from .timing import alternating


def rows(sizes: Sizes) -> list[Row]:
    given = month_cells(sizes.people, sizes.products)
    out = np.empty((len(given.cells), given.year.day_count), np.int64)
    load_compiled(10**9)
    ours, fill = alternating(
        lambda: spread_days(given.cells, given.working, given.row_class, given.year, out=out),
        lambda: out.fill(1),
        repeats=3 * sizes.repeats,
    )
    name = f"days of {sizes.people:,} people x {sizes.products} products ({out.size / 1e6:,.1f} million cells)"
    return [Row(name, ours, fill, "s", "out.fill(1)", Goal(2.0), "allocated, warm, one thread")]
