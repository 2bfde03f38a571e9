"""The pace that was ever reached, and the hours that visits take."""

from __future__ import annotations

import numpy as np
import pytest

from targetree.engine.pace import best_per_day, load, times


def test_the_best_is_by_working_day_and_not_by_amount() -> None:
    amounts, days = np.full((2, 12), 200), np.full((2, 12), 20)
    amounts[0, 1], days[0, 1] = 190, 15
    best = best_per_day(amounts, days)
    assert best is not None
    assert (best.year, best.first_month, best.amount, best.days) == (0, 1, 190, 15)
    assert best.per_day == pytest.approx(190 / 15)


def test_a_quarter_is_three_months_from_the_start_of_the_year() -> None:
    amounts, days = np.zeros((1, 12), np.int64), np.full((1, 12), 20)
    amounts[0, 2:5] = 100
    best = best_per_day(amounts, days, 3)
    assert best is not None and (best.first_month, best.amount, best.days) == (3, 200, 60)


def test_without_a_record_there_is_nothing_to_compare_with() -> None:
    assert best_per_day(np.zeros((3, 12), np.int64), np.full((3, 12), 20)) is None
    assert best_per_day(np.full((1, 12), 5), np.zeros((1, 12), np.int64)) is None
    assert best_per_day(np.full((1, 12), -5), np.full((1, 12), 20)) is None
    assert times(5.0, None) is None and times(5.0, 2.0) == 2.5


def test_hours() -> None:
    assert load(40, 2.0, 20, 8.0) == 0.5
    assert load(0, 2.0, 0, 8.0) == 0.0
    assert load(1, 2.0, 0, 8.0) is None
