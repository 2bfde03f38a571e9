"""Days top-down with hierarchicalforecast: the company's days go to every row by its proportion, as real numbers.

Its sparse method, which its makers recommend for many series.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
from hierarchicalforecast.core import HierarchicalReconciliation
from hierarchicalforecast.methods import TopDownSparse
from hierarchicalforecast.utils import aggregate

from ..days_reference import reference
from ..month_cells import MonthCells


def prepared(given: MonthCells) -> Callable[[], pd.DataFrame]:
    """The work on frames that are there already: one row for each series and day of the year."""
    rows = len(given.cells)
    names = [f"r{row:06d}" for row in range(rows)]
    history = pd.DataFrame(
        {
            "company": "company",
            "row": np.repeat(names, 12),
            "ds": np.tile(pd.date_range("2026-01-01", periods=12, freq="MS"), rows),
            "y": given.cells.reshape(-1) / 100,
        }
    )
    known, summing, tags = aggregate(history, [["company"], ["company", "row"]], sparse_s=True)
    series = known["unique_id"].unique()
    dates = pd.date_range("2027-01-01", periods=given.year.day_count)
    base = np.zeros((len(series), len(dates)))
    base[0] = reference(given).sum(axis=0) / 100
    forecast = pd.DataFrame(
        {"unique_id": np.repeat(series, len(dates)), "ds": np.tile(dates, len(series)), "base": base.reshape(-1)}
    )
    method = HierarchicalReconciliation([TopDownSparse("proportion_averages")])

    def spread() -> pd.DataFrame:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return method.reconcile(Y_hat_df=forecast, Y_df=known, S_df=summing, tags=tags)

    return spread
