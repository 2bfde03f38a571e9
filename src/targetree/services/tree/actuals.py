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

    Nothing for a node that is not in the own part.
    """
    first = year.start.replace(year=year.start.year - 1)
    with rows() as cursor:
        cursor.execute(
            "SELECT * FROM targetree_actual_months(%s, %s, %s, %s, %s, %s)",
            [version, node, measure, first, year.end, what],
        )
        found = {int(month): int(amount) for month, amount in cursor.fetchall()}
    start = first.year * MONTHS + first.month - 1
    months = [found.get(start + m, 0) for m in range(2 * MONTHS)]
    return ActualMonths(tuple(months[:MONTHS]), tuple(months[MONTHS:]), any(m < start + MONTHS for m in found))
