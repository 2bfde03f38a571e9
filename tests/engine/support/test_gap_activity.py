"""From the gap to months of work: whole numbers that add up, and never more work for less to do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from targetree.engine.support.gap_activity import WORK, Gaps, Ways, WorkOfGap, too_much, with_own, work_of_gap

Floats = NDArray[np.float64]
RATE = st.floats(0.005, 1)
AMOUNT = st.floats(0, 1e11)


@st.composite
def people(draw: st.DrawFn) -> tuple[Gaps, Ways]:
    count = draw(st.integers(1, 4))

    def each(values: st.SearchStrategy[float], width: int = 0) -> Floats:
        size = count * (width or 1)
        found = np.array(draw(st.lists(values, min_size=size, max_size=size)))
        return found.reshape((count, width)) if width else found

    gaps = Gaps(
        each(st.floats(0, 1e9), 12).astype(np.int64), each(AMOUNT), each(AMOUNT), each(st.floats(0, 300)),
        each(st.floats(0, 300)), each(st.sampled_from([0.0, 14.0, 19.0, 23.0]), 12), each(st.floats(0, 0.999)),
    )  # fmt: skip
    ways = Ways(
        each(RATE, 3), each(st.floats(0, 2), 3), each(st.floats(0, 400), 3), each(st.floats(0, 1e8)),
        each(st.floats(0, 1)), each(st.floats(1, 6)),
        np.array(draw(st.lists(st.floats(0, 0.5), min_size=4, max_size=4))),
    )  # fmt: skip
    return gaps, ways


def years(work: WorkOfGap, name: str) -> list[int]:
    return [int(year) for year in work.counts[name].sum(axis=1)]


@given(people())
def test_months_are_whole_make_the_year_and_fall_on_working_days(those: tuple[Gaps, Ways]) -> None:
    gaps, ways = those
    work = work_of_gap(gaps, ways)
    for name in WORK:
        assert work.counts[name].dtype == np.int64 and (work.counts[name] >= 0).all()
        assert not work.counts[name][gaps.working_days == 0].any()
        year = work.year(name)
        assert sum(work.month(name, m).count for m in range(12)) == year.count == int(work.counts[name].sum())
        assert 0 <= year.low <= year.count <= year.high
        for month in range(12):
            span = work.month(name, month)
            assert 0 <= span.low <= span.count <= span.high


@given(people())
def test_each_stands_alone_and_a_unit_is_the_sum(those: tuple[Gaps, Ways]) -> None:
    gaps, ways = those
    together = work_of_gap(gaps, ways)
    for at in range(len(gaps.gap)):
        own = slice(at, at + 1)
        alone = work_of_gap(
            Gaps(*(getattr(gaps, f)[own] for f in Gaps.__dataclass_fields__)),
            Ways(*(getattr(ways, f) if f == "shared" else getattr(ways, f)[own] for f in Ways.__dataclass_fields__)),
        )
        for name in WORK:
            assert (alone.counts[name][0] == together.counts[name][at]).all()


@given(people(), RATE, st.integers(0, 2))
def test_a_better_rate_never_takes_more(those: tuple[Gaps, Ways], better: float, step: int) -> None:
    gaps, ways = those
    rate = ways.rate.copy()
    rate[:, step] = np.maximum(rate[:, step], better)
    before, after = work_of_gap(gaps, ways), work_of_gap(gaps, replace(ways, rate=rate))
    for name in WORK:
        assert all(a <= b for a, b in zip(years(after, name), years(before, name), strict=True))


@given(people(), st.floats(0, 1e8))
def test_a_larger_deal_never_takes_more(those: tuple[Gaps, Ways], larger: float) -> None:
    gaps, ways = those
    deal = np.where(ways.deal > 0, np.maximum(ways.deal, larger), 0.0)
    before, after = work_of_gap(gaps, ways), work_of_gap(gaps, replace(ways, deal=deal))
    for name in WORK:
        assert all(a <= b for a, b in zip(years(after, name), years(before, name), strict=True))


@given(people(), AMOUNT)
def test_a_larger_gap_never_takes_less(those: tuple[Gaps, Ways], more: float) -> None:
    gaps, ways = those
    before, after = work_of_gap(gaps, ways), work_of_gap(replace(gaps, gap=gaps.gap + more), ways)
    for name in WORK:
        assert all(a >= b for a, b in zip(years(after, name), years(before, name), strict=True))


@given(
    people(), st.lists(st.one_of(st.just(float("nan")), st.floats(-5, 5)), min_size=3, max_size=3), st.floats(-10, 1e9)
)
def test_own_rates_stay_within_what_can_be(those: tuple[Gaps, Ways], own: list[float], deal: float) -> None:
    gaps, ways = those
    size = len(gaps.gap)
    mixed = with_own(ways, np.tile(own, (size, 1)), np.full(size, deal))
    assert ((mixed.rate >= 0.005) & (mixed.rate <= 1)).all() and (mixed.deal >= 1).all()
    assert (mixed.doubt >= 0).all()
    work_of_gap(gaps, mixed)


def one(gap: float, rates: tuple[float, float, float] = (0.5, 0.25, 0.2), deal: float = 1000.0) -> tuple[Gaps, Ways]:
    row = np.ones((1, 12))
    return (
        Gaps(np.full((1, 12), 10_000), np.array([gap]), np.array([0.0]), np.array([24.0]), np.array([12.0]), row * 20,
             np.array([0.5])),
        Ways(np.array([rates]), np.zeros((1, 3)), np.zeros((1, 3)), np.array([deal]), np.zeros(1), np.array([2.0]),
             np.zeros(4)),
    )  # fmt: skip


def test_by_hand() -> None:
    work = work_of_gap(*one(10_000))
    assert {name: work.year(name).count for name in WORK} == {
        "new_customers": 5, "opportunities": 50, "visits": 212, "cold_visits": 400, "return_visits": 24,
        "signings": 120,
    }  # fmt: skip


def test_less_than_one_is_one_and_nothing_is_nothing() -> None:
    assert work_of_gap(*one(1)).year("new_customers").count == 1
    none = work_of_gap(*one(0))
    assert [none.year(name).count for name in ("new_customers", "opportunities", "cold_visits")] == [0, 0, 0]
    assert none.year("visits").count == 12


def test_without_a_deal_size_only_care_is_told() -> None:
    work = work_of_gap(*one(10_000, deal=0.0))
    assert [work.year(n).count for n in WORK] == [0, 12, 24, 0, 0, 0]


def test_what_leads_to_a_signing_is_done_before_it() -> None:
    gaps, ways = one(100_000)
    work = work_of_gap(gaps, replace(ways, days=np.array([[14.0, 20.0, 45.0]])))
    assert work.counts["cold_visits"][0, 11] == 0 and work.counts["opportunities"][0, 11] == 0
    assert work.counts["signings"][0, 11] > 0


def test_months_that_hold_less_than_is_to_be_done() -> None:
    gaps, ways = one(200_000)
    work = work_of_gap(gaps, ways)
    over = too_much(work.counts, gaps.working_days, np.array([4.0]))
    assert over.any() and not too_much(work.counts, gaps.working_days, np.array([1e6])).any()
    load = work.counts["visits"] + work.counts["return_visits"] + 0.5 * work.counts["cold_visits"]
    assert (over == (load > 80)).all()


@pytest.mark.parametrize("doubt", [0.0, 0.1, 0.5])
def test_more_doubt_is_a_wider_range(doubt: float) -> None:
    gaps, ways = one(10_000)
    narrow = work_of_gap(gaps, ways).year("opportunities")
    wide = work_of_gap(gaps, replace(ways, doubt=np.full((1, 3), doubt))).year("opportunities")
    assert wide.high - wide.low >= narrow.high - narrow.low
