"""The conditions of a plan as they stand: depth-first, with their figures and what each comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from targetree.engine.conditions import Condition, Standing, State, standing, whole_states
from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store.arrays import rows

from .figures import FIGURES, renew, scale_of


@dataclass(frozen=True)
class ConditionShown:
    """A condition as it is shown. Amounts in the smallest unit."""

    id: int
    parent: int | None
    kind: str
    text: str
    difficulty: str
    breakthrough: str
    due: date | None
    owner: int | None
    owner_name: str
    owner_left: bool
    """The owner has left the company."""
    figure: str
    about: dict[str, Any]
    at_least: float | None
    value: float | None
    """What the figure says; what it said last where it is gone."""
    told: str
    scale: int
    figure_at: datetime | None
    gone_since: datetime | None
    own: State
    since: datetime | None
    judged_by: str
    note: str
    source: str
    effect: int | None
    effect_month: int | None
    effect_product: int | None
    effect_product_name: str
    revision: int
    changed_by: str
    changed_at: datetime
    depth: int = 0
    children: int = 0
    """Right below it."""
    below: int = 0
    """All below it."""
    state: State = "open"
    """What it comes to with all below it."""
    first: bool = True
    last: bool = True
    """Among its siblings."""

    @property
    def bound(self) -> bool:
        return bool(self.figure)

    @property
    def unit(self) -> str:
        return FIGURES[self.figure].unit if self.figure in FIGURES else ""

    @property
    def at_most(self) -> bool:
        return self.figure in FIGURES and FIGURES[self.figure].at_most

    @property
    def overdue(self) -> bool:
        """Not holding although it is due."""
        return self.due is not None and self.state != "holds" and self.due < timezone.localdate()


@dataclass(frozen=True)
class Tree:
    """The conditions of a plan."""

    head: PlanHead
    conditions: tuple[ConditionShown, ...]
    """Depth-first."""
    standing: Standing

    def one(self, id: int) -> ConditionShown | None:
        return next((c for c in self.conditions if c.id == id), None)


@use_case
def conditions_of(*, actor: Actor, plan: int) -> Tree:
    """All conditions of a plan. Those that are bound turn first by what their figures say now. Raises Missing."""
    return tree_of_plan(plan_head(actor, "see_targets", plan))


def tree_of_plan(head: PlanHead) -> Tree:
    """The same within a use case that has the head already."""
    renew(head.id)
    with rows() as cursor:
        cursor.execute(_CONDITIONS, [head.id])
        found = [_shown(row) for row in cursor.fetchall()]
    ordered = _in_order(found)
    rules = as_rules(ordered)
    whole = whole_states(rules)
    shown = tuple(replace(one, state=state) for one, state in zip(ordered, whole, strict=True))
    return Tree(head, shown, standing(rules))


def as_rules(ordered: Sequence[ConditionShown]) -> list[Condition]:
    """As the engine takes them."""
    at = {one.id: position for position, one in enumerate(ordered)}
    return [
        Condition(None if one.parent is None else at[one.parent], one.own, one.bound, one.gone_since is not None)
        for one in ordered
    ]


def _in_order(found: list[ConditionShown]) -> list[ConditionShown]:
    below: dict[int | None, list[ConditionShown]] = {}
    for one in found:
        below.setdefault(one.parent, []).append(one)
    ordered: list[ConditionShown] = []

    def put(parent: int | None, depth: int) -> int:
        siblings = below.get(parent, [])
        count = 0
        for place, one in enumerate(siblings):
            at = len(ordered)
            ordered.append(one)
            under = put(one.id, depth + 1)
            ordered[at] = replace(
                one, depth=depth, children=len(below.get(one.id, [])), below=under, first=place == 0,
                last=place == len(siblings) - 1,
            )  # fmt: skip
            count += 1 + under
        return count

    put(None, 0)
    return ordered


def _shown(row: tuple[Any, ...]) -> ConditionShown:
    *first, figure, about, at_least, value, told, measure_kind, figure_at, gone = row[:18]
    scale = scale_of(figure, measure_kind) if figure in FIGURES else 1
    values: list[Any] = [*first, figure, about, at_least, value, told or "", scale, figure_at, gone, *row[18:]]
    return ConditionShown(*values)


_CONDITIONS = """
SELECT c.id, c.parent_id, c.kind, c.text, c.difficulty, c.breakthrough, c.due, c.owner_id, coalesce(o.name, ''),
  coalesce(o.end_date < current_date, false),
  c.figure, c.figure_of, c.at_least, f.value, f.told, m.kind, f.at, f.gone_since,
  c.state, c.since,
  coalesce(j.name, ''), c.note, c.source, c.effect, c.effect_month, c.effect_product_id, coalesce(p.name, ''),
  c.revision, coalesce(a.name, ''), c.changed_at
FROM conditions c JOIN work_plans w ON w.id = c.plan_id
JOIN measures m ON m.id = CASE WHEN c.figure = 'done' THEN coalesce((c.figure_of ->> 'measure')::bigint, w.measure_id)
                               ELSE w.measure_id END
LEFT JOIN condition_figures f ON f.condition_id = c.id
LEFT JOIN people o ON o.id = c.owner_id
LEFT JOIN accounts j ON j.id = c.judged_by_id LEFT JOIN accounts a ON a.id = c.changed_by_id
LEFT JOIN products p ON p.id = c.effect_product_id
WHERE c.plan_id = %s
ORDER BY c.position, c.id
"""
