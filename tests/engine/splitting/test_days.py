"""Months into days: exact, within half a unit on every date, the same compiled and in numpy."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from targetree.engine.periods import PlanYear
from targetree.engine.splitting import days

YEARS = [PlanYear(2027, date(2027, 1, 1)), PlanYear(2027, date(2027, 4, 1)), PlanYear(2028, date(2028, 1, 1))]
LARGE = 10**15


@st.composite
def problems(draw: st.DrawFn) -> tuple[PlanYear, NDArray[np.bool_], NDArray[np.int32], NDArray[np.int64]]:
    """A year, classes of working days (months without one included), rows and their cells."""
    year = draw(st.sampled_from(YEARS))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    density = draw(st.sampled_from([0.05, 0.5, 0.7, 1.0]))
    working = rng.random((draw(st.integers(1, 3)), year.day_count)) < density
    row_class = rng.integers(0, len(working), draw(st.integers(1, 6))).astype(np.int32)
    top = draw(st.sampled_from([3, 50, 10**7, LARGE]))
    cells = rng.integers(-top, top, (len(row_class), 12), endpoint=True)
    has_days = np.add.reduceat(working, [m.start for m in year.month_slices], axis=1)[row_class]
    return year, working, row_class, np.where(has_days, cells, 0)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_every_running_total_is_within_half_a_unit_of_the_ideal_line_and_months_are_exact(problem) -> None:
    year, working, row_class, cells = problem
    daily = days.spread_days(cells, working, row_class, year)
    assert not daily[~working[row_class]].any()
    for row, amounts in enumerate(cells.tolist()):
        for month, at in enumerate(year.month_slices):
            flags = working[row_class[row], at]
            running = np.cumsum(daily[row, at][flags]).tolist()
            ideal = [Fraction(amounts[month] * k, len(running)) for k in range(1, len(running) + 1)]
            assert all(abs(a - b) <= Fraction(1, 2) for a, b in zip(running, ideal, strict=True))
            assert (running[-1] if running else 0) == amounts[month]


@settings(max_examples=40, deadline=None)
@given(problems(), st.booleans())
def test_compiled_and_numpy_agree(problem, phased: bool) -> None:
    year, working, row_class, cells = problem
    phase = np.linspace(0.01, 0.99, len(cells)) if phased else None
    edges = days.week_edges(year)

    def all_three() -> list[NDArray[np.int64]]:
        return [
            days.spread_days(cells, working, row_class, year, phase),
            days.spread_edges(cells, working, row_class, year, edges, phase=phase),
            days.sum_days(cells[:, None].repeat(3, 1), working, row_class, year, _three(phase)),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(days, "_compiled_pays", lambda cells: False)
        in_numpy = all_three()
        patch.setattr(days, "_compiled_pays", lambda cells: True)
        compiled = all_three()
    for a, b in zip(in_numpy, compiled, strict=True):
        np.testing.assert_array_equal(a, b)


def _three(phase: NDArray[np.float64] | None) -> NDArray[np.float64] | None:
    return None if phase is None else np.stack([phase, phase / 2, 1 - phase], axis=1)


@settings(max_examples=40, deadline=None)
@given(problems(), st.booleans())
def test_thirds_and_weeks_are_the_sums_of_their_days(problem, phased: bool) -> None:
    year, working, row_class, cells = problem
    phase = np.linspace(0.01, 0.99, len(cells)) if phased else None
    daily = days.spread_days(cells, working, row_class, year, phase)
    for edges, part in ((days.third_edges(year), year.third_of_day), (days.week_edges(year), year.week_of_day)):
        sums = np.add.reduceat(daily, np.searchsorted(part, np.unique(part)), axis=1)
        np.testing.assert_array_equal(days.spread_edges(cells, working, row_class, year, edges, phase=phase), sums)
    assert len(days.third_edges(year)) == 37
    assert len(days.week_edges(year)) == len(year.week_starts) + 1


@settings(max_examples=40, deadline=None)
@given(problems())
def test_with_a_phase_single_units_move_but_months_stay_exact(problem) -> None:
    year, working, row_class, cells = problem
    phase = np.linspace(0.02, 0.97, len(cells))
    daily = days.spread_days(cells, working, row_class, year, phase)
    np.testing.assert_array_equal(np.add.reduceat(daily, [m.start for m in year.month_slices], axis=1), cells)


def test_single_signings_of_ten_people_fall_on_ten_days() -> None:
    year = YEARS[0]
    working = np.array([[d.weekday() < 5 for d in year.days]])
    cells = np.zeros((10, 12), np.int64)
    cells[:, 2] = 1
    classes = np.zeros(10, np.int32)
    together = days.spread_days(cells, working, classes, year)
    apart = days.spread_days(cells, working, classes, year, (np.arange(10) + 0.5) / 10)
    assert np.count_nonzero(together.any(axis=0)) == 1
    assert np.count_nonzero(apart.any(axis=0)) == 10


def test_a_hundred_fen_over_twenty_three_days() -> None:
    year = YEARS[0]
    working = np.array([[d.weekday() < 5 for d in year.days]])
    cells = np.zeros((1, 12), np.int64)
    cells[0, 2] = 100
    march = days.spread_days(cells, working, np.zeros(1, np.int32), year)[0, year.month_slices[2]]
    assert march[:7].tolist() == [4, 5, 4, 4, 5, 0, 0]
    assert sorted(set(march.tolist())) == [0, 4, 5]


def test_an_amount_without_a_working_day_is_refused() -> None:
    year = YEARS[0]
    working = np.ones((2, year.day_count), bool)
    working[1, year.month_slices[4]] = False
    cells = np.ones((2, 12), np.int64)
    with pytest.raises(ValueError, match="row 1 has an amount in 2027-05"):
        days.spread_days(cells, working, np.array([0, 1], np.int32), year)
    cells[1, 4] = 0
    assert days.spread_days(cells, working, np.array([0, 1], np.int32), year).sum() == 23


def test_the_given_array_is_filled_and_its_shape_checked() -> None:
    year = YEARS[0]
    working = np.ones((1, year.day_count), bool)
    cells, classes = np.full((3, 12), 5), np.zeros(3, np.int32)
    out = np.full((3, year.day_count), 9)
    assert days.spread_days(cells, working, classes, year, out=out) is out
    assert out.sum() == 180
    with pytest.raises(ValueError, match="C-contiguous"):
        days.spread_days(cells, working, classes, year, out=np.empty((3, 5), np.int64))


def test_no_rows() -> None:
    year = YEARS[0]
    working = np.ones((1, year.day_count), bool)
    none, classes = np.zeros((0, 12), np.int64), np.zeros(0, np.int32)
    assert days.spread_days(none, working, classes, year).shape == (0, year.day_count)
    assert days.spread_edges(none, working, classes, year, days.third_edges(year)).shape == (0, 36)
    assert days.sum_days(none.reshape(0, 4, 12), working, classes, year).shape == (0, year.day_count)
