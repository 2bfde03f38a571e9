"""What the days of a part are, to check peers by."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from targetree.engine.splitting.days import spread_days

from .month_cells import MonthCells


def reference(given: MonthCells) -> NDArray[np.int64]:
    """[R, D]"""
    return spread_days(given.cells, given.working, given.row_class, given.year)


def same_days(given: MonthCells, theirs: Any) -> bool:
    """Whether a long table (a frame, or a database with a table `days`) has the same amount on every day."""
    frame = theirs if hasattr(theirs, "columns") else theirs.execute("from days").df()
    days = np.zeros((len(given.cells), given.year.day_count), np.int64)
    days[frame["row"].to_numpy(), frame["day"].to_numpy()] = frame["amount"].to_numpy()
    return bool(np.array_equal(days, reference(given)))
