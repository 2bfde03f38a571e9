"""The same days in pandas: cells merged with the working days, running totals rounded, differences taken."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ..month_cells import MonthCells
from .working_days import calendar_columns, cell_columns


def prepared(given: MonthCells) -> Callable[[], pd.DataFrame]:
    """The work on tables that are there already: row, day, amount of every working day."""
    calendar = pd.DataFrame(calendar_columns(given))
    cells = pd.DataFrame(cell_columns(given))

    def spread() -> pd.DataFrame:
        days = calendar.copy()
        of_month = days.groupby(["class", "month"])["day"]
        days["k"] = of_month.cumcount() + 1
        days["n"] = of_month.transform("size")
        long = cells.merge(days, on=["class", "month"])
        running = (long["amount"] * long["k"] + long["n"] // 2) // long["n"]
        before = (long["amount"] * (long["k"] - 1) + long["n"] // 2) // long["n"]
        long["amount"] = running - before
        return long[["row", "day", "amount"]]

    return spread
