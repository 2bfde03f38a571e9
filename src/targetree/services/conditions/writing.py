"""Conditions are written down, changed and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypedDict

from django.db.models import F

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.plans.heads import PlanHead, money, plan_head, row_of, said, save_row
from targetree.store import models as store
from targetree.store.models.plans import KINDS_OF_CONDITION

from .figures import Binding, checked, renew
from .placing import DEEPEST, Family, family_of, refuse_effect_twice

MOST = 500
"""Conditions of a plan."""
_MARGIN = timedelta(days=366)


class Fields(TypedDict, total=False):
    """What can be said of a condition; what is left out stays. Amounts in the smallest unit of the plan's measure."""

    kind: str
    text: str
    difficulty: str
    breakthrough: str
    due: date | None
    owner: int | None
    """A person's id."""
    binding: Binding | None
    """None: judged by people."""
    effect: int | None
    effect_month: int | None
    """0 to 11."""
    effect_product: int | None


@use_case
def add_condition(
    *, actor: Actor, plan: int, fields: Fields, parent: int | None = None, after: int | None = None, source: str = "",
    why: str = "",
) -> int:  # fmt: skip
    """A new condition, the last of those of `parent` (of the target for None), or right after a sibling. Its id."""
    head = plan_head(actor, "write_plan", plan, change=True)
    return added(actor, head, fields, parent, after, source)


def added(
    actor: Actor, head: PlanHead, fields: Fields, parent: int | None = None, after: int | None = None, source: str = ""
) -> int:
    """The same within a use case that holds the plan already."""
    family = family_of(head)
    if len(family.parent) >= MOST:
        raise Conflict("condition-too-many", most=MOST)
    if after is not None:
        if after not in family.parent:
            raise Missing("not-found")
        parent = family.parent[after]
    if parent is not None and parent not in family.parent:
        raise Missing("not-found")
    if len(family.way(parent)) >= DEEPEST:
        raise Conflict("condition-too-deep", most=DEEPEST)
    siblings = family.children(parent)
    place = siblings.index(after) + 1 if after is not None else len(siblings)
    for moved in siblings[place:]:
        store.Condition.objects.filter(id=moved).update(position=F("position") + 1)
    position = family.position[siblings[place - 1]] + 1 if place else 0
    row = store.Condition(plan_id=head.id, parent_id=parent, position=position, source=source[:60])
    said(str(fields.get("text", "")), needed=True)
    _put(head, row, fields, family)
    save_row(actor, row)
    if row.figure:
        renew(head.id)
    return int(row.pk)


@use_case
def change_condition(
    *, actor: Actor, plan: int, condition: int, fields: Fields, seen_revision: int | None = None, why: str = ""
) -> None:
    """Say something else of a condition. Raises Conflict where somebody else has meanwhile (`seen_revision`)."""
    head = plan_head(actor, "write_plan", plan, change=True)
    row = row_of(store.Condition, head, condition, seen_revision=seen_revision)
    if _put(head, row, fields, family_of(head)):
        store.ConditionFigure.objects.filter(condition_id=row.pk).delete()
    save_row(actor, row)
    if row.figure:
        renew(head.id)


@use_case
def remove_condition(
    *, actor: Actor, plan: int, condition: int, seen_revision: int | None = None, why: str = ""
) -> int:
    """Take a condition away with all below it. Returns how many went."""
    head = plan_head(actor, "write_plan", plan, change=True)
    row = row_of(store.Condition, head, condition, seen_revision=seen_revision)
    gone = family_of(head).below(row.pk)
    row.delete()
    return len(gone)


def _put(head: PlanHead, row: store.Condition, fields: Fields, family: Family) -> bool:
    """What is said, put into the row. Returns whether it is bound to something else now."""
    if "kind" in fields:
        if fields["kind"] not in KINDS_OF_CONDITION:
            raise Invalid("condition-kind", kind=fields["kind"][:40])
        row.kind = fields["kind"]
    if "text" in fields:
        row.text = said(fields["text"], needed=True)
    row.difficulty = said(fields.get("difficulty", row.difficulty))
    row.breakthrough = said(fields.get("breakthrough", row.breakthrough))
    if "due" in fields:
        row.due = _due(head, fields["due"])
    if "owner" in fields:
        row.owner_id = _known(store.Person, fields["owner"], "condition-owner-unknown")
    _put_effect(head, row, fields, family)
    return "binding" in fields and _put_binding(head, row, fields["binding"])


def _put_binding(head: PlanHead, row: store.Condition, binding: Binding | None) -> bool:
    before = row.figure, row.figure_of, row.at_least
    if binding is None:
        after: tuple[str, Mapping[str, Any], float | None] = ("", {}, None)
    else:
        about = checked(head, binding)
        after = (binding.figure, about, float(binding.at_least))
    if after == before:
        return False
    row.figure, row.figure_of, row.at_least = after[0], dict(after[1]), after[2]
    if (binding is not None) or before[0]:
        row.state, row.since, row.judged_by_id, row.note = "open", None, None, ""
    return True


def _put_effect(head: PlanHead, row: store.Condition, fields: Fields, family: Family) -> None:
    if "effect" in fields:
        row.effect = money(fields["effect"]) or None
    if "effect_month" in fields:
        month = fields["effect_month"]
        if month is not None and not 0 <= month < MONTHS:
            raise Invalid("condition-effect-month")
        row.effect_month = month
    if "effect_product" in fields:
        row.effect_product_id = _known(store.Product, fields["effect_product"], "condition-effect-product")
    if row.effect and "effect" in fields:
        around = family.way(row.parent_id) + (family.below(row.pk)[1:] if row.pk else [])
        refuse_effect_twice(around)


def _due(head: PlanHead, due: date | None) -> date | None:
    first, last = head.year.start - _MARGIN, head.year.end + _MARGIN
    if due is not None and not first <= due < last:
        raise Invalid("condition-due-far", first=first, last=last)
    return due


def _known(model: Any, id: int | None, code: str) -> int | None:
    if id is None:
        return None
    if not 0 < id < 2**63 or not model.objects.filter(id=id).exists():
        raise Invalid(code)
    return id
