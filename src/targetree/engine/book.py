"""The planning book as the engine sees it: typed rows, checked one by one, ids resolved.

Made by `targetree.books.read`; everything here is plain data. Amounts are integers in the
smallest unit of their measure (`Measure.scale` of them in a main unit). `row` is the source row
for messages, 0 where a row has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .money import SCALES

Kind = Literal["money", "count", "quantity"]
Basis = Literal["history", "potential", "capacity", "weight", "equal"]
SeasonalityRule = Literal["workday", "share", "flat"]
Stage = Literal["past", "current", "future", ""]


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    plan_year: int
    year_start: date
    currency: str = "CNY"
    country: str = "CN"
    amount_unit: int = 1
    """What a plain number of money is multiplied by: 1 for 元, 10000 for 万元."""
    round_to: int = 1
    """People's annual money targets are multiples of it, in fen."""
    basis: Basis = "history"
    seasonality: SeasonalityRule = "workday"


@dataclass(frozen=True, slots=True)
class Strategy:
    id: str
    statement: str
    quarter: str = ""
    measure: str = ""
    unit: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    name: str
    parent: str = ""
    manager: str = ""
    over_assign: Fraction = Fraction(1)
    row: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    unit: str
    role: str = ""
    start_date: date | None = None
    end_date: date | None = None
    capacity: float = 1.0
    ramp: tuple[float, ...] = ()
    """Fractions of a full quota in the first, second … calendar month of service."""
    weight: float | None = None
    carries: bool = True
    row: int = 0


@dataclass(frozen=True, slots=True)
class Product:
    id: str
    name: str
    parent: str = ""
    price: int | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    name: str
    kind: Kind
    activity: bool = False
    """Activity measures (visits …) have no products."""
    row: int = 0

    @property
    def scale(self) -> int:
        """Smallest units per main unit."""
        return SCALES[self.kind]


@dataclass(frozen=True, slots=True)
class Target:
    """One stated cell. `who` is a unit or person id (the root unit's for the company), `what` a product id or ""."""

    measure: str
    who: str
    what: str
    first_month: int
    """0-based within the plan year."""
    month_count: int
    """12 the year, 3 a quarter, 1 a month."""
    amount: int
    hold: bool = True
    reason: str = ""
    owner: str = ""
    expires: date | None = None
    strategy: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Customer:
    id: str
    name: str
    owner: str = ""
    stage: Stage = ""
    traits: str = ""
    habits: str = ""
    city: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    visit_every_days: int | None = None
    repeat_rate: float | None = None
    expected_amount: int | None = None
    """Expected in the plan year, fen."""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Opportunity:
    id: str
    customer: str
    owner: str
    product: str
    amount: int
    stage: str = ""
    win_probability: float | None = None
    expected_close: date | None = None
    created: date | None = None
    closed: date | None = None
    outcome: Literal["won", "lost", ""] = ""
    reason: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class CalendarDay:
    date: date
    working: bool
    who: str = ""
    """Unit or person id; blank is everyone."""
    note: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class FunnelStep:
    who: str
    from_: str
    to: str
    rate: float
    days: float | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Receivable:
    contract: str
    customer: str
    owner: str
    due_date: date
    amount: int
    paid: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class MarketNote:
    who: str
    what: str
    competitor: str
    note: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Reward:
    measure: str
    role: str
    from_attainment: float
    to_attainment: float | None
    kind: Literal["reward", "penalty"]
    amount: int | None = None
    rate: float | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Actuals:
    """What happened, column by column, n rows; -1 where a row names no person, customer or product."""

    day: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """Days since 1970-01-01."""
    person: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """Index into `Book.people`."""
    customer: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """Index into `Book.customers`."""
    product: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """Index into `Book.products`."""
    measure: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    """Index into `Book.measures`."""
    amount: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """Smallest unit of the measure."""

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table came from: the file or sheet name as the user sees it, and each column slug's heading there."""

    label: str
    headings: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    """Excel column letters by slug; empty for files without letters."""


@dataclass(frozen=True, slots=True)
class Book:
    company: Company
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    targets: tuple[Target, ...]
    measures: tuple[Measure, ...]
    """The built-in ones and the company's own."""
    products: tuple[Product, ...] = ()
    strategy: tuple[Strategy, ...] = ()
    customers: tuple[Customer, ...] = ()
    """Those of the table, then those that only actuals or opportunities name (row 0)."""
    opportunities: tuple[Opportunity, ...] = ()
    actuals: Actuals = field(default_factory=Actuals)
    calendar: tuple[CalendarDay, ...] = ()
    funnel: tuple[FunnelStep, ...] = ()
    receivables: tuple[Receivable, ...] = ()
    market: tuple[MarketNote, ...] = ()
    rewards: tuple[Reward, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    """By table slug."""
