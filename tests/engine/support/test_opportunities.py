"""Odds set right by the record of won and lost."""

from __future__ import annotations

from datetime import date

import pytest

from dealing import YUAN, customers, opportunity, people
from making import book, target
from targetree.engine.book import Book, Opportunity
from targetree.engine.periods import PlanYear
from targetree.engine.support.opportunities import USUAL_ODDS, Pipeline, read_pipeline

YEAR = PlanYear(2027, date(2027, 1, 1))


def pipeline(*rows: Opportunity) -> tuple[Pipeline, set[str]]:
    read = read_pipeline(of(rows), YEAR)
    return read, {finding.code for finding in read.findings}


def of(rows: tuple[Opportunity, ...]) -> Book:
    return book(people("a"), [target("C", "2027", 10**8)], customers=customers(3), opportunities=rows)


def closed(won: int, lost: int, odds: float | None, stage: str = "offer") -> list[Opportunity]:
    outcomes = ["won"] * won + ["lost"] * lost
    return [
        opportunity(f"{stage}{at}", "k000", 100, stage=stage, win_probability=odds, outcome=o, closed=date(2026, 5, 1))
        for at, o in enumerate(outcomes)
    ]


def test_stated_odds_are_believed_without_a_record() -> None:
    read, found = pipeline(opportunity("o", "k000", 500 * YUAN, win_probability=0.6, expected_close=date(2027, 3, 9)))
    assert read.odds.tolist() == [0.6]
    assert read.month.tolist() == [2]
    assert read.expected[0] == pytest.approx(300 * YUAN)
    assert not found


def test_odds_that_promised_too_much_are_corrected_and_named() -> None:
    rows = [*closed(20, 80, 0.5), opportunity("open", "k001", 100, win_probability=0.5)]
    read, found = pipeline(*rows)
    assert read.odds[0] == pytest.approx(0.5 * (20 + 5) / (50 + 5))
    assert "opportunities-odds-off-record" in found


def test_without_odds_the_stage_speaks_as_far_as_its_record_goes() -> None:
    rows = [*closed(30, 10, None, "contract"), *closed(5, 55, None, "lead")]
    rows += [opportunity("x", "k001", 100, stage="contract"), opportunity("y", "k001", 100, stage="lead")]
    read, found = pipeline(*rows, opportunity("z", "k001", 100, stage="unheard of"))
    contract, lead, other = read.odds
    assert lead < other < contract
    assert other == pytest.approx(read.win_rate) == pytest.approx((35 + 2.5) / 110)
    assert "opportunities-no-odds" in found


def test_a_stage_that_only_names_the_outcome_teaches_nothing_about_open_ones() -> None:
    rows = [*closed(30, 0, None, "signed"), *closed(0, 70, None, "offer")]
    read, _ = pipeline(*rows, opportunity("x", "k001", 100, stage="offer"))
    assert read.odds[0] == pytest.approx(read.win_rate)


def test_no_record_no_odds_means_the_usual() -> None:
    assert pipeline(opportunity("x", "k001", 100))[0].odds[0] == pytest.approx(USUAL_ODDS)


def test_what_closes_after_the_year_does_not_count_and_what_is_late_counts_half() -> None:
    read, found = pipeline(
        opportunity("next", "k000", 100, win_probability=0.8, expected_close=date(2028, 1, 1)),
        opportunity("late", "k000", 100, win_probability=0.8, expected_close=date(2026, 6, 1)),
        opportunity("done", "k000", 100, outcome="won", closed=date(2026, 1, 1)),
    )
    assert read.odds.tolist() == [0.4]
    assert read.month.tolist() == [0]
    assert "opportunities-past-close" in found
