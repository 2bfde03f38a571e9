"""What the year before brought, month by month: the line beside this year's bars."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import MONTHS
from targetree.store.arrays import rows

from .access import Actor, use_case
from .cells import head_of
from .errors import Missing


@dataclass(frozen=True, slots=True)
class LastYear:
    """Actuals of the twelve months before the plan year, in the smallest unit of the measure."""

    year: int
    months: list[int]
    """[12]"""
    known: bool
    """False where nothing at all is recorded for the measure in that year."""


@use_case
def last_year(*, actor: Actor, sheet: int, node: int, what: str = "") -> LastYear:
    """Of a node: what the people who sit below it now did. A person with two seats counts where the last one is."""
    head = head_of(actor, "see_targets", sheet, node)
    with rows() as cursor:
        products = ""
        values: list[object] = [head.version, node, head.measure]
        if what:
            cursor.execute(_BELOW, [what])
            below = cursor.fetchone()
            if below is None or not len(below[0]):
                raise Missing("not-found")
            products, values = "AND a.product_id = ANY (%s)", [*values, below[0]]
        cursor.execute(_SUMS.format(products=products), values)
        found = cursor.fetchall()
        cursor.execute("SELECT plan_year FROM company")
        (year,) = cursor.fetchone() or (0,)
    months = [0] * MONTHS
    for month, amount in found:
        months[month] = int(amount)
    return LastYear(year - 1, months, bool(found))


_BELOW = """
WITH RECURSIVE below AS (
  SELECT id FROM products WHERE code = %s UNION ALL SELECT p.id FROM products p JOIN below b ON p.parent_id = b.id)
SELECT coalesce(array_agg(id::bigint), '{}') FROM below
"""
_SUMS = """
WITH year AS (SELECT year_start, (year_start - interval '1 year')::date AS first FROM company),
seats AS (
  SELECT n.person_id, p.path, row_number() OVER (PARTITION BY n.person_id ORDER BY n.starts DESC NULLS LAST, n.id DESC)
  FROM places p JOIN nodes n ON n.id = p.node_id WHERE p.version_id = %s AND n.kind = 'seat'),
people AS (SELECT person_id FROM seats WHERE row_number = 1 AND path @> ARRAY[%s::bigint])
SELECT ((extract(year FROM a.day) * 12 + extract(month FROM a.day))
  - (extract(year FROM year.first) * 12 + extract(month FROM year.first)))::int AS month, sum(a.amount)::bigint
FROM year JOIN actuals a ON a.day >= year.first AND a.day < year.year_start
JOIN measures m ON m.id = a.measure_id AND m.code = %s
WHERE a.person_id IN (SELECT person_id FROM people) {products}
GROUP BY 1
"""
