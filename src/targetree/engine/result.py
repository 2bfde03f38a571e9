"""The finished plan: what the engine hands to those who write it down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .book import Book, Measure
from .calendar import WorkCalendar
from .findings import Finding
from .tree import Tree


@dataclass(frozen=True)
class MeasurePlan:
    """One measure's plan. Amounts are int64 in the smallest unit of the measure."""

    measure: Measure
    what: Tree
    """Its products: the book's tree under `*`, or `*` alone (then `*` is itself the one leaf)."""
    cells: NDArray[np.int64]
    """[P, K, 12] people x leaf products x months. Everything else is a sum of these."""
    targets: dict[int, NDArray[np.int64]]
    """Node of who -> [nodes of what, 12]: a unit's own target where over-assignment makes it differ from its amount."""
    held: frozenset[tuple[int, int, int]]
    """(who node, what node, month) of stated, held month cells."""
    receipts: Receipts


@dataclass(frozen=True)
class Receipts:
    """Why each number is what it is: for every node of who and what, the year (index 0) and the months (1..12).

    Arrays are [nodes of who, nodes of what, 13].
    """

    share: NDArray[np.float64]
    """Ideal share of the parent's amount before rounding: amount = parent_amount x share + rounding."""
    basis: NDArray[np.int8]
    """Index into `BASES`."""
    parent: NDArray[np.int8]
    """What the number is a part of, an index into `PARENTS`."""


BASES = (
    "stated", "start", "history", "potential", "capacity", "weight", "equal", "median",
    "mix", "workday", "share", "flat", "fitted", "sum",
)  # fmt: skip
PARENTS = ("none", "who", "what", "year")
"""Part of the unit above (same product, same period), of the product above, of the same cell's year; or of nothing."""


@dataclass(frozen=True)
class CustomerMonths:
    """A person's months placed on customers, columns of equal length n. `customer` -1 is `*new`."""

    measure: Measure
    person: NDArray[np.int32]
    """[n] leaf of the who tree."""
    customer: NDArray[np.int32]
    """[n] index into `Book.customers`."""
    amount: NDArray[np.int64]
    """[n, 12]"""


@dataclass(frozen=True, eq=False)
class CustomerOutlooks:
    """What a money measure rests on, one row for each customer and stage, n rows; amounts in the smallest unit.

    Sums over customers have the sum of `variance`, and the errors `common` and `person` once (`support.coverage`).
    """

    measure: Measure
    common: float
    """Relative error that all customers share."""
    person: float
    """Relative error that all customers of one owner share."""
    new_customer: int
    """What a new customer brought in the first year on average; 0 where too few are on record."""
    who: NDArray[np.int32]
    """[n] node of the who tree: the owner's, or the unit's where nobody has the customer."""
    customer: NDArray[np.int32]
    """[n] index into `Book.customers`; -1 for opportunities with somebody the book does not know."""
    stage: NDArray[np.int8]
    """[n] index into `support.outlook.STAGES`."""
    expected: NDArray[np.int64]
    variance: NDArray[np.float64]
    habit: NDArray[np.int64]
    """[n] of it, what rests on what was bought so far."""
    alive: NDArray[np.float64]
    """[n] how likely the customer buys again; NaN where no order tells."""
    orders: NDArray[np.int32]
    order_value: NDArray[np.int64]
    """[n] of a usual order."""
    last_year: NDArray[np.int64]
    """[n] amount of the last 365 days on record."""
    last_day: NDArray[np.int32]
    """[n] of the last order, days since 1970-01-01; -1 without any."""
    every_days: NDArray[np.float64]
    """[n] days from one order to the next; NaN for fewer than two."""


@dataclass(frozen=True, eq=False)
class ActivityBases:
    """What turns the gap of a money measure into activities, by node of the who tree (`support.gap_activity`)."""

    measure: Measure
    rate: NDArray[np.float64]
    """[nodes, 3] of cold visits, visits, opportunities that lead to the next step."""
    rate_doubt: NDArray[np.float64]
    """[nodes, 3] relative variance."""
    days: NDArray[np.float64]
    """[nodes, 3] from one to the next."""
    tries: NDArray[np.float64]
    wins: NDArray[np.float64]
    """[nodes, 3] on record, of all below the node together."""
    deal: NDArray[np.float64]
    """[nodes] a usual signing in the smallest unit; 0 where none is known."""
    deal_doubt: NDArray[np.float64]
    deals: NDArray[np.float64]
    """[nodes] signings behind it."""
    orders_of_new: float
    """Signings of a new customer in the first year."""
    return_visits: NDArray[np.float64]
    care_visits: NDArray[np.float64]
    """[nodes] a year, to the existing customers of a person; 0 for units."""


@dataclass(frozen=True, slots=True)
class SupportRow:
    """What one stage of customers can bring to a unit or person in the plan year; amounts in the smallest unit."""

    measure: Measure
    who: int
    """Node of the who tree."""
    stage: str
    """past, current, future; new: what must come from customers not yet known (the gap)."""
    customers: int
    expected: int
    low: int
    high: int
    """The 80 % range."""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    who: int
    """Node of the who tree."""
    month: int
    measure: str
    """cold_visits, visits, return_visits, opportunities, signings, new_customers …"""
    count: int


@dataclass(frozen=True, eq=False)
class ActivityYears:
    """A year's activities as a range, y rows: the rates they rest on are only so well known."""

    names: tuple[str, ...]
    """The measures."""
    who: NDArray[np.int32]
    """[y] node of the who tree."""
    measure: NDArray[np.int8]
    """[y] index into `names`."""
    count: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    """[y] the 80 % range of what it will take."""


@dataclass(frozen=True, eq=False)
class Activities:
    """Activity rows in columns, n of them, by measure, node and month; rows of 0 are left out. Reads as rows too."""

    names: tuple[str, ...]
    """The measures."""
    who: NDArray[np.int32]
    """[n] node of the who tree."""
    month: NDArray[np.int8]
    """[n]"""
    measure: NDArray[np.int8]
    """[n] index into `names`."""
    count: NDArray[np.int64]
    """[n]"""
    years: ActivityYears | None = None

    def __len__(self) -> int:
        return len(self.who)

    def __iter__(self) -> Iterator[ActivityRow]:
        columns = (self.who.tolist(), self.month.tolist(), self.measure.tolist(), self.count.tolist())
        return (ActivityRow(who, month, self.names[at], count) for who, month, at, count in zip(*columns, strict=True))


_NONE = np.zeros(0, np.int8)
NO_ACTIVITIES = Activities((), _NONE.astype(np.int32), _NONE, _NONE, _NONE.astype(np.int64))


@dataclass(frozen=True)
class Plan:
    book: Book
    who: Tree
    """Units and people; every person is a leaf, in the order of `people`."""
    people: NDArray[np.int32]
    """[P] index into `book.people` of each leaf of `who`."""
    calendar: WorkCalendar
    """`person_class` is in the order of `people`."""
    measures: Sequence[MeasurePlan]
    """Those that have a target; in the order of the book's measures."""
    findings: Sequence[Finding]
    customer_months: Sequence[CustomerMonths] = ()
    support: Sequence[SupportRow] = ()
    outlooks: Sequence[CustomerOutlooks] = ()
    """Of the money measures that are planned."""
    bases: Sequence[ActivityBases] = ()
    """Of the same."""
    activities: Activities = field(default_factory=lambda: NO_ACTIVITIES)
    day_phase: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    """For count measures, [P, K] phase in (0, 1) that keeps single units from all falling on the same day."""
