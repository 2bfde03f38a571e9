"""What stands in plans, read for many of them at once: one query a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from targetree.engine.plan_checks.facts import ActionFact, ConditionFact, FocusFact, PointFact, RequestFact
from targetree.store.arrays import rows

CARRIED = {
    "bookings": "amount_signed", "revenue": "revenue", "cash_collected": "cash", "signings": "signings",
    "visits": "visits",
}  # fmt: skip
"""The field of a checkpoint that carries a measure."""


@dataclass
class Content:
    """The rows of plans, by plan."""

    conditions: dict[int, list[ConditionFact]] = field(default_factory=lambda: defaultdict(list))
    points: dict[int, list[PointFact]] = field(default_factory=lambda: defaultdict(list))
    actions: dict[int, list[ActionFact]] = field(default_factory=lambda: defaultdict(list))
    focuses: dict[int, list[FocusFact]] = field(default_factory=lambda: defaultdict(list))
    requests: dict[int, list[RequestFact]] = field(default_factory=lambda: defaultdict(list))
    checkpoints: dict[int, dict[int, dict[str, int]]] = field(default_factory=lambda: defaultdict(dict))
    """By plan and month: `count`, and the sum of each field."""


def content_of(plans: NDArray[np.int64]) -> Content:
    """Everything that these plans say; within a use case."""
    found = Content()
    with rows() as cursor:

        def read(sql: str) -> list[tuple[Any, ...]]:
            cursor.execute(sql, [plans])
            return cursor.fetchall()

        for plan, *row in read(_CONDITIONS.format(**_figures_of_conditions())):
            found.conditions[plan].append(ConditionFact(*row))
        for plan, *row in read(_POINTS):
            found.points[plan].append(PointFact(*row))
        for plan, *row in read(_ACTIONS):
            found.actions[plan].append(ActionFact(*row))
        for plan, id, quarter, text, share, serving in read(_FOCUSES):
            found.focuses[plan].append(FocusFact(id, quarter, text, share, tuple(serving.tolist())))
        for plan, *row in read(_REQUESTS):
            found.requests[plan].append(RequestFact(*row))
        for plan, month, *sums in read(_CHECKPOINTS):
            found.checkpoints[plan][month] = dict(zip(("count", *_FIELDS), map(int, sums), strict=True))
    return found


@lru_cache(maxsize=1)
def _figures_of_conditions() -> dict[str, str]:
    """Where what bound figures say is kept, it is known which of them are gone."""
    with rows() as cursor:
        cursor.execute("SELECT to_regclass('condition_figures') IS NOT NULL")
        (there,) = cursor.fetchone() or (False,)
    if not there:
        return {"join": "", "gone": "false"}
    return {
        "join": "LEFT JOIN condition_figures f ON f.condition_id = c.id",
        "gone": "(c.figure <> '' AND f.gone_since IS NOT NULL)",
    }


_FIELDS = ("customers", "visits", "signings", "products_signed", "amount_signed", "revenue", "cash")

_CONDITIONS = r"""
SELECT c.plan_id, c.id, c.parent_id, c.text, c.difficulty, c.breakthrough, c.due, c.owner_id, h.end_date,
  c.figure <> '',
  {gone} OR (c.figure <> '' AND (
    (c.figure_of ->> 'product' ~ '^\d{{1,18}}$' AND NOT EXISTS (
      SELECT FROM products p WHERE p.id = (c.figure_of ->> 'product')::bigint AND p.archived_at IS NULL))
    OR (c.figure_of ->> 'measure' ~ '^\d{{1,18}}$' AND NOT EXISTS (
      SELECT FROM measures m WHERE m.id = (c.figure_of ->> 'measure')::bigint AND m.archived_at IS NULL))
    OR (c.figure_of ->> 'customer' ~ '^\d{{1,18}}$' AND EXISTS (
      SELECT FROM customers k WHERE k.id = (c.figure_of ->> 'customer')::bigint AND k.archived_at IS NOT NULL)))),
  c.at_least, c.state, c.judged_by_id IS NOT NULL, c.effect,
  CASE WHEN c.figure_of ->> 'customer' ~ '^\d{{1,18}}$' THEN (c.figure_of ->> 'customer')::bigint END,
  CASE WHEN c.figure_of ->> 'opportunity' ~ '^\d{{1,18}}$' THEN (c.figure_of ->> 'opportunity')::bigint END
FROM conditions c LEFT JOIN people h ON h.id = c.owner_id {join}
WHERE c.plan_id = ANY (%s) ORDER BY c.plan_id, c.position, c.id
"""
_POINTS = """
SELECT plan_id, id, part, kind, text, amount, at_percent, starts, due, done_at IS NOT NULL
FROM plan_points WHERE plan_id = ANY (%s) ORDER BY plan_id, part, position, id
"""
_ACTIONS = """
SELECT a.plan_id, a.id, a.text, a.outcome, a.customer_id, a.starts, a.due, a.owner_id, h.end_date, a.urgent,
  a.important, a.status, a.cost_fen, a.condition_id
FROM actions a LEFT JOIN people h ON h.id = a.owner_id
WHERE a.plan_id = ANY (%s) ORDER BY a.plan_id, a.due NULLS LAST, a.id
"""
_FOCUSES = """
SELECT f.plan_id, f.id, f.quarter, f.text, f.share_percent,
  ARRAY(SELECT value::bigint FROM jsonb_array_elements_text(coalesce(to_jsonb(f) -> 'serving', '[]')))
FROM focuses f WHERE f.plan_id = ANY (%s) ORDER BY f.plan_id, f.quarter
"""
_REQUESTS = """
SELECT plan_id, id, text, status, asked_at::date, needed_by, promised
FROM support_requests WHERE plan_id = ANY (%s) ORDER BY plan_id, id
"""
_CHECKPOINTS = f"""
SELECT plan_id, month, count(*), {", ".join(f"sum({name})::bigint" for name in _FIELDS)}
FROM checkpoints WHERE plan_id = ANY (%s) GROUP BY plan_id, month
"""
