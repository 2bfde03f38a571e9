"""BG/NBD against the figures published with it (B1, B2), and its form for customers who order by a rhythm."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from targetree.engine.support.customer_base import (
    CustomerBase,
    Repeats,
    expected_orders,
    fit_customer_base,
    orders_if_alive,
    probability_alive,
)
from targetree.engine.support.order_value import GammaGamma, fit_gamma_gamma, fit_spend, moments, order_value

CDNOW = Path(__file__).parents[2] / "data" / "cdnow_repeat_orders.csv"
"""Fader and Hardie's public sample of 2,357 customers: repeat orders, weeks, and how many customers have them."""
PUBLISHED = CustomerBase(r=0.243, alpha=4.414, a=0.793, b=2.426)


def one(x: float, t_x: float, t_seen: float) -> Repeats:
    return Repeats(np.array([x]), np.array([t_x]), np.array([t_seen]))


def test_b1_the_fit_of_cdnow_is_the_published_one() -> None:
    x, t_x, t_seen, count = np.loadtxt(CDNOW, delimiter=",", skiprows=1, unpack=True)
    fitted = fit_customer_base(Repeats(x, t_x, t_seen), count)
    assert count.sum() == 2357
    assert fitted is not None
    assert (fitted.r, fitted.alpha, fitted.a, fitted.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=0.0006)
    assert fitted.log_likelihood == pytest.approx(-9582.4, abs=0.05)


def test_b2_expected_repeat_orders_of_one_customer() -> None:
    assert expected_orders(PUBLISHED, one(2, 30.43, 38.86), 39)[0] == pytest.approx(1.226, abs=0.0005)


def test_weighted_rows_are_as_good_as_many() -> None:
    x, t_x, t_seen = np.array([0.0, 1, 3, 3]), np.array([0.0, 5, 20, 25]), np.array([30.0, 28, 26, 30])
    once = fit_customer_base(Repeats(x, t_x, t_seen), np.full(4, 25.0))
    often = fit_customer_base(Repeats(*(np.repeat(values, 25) for values in (x, t_x, t_seen))))
    assert once == often


def test_order_of_customers_does_not_matter() -> None:
    x, t_x, t_seen, _ = np.loadtxt(CDNOW, delimiter=",", skiprows=1, unpack=True)
    shuffled = np.random.default_rng(5).permutation(len(x))
    assert fit_customer_base(Repeats(x, t_x, t_seen)) == fit_customer_base(
        Repeats(x[shuffled], t_x[shuffled], t_seen[shuffled])
    )


def test_alive_falls_with_silence_and_never_bought_again_is_no_proof_of_leaving() -> None:
    silent = probability_alive(PUBLISHED, Repeats(np.full(3, 5.0), np.array([38.0, 20, 10]), np.full(3, 38.86)))
    assert 1 > silent[0] > silent[1] > silent[2] > 0
    assert probability_alive(PUBLISHED, one(0, 0, 38.86))[0] == 1


def test_extreme_customers_get_finite_numbers() -> None:
    many = Repeats(np.array([0.0, 900, 900, 5000]), np.array([0.0, 1095, 100, 1095]), np.full(4, 1095.0))
    for base in (PUBLISHED, CustomerBase(400, 400, 400, 400), CustomerBase(0.01, 0.01, 1.0, 0.01, 8)):
        orders = orders_if_alive(base, many, 365)
        assert np.isfinite(orders).all()
        assert (orders >= 0).all()


def simulated(k: int, customers: int = 3000, days: float = 60) -> tuple[Repeats, np.ndarray]:  # type: ignore[type-arg]
    """Customers with Erlang-k times between orders; second: their orders in the year after."""
    rng = np.random.default_rng(11)
    rate, leaves = rng.gamma(3, 1 / days, customers) * k, rng.beta(1, 9, customers)
    seen = rng.uniform(300, 900, customers)
    rows, later = np.zeros((customers, 3)), np.zeros(customers)
    for at in range(customers):
        now = 0.0
        while True:
            gap = rng.gamma(k, 1 / rate[at])
            now += gap
            if now > seen[at] + 365:
                break
            if now > seen[at]:
                later[at] += 1
            else:
                rows[at] += (1, gap, np.log(gap))
            if rng.random() < leaves[at]:
                break
    return Repeats(rows[:, 0], rows[:, 1], seen, rows[:, 2]), later


@pytest.mark.parametrize("k", [1, 4])
def test_a_rhythm_is_found_and_the_next_year_is_foreseen(k: int) -> None:
    known, later = simulated(k)
    base = fit_customer_base(known)
    assert base is not None
    assert base.k == k
    foreseen = expected_orders(base, known, 365)
    assert foreseen.sum() == pytest.approx(later.sum(), rel=0.06)
    alive = probability_alive(base, known)
    quiet = (alive < 0.2) & (known.x > 0)
    assert later[quiet].mean() < 0.3 < later[alive > 0.8].mean()


@pytest.mark.parametrize("k", [4, 8])
def test_regular_customers_are_not_expected_to_order_less_than_they_do(k: int) -> None:
    """Events since the last order speak for the rate as well: without them 5 to 10 % are missing."""
    known, later = simulated(k, customers=6000, days=300)
    base = fit_customer_base(known)
    assert base is not None
    assert expected_orders(base, known, 365).sum() == pytest.approx(later.sum(), rel=0.03)


def test_the_expected_orders_of_a_regular_customer_are_near_the_exact_sum() -> None:
    """Over the events that have passed and those to come, every one of them (the first order's phase included)."""
    base = CustomerBase(r=6.0, alpha=300.0, a=0.8, b=9.0, k=4)
    known = Repeats(np.array([4.0, 8, 11]), np.array([330.0, 700, 1000]), np.array([400.0, 760, 1095]))
    from scipy.stats import nbinom

    exact = np.zeros(3)
    for at in range(3):
        x, t_x, seen = (values[at] for values in (known.x, known.t_x, known.t_seen))
        shape, events = base.r + 4 * x, np.arange(400)
        passed = np.cumprod([1, *((shape + m - 1) / m * (seen - t_x) / (300 + seen) for m in (1, 2, 3))])
        stays = np.cumprod([1, *((9 + x + j) / (9.8 + x + j) for j in range(120))])
        orders = np.append(0, np.cumsum(stays))
        for m, weight in enumerate(passed / passed.sum()):
            chance = nbinom.pmf(events, shape + m, (300 + seen) / (300 + seen + 365))
            exact[at] += weight * float(chance @ orders[(m + events) // 4])
    assert orders_if_alive(base, known, 365) == pytest.approx(exact, rel=0.05)


def test_nothing_to_learn_from_is_no_failure() -> None:
    nothing = np.zeros(0)
    assert fit_customer_base(Repeats(nothing, nothing, nothing)) is None
    assert fit_customer_base(Repeats(np.zeros(3), np.zeros(3), np.zeros(3))) is None
    assert fit_customer_base(Repeats(np.zeros(3), np.zeros(3), np.full(3, 90.0))) is not None


def test_few_orders_are_drawn_to_the_mean_of_all() -> None:
    """Fader and Hardie's note of 2013: p 6.25, q 3.74, gamma 15.44 for CDNOW; its example of a weighted mean."""
    model = GammaGamma(6.25, 3.74, 15.44)
    mean = 6.25 * 15.44 / 2.74
    few, many = order_value(model, np.array([1.0, 50]), np.array([100.0, 100])).mean
    assert mean < few < many < 100
    assert few == pytest.approx(2.74 / (6.25 + 2.74) * mean + 6.25 / (6.25 + 2.74) * 100)


def test_spend_is_recovered_from_what_it_made() -> None:
    rng = np.random.default_rng(3)
    orders = rng.integers(1, 12, 4000).astype(float)
    nu = rng.gamma(4.0, 1 / 1500, 4000)
    single = [rng.gamma(2.5, 1 / n, int(count)) for n, count in zip(nu, orders, strict=True)]
    mean, square = np.array([s.mean() for s in single]), np.array([(s**2).mean() for s in single])
    fitted = fit_gamma_gamma(orders, mean)
    assert fitted is not None
    assert (fitted.p, fitted.q) == pytest.approx((2.5, 4.0), rel=0.15)
    by_moments = moments(orders, mean, square)
    assert by_moments.p == pytest.approx(2.5, rel=0.2)
    expected = order_value(by_moments, orders, mean).mean
    assert expected.sum() == pytest.approx((2.5 / nu).sum(), rel=0.05)


def test_the_likeliest_spend_is_taken_where_orders_vary_as_it_says() -> None:
    rng = np.random.default_rng(3)
    orders, mean, square = spent(rng, [1 / n for n in rng.gamma(4.0, 1 / 1500, 2000)])
    assert fit_spend(orders, mean, square) == fit_gamma_gamma(orders, mean)


def test_spend_by_which_orders_vary_without_measure_is_not_believed() -> None:
    """Many tiny customers and a few large: the likeliest model calls all alike and every order a lottery."""
    rng = np.random.default_rng(5)
    orders, mean, square = spent(rng, rng.lognormal(0, 2.2, 600).tolist())
    likeliest = fit_gamma_gamma(orders, mean)
    assert likeliest is not None
    assert 1 / likeliest.p > 3 / 2.5
    believed = fit_spend(orders, mean, square)
    assert 1 / believed.p == pytest.approx(1 / 2.5, rel=0.2)
    relative = order_value(believed, orders, mean)
    assert np.median(relative.order_variance / relative.mean**2) < 1


def spent(rng: np.random.Generator, usual: list[float]) -> tuple[np.ndarray, ...]:  # type: ignore[type-arg]
    """Customers with gamma(2.5) orders about `usual`: number of orders, their mean, their mean square."""
    orders = rng.integers(1, 12, len(usual)).astype(float)
    single = [rng.gamma(2.5, size / 2.5, int(count)) for size, count in zip(usual, orders, strict=True)]
    return orders, np.array([s.mean() for s in single]), np.array([(s**2).mean() for s in single])
