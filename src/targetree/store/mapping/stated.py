"""What a planning book states about a sheet: kept with it, so that a book that is written out states the same.

A hold keeps what is carried below its cell, which over-assignment makes more than what was stated; and the starting
values of a book (hold: no) are no holds at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from targetree.engine.book import Target
from targetree.engine.result import MeasurePlan, Plan
from targetree.engine.tree import ALL
from targetree.store import models as store

CellKey = tuple[str, str, int, int]
"""Who, what, first month, number of months."""


def cell_of(t: Target) -> CellKey:
    return t.who, t.what, t.first_month, t.month_count


def carried(plan: Plan, part: MeasurePlan, t: Target) -> int:
    """What the plan puts below a stated cell."""
    people, products = plan.who.leaves(plan.who.index[t.who]), part.what.leaves(part.what.index[t.what or ALL])
    return int(part.cells[people, products, t.first_month : t.first_month + t.month_count].sum())


def stated_rows(plan: Plan, part: MeasurePlan) -> list[dict[str, Any]]:
    """The book's targets of a measure as they are kept with its sheet."""
    rows: dict[tuple[CellKey, bool], dict[str, Any]] = {}
    for t in plan.book.targets:
        if t.measure == part.measure.id:
            rows[cell_of(t), t.hold] = {
                "cell": list(cell_of(t)), "amount": t.amount, "hold": t.hold, "reason": t.reason, "owner": t.owner,
                "expires": t.expires.isoformat() if t.expires else None, "strategy": t.strategy,
                "carried": carried(plan, part, t),
            }  # fmt: skip
    return list(rows.values())


def stated_targets(version: int, nodes: Mapping[int, store.Node]) -> Iterator[tuple[Target, str]]:
    """The targets that a book of the version states, each with its measure's kind: holds, then starting values."""
    sheets = store.Sheet.objects.filter(version_id=version, tier=store.Tier.BASE).select_related("measure")
    for sheet in sheets.order_by("measure__position"):
        measure = sheet.measure.code
        kept: dict[tuple[CellKey, bool], Any] = {(tuple(row["cell"]), row["hold"]): row for row in sheet.stated}
        holds = store.Hold.objects.filter(sheet=sheet, released_at=None, node_id__in=list(nodes))
        for h in holds.select_related("owner", "statement").order_by("node__position", "what", "first_month"):
            node = nodes[h.node_id]
            cell: CellKey = (node.code, h.what, h.first_month, h.month_count)
            amount = _own(h.amount, node, kept.get((cell, True)))
            owner = h.owner.name if h.owner else h.owner_name
            statement = h.statement.code if h.statement else ""
            yield _target(measure, cell, amount, True, h.reason, owner, h.expires, statement), sheet.measure.kind
        known = {node.code for node in nodes.values()}
        for row in sheet.stated:
            if not row["hold"] and row["cell"][0] in known:
                expires = date.fromisoformat(row["expires"]) if row["expires"] else None
                yield (
                    _target(measure, tuple(row["cell"]), row["amount"], False, row["reason"], row["owner"], expires,
                           row["strategy"]),
                    sheet.measure.kind,
                )  # fmt: skip


def _target(measure: str, cell: CellKey, *rest: Any) -> Target:
    return Target(measure, *cell, *rest)


def _own(amount: int, node: store.Node, row: Mapping[str, Any] | None) -> int:
    """The own target of a cell below which `amount` is carried: over-assignment taken out again."""
    if row is not None and row["carried"]:
        return round(Fraction(amount * int(row["amount"]), int(row["carried"])))
    return round(Fraction(amount) / Fraction(node.over_assign)) if node.kind == store.Node.UNIT else amount
