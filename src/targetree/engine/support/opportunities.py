"""Open opportunities by their odds, the odds set right by the company's own record of won and lost."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import Book, Opportunity
from ..findings import Finding, Place, note, warning
from ..money import Amount
from ..periods import PlanYear

Floats = NDArray[np.float64]

USUAL_ODDS = 0.25
"""Where neither the row nor the record says anything."""
RECORD_WEIGHT = 10.0
"""How many closed opportunities a prior counts for against the record of a stage (beta-binomial shrinkage)."""
FEWEST_CLOSED = 20
"""Closed opportunities from which a record is set beside the stated odds."""
FAR_OFF = 0.1


@dataclass(frozen=True)
class Pipeline:
    """Opportunities that are open and close within the plan year, n of them."""

    position: NDArray[np.int64]
    """[n] index into `Book.opportunities`."""
    odds: Floats
    """[n]"""
    odds_variance: Floats
    """[n] of the odds themselves: few closed ones leave them unsure."""
    amount: Floats
    """[n] smallest units, if won."""
    month: NDArray[np.int64]
    """[n] month 0..11 of the expected close, -1 where it is not known."""
    win_rate: float
    """Of all that were closed, shrunk to `USUAL_ODDS` where few were."""
    findings: tuple[Finding, ...]

    @property
    def expected(self) -> Floats:
        return self.odds * self.amount

    @property
    def variance(self) -> Floats:
        return (self.odds * (1 - self.odds) + self.odds_variance) * self.amount**2


def read_pipeline(book: Book, year: PlanYear) -> Pipeline:
    """Open opportunities with their odds; the closed ones teach.

    An opportunity is open without outcome, and counts unless it is expected to close after the
    plan year. What should have closed before the year and is still open counts half: it has
    already broken its date once.
    """
    won, lost = _closed(book, year)
    overall = (sum(won.values()) + USUAL_ODDS * RECORD_WEIGHT) / (
        sum(won.values()) + sum(lost.values()) + RECORD_WEIGHT
    )
    findings: list[Finding] = []
    tilt, weight = _tilt(book, year, findings)
    chosen: list[int] = []
    odds: list[float] = []
    spread: list[float] = []
    months: list[int] = []
    late: list[Opportunity] = []
    for position, row in enumerate(book.opportunities):
        if row.outcome or row.closed is not None or (row.expected_close is not None and row.expected_close >= year.end):
            continue
        # A stage that is only ever won, or only lost, is where the outcome was written down, not where it was open.
        told = bool(row.stage) and row.stage in won and row.stage in lost
        closed = won[row.stage] + lost[row.stage] if told else 0
        if row.win_probability is not None:
            chance = min(max(row.win_probability * tilt, 0.0), 1.0)
            known = RECORD_WEIGHT + weight
        else:
            chance = (won[row.stage] + overall * RECORD_WEIGHT) / (closed + RECORD_WEIGHT) if told else overall
            known = RECORD_WEIGHT + closed
        month = -1
        if row.expected_close is not None:
            month = max(bisect_right(year.month_starts, row.expected_close) - 1, 0)
            if row.expected_close < year.start:
                chance /= 2
                late.append(row)
        chosen.append(position)
        odds.append(chance)
        spread.append(chance * (1 - chance) / (known + 1))
        months.append(month)
    amount = np.array([book.opportunities[at].amount for at in chosen], np.float64)
    if late:
        first = min(late, key=lambda row: (-row.amount, row.id))
        total = sum(row.amount for row in late)
        place = Place("opportunities", first.row or None, "expected_close", str(first.expected_close))
        findings.append(
            warning("opportunities-past-close", place, count=len(late), amount=Amount(total), largest=first.id)
        )
    unknown = sum(book.opportunities[at].win_probability is None for at in chosen)
    if unknown:
        findings.append(note("opportunities-no-odds", Place("opportunities", column="win_probability"), count=unknown,
                             odds=_percent(overall)))  # fmt: skip
    return Pipeline(
        np.array(chosen, np.int64),
        np.array(odds, np.float64),
        np.array(spread, np.float64),
        np.maximum(amount, 0.0),
        np.array(months, np.int64),
        overall,
        tuple(findings),
    )


def _closed(book: Book, year: PlanYear) -> tuple[dict[str, int], dict[str, int]]:
    """How many were won and lost before the plan year, by the stage they are recorded in."""
    won: dict[str, int] = {}
    lost: dict[str, int] = {}
    for row in book.opportunities:
        if row.outcome and (row.closed is None or row.closed < year.start):
            side = won if row.outcome == "won" else lost
            side[row.stage] = side.get(row.stage, 0) + 1
    return won, lost


def _tilt(book: Book, year: PlanYear, findings: list[Finding]) -> tuple[float, float]:
    """What stated odds are multiplied by: closed opportunities won over what their stated odds promised.

    Shrunk to 1 by `RECORD_WEIGHT` closed ones at the promised rate. Second, how many the record has.
    """
    closed = [
        (float(row.win_probability), row.outcome == "won")
        for row in book.opportunities
        if row.outcome
        and row.win_probability is not None
        and 0 < row.win_probability < 1  # 0 and 1 are written after the outcome, not before
        and (row.closed is None or row.closed < year.start)
    ]
    if not closed:
        return 1.0, 0.0
    promised, won = sum(p for p, _ in closed), sum(w for _, w in closed)
    rate = promised / len(closed)
    tilt = (won + rate * RECORD_WEIGHT) / (promised + rate * RECORD_WEIGHT)
    if len(closed) >= FEWEST_CLOSED and abs(won - promised) > FAR_OFF * len(closed):
        place = Place("opportunities", column="win_probability")
        values = {"count": len(closed), "stated": _percent(rate), "won": _percent(won / len(closed))}
        findings.append(warning("opportunities-odds-off-record", place, **values))
    return float(tilt), float(len(closed))


def _percent(share: float) -> str:
    return f"{share:.0%}"
