"""The input of the rows about days: month cells of people x products and their working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from targetree.engine.periods import PlanYear
from targetree.facts.calendars import day_facts


@dataclass(frozen=True)
class MonthCells:
    """R rows (person by person, their products in turn) of 12 months."""

    cells: NDArray[np.int64]
    """[R, 12] fen; 0 where the row's class has no working day."""
    working: NDArray[np.bool_]
    """[C, D] working days of each class: everybody, those with a long leave, those who join in mid-year."""
    row_class: NDArray[np.int32]
    """[R]"""
    year: PlanYear

    def part(self, rows: int) -> MonthCells:
        return MonthCells(self.cells[:rows], self.working, self.row_class[:rows], self.year)


def month_cells(people: int, products: int) -> MonthCells:
    """The same for the same size."""
    year = PlanYear(2027, date(2027, 1, 1))
    random = np.random.default_rng(people * 1_000 + products)
    company = day_facts("CN", date(2024, 1, 1), year).between(year.start, year.end)
    working = np.repeat(company[None], 3, axis=0)
    working[1, 100:115] = False
    working[2, :195] = False
    person_class = np.where(np.arange(people) % 50 == 0, 1, np.where(np.arange(people) % 50 == 1, 2, 0))
    row_class = np.repeat(person_class, products).astype(np.int32)
    cells = random.integers(0, 5_000_000, (people * products, 12))
    worked = np.stack([working[:, days].any(axis=1) for days in year.month_slices], axis=1)
    cells[~worked[row_class]] = 0
    return MonthCells(cells, working, row_class, year)
