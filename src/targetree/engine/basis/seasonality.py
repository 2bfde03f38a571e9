"""Seasonality (M6): how much sells on a working day of each month, learned from history."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import SeasonalityRule
from ..calendar import DayFacts
from ..findings import Finding, note
from ..periods import MONTHS, PlanYear
from .season_history import YEARS, Sales, SeasonHistory, evidence, festival_weeks, gather

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SeasonRates:
    rates: Floats
    """[1 + C, 12] what sells on a working day of each plan month, relative to the year's average working day.

    Row 0 is the company, row 1 + c category c. Multiplied by working days it is in proportion to the
    months' shares; its mean over the working days of the year is 1.
    """
    learned: bool
    """Whether history had a say; if not, working days alone decide (rule `flat`: the months are alike)."""
    findings: tuple[Finding, ...] = ()


def season_rates(
    rule: SeasonalityRule,
    year: PlanYear,
    facts: DayFacts,
    working_days: NDArray[np.int64],
    sales: Sales,
) -> SeasonRates:
    """Relative sales per working day of the plan's months, for the company and its C product categories.

    `working_days` [12] are those of whoever works the whole year (class 0 of the work calendar).
    Sales outside the three years before the plan year and outside `facts` are left out.

    Rule `workday` fits the model of `season_fit`; `share` reproduces last year's shares of the months;
    `flat` makes months alike. Findings: `season-no-history`, `season-months-unseen`, `exceptional-order`.
    """
    worked = working_days.astype(np.float64)
    alike = np.ones((1 + len(sales.names), MONTHS))
    if rule == "flat":
        return SeasonRates(_from_shares(alike, worked), False)
    history = gather(year, facts, sales)
    if history is None:
        return SeasonRates(_normal(alike, worked), False, (note("season-no-history"),))
    if rule == "share":
        return _last_year(history, year, worked)
    sold, squares, findings = history.tame(sales)
    cells, slot = history.cells()
    kept = slot >= 0
    money = np.stack([np.bincount(slot[kept], own[kept], len(cells.days)) for own in sold])
    from .season_fit import fit_categories, fit_company  # not where working days alone decide

    counts = np.maximum(money, 0) / evidence(sold, squares)[:, None]
    company = fit_company(cells, counts[0])
    effects = np.vstack([company, fit_categories(cells, counts[1:], company)]) if sales.names else company[None]
    findings += _unseen(year, set(cells.month.tolist()))
    return SeasonRates(_normal(_plan_rates(effects, year, facts), worked), True, tuple(findings))


def _plan_rates(effects: Floats, year: PlanYear, facts: DayFacts) -> Floats:
    """[R, 12] the effects averaged over the working days of the plan's months, its own festival included."""
    week = festival_weeks(year.start, year.day_count, facts)
    working = facts.between(year.start, year.end)
    festival = np.column_stack([effects[:, MONTHS:], np.zeros(len(effects))])
    rates = np.exp(effects[:, :MONTHS])
    for month, days in enumerate(year.month_slices):
        weeks = week[days][working[days]]
        if len(weeks):
            rates[:, month] *= np.exp(festival[:, weeks]).mean(axis=1)
    return rates


def _last_year(history: SeasonHistory, year: PlanYear, worked: Floats) -> SeasonRates:
    """Rule `share`; months after the end of the records get the mean of those within them."""
    last = history.month - (YEARS - 1) * MONTHS
    kept = last >= 0
    by_month = np.stack([np.bincount(last[kept], own[kept], MONTHS) for own in history.sold])
    shares = np.maximum(np.vstack([by_month.sum(axis=0), by_month[:-1]]), 0)
    if not shares[0].any():
        return SeasonRates(_normal(np.ones_like(shares), worked), False, (note("season-no-history"),))
    seen = np.isin(np.arange(MONTHS), last[kept])
    shares[:, ~seen] = shares[:, seen].mean(axis=1, keepdims=True)
    shares[shares.sum(axis=1) == 0] = shares[0]
    return SeasonRates(_from_shares(shares, worked), True, tuple(_unseen(year, set(np.flatnonzero(seen).tolist()))))


def _unseen(year: PlanYear, seen: set[int]) -> list[Finding]:
    months = [year.month_names[m] for m in range(MONTHS) if m not in seen]
    return [note("season-months-unseen", months=months)] if months else []


def _from_shares(shares: Floats, worked: Floats) -> Floats:
    rates = np.divide(shares, worked, out=np.zeros_like(shares), where=worked > 0)
    return _normal(rates, worked)


def _normal(rates: Floats, worked: Floats) -> Floats:
    """Rates with mean 1 over the working days; as they are where there is none."""
    total = rates @ worked
    scaled: Floats = np.divide(rates * worked.sum(), total[:, None], out=rates.copy(), where=total[:, None] > 0)
    return scaled
