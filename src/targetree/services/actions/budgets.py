"""The expense budget: handed down by the targets, set where somebody says so, held against what actions cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.utils import timezone

from targetree.engine.budget import TooLittle, hand_down
from targetree.services.access import Actor, require, use_case
from targetree.services.cells import amount_in_range
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.services.versioning.showing import seen
from targetree.store import models as store
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import tree_of


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A unit or seat with its budget and what its actions, and those below, take of it. Fen."""

    node: int
    name: str
    kind: str
    target: int
    """The year's target, in money."""
    budget: int | None
    """None: not set yet, here nor above."""
    stated: bool
    """Set by somebody; else it follows by the targets."""
    revision: int
    planned: int
    """What all actions that are not dropped cost by the plan, joint marketing included."""
    spent: int
    """What those cost that are done."""
    to_come: int
    """What those will cost that are still to be done."""
    return_planned: int
    returned: int
    may_set: bool

    @property
    def taken(self) -> int:
        return self.spent + self.to_come

    @property
    def left(self) -> int | None:
        """Negative: more is planned than there is."""
        return None if self.budget is None else self.budget - self.taken

    @property
    def over(self) -> int:
        """By how much what is planned exceeds the budget."""
        return max(-(self.left or 0), 0)

    @property
    def ratio(self) -> float | None:
        """Cost-to-sales ratio of what is spent and planned."""
        return self.taken / self.target if self.target > 0 else None

    @property
    def budget_ratio(self) -> float | None:
        """Cost-to-sales ratio of the budget."""
        return self.budget / self.target if self.budget is not None and self.target > 0 else None


@dataclass(frozen=True)
class BudgetShown:
    """The budget at a plan's node and right below it."""

    own: BudgetLine
    below: tuple[BudgetLine, ...]
    may_share: bool
    """Whether the actor may share out what the node has."""

    @property
    def reserve(self) -> int | None:
        """What is not handed down to those below."""
        given = sum(line.budget or 0 for line in self.below)
        return None if self.own.budget is None or not self.below else self.own.budget - given


@use_case
def budget_of(*, actor: Actor, plan: int) -> BudgetShown:
    """The budget of a plan's node and of those right below. Raises Missing."""
    return _shown(actor, plan_head(actor, "see_targets", plan))


def _shown(actor: Actor, head: PlanHead) -> BudgetShown:
    versions = seen(actor).versions
    version = versions[0].version if versions else None
    with rows() as cursor:
        cursor.execute(_LINES, [head.year.year, _money_sheet(version), head.year.year, head.node, head.node])
        found = cursor.fetchall()
    if not found:
        raise Missing("not-found")
    lines = [
        BudgetLine(node, name, kind, int(target), budget, bool(stated), revision or 0, int(planned), int(spent),
                   int(to_come), int(back), int(came), _may_set(actor, tuple(int(n) for n in path)))
        for node, path, name, kind, target, budget, stated, revision, planned, spent, to_come, back, came in found
    ]  # fmt: skip
    own = next(line for line in lines if line.node == head.node)
    below = tuple(line for line in lines if line is not own)
    return BudgetShown(own, below, bool(below) and actor.may("edit_targets", head.path))


def _may_set(actor: Actor, path: Sequence[int]) -> bool:
    """One's own budget is set by the one above; the company's by those who plan for all of it."""
    return actor.may("edit_targets", path[:-1] or path)


@use_case
def set_budget(
    *, actor: Actor, node: int, amount: int | None, seen_revision: int | None = None, why: str = ""
) -> None:  # fmt: skip
    """What a unit or seat may spend in the plan year (fen); None: again its share by the targets.

    The others beside it share what is left, and all below follow. Raises Conflict, and changes nothing, where the one
    above has too little or where more is set below.
    """
    path = _path(actor, node)
    if not _may_set(actor, path):
        raise Denied("budget-from-above" if actor.may("edit_targets", path) else "not-allowed")
    if amount is not None:
        amount_in_range(amount)
    elif len(path) == 1:
        raise Invalid("budget-needs-amount")
    _share(actor, path[-2] if len(path) > 1 else node, node, amount, seen_revision)


@use_case
def share_budget(*, actor: Actor, node: int, why: str = "") -> None:
    """Share what a unit has anew by the targets as they are now; what somebody set below stands."""
    path = _path(actor, node)
    require(actor, "edit_targets", path)
    _share(actor, node)


def _path(actor: Actor, node: int) -> tuple[int, ...]:
    path = store.Node.objects.filter(id=node, archived_at=None).values_list("path", flat=True).first()
    if path is None or not actor.may("see_targets", path):
        raise Missing("not-found")
    return tuple(path)


def _share(
    actor: Actor, top: int, node: int | None = None, amount: int | None = None, seen_revision: int | None = None
) -> None:  # fmt: skip
    versions, year = seen(actor).versions, seen(actor).plan_year
    if not versions:
        raise Conflict("budget-no-targets")
    with connection.cursor() as cursor:  # one at a time: shares of several levels hang together
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('expense_budgets'))")
    with rows() as cursor:
        cursor.execute(_TREE, [_money_sheet(versions[0].version), versions[0].version, top])
        places = cursor.fetchall()
    there = {
        row.node_id: row
        for row in store.ExpenseBudget.objects.filter(year=year, node_id__in=[p[0] for p in places]).select_related(
            "changed_by"
        )
    }
    if node is not None and seen_revision is not None:
        _as_seen(there.get(node), seen_revision)
    at = {place[0]: position for position, place in enumerate(places)}
    if top not in at or (node is not None and node not in at):
        raise Missing("not-found")
    stated = {at[n]: row.amount_fen for n, row in there.items() if row.stated and n != top}
    total = there[top].amount_fen if top in there else None
    if node is not None and amount is not None:
        stated[at[node]] = amount
    elif node is not None:
        stated.pop(at[node], None)
    if node == top:
        total = stated.pop(at[top], None)
    if total is None:
        raise Conflict("budget-none-above", name=places[at[top]][2])
    tree = tree_of([str(p[0]) for p in places], [at.get(p[1], -1) for p in places], [p[3] == "seat" for p in places])
    weights = np.array([max(int(p[4]), 0) for p in places], np.int64)
    shares = hand_down(tree, total, weights, stated)
    if isinstance(shares, TooLittle):
        raise Conflict(
            "budget-too-little", name=places[shares.node][2], amount=_yuan(shares.amount), needed=_yuan(shares.needed),
            short=_yuan(shares.needed - shares.amount),
        )  # fmt: skip
    wanted = {p[0]: (int(share), n in stated) for n, (p, share) in enumerate(zip(places, shares, strict=True))}
    wanted[top] = (total, there[top].stated if top in there and node != top else True)
    _save(actor, year, there, wanted)


def _save(
    actor: Actor, year: int, there: dict[int, store.ExpenseBudget], wanted: dict[int, tuple[int, bool]]
) -> None:  # fmt: skip
    """The rows that differ, in one statement."""
    changed = []
    for node, (amount, stated) in wanted.items():
        row = there.get(node) or store.ExpenseBudget(node_id=node, year=year)
        if row.pk is None or (row.amount_fen, row.stated) != (amount, stated):
            changed.append(store.ExpenseBudget(
                node_id=node, year=year, amount_fen=amount, stated=stated, revision=row.revision + 1,
                changed_by_id=actor.account_id,
            ))  # fmt: skip
    store.ExpenseBudget.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["node", "year"],
        update_fields=["amount_fen", "stated", "revision", "changed_by", "changed_at"],
    )  # fmt: skip


def _as_seen(row: store.ExpenseBudget | None, revision: int) -> None:
    if (row.revision if row else 0) != revision:
        who = row.changed_by.name if row and row.changed_by else "?"
        raise Conflict("budget-changed", who=who, at=f"{timezone.localtime(row.changed_at):%H:%M}" if row else "?")


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}" if fen % 100 == 0 else f"{fen / 100:,.2f}"


def _money_sheet(version: int | None) -> int | None:
    """The sheet of the targets that costs are held against: bookings, else the first measure that is money."""
    with rows() as cursor:
        cursor.execute(
            "SELECT s.id FROM sheets s JOIN measures m ON m.id = s.measure_id WHERE s.version_id = %s"
            " AND s.tier = 'base' AND m.kind = 'money' ORDER BY m.code <> 'bookings', m.position, m.id LIMIT 1",
            [version],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else None


_TREE = """
SELECT p.node_id, p.parent_id, n.name, n.kind, coalesce(l.year, 0) FROM places p JOIN nodes n ON n.id = p.node_id
LEFT JOIN lines l ON l.sheet_id = %s AND l.node_id = p.node_id
WHERE p.version_id = %s AND %s = ANY (p.path) ORDER BY p.position
"""
_LINES = """
SELECT n.id, n.path, n.name, n.kind, coalesce(l.year, 0), b.amount_fen, b.stated, b.revision,
  coalesce(c.planned, 0), coalesce(c.spent, 0), coalesce(c.to_come, 0), coalesce(c.back, 0), coalesce(c.came, 0)
FROM nodes n
LEFT JOIN LATERAL (
  SELECT sum(x.cost) FILTER (WHERE x.status <> 'dropped') AS planned,
    sum(coalesce(x.spent_fen, CASE WHEN x.status = 'done' THEN x.cost ELSE 0 END))
      FILTER (WHERE x.status IN ('done', 'dropped')) AS spent,
    sum(greatest(x.cost, coalesce(x.spent_fen, 0))) FILTER (WHERE x.status IN ('planned', 'doing')) AS to_come,
    sum(x.return_fen) FILTER (WHERE x.status <> 'dropped') AS back, sum(x.returned_fen) AS came
  FROM (
    SELECT a.status, a.spent_fen, a.return_fen, a.returned_fen,
      coalesce(a.cost_fen, 0) + coalesce(a.marketing_fen, 0) AS cost
    FROM nodes s JOIN work_plans w ON w.node_id = s.id AND w.year = %s JOIN actions a ON a.plan_id = w.id
    WHERE n.id = ANY (s.path)) x) c ON true
LEFT JOIN lines l ON l.sheet_id = %s AND l.node_id = n.id
LEFT JOIN expense_budgets b ON b.node_id = n.id AND b.year = %s
WHERE (n.id = %s OR n.parent_id = %s) AND n.archived_at IS NULL
ORDER BY n.position, n.id
"""
