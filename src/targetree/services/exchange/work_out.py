"""Work plans to Excel: the sheets that come back changed through `work_in`."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from targetree.books.template import write_work
from targetree.engine.money import SCALES
from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, require, use_case
from targetree.services.plans.heads import plan_head
from targetree.services.versioning.showing import seen
from targetree.store import models as store

from .screen_out import File

THIRDS = ("early", "middle", "late")
_Tables = dict[str, list[dict[str, object]]]


@use_case
def export_work(*, actor: Actor, lang: Literal["zh", "en"], plan: int | None = None) -> File:
    """Conditions, actions, checkpoints, focuses and points of a plan and of those below it; of all that the actor sees
    where none is named. Raises Missing."""
    require(actor, "plan")
    plans = store.WorkPlan.objects.filter(year=seen(actor).plan_year).select_related("node", "measure")
    name = ""
    if plan is not None:
        head = plan_head(actor, "see_targets", plan)
        plans, name = plans.filter(node__path__contains=[head.node], measure__code=head.measure), head.name
    tables = _tables(list(plans.order_by("node__position", "measure__position")))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plans.xlsx"
        write_work(path, lang, tables)
        data = path.read_bytes()
    title = "计划" if lang == "zh" else "Plans"
    return File(re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", f"{title} {name}".strip())[:120] + ".xlsx", data)


def _tables(plans: list[store.WorkPlan]) -> _Tables:
    of = {plan.id: {"who": plan.node.code, "measure": plan.measure.code} for plan in plans}
    scales = {plan.id: SCALES[plan.measure.kind] for plan in plans}
    company = store.Company.objects.first()
    year = PlanYear(company.plan_year, company.year_start) if company else None
    tables: _Tables = defaultdict(list)
    if year is None or not of:
        return tables
    months = year.month_names

    def rows(model: Any, *order: str) -> list[Any]:
        found = model.objects.filter(plan_id__in=list(of)).order_by("plan__node__position", "plan_id", *order)
        related = [name for name in ("owner", "customer", "effect_product") if hasattr(model, f"{name}_id")]
        return list(found.select_related(*related) if related else found)

    for c in _downwards(rows(store.Condition, "position", "id")):
        tables["conditions"].append(of[c.plan_id] | {
            "id": c.id, "parent": c.parent_id, "text": c.text, "kind": c.kind, "difficulty": c.difficulty,
            "breakthrough": c.breakthrough, "due": c.due, "owner": _code(c.owner), "state": c.state,
            "effect": _main(c.effect, scales[c.plan_id]),
            "effect_month": None if c.effect_month is None else months[c.effect_month],
            "effect_product": _code(c.effect_product),
        })  # fmt: skip
    for a in rows(store.Action, "due", "id"):
        tables["actions"].append(of[a.plan_id] | {
            "id": a.id, "text": a.text, "customer": _code(a.customer), "outcome": a.outcome,
            "confirmed_on": a.confirmed_on, "starts": a.starts, "due": a.due, "place": a.place,
            "materials": a.materials, "cost": _main(a.cost_fen), "marketing": a.marketing,
            "marketing_cost": _main(a.marketing_fen), "return": _main(a.return_fen), "owner": _code(a.owner),
            "urgent": a.urgent, "important": a.important, "status": a.status, "condition": a.condition_id,
        })  # fmt: skip
    for p in rows(store.Checkpoint, "month", "third"):
        tables["checkpoints"].append(of[p.plan_id] | {
            "month": months[p.month], "third": THIRDS[p.third], "customers": p.customers, "visits": p.visits,
            "signings": p.signings, "products_signed": p.products_signed, "amount_signed": _main(p.amount_signed),
            "revenue": _main(p.revenue), "cash": _main(p.cash),
        })  # fmt: skip
    for f in rows(store.Focus, "quarter"):
        share = None if f.share_percent is None else Decimal(f.share_percent) / 100
        tables["focuses"].append(of[f.plan_id] | {
            "quarter": f"{year.year}-Q{f.quarter + 1}", "text": f.text, "share": share,
        })  # fmt: skip
    for q in rows(store.PlanPoint, "part", "position", "id"):
        tables["points"].append(of[q.plan_id] | {
            "id": q.id, "part": q.part, "text": q.text, "kind": q.kind or None, "amount": _main(q.amount),
            "starts": q.starts, "due": q.due,
        })  # fmt: skip
    return tables


def _downwards(conditions: list[store.Condition]) -> list[store.Condition]:
    """Each before those below it."""
    below: dict[int | None, list[store.Condition]] = defaultdict(list)
    for condition in conditions:
        below[condition.parent_id].append(condition)
    found: list[store.Condition] = []
    waiting = list(reversed(below[None]))
    while waiting:
        found.append(waiting.pop())
        waiting += reversed(below[found[-1].id])
    return found


def _code(row: Any) -> str | None:
    return None if row is None else row.code


def _main(amount: int | None, scale: int = 100) -> Decimal | None:
    """In the main unit, as the sheets have it."""
    return None if amount is None else Decimal(amount) / scale
