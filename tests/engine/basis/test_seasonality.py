"""Seasonality: exact for the plain rules; sane, robust and better than the naive ways for the learned one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from targetree.engine.basis.season_history import EPOCH, Sales
from targetree.engine.basis.seasonality import SeasonRates, season_rates
from targetree.engine.calendar import DayFacts
from targetree.engine.money import Amount
from targetree.engine.periods import PlanYear, days_between
from targetree.facts.calendars import day_facts

Floats = NDArray[np.float64]
Q_ENDS = np.array([0.9, 0.85, 1.3, 0.9, 0.95, 1.25, 0.85, 0.9, 1.2, 0.95, 1.0, 1.4])
FESTIVAL = {-3: 1.15, -2: 1.05, -1: 0.55, 0: 0.3, 1: 0.4, 2: 0.75}
"""Sales of the weeks around the lunar new year against an ordinary week."""


@dataclass
class World:
    """A calendar of three years of history and a plan year, day by day."""

    year: PlanYear
    facts: DayFacts

    @property
    def days(self) -> tuple[date, ...]:
        return days_between(self.facts.start, self.year.days[-1])

    @property
    def number(self) -> NDArray[np.int32]:
        return np.arange(len(self.facts.working), dtype=np.int32) + (self.facts.start - EPOCH).days

    @property
    def month(self) -> NDArray[np.int64]:
        return np.array([d.month - 1 for d in self.days])

    @property
    def past(self) -> NDArray[np.bool_]:
        return np.array([d < self.year.start for d in self.days])

    @property
    def worked(self) -> NDArray[np.int64]:
        flags = self.facts.between(self.year.start, self.year.end)
        return np.array([flags[s].sum() for s in self.year.month_slices])

    def truth(self, months: Floats = Q_ENDS, festival: dict[int, float] = FESTIVAL, growth: float = 0.15) -> Floats:
        """What sells on each day but for chance."""
        weeks = [min(((d - f).days for f in self.facts.spring_festivals), key=abs) // 7 for d in self.days]
        effect = np.array([festival.get(w, 1.0) for w in weeks])
        grown = (1 + growth) ** (np.arange(len(weeks)) / 365.25)
        daily: Floats = months[self.month] * effect * grown * self.facts.working
        return daily

    def orders(self, daily: Floats, seed: int, per_day: float = 8.0, spread: float = 1.0) -> Sales:
        """Random orders of the past, lognormal in size, in proportion to `daily`."""
        rng = np.random.default_rng(seed)
        year = np.array([d.year for d in self.days]) - self.days[0].year
        noisy = daily * np.exp(rng.normal(0, 0.08, (year[-1] + 1, 12)))[year, self.month]
        counts = rng.poisson(np.where(self.past, noisy * per_day / noisy[self.past].mean(), 0))
        amount = np.exp(rng.normal(12, spread, counts.sum())).astype(np.int64)
        return Sales(np.repeat(self.number, counts), np.full(len(amount), -1, np.int32), amount)

    def learn(self, sales: Sales, rule: str = "workday") -> SeasonRates:
        return season_rates(rule, self.year, self.facts, self.worked, sales)  # type: ignore[arg-type]

    def shares(self, rates: Floats) -> Floats:
        parts: Floats = rates * self.worked / (rates @ self.worked)
        return parts

    def by_month(self, amount: Floats, days: NDArray[np.bool_]) -> Floats:
        totals = np.bincount(self.month[days], amount[days], 12)
        parts: Floats = totals / totals.sum()
        return parts


@cache
def world(year: int = 2026, years: int = 3, start_month: int = 1) -> World:
    plan_year = PlanYear(year, date(year, start_month, 1))
    return World(plan_year, day_facts("CN", date(year - years, start_month, 1), plan_year))


def with_rows(sales: Sales, *rows: tuple[date, int, int]) -> Sales:
    day, category, amount = (np.array(column) for column in zip(*rows, strict=True))
    return Sales(
        np.append(sales.day, [(d - EPOCH).days for d in day]).astype(np.int32),
        np.append(sales.category, category).astype(np.int32),
        np.append(sales.amount, amount).astype(np.int64),
        sales.names,
    )


NOTHING = Sales(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int64), ("A",))


def test_without_history_working_days_alone() -> None:
    result = world().learn(NOTHING)
    assert not result.learned
    assert np.array_equal(result.rates, np.ones((2, 12)))
    assert [f.code for f in result.findings] == ["season-no-history"]


def test_flat_makes_months_alike() -> None:
    here = world()
    result = here.learn(here.orders(here.truth(), 1), "flat")
    assert result.rates[0] * here.worked == pytest.approx(np.full(12, 248 / 12), rel=1e-12)


def test_share_gives_last_years_shares() -> None:
    here = world()
    sales = here.orders(here.truth(), 2)
    days = np.array([EPOCH.toordinal() + int(d) for d in sales.day])
    last_year = days >= date(2025, 1, 1).toordinal()
    months = np.array([date.fromordinal(int(d)).month - 1 for d in days])
    expected = np.bincount(months[last_year], sales.amount[last_year], 12)
    shares = here.shares(here.learn(sales, "share").rates[0])
    assert shares == pytest.approx(expected / expected.sum(), rel=1e-12)


def test_share_of_a_year_that_is_not_over_yet() -> None:
    here = world()
    sales = here.orders(here.truth(np.ones(12), {}, 0.0), 3, per_day=30)
    kept = sales.day < (date(2025, 10, 1) - EPOCH).days
    cut = Sales(sales.day[kept], sales.category[kept], sales.amount[kept])
    result = here.learn(cut, "share")
    assert here.shares(result.rates[0])[9:] == pytest.approx(np.full(3, 1 / 12), rel=0.01)
    assert result.findings[0].values["months"] == ["2026-10", "2026-11", "2026-12"]


@pytest.mark.parametrize(("years", "against_last_year"), [(1, 0.9), (2, 0.75), (3, 0.7)])
def test_beats_last_year_and_working_days(years: int, against_last_year: float) -> None:
    """Mean error of the monthly shares against a known truth: festival moving, growth, noise; 12 seeds."""
    here = world(2026, years)
    daily = here.truth()
    truth = here.by_month(daily, ~here.past)
    learned, last_year = [], []
    for seed in range(12):
        sales = here.orders(daily, seed)
        learned.append(np.abs(here.shares(here.learn(sales).rates[0]) - truth).mean())
        last_year.append(np.abs(here.shares(here.learn(sales, "share").rates[0]) - truth).mean())
    working_days = np.abs(here.shares(np.ones(12)) - truth).mean()
    assert np.mean(learned) < against_last_year * np.mean(last_year)
    assert np.mean(learned) < 0.5 * working_days


def test_no_seasons_are_seen_in_chance() -> None:
    here = world()
    even = here.truth(np.ones(12), {}, 0.0)
    rates = np.array([here.learn(here.orders(even, seed)).rates[0] for seed in range(8)])
    assert np.abs(rates - 1).mean() < 0.06


@pytest.mark.parametrize("years", [1, 2, 3])
def test_the_festivals_dip_moves_with_it(years: int) -> None:
    """2024: 10 February; 2025: 29 January. Sales in the new year's weeks are a third."""
    here = world(2025, years)
    daily = here.truth(np.ones(12), {-1: 0.5, 0: 0.3, 1: 0.3}, 0.0)
    truth = here.by_month(daily, ~here.past)
    result = here.learn(here.orders(daily, 5, per_day=20))
    january, february, march = (here.shares(result.rates[0]) - truth)[:3]
    assert abs(january) < 0.013
    assert abs(february) < 0.013
    assert abs(march) < 0.013
    last_year = here.shares(here.learn(here.orders(daily, 5, per_day=20), "share").rates[0]) - truth
    assert abs(january) + abs(february) < 0.7 * np.abs(last_year[:2]).sum()


def test_growth_between_years_is_not_taken_for_a_season() -> None:
    here = world()
    steps = np.array([3.0 ** (d.year - 2023) for d in here.days])
    rates = here.learn(here.orders(here.truth(np.ones(12), {}, 0.0) * steps, 6, per_day=20)).rates[0]
    assert np.abs(rates - 1).max() < 0.12


def test_a_month_without_orders_is_not_zero() -> None:
    here = world(years=1)
    sales = here.orders(here.truth(np.ones(12), {}, 0.0), 7, per_day=0.15)
    june = np.array([date.fromordinal(EPOCH.toordinal() + int(d)).month == 6 for d in sales.day])
    result = here.learn(Sales(sales.day[~june], sales.category[~june], sales.amount[~june]))
    assert 0.5 < result.rates[0, 5] < 1.0


def test_an_exceptional_order_is_told_and_does_not_count() -> None:
    here = world()
    sales = here.orders(here.truth(), 8, per_day=2)
    big = int(sales.amount.sum() // 5)
    result = here.learn(with_rows(sales, (date(2025, 5, 15), -1, big)))
    (finding,) = result.findings
    assert (finding.severity, finding.code) == ("warning", "exceptional-order")
    assert finding.values["date"] == date(2025, 5, 15)
    assert finding.values["amount"] == Amount(big, 100)
    assert 80 < float(str(finding.values["share"])) <= 100
    without = here.learn(sales)
    assert without.findings == ()
    assert np.abs(result.rates - without.rates).max() < 0.15


def test_a_peak_that_comes_every_year_is_a_season() -> None:
    here = world()
    sales = here.orders(here.truth(np.ones(12), {}, 0.0), 9, per_day=2)
    yearly = int(sales.amount.sum() // 5)
    result = here.learn(with_rows(sales, *((date(y, 5, 15), -1, yearly) for y in (2023, 2024, 2025))))
    assert result.findings == ()
    assert result.rates[0, 4] > 2


def test_categories_lean_on_the_company_as_far_as_they_are_thin() -> None:
    here = world()
    summer = np.array([0.4, 0.4, 0.6, 1.0, 1.5, 1.9, 1.9, 1.6, 1.0, 0.7, 0.5, 0.5])
    rich = here.orders(here.truth(summer, {}, 0.0), 10, per_day=10)
    rest = here.orders(here.truth(np.ones(12), {}, 0.0), 11, per_day=40)
    thin_rows = [(date(2025, 12, 10), 1, 500_000), (date(2025, 12, 20), 1, 400_000)]
    both = Sales(
        np.append(rich.day, rest.day),
        np.append(np.zeros_like(rich.category), rest.category),
        np.append(rich.amount, rest.amount),
        ("summer", "thin", "new"),
    )
    rates = here.learn(with_rows(both, *thin_rows)).rates
    assert here.shares(rates[1]) == pytest.approx(here.by_month(here.truth(summer, {}, 0.0), ~here.past), abs=0.012)
    assert rates[2] == pytest.approx(rates[0], abs=0.15)
    assert rates[3] == pytest.approx(rates[0], rel=1e-6)


def test_the_order_of_rows_makes_no_difference() -> None:
    here = world()
    sales = here.orders(here.truth(), 12)
    category = np.arange(len(sales.day), dtype=np.int32) % 4 - 1
    shuffled = np.random.default_rng(0).permutation(len(sales.day))
    names = ("A", "B", "C")
    one = here.learn(Sales(sales.day, category, sales.amount, names))
    other = here.learn(Sales(sales.day[shuffled], category[shuffled], sales.amount[shuffled], names))
    assert np.array_equal(one.rates, other.rates)


def test_records_that_end_in_september_do_not_empty_the_last_quarter() -> None:
    here = world(years=1)
    sales = here.orders(here.truth(np.ones(12), {}, 0.0), 13, per_day=10)
    kept = sales.day < (date(2025, 10, 1) - EPOCH).days
    result = here.learn(Sales(sales.day[kept], sales.category[kept], sales.amount[kept]))
    assert result.rates[0, 9:] == pytest.approx(np.ones(3), abs=0.1)
    assert [f.code for f in result.findings] == ["season-months-unseen"]


def test_a_plan_year_from_april() -> None:
    here = world(2026, 3, start_month=4)
    result = here.learn(here.orders(here.truth(), 14))
    position = [here.year.month_names.index(m) for m in ("2026-12", "2027-02")]
    assert result.rates[0, position[0]] > 1.15
    assert result.rates[0, position[1]] < 0.85


def test_orders_once_a_month_and_refunds_stay_sane() -> None:
    here = world()
    ends = [(date(y, m, 28), -1, 10_000_000) for y in (2023, 2024, 2025) for m in range(1, 13)]
    refunds = [(date(2025, m, 3), -1, -3_000_000) for m in range(1, 13)]
    result = here.learn(with_rows(Sales(NOTHING.day, NOTHING.category, NOTHING.amount), *ends, *refunds))
    assert np.isfinite(result.rates).all()
    assert result.rates[0].min() > 0.6
    assert result.rates[0].max() < 1.6


@pytest.mark.parametrize("rule", ["workday", "share", "flat"])
def test_the_mean_over_working_days_is_one(rule: str) -> None:
    here = world()
    sales = here.orders(here.truth(), 15)
    rates = here.learn(Sales(sales.day, np.zeros_like(sales.category), sales.amount, ("A",)), rule).rates
    assert rates @ here.worked == pytest.approx(np.full(2, here.worked.sum()), rel=1e-12)
