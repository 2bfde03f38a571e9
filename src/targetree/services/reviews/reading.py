"""All that a plan says, as plain data: what the page shows, what copies keep, what is compared and printed.

Amounts are in the smallest unit of the measure (`effect`, months) or fen (names in `_fen`, `amount`), dates ISO texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from targetree.services.access import Actor
from targetree.services.plans.heads import PlanHead
from targetree.services.support.showing import support_of
from targetree.store import models as store

Row = dict[str, Any]
Content = dict[str, Any]
SECTIONS = ("conditions", "points", "actions", "focuses", "checkpoints", "requests")
"""Parts of a content that are lists of lines, each with an `id`."""
FIGURES = ("customers", "visits", "signings", "products_signed", "amount_signed", "revenue", "cash")
"""Of a checkpoint."""
_FORMAT = 1


def content_of(actor: Actor, head: PlanHead) -> Content:
    """The plan as it is now; to be called within a use case. The number of queries does not depend on its size."""
    return {
        "format": _FORMAT,
        "plan": {
            "name": head.name, "kind": head.kind, "measure": head.measure, "measure_name": head.measure_name,
            "measure_kind": head.measure_kind, "scale": head.scale, "year": head.year.year,
            "start": head.year.start.isoformat(), "target": head.target, "months": list(head.months),
            "person": _person(head),
        },
        "support": _support(actor, head),
        "conditions": _conditions(head.id),
        "points": _rows(
            store.PlanPoint.objects.filter(plan_id=head.id).order_by("part", "position", "id"),
            "part", "kind", "text", "amount", "at_percent", "starts", "due", "done_at", obstacle="obstacle_id",
        ),
        "actions": _actions(head.id),
        "focuses": _rows(
            store.Focus.objects.filter(plan_id=head.id).order_by("quarter"), "quarter", "text", "share_percent"
        ),
        "checkpoints": _rows(
            store.Checkpoint.objects.filter(plan_id=head.id).order_by("month", "third"), "month", "third", *FIGURES
        ),
        "requests": _requests(head.id),
    }  # fmt: skip


def is_empty(content: Content) -> bool:
    """Whether nobody has written anything into it yet."""
    return not any(content[section] for section in ("conditions", "points", "actions", "focuses", "requests"))


def _person(head: PlanHead) -> str:
    if head.person is None:
        return ""
    return store.Person.objects.filter(id=head.person).values_list("name", flat=True).first() or ""


def _support(actor: Actor, head: PlanHead) -> Row | None:
    """What customers can bring; None for what is not money, or without a target."""
    if head.measure_kind != "money" or head.sheet is None:
        return None
    found = support_of(actor=actor, sheet=head.sheet, node=head.node)
    if found.at is None:
        return None
    return {
        "parts": {
            part.stage: {
                "customers": part.customers, "expected": part.expected, "low": part.low, "high": part.high,
            }
            for part in found.parts
        },
        "in_hand": found.in_hand, "low": found.low, "high": found.high, "gap": found.gap,
    }  # fmt: skip


def _rows(found: Any, *fields: str, **renamed: str) -> list[Row]:
    """Rows as plain data; `renamed` are fields under another name."""
    return [
        {name: _text(row[name]) for name in ("id", *fields)} | {name: _text(row[of]) for name, of in renamed.items()}
        for row in found.values("id", *fields, *renamed.values())
    ]


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _conditions(plan: int) -> list[Row]:
    found = _rows(
        store.Condition.objects.filter(plan_id=plan).order_by("position", "id"),
        "kind", "text", "difficulty", "breakthrough", "due", "figure", "at_least", "state", "since", "effect",
        "effect_month",
        parent="parent_id", owner="owner__name", product="effect_product__name",
    )  # fmt: skip
    return depth_first(found)


def depth_first(found: Sequence[Row]) -> list[Row]:
    """Rows with a `parent` in the order of an outline, each with its `depth`. What hangs on nothing comes last."""
    below: dict[int | None, list[Row]] = defaultdict(list)
    ids = {row["id"] for row in found}
    for row in found:
        below[row["parent"] if row["parent"] in ids else None].append(row)
    ordered: list[Row] = []
    waiting = [(row, 0) for row in reversed(below[None])]
    while waiting:
        row, depth = waiting.pop()
        ordered.append(row | {"depth": depth})
        waiting += [(child, depth + 1) for child in reversed(below[row["id"]])]
    seen = {row["id"] for row in ordered}
    return ordered + [row | {"depth": 0} for row in found if row["id"] not in seen]


def _actions(plan: int) -> list[Row]:
    found = _rows(
        store.Action.objects.filter(plan_id=plan).order_by(F("due").asc(nulls_last=True), "position", "id"),
        "text", "outcome", "confirmed_on", "starts", "due", "place", "materials", "cost_fen", "marketing",
        "marketing_fen", "return_fen", "urgent", "important", "status", "done_at",
        condition="condition_id", customer="customer__name", owner="owner__name",
    )  # fmt: skip
    links: dict[int, list[int]] = defaultdict(list)
    through = store.Action.after.through.objects
    pairs: Iterable[tuple[int, int]] = through.filter(from_action__plan_id=plan).values_list(
        "from_action_id", "to_action_id"
    )
    for action, before in pairs:
        links[action].append(before)
    return [row | {"after": sorted(links[row["id"]])} for row in found]


def _requests(plan: int) -> list[Row]:
    found = _rows(
        store.SupportRequest.objects.filter(plan_id=plan).order_by("needed_by", "id"),
        "text", "why", "needed_by", "status", "promised", "answer",
        unit="to_node__name", colleague="to_account__name",
    )  # fmt: skip
    return [
        {name: value for name, value in row.items() if name not in ("unit", "colleague")}
        | {"to": row["unit"] or row["colleague"] or ""}
        for row in found
    ]
