"""The same days in SQL: window functions number the working days, running totals are rounded, differences taken.

DuckDB uses every core that it finds; ours runs in one thread.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pandas as pd

from ..month_cells import MonthCells
from .working_days import calendar_columns, cell_columns

SPREAD = """
create or replace table days as
with numbered as (
    select class, month, day,
        row_number() over (partition by class, month order by day) as k,
        count(*) over (partition by class, month) as n
    from calendar
)
select row, day, (amount * k + n // 2) // n - (amount * (k - 1) + n // 2) // n as amount
from cells join numbered using (class, month)
"""


def prepared(given: MonthCells) -> Callable[[], duckdb.DuckDBPyConnection]:
    """The work on tables that are in the database already; its table `days` has the result."""
    database = duckdb.connect()
    for name, columns in (("cells", cell_columns(given)), ("calendar", calendar_columns(given))):
        frame = pd.DataFrame(columns)
        database.register("frame", frame)
        database.execute(f"create table {name} as select * from frame")
        database.unregister("frame")

    def spread() -> duckdb.DuckDBPyConnection:
        return database.execute(SPREAD)

    return spread
