"""Random books for property tests: any tree, calendar, weights, holds; what is stated never contradicts itself."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from making import ROOT, book, target
from targetree.engine.book import Actuals, Book, CalendarDay, Customer, Person, Product, Target, Unit

EPOCH = date(1970, 1, 1)


@st.composite
def random_books(draw: st.DrawFn) -> Book:
    """A random tree with people who come and go; the company's year and a few cells that agree with it are stated."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    over = draw(st.booleans())
    units = _units(rng, draw(st.integers(0, 4)), over)
    people = [_person(rng, i, units) for i in range(draw(st.integers(1, 12)))]
    people += [Person("yy", "Y", ROOT, weight=1.0), Person("zz", "Z", ROOT, weight=1.0)]  # two who are there all year
    products = _products(draw(st.integers(0, 2)))
    total = draw(st.integers(0, 10**9))
    stated = [target(ROOT, "", total)]
    if draw(st.booleans()):
        stated.append(target(ROOT, "2027-05", total // 10))
    if draw(st.booleans()) and len(products) > 4:
        stated.append(target(ROOT, "", total // 3, what=products[0].id))
    if draw(st.booleans()):
        stated.append(target("zz", "2027-Q2", total // 50))
    if draw(st.booleans()):
        stated.append(target("zz", "", total // 7, hold=False))
    if draw(st.booleans()):
        stated.append(target(ROOT, "", draw(st.integers(0, 400)), measure="signings"))
    if draw(st.booleans()):
        stated += _visits(draw(st.integers(0, 9000)))
    settings = {
        "basis": draw(st.sampled_from(["weight", "capacity", "equal", "history", "potential"])),
        "round_to": draw(st.sampled_from([1, 100, 100_000])),
        "seasonality": draw(st.sampled_from(["workday", "share", "flat"])),
    }
    customers, actuals = _orders(rng, people, products) if draw(st.booleans()) else ((), Actuals())
    closing = [CalendarDay(date(2027, 8, d), False) for d in range(1, 15)] if draw(st.booleans()) else []
    return book(
        people, stated, units, tuple(products), settings=settings, customers=customers, actuals=actuals,
        calendar=tuple(closing),
    )  # fmt: skip


def _units(rng: np.random.Generator, count: int, over: bool) -> tuple[Unit, ...]:
    names = [ROOT, *(f"u{i}" for i in range(count))]
    parents = ["", *(names[int(rng.integers(0, at))] for at in range(1, len(names)))]
    factors = [Fraction(str(rng.choice(["1", "1", "1.1", "0.95"]))) if over else Fraction(1) for _ in names]
    factors[0] = Fraction(1)
    return tuple(Unit(n, n, p, over_assign=f) for n, p, f in zip(names, parents, factors, strict=True))


def _person(rng: np.random.Generator, at: int, units: tuple[Unit, ...]) -> Person:
    return Person(
        f"p{at:02d}",
        "P",
        units[int(rng.integers(0, len(units)))].id,
        weight=float(rng.integers(0, 9)),
        capacity=float(rng.choice([0.5, 1.0])),
        start_date=date(2027, int(rng.integers(1, 13)), 5) if rng.random() < 0.2 else None,
        end_date=date(2027, 12, 3) if rng.random() < 0.1 else None,
        ramp=(0.25, 0.5) if rng.random() < 0.1 else (),
        carries=bool(rng.random() > 0.1),
    )


def _products(categories: int) -> list[Product]:
    tops = [Product(f"c{i}", "C") for i in range(categories)]
    return tops + [Product(f"k{i}", "K", parent=f"c{i % categories}") for i in range(3 if categories else 0)]


def _visits(total: int) -> list[Target]:
    return [target(ROOT, "", total, measure="visits"), target("zz", "2027-03", total // 30, measure="visits")]


def _orders(
    rng: np.random.Generator, people: list[Person], products: list[Product]
) -> tuple[tuple[Customer, ...], Actuals]:
    customers = tuple(Customer(f"x{i}", "X", people[i % len(people)].id) for i in range(6))
    count = int(rng.integers(1, 60))
    first = (date(2024, 1, 1) - EPOCH).days
    actuals = Actuals(
        rng.integers(first, first + 1090, count).astype(np.int32),
        rng.integers(0, len(people), count).astype(np.int32),
        rng.integers(-1, len(customers), count).astype(np.int32),
        rng.integers(-1, len(products), count).astype(np.int32) if products else np.full(count, -1, np.int32),
        np.zeros(count, np.int16),
        rng.integers(-10_000, 10_000_000, count),
    )
    return customers, actuals
