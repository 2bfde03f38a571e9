"""The formula of ERPNext's monthly distribution, in plain Python as there: a percentage of the year for each month,
then every working day of the month alike, each figure rounded to two decimals. The parts need not add up."""

from __future__ import annotations

from collections.abc import Callable

from ..month_cells import MonthCells


def prepared(given: MonthCells) -> Callable[[], list[list[float]]]:
    """The work on years and percentages that are there already: for each row the amounts of its working days."""
    years = [amount / 100 for amount in given.cells.sum(axis=1).tolist()]
    totals = given.cells.sum(axis=0).tolist()
    percentages = [100 * month / sum(totals) for month in totals]
    worked = [[int(days.sum()) for days in _months(given, c)] for c in range(len(given.working))]
    classes = given.row_class.tolist()

    def spread() -> list[list[float]]:
        rows = []
        for year, of_class in zip(years, classes, strict=True):
            days: list[float] = []
            for percentage, count in zip(percentages, worked[of_class], strict=True):
                month = round(year * percentage / 100, 2)
                for _ in range(count):
                    days.append(round(month / count, 2))  # noqa: PERF401
            rows.append(days)
        return rows

    return spread


def _months(given: MonthCells, of_class: int):  # type: ignore[no-untyped-def]
    return (given.working[of_class, days] for days in given.year.month_slices)
