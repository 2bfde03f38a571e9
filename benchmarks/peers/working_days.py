"""The calendar as a long table, as a user of pandas or SQL would hold it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..month_cells import MonthCells


def calendar_columns(given: MonthCells) -> dict[str, NDArray[np.int64]]:
    """One row for each class and working day, by date: class, month (0 to 11) and day of the year."""
    of_class, day = np.nonzero(given.working)
    return {"class": of_class, "month": given.year.month_of_day[day].astype(np.int64), "day": day}


def cell_columns(given: MonthCells) -> dict[str, NDArray[np.int64]]:
    """One row for each row and month."""
    rows = len(given.cells)
    return {
        "row": np.repeat(np.arange(rows), 12),
        "class": np.repeat(given.row_class.astype(np.int64), 12),
        "month": np.tile(np.arange(12), rows),
        "amount": given.cells.reshape(-1),
    }
