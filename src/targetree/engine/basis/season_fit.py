"""The seasonal model: sales per working day by month and by week around Spring Festival, shrunk by evidence.

Expected sales of a cell (year y, month m, festival week k) are
`working days x level[y] x exp(month[m] + week[k])`. The fit is a quasi-Poisson regression with
Gaussian priors on the effects (McCullagh and Nelder, Generalized Linear Models, 1989, ch. 9;
Breslow and Clayton, JASA 88, 1993, for the priors' variances); the weeks before and after the
lunar new year as regressors follow Lin and Liu (Modeling Lunar Calendar Holiday Effects in
Taiwan, 2002). One year alone cannot tell a February effect from the festival's: there the prior
decides, which lets the festival vary more than a month, and its weeks together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEEKS = (-3, -2, -1, 0, 1, 2)
"""Weeks from the day of the lunar new year; 0 begins with it."""

MONTH_SD = 0.5
WEEK_SD = 0.60
WEEK_CORRELATION = 0.75
YEAR_TO_YEAR_SD = 0.12
"""Prior spread, in logs: between months, between festival weeks, and of one month from year to year."""
YEAR_TO_YEAR_RANGE = (0.03, 0.30)
CATEGORY_SD = 0.20
"""How far a category's months stray from the company's, in logs."""
LEVEL_SD = 4.0
PRIOR_MONTHS = 4.0
"""The prior of each spread weighs as much as this many months observed."""
LEAST_CHANCE = 0.05
ROUNDS = 12


@dataclass(frozen=True)
class Cells:
    """n cells of history, each of one year, month and festival week."""

    year: NDArray[np.int64]
    """[n] 0 the year before the plan year, 1 the one before that ..."""
    month: NDArray[np.int64]
    """[n] 0..11 of the plan year's months."""
    week: NDArray[np.int64]
    """[n] index into `WEEKS`, -1 away from the festival."""
    days: Floats
    """[n] working days, above 0."""
    weight: Floats
    """[n] how much its year counts."""

    @property
    def years(self) -> int:
        return int(self.year.max()) + 1

    def design(self) -> Floats:
        """[n, 12 + weeks + years] which effects act in each cell."""
        first_year = 12 + len(WEEKS)
        design = np.zeros((len(self.year), first_year + self.years))
        rows = np.arange(len(self.year))
        design[rows, self.month] = 1
        near = self.week >= 0
        design[rows[near], 12 + self.week[near]] = 1
        design[rows, first_year + self.year] = 1
        return design


def fit_company(cells: Cells, counts: Floats) -> Floats:
    """[12 + weeks] log effects of months and festival weeks; `counts` [n] are sales in units of evidence (orders).

    The spreads themselves are learned: a company whose months are alike is not given seasons by chance, and one
    whose years are alike, however few its orders, is believed.
    """
    design = cells.design()
    effects = 12 + len(WEEKS)
    correlation = WEEK_CORRELATION ** np.abs(np.subtract.outer(WEEKS, WEEKS))
    inverse = np.linalg.inv(correlation)
    month_var, week_var, noise_var, chance = MONTH_SD**2, WEEK_SD**2, YEAR_TO_YEAR_SD**2, 1.0
    beta = np.zeros(design.shape[1])
    beta[effects:] = _levels(cells, counts)
    for _ in range(ROUNDS):
        precision = np.eye(len(beta)) / LEVEL_SD**2
        precision[:12, :12] = np.eye(12) / month_var
        precision[12:effects, 12:effects] = inverse / week_var
        centre = np.concatenate([np.zeros(effects), _levels(cells, counts)])
        expected = cells.days * np.exp(np.clip(design @ beta, -30, 30))
        trust = cells.weight / (chance + expected * noise_var)
        information = (design * (trust * expected)[:, None]).T @ design + precision
        score = design.T @ (trust * (counts - expected)) - precision @ (beta - centre)
        covariance = np.linalg.inv(information)
        beta = beta + np.clip(covariance @ score, -1, 1)
        months, weeks = beta[:12], beta[12:effects]
        month_var = float(_pooled(MONTH_SD**2, months @ months + np.trace(covariance[:12, :12]), 12))
        week_spread = weeks @ inverse @ weeks + np.trace(inverse @ covariance[12:effects, 12:effects])
        week_var = float(_pooled(WEEK_SD**2, week_spread, len(WEEKS)))
        noise_var, chance = _year_to_year(cells, counts, expected), _chance(cells, counts, expected)
    result: Floats = beta[:effects]
    return result


def fit_categories(cells: Cells, counts: Floats, company: Floats) -> Floats:
    """[C, 12 + weeks] log effects of C categories, `counts` [C, n] each, shrunk to the company's effects.

    How far a category strays is learned too: ice and coal are no chance deviations from a company without seasons.
    """
    design = cells.design()
    effects = len(company)
    columns = design.shape[1]
    outer = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    at = np.arange(columns)
    precision = np.full((len(counts), columns), LEVEL_SD**-2.0)
    precision[:, :effects] = CATEGORY_SD**-2.0
    centre = np.stack([np.r_[company, _levels(cells, own)] for own in counts])
    beta = centre.copy()
    for _ in range(ROUNDS):
        expected = cells.days * np.exp(np.clip(beta @ design.T, -30, 30))
        trust = cells.weight / (1 + expected * YEAR_TO_YEAR_SD**2)
        information = ((trust * expected) @ outer).reshape(-1, columns, columns)
        information[:, at, at] += precision
        score = (trust * (counts - expected)) @ design - (beta - centre) * precision
        covariance = np.linalg.inv(information)
        beta = beta + np.clip((covariance @ score[:, :, None])[:, :, 0], -1, 1)
        strays = ((beta - centre)[:, :12] ** 2 + covariance[:, at[:12], at[:12]]).sum(axis=1)
        precision[:, :effects] = 1 / _pooled(CATEGORY_SD**2, strays, 12)[:, None]
    result: Floats = np.where(np.any(counts, axis=1, keepdims=True), beta[:, :effects], company)
    return result


def _levels(cells: Cells, counts: Floats) -> Floats:
    """[years] log of the mean count a working day; half an order is added so that an empty year has one too."""
    sold = np.bincount(cells.year, counts, cells.years)
    days = np.bincount(cells.year, cells.days, cells.years)
    levels: Floats = np.log((sold + 0.5) / np.maximum(days, 1))
    return levels


def _pooled(prior: float, spread: Floats, observed: int) -> Floats:
    pooled: Floats = (PRIOR_MONTHS * prior + spread) / (PRIOR_MONTHS + observed)
    return pooled


def _year_to_year(cells: Cells, counts: Floats, expected: Floats) -> float:
    """Variance of a month from year to year beyond chance, from what the fit leaves over; with one year the prior."""
    slot = cells.year * 12 + cells.month
    mean = np.bincount(slot, expected)
    rest = np.bincount(slot, counts) - mean
    seen = mean >= 3
    free = int(seen.sum()) - 12 - cells.years
    if free <= 0:
        return YEAR_TO_YEAR_SD**2
    chance = free / int(seen.sum()) * np.sum(1 / mean[seen])
    excess = max(float(np.sum((rest[seen] / mean[seen]) ** 2) - chance), 0.0)
    learned = (PRIOR_MONTHS * YEAR_TO_YEAR_SD**2 + excess) / (PRIOR_MONTHS + free)
    return min(max(learned, YEAR_TO_YEAR_RANGE[0] ** 2), YEAR_TO_YEAR_RANGE[1] ** 2)


def _chance(cells: Cells, counts: Floats, expected: Floats) -> float:
    """Variance of a count as a part of its mean: 1 as of orders that come by chance, less where years repeat them."""
    slot = cells.year * 12 + cells.month
    mean, sold = np.bincount(slot, expected), np.bincount(slot, counts)
    seen = mean > 0
    free = int(seen.sum()) - 12 - cells.years
    if free <= 0:
        return 1.0
    spread = float(np.sum((sold[seen] - mean[seen]) ** 2 / mean[seen]))
    return min(max((PRIOR_MONTHS + spread) / (PRIOR_MONTHS + free), LEAST_CHANCE), 1.0)
