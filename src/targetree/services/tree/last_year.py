"""What the year before brought, month by month: the line beside this year's bars."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import MONTHS, PlanYear
from targetree.services.access import Actor, use_case
from targetree.services.cells import head_of
from targetree.services.errors import Missing
from targetree.store.arrays import rows


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
        cursor.execute(
            "SELECT c.plan_year, c.year_start, m.id FROM company c JOIN measures m ON m.code = %s", [head.measure]
        )
        plan_year, start, measure = cursor.fetchone() or (0, None, 0)
        if start is None:
            return LastYear(0, [0] * MONTHS, False)
        year = PlanYear(plan_year - 1, start.replace(year=start.year - 1))
        products, values = "", [measure, year.start, year.end]
        if what:
            cursor.execute(_BELOW, [what])
            below = cursor.fetchone()
            if below is None or not len(below[0]):
                raise Missing("not-found")
            products, values = "AND product_id = ANY (%s)", [*values, below[0]]
        cursor.execute(_PEOPLE, [head.version, node])
        people = (cursor.fetchone() or ([],))[0]
        cursor.execute(_SUMS.format(products=products), [people, *values])
        found = cursor.fetchall()
    months = [0] * MONTHS
    for day, amount in found:
        months[(day.year - year.start.year) * MONTHS + day.month - year.start.month] += int(amount)
    return LastYear(year.year, months, bool(found))


_BELOW = """
WITH RECURSIVE below AS (
  SELECT id FROM products WHERE code = %s UNION ALL SELECT p.id FROM products p JOIN below b ON p.parent_id = b.id)
SELECT coalesce(array_agg(id::bigint), '{}') FROM below
"""
_PEOPLE = """
SELECT coalesce(array_agg(person_id::bigint), '{}') FROM (
  SELECT n.person_id, p.path, row_number() OVER (PARTITION BY n.person_id ORDER BY n.starts DESC NULLS LAST, n.id DESC)
  FROM places p JOIN nodes n ON n.id = p.node_id WHERE p.version_id = %s AND n.kind = 'seat') seats
WHERE row_number = 1 AND path @> ARRAY[%s::bigint]
"""
_SUMS = """
SELECT day, sum(amount)::bigint FROM actuals
WHERE person_id = ANY (%s) AND measure_id = %s AND day >= %s AND day < %s {products} GROUP BY day
"""
