"""What a result pays, against figures that others publish, and what must hold for any tiers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.book import Reward
from targetree.engine.rewards import curve, pays, tiers


def reward(
    start: float, end: float | None, amount: int | None = None, rate: float | None = None, **more: str
) -> Reward:
    return Reward("bookings", more.get("role", ""), start, end, more.get("kind", "reward"), amount, rate)  # type: ignore[arg-type]


ODOO = [
    reward(0, 0.5, 0), reward(0.5, 1, 0), reward(1, 2, 2500), reward(2, 3, 3500), reward(3, None, 4000),
]  # fmt: skip


@pytest.mark.parametrize(("achieved", "paid"), [(800, 0), (2000, 2500), (4800, 3700), (6000, 4000), (9000, 4000)])
def test_o1_o2_between_tiers_it_interpolates(achieved: int, paid: int) -> None:
    assert pays(ODOO, 2000, achieved).reward == paid


def test_between_nothing_and_the_full_reward_lies_half_of_it() -> None:
    assert pays(ODOO, 2000, 1500).reward == 1250


def test_c1_no_hole_between_tiers() -> None:
    """Tiers 0 to 100 at 10 %, 101 to 200 at 20 %: 100.5 lies in the first."""
    holed = [reward(0, 1.00, rate=0.10), reward(1.01, 2.00, rate=0.20)]
    assert pays(holed, 100_00, 100_50).reward == 10_05
    assert pays(holed, 100_00, 101_00).reward == 20_20


def test_a_rate_is_a_share_of_all_that_was_sold() -> None:
    rows = [reward(0.8, 1, rate=0.006), reward(1, 1.2, rate=0.01), reward(1.2, None, rate=0.014)]
    paid = [pays(rows, 1_000_000_00, at).reward for at in (799_999_99, 800_000_00, 1_000_000_00, 1_200_000_00)]
    assert paid == [0, 4_800_00, 10_000_00, 16_800_00]


def test_where_the_last_reward_ends_it_is_capped() -> None:
    rows = [reward(0.8, 1.2, rate=0.01)]
    assert pays(rows, 1000, 1200) == pays(rows, 1000, 5000)
    assert pays([reward(1, 1.2, 300)], 1000, 2000).reward == 300


def test_a_penalty_is_whole_below_and_gone_at_its_end() -> None:
    rows = [reward(0, 0.6, 3000, kind="penalty")]
    assert [pays(rows, 1000, at).penalty for at in (-5, 0, 599, 600, 1000)] == [3000, 3000, 3000, 0, 0]


def test_rows_for_a_role_and_for_all_both_count() -> None:
    rows = [reward(1, None, 100), reward(1, None, 30, role="lead"), reward(1, None, None, 0.1, role="lead")]
    assert pays(rows, 1000, 1000).reward == 100 + 30 + 100
    assert [(t.amount, t.rate) for t in tiers(rows, "lead", "reward")] == [(30, 100_000_000)]


def test_without_a_target_nothing_is_paid() -> None:
    assert pays([reward(0, None, 5), reward(0, None, 5, kind="penalty")], 0, 10).net == 0


def test_the_picture_asks_for_several_attainments() -> None:
    found = curve(ODOO, 2000, [500, 1000, 2400])
    assert [(actual, paid.reward) for actual, paid in found] == [(1000, 0), (2000, 2500), (4800, 3700)]


steps = st.lists(
    st.tuples(st.integers(1, 80), st.integers(0, 10**9), st.integers(0, 200)), min_size=1, max_size=8
)  # fmt: skip


def _ladder(found: list[tuple[int, int, int]], *, holes: bool) -> list[Reward]:
    """Tiers whose amount and rate only rise."""
    start = amount = rate = 0
    rows = []
    for width, more, faster in found:
        amount, rate = amount + more, rate + faster
        rows.append(reward(start / 100, (start + (max(width - 1, 1) if holes else width)) / 100, amount, rate / 1000))
        start += width
    return rows


@given(steps, st.integers(1, 10**13), st.integers(0, 3000), st.integers(0, 3000), st.booleans())
def test_more_never_pays_less(
    found: list[tuple[int, int, int]], target: int, one: int, other: int, holes: bool
) -> None:
    rows = _ladder(found, holes=holes)
    less, more = sorted(target * at // 1000 for at in (one, other))
    assert pays(rows, target, less).reward <= pays(rows, target, more).reward


@given(steps, st.integers(1, 10**13), st.integers(0, 3000))
def test_a_hole_between_tiers_changes_nothing(found: list[tuple[int, int, int]], target: int, at: int) -> None:
    whole, holed = _ladder(found, holes=False), _ladder(found, holes=True)
    inside = min(target * at // 1000, round(whole[-1].from_attainment * 100) * target // 100)
    assert pays(whole, target, inside) == pays(holed, target, inside)


@given(steps, st.integers(1, 10**13), st.integers(0, 3000), st.randoms())
def test_the_order_of_rows_does_not_matter(
    found: list[tuple[int, int, int]], target: int, at: int, any_: object
) -> None:
    rows = _ladder(found, holes=True)
    mixed = list(rows)
    any_.shuffle(mixed)  # type: ignore[attr-defined]
    assert pays(rows, target, target * at // 1000) == pays(mixed, target, target * at // 1000)
