"""What was done, month by month, in the plan year and in the year before."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import MONTHS, PlanYear
from targetree.store.arrays import rows


@dataclass(frozen=True)
class ActualMonths:
    """[12] each, in the smallest unit of the measure."""

    before: tuple[int, ...]
    """The twelve months before the plan year."""
    now: tuple[int, ...]
    """The plan year so far."""
    known_before: bool
    """False where nothing at all is recorded for the year before."""


def actual_months(version: int, node: int, measure: str, year: PlanYear, what: str = "") -> ActualMonths:
    """Of a node: what the people who sit below it did. A person who moved counts where the last seat is.

    One query; row-level security sees to it that only what the actor may see is added up.
    """
    first = year.start.replace(year=year.start.year - 1)
    product = f"AND a.product_id IN ({_PRODUCTS})" if what else ""
    with rows() as cursor:
        cursor.execute(
            _SUMS.format(product=product),
            [version, node, first, year.end, measure, *([what] if what else [])],
        )
        found = {int(month): int(amount) for month, amount in cursor.fetchall()}
    start = first.year * MONTHS + first.month - 1
    months = [found.get(start + m, 0) for m in range(2 * MONTHS)]
    return ActualMonths(tuple(months[:MONTHS]), tuple(months[MONTHS:]), any(m < start + MONTHS for m in found))


_PRODUCTS = """
WITH RECURSIVE below AS (
  SELECT id FROM products WHERE code = %s UNION ALL SELECT p.id FROM products p JOIN below b ON p.parent_id = b.id)
SELECT id FROM below
"""
_SUMS = """
WITH seats AS (
  SELECT n.person_id, p.path, row_number() OVER (PARTITION BY n.person_id ORDER BY n.starts DESC NULLS LAST, n.id DESC)
  FROM places p JOIN nodes n ON n.id = p.node_id WHERE p.version_id = %s AND n.kind = 'seat'),
people AS (SELECT person_id FROM seats WHERE row_number = 1 AND path @> ARRAY[%s::bigint])
SELECT (extract(year FROM a.day) * 12 + extract(month FROM a.day) - 1)::int AS month, sum(a.amount)::bigint
FROM actuals a JOIN measures m ON m.id = a.measure_id
WHERE a.day >= %s AND a.day < %s AND m.code = %s AND a.person_id IN (SELECT person_id FROM people) {product}
GROUP BY 1
"""
