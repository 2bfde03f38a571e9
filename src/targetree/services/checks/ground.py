"""What is known around plans, read for many at once: what customers can bring, what was lost, the best that was ever
reached, what else the version plans. All of it is the same for everybody who may see the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from targetree.engine.periods import PlanYear
from targetree.engine.plan_checks.facts import Committed, Forecast, Lost, Opportunity, Record
from targetree.facts.calendars import day_facts
from targetree.store.arrays import rows

from .seats import Seats

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Ground:
    """By node; a node that is missing has none."""

    forecast: dict[int, Forecast]
    largest_open: dict[int, Opportunity]
    lost: dict[int, tuple[Lost, ...]]
    notes: dict[int, int]
    """Notes on the competition that concern it."""
    record: dict[int, Record]
    visits: dict[int, tuple[int, ...]]
    new_customers: dict[int, int]
    committed: dict[int, Committed]
    budget: dict[int, int]


def ground_of(sheet: int | None, measure: int, version: int, year: PlanYear, country: str, seats: Seats) -> Ground:
    """What is known around the nodes of `seats`, for the plans of one measure. `sheet`: its base sheet."""
    visits, new = _other_lines(version, seats)
    lost, notes = _lost(year, seats)
    return Ground(
        _forecasts(sheet, measure, year, seats) if sheet else {}, _largest_open(year, seats), lost, notes,
        _records(measure, year, country, seats), visits, new, _committed(sheet, seats) if sheet else {},
        _budgets(year, seats),
    )  # fmt: skip


def _fetch(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with rows() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def _forecasts(sheet: int, measure: int, year: PlanYear, seats: Seats) -> dict[int, Forecast]:
    basis = _fetch("SELECT at::date, new_customer FROM outlook_bases WHERE sheet_id = %s", [sheet])
    if not basis:
        return {}
    at, new = basis[0]
    found = {node: row for node, *row in _fetch(_OUTLOOKS, [measure, year.year, sheet])}
    forecasts = {}
    for node in seats.nodes:
        own = [found[n] for n in (*seats.below[node], *seats.units_below[node]) if n in found]
        top = max((row for row in own if row[2] is not None), key=lambda row: row[3], default=None)
        forecasts[node] = Forecast(
            sum(int(row[0]) for row in own), sum(row[1] for row in own), at, int(new),
            int(top[3]) if top else 0, top[2] if top else None, (top[4] or "") if top else "",
        )  # fmt: skip
    return forecasts


def _largest_open(year: PlanYear, seats: Seats) -> dict[int, Opportunity]:
    by_person = {row[0]: row[1:] for row in _fetch(_OPEN, [seats.people_array, year.end])}
    largest = {}
    for node in seats.nodes:
        own = [by_person[p] for p in seats.people_of(node) if p in by_person]
        if own:
            id, code, customer, name, amount = max(own, key=lambda row: (row[4], row[1]))
            largest[node] = Opportunity(id, code, customer, name or "", int(amount))
    return largest


def _lost(year: PlanYear, seats: Seats) -> tuple[dict[int, tuple[Lost, ...]], dict[int, int]]:
    """Lost orders by product, each with whether a note on the market covers it; and the notes of each node."""
    notes = [(node, product) for node, product in _fetch("SELECT node_id, product_id FROM market_notes", [])]
    products = {id: (parent, name) for id, parent, name in _fetch("SELECT id, parent_id, name FROM products", [])}
    by_person: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for owner, *row in _fetch(_LOST, [seats.people_array, _year_before(year), year.end]):
        by_person[owner].append(tuple(row))
    lost, counts = {}, {}
    for node in seats.nodes:
        around = {*seats.paths[node], *seats.below[node], *seats.units_below[node]}
        near = [product for of, product in notes if of is None or of in around]
        counts[node] = len(near)
        sums: dict[int | None, list[int]] = {}
        for person in seats.people_of(node):
            for product, count, amount in by_person.get(person, ()):
                together = sums.setdefault(product, [0, 0])
                together[0] += count
                together[1] += int(amount)
        lost[node] = tuple(
            Lost(products[p][1] if p in products else None, count, amount,
                 None in near or not _above(p, products).isdisjoint(near))
            for p, (count, amount) in sums.items()
        )  # fmt: skip
    return lost, counts


def _above(product: int | None, products: Mapping[int, tuple[int | None, str]]) -> set[int | None]:
    """The product and those above it."""
    chain: set[int | None] = set()
    while product is not None and product in products and product not in chain:
        chain.add(product)
        product = products[product][0]
    return chain


def _records(measure: int, year: PlanYear, country: str, seats: Seats) -> dict[int, Record]:
    """The best month and the best three months in a row, for each working day."""
    found = _fetch(_MONTHS, [measure, seats.people_array, year.start])
    if not found:
        return {}
    first, last = min(row[1] for row in found), max(row[1] for row in found)
    people = {person: at for at, person in enumerate(seats.people)}
    done = np.zeros((len(people), last - first + 1))
    for person, month, amount in found:
        done[people[person], month - first] += amount
    days = np.maximum(_days_of_months(country, first, last), 1)
    records = {}
    for node in seats.nodes:
        own = done[[people[p] for p in seats.people_of(node)]].sum(axis=0)
        months = int(np.count_nonzero(own))
        if months < 3:
            continue
        monthly = own / days
        three = np.convolve(own, np.ones(3), "valid") / np.convolve(days, np.ones(3), "valid")
        best, quarter = int(monthly.argmax()), int(three.argmax())
        records[node] = Record(
            months, float(monthly[best]), _month(first + best), float(three[quarter]), _month(first + quarter)
        )
    return records


@lru_cache(maxsize=8)
def _days_of_months(country: str, first: int, last: int) -> Ints:
    """Working days of the country in the months `first` to `last` (year x 12 + month)."""
    facts = day_facts(country, _month(first), PlanYear(last // 12, date(last // 12, 1, 1)))
    return np.array([int(facts.between(_month(m), _month(m + 1)).sum()) for m in range(first, last + 1)])


def _month(at: int) -> date:
    return date(at // 12, at % 12 + 1, 1)


def _year_before(year: PlanYear) -> date:
    return year.start.replace(year=year.start.year - 1)


def _other_lines(version: int, seats: Seats) -> tuple[dict[int, tuple[int, ...]], dict[int, int]]:
    visits: dict[int, tuple[int, ...]] = {}
    new: dict[int, int] = {}
    for code, node, whole, months in _fetch(_OTHER, [version, seats.nodes_array]):
        if code == "visits":
            visits[node] = tuple(months.tolist())
        else:
            new[node] = int(whole)
    return visits, new


def _committed(sheet: int, seats: Seats) -> dict[int, Committed]:
    return {
        node: Committed(state, int(assigned), int(settled if settled is not None else amount))
        for node, state, assigned, amount, settled in _fetch(_COMMITTED, [sheet, seats.nodes_array])
    }


@lru_cache(maxsize=1)
def _budgets_there() -> bool:
    return bool(_fetch("SELECT to_regclass('expense_budgets') IS NOT NULL", [])[0][0])


def _budgets(year: PlanYear, seats: Seats) -> dict[int, int]:
    if not _budgets_there():
        return {}
    sql = "SELECT node_id, amount_fen FROM expense_budgets WHERE year = %s AND node_id = ANY (%s)"
    return {node: int(amount) for node, amount in _fetch(sql, [year.year, seats.nodes_array])}


# A judgement takes the place of all rows of its customer, as in `services.support.reading`.
_OUTLOOKS = """
WITH judged AS (
  SELECT DISTINCT ON (customer_id) customer_id, amount FROM judgements
  WHERE measure_id = %s AND year = %s ORDER BY customer_id, id DESC),
counted AS (
  SELECT o.node_id, o.customer_id, CASE WHEN j.amount IS NULL THEN o.expected
    WHEN row_number() OVER (PARTITION BY o.customer_id ORDER BY o.expected DESC, o.id) = 1 THEN j.amount
    ELSE 0 END AS fen
  FROM outlooks o LEFT JOIN judged j ON j.customer_id = o.customer_id WHERE o.sheet_id = %s),
each AS (SELECT node_id, customer_id, sum(fen)::bigint AS fen FROM counted GROUP BY 1, 2)
SELECT s.node_id, s.fen, s.customers, t.customer_id, t.fen, c.name
FROM (SELECT node_id, sum(fen)::bigint AS fen, count(customer_id) AS customers FROM each GROUP BY node_id) s
LEFT JOIN (SELECT DISTINCT ON (node_id) node_id, customer_id, fen FROM each WHERE customer_id IS NOT NULL
           ORDER BY node_id, fen DESC, customer_id) t ON t.node_id = s.node_id
LEFT JOIN customers c ON c.id = t.customer_id
"""
_OPEN = """
SELECT DISTINCT ON (o.owner_id) o.owner_id, o.id, o.code, o.customer_id, c.name, o.amount_fen
FROM opportunities o LEFT JOIN customers c ON c.id = o.customer_id
WHERE o.owner_id = ANY (%s) AND o.outcome = '' AND o.closed IS NULL
  AND (o.expected_close IS NULL OR o.expected_close < %s)
ORDER BY o.owner_id, o.amount_fen DESC, o.code
"""
_LOST = """
SELECT owner_id, product_id, count(*), sum(amount_fen)::bigint FROM opportunities
WHERE owner_id = ANY (%s) AND outcome = 'lost' AND closed >= %s AND closed < %s GROUP BY 1, 2 ORDER BY 1, 2
"""
_MONTHS = """
SELECT person_id, (extract(year FROM day) * 12 + extract(month FROM day) - 1)::int, sum(amount)::bigint FROM actuals
WHERE measure_id = %s AND person_id = ANY (%s) AND day < %s GROUP BY 1, 2
"""
_OTHER = """
SELECT m.code, l.node_id, l.year, l.months FROM sheets s
JOIN measures m ON m.id = s.measure_id AND m.code IN ('visits', 'new_customers')
JOIN lines l ON l.sheet_id = s.id
WHERE s.version_id = %s AND s.tier = 'base' AND l.node_id = ANY (%s)
"""
_COMMITTED = """
SELECT node_id, state, assigned, amount, settled_amount FROM commitments WHERE sheet_id = %s AND node_id = ANY (%s)
"""
