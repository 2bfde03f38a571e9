"""Sharing one total in whole units: published figures, exactness, monotony, order, signs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.splitting.spread import share_groups, share_out, share_rows

totals = st.integers(-(10**15), 10**15) | st.integers(-50, 50)
whole_weights = st.lists(st.integers(0, 10**12) | st.integers(0, 4), min_size=1, max_size=30)
real_weights = st.lists(st.floats(0, 1e12) | st.floats(0, 1) | st.just(0.0), min_size=1, max_size=30)


def test_t3_relative_proportional_spread() -> None:
    assert share_out(400, np.array([10, 20, 70])).tolist() == [40, 80, 280]
    assert share_out(400, np.array([0.1, 0.2, 0.7])).tolist() == [40, 80, 280]


def test_t4_equal_spread() -> None:
    assert share_out(1200, np.ones(4)).tolist() == [300] * 4


def test_t8_zero_weights_are_equal() -> None:
    assert share_out(1200, np.zeros(4)).tolist() == [300] * 4


def test_n3_no_part_is_off_by_more_than_one() -> None:
    assert sorted(share_out(100, np.ones(3)).tolist()) == [33, 33, 34]
    assert sorted(share_out(102, np.ones(4)).tolist()) == [25, 25, 26, 26]


def test_w1_a_million_over_twelve_months() -> None:
    months = share_out(100_000_000, np.ones(12))
    assert months.sum() == 100_000_000
    assert months.max() - months.min() <= 1


def test_w2_five_fen_over_twelve_months() -> None:
    months = share_out(5, np.ones(12))
    assert months.sum() == 5
    assert set(months.tolist()) == {0, 1}


def test_e5_twelve_rounded_percentages_lose_nothing() -> None:
    assert share_out(10_000_000_000, np.full(12, 8.333)).sum() == 10_000_000_000


def test_cn2_twelve_million_by_working_days_of_2026() -> None:
    days = np.array([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23])
    months = share_out(1_200_000_000, days)
    assert months[[1, 9, 6, 11]].tolist() == [77_419_355, 87_096_774, 111_290_323, 111_290_323]
    assert months.sum() == 1_200_000_000


def test_ties_go_to_the_larger_weight_then_by_key() -> None:
    assert share_out(2, np.array([1, 3])).tolist() == [0, 2]
    assert share_out(1, np.ones(3)).tolist() == [1, 0, 0]
    assert share_out(1, np.ones(3), keys=["b", "c", "a"]).tolist() == [0, 0, 1]


def test_products_beyond_int64_are_exact() -> None:
    weights = [10**17 + 1, 3 * 10**17 + 7, 10**17 + 5]
    total = 999_999_999_999_989
    shares = share_out(total, np.array(weights))
    quotas = [Fraction(total * w, sum(weights)) for w in weights]
    assert all(abs(share - quota) < 1 for share, quota in zip(shares.tolist(), quotas, strict=True))
    assert shares.sum() == total


@pytest.mark.parametrize("weights", [[1.0, -1.0], [np.nan, 1.0], [np.inf, 1.0]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        share_out(1, np.array(weights))


def test_nothing_to_share_among() -> None:
    assert share_out(0, np.zeros(0)).tolist() == []
    with pytest.raises(ValueError, match="nothing"):
        share_out(1, np.zeros(0))
    with pytest.raises(ValueError, match="beyond"):
        share_out(2**53 + 1, np.ones(2))


@given(totals, whole_weights)
def test_whole_weights_keep_the_quota_exactly(total: int, weights: list[int]) -> None:
    shares = share_out(total, np.array(weights)).tolist()
    assert sum(shares) == total
    effective = weights if any(weights) else [1] * len(weights)
    assert all(abs(x - Fraction(total * w, sum(effective))) < 1 for x, w in zip(shares, effective, strict=True))
    assert share_out(-total, np.array(weights)).tolist() == [-x for x in shares]


@given(totals, real_weights)
def test_real_weights_are_exact_and_monotone(total: int, weights: list[float]) -> None:
    shares = share_out(total, np.array(weights))
    assert int(shares.sum()) == total
    if any(weights):
        assert not shares[np.array(weights) == 0].any()
    ascending = np.abs(shares)[np.lexsort((np.abs(shares), weights))]
    assert (np.diff(ascending) >= 0).all()


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=2, max_size=10), st.integers(1, 1000))
def test_more_weight_never_gets_less(total: int, weights: list[int], extra: int) -> None:
    before = share_out(total, np.array(weights))
    after = share_out(total, np.array([weights[0] + extra, *weights[1:]]))
    assert not any(weights) or after[0] >= before[0]


@given(totals, real_weights, st.randoms(use_true_random=False))
def test_order_of_parts_does_not_matter(total: int, weights: list[float], random: object) -> None:
    keys = [f"{k:03d}" for k in range(len(weights))]
    order = list(range(len(weights)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = share_out(total, np.array(weights), keys)
    mixed = share_out(total, np.array(weights)[order], [keys[k] for k in order])
    assert mixed.tolist() == straight[order].tolist()


@given(st.lists(st.tuples(totals, st.lists(st.integers(0, 9), min_size=5, max_size=5)), min_size=1, max_size=8))
def test_rows_are_shared_as_they_are_alone(rows: list[tuple[int, list[int]]]) -> None:
    together = share_rows(np.array([t for t, _ in rows]), np.array([w for _, w in rows]))
    assert together.tolist() == [share_out(t, np.array(w)).tolist() for t, w in rows]


@given(st.lists(st.tuples(totals, st.lists(st.floats(0, 9) | st.just(0.0), min_size=1, max_size=5)), max_size=8))
def test_groups_are_shared_as_they_are_alone(groups: list[tuple[int, list[float]]]) -> None:
    members = [g for g, (_, weights) in enumerate(groups) for _ in weights] + [-1]
    weights = [w for _, weights in groups for w in weights] + [1.0]
    together = share_groups(np.array([t for t, _ in groups], np.int64), np.array(members), np.array(weights))
    alone = [x for t, weights in groups for x in share_out(t, np.array(weights)).tolist()]
    assert together.tolist() == [*alone, 0]
