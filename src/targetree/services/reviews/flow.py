"""The way of a plan: handed in, withdrawn, returned, agreed, opened again. Each step keeps a copy."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone

from targetree.services.access import Ability, Actor, use_case
from targetree.services.errors import Conflict
from targetree.services.plans.heads import PlanHead, plan_head, said
from targetree.store import models as store

from .letters import write_letter
from .reading import Content, content_of, is_empty

DRAFT, SUBMITTED, RETURNED, AGREED = "draft", "submitted", "returned", "agreed"


@use_case
def submit_plan(*, actor: Actor, plan: int, seen_revision: int | None = None, note: str = "") -> int:
    """Hand the plan in. Returns the number of the copy that was kept. Raises Conflict for an empty one, or one that
    is handed in or agreed already, or that changed since `seen_revision`."""
    head = _locked(actor, "write_plan", plan, (DRAFT, RETURNED), seen_revision)
    content = content_of(actor, head)
    if is_empty(content):
        raise Conflict("plan-empty")
    note = said(note)
    store.WorkPlan.objects.filter(id=plan).update(
        status=SUBMITTED, submitted_by_id=actor.account_id, submitted_at=timezone.now()
    )
    return _keep(actor, plan, SUBMITTED, content, note).number


@use_case
def withdraw_plan(*, actor: Actor, plan: int) -> int:
    """Take a plan that waits for an answer back into work."""
    head = _locked(actor, "write_plan", plan, (SUBMITTED,), None)
    store.WorkPlan.objects.filter(id=plan).update(status=DRAFT)
    return _keep(actor, plan, "withdrawn", content_of(actor, head), "").number


@use_case
def return_plan(*, actor: Actor, plan: int, note: str, seen_revision: int | None = None) -> int:
    """Give the plan back with what is to be mended. Raises Invalid without a note."""
    note = said(note, needed=True)
    head = _locked(actor, "agree_plan", plan, (SUBMITTED,), seen_revision)
    _settled(actor, plan, RETURNED, note)
    return _keep(actor, plan, RETURNED, content_of(actor, head), note).number


@use_case
def agree_plan(
    *, actor: Actor, plan: int, note: str = "", seen_revision: int | None = None, seen_target: int | None = None
) -> int:
    """Agree the plan; its letter is made. Raises Conflict where it, or its target, is not what was read."""
    note = said(note)
    head = _locked(actor, "agree_plan", plan, (SUBMITTED,), seen_revision)
    if seen_target is not None and seen_target != head.target:
        raise Conflict("plan-target-moved")
    _settled(actor, plan, AGREED, note)
    kept = _keep(actor, plan, AGREED, content_of(actor, head), note)
    write_letter(actor, head, kept)
    return kept.number


@use_case
def reopen_plan(*, actor: Actor, plan: int, note: str) -> int:
    """Take an agreed plan back into work, with a reason; what was agreed is kept, its letter stands until the next."""
    note = said(note, needed=True)
    head = _locked(actor, "write_plan", plan, (AGREED,), None)
    store.WorkPlan.objects.filter(id=plan).update(status=DRAFT)
    return _keep(actor, plan, "reopened", content_of(actor, head), note).number


def _locked(actor: Actor, ability: Ability, plan: int, states: tuple[str, ...], seen: int | None) -> PlanHead:
    """The head, with the plan locked, counted as changed, in one of `states` and still what was seen."""
    head = plan_head(actor, ability, plan, change=True, execution=True)
    now = store.WorkPlan.objects.filter(id=plan).values_list("status", "revision").get()
    if now[0] not in states:
        raise Conflict(_REFUSED[now[0]] if states != (AGREED,) else "plan-not-agreed")
    if seen is not None and now[1] - 1 != seen:
        raise Conflict("plan-changed-since")
    return head


_REFUSED = {
    DRAFT: "plan-not-submitted", RETURNED: "plan-not-submitted", SUBMITTED: "plan-waits", AGREED: "plan-agreed-already",
}  # fmt: skip


def _settled(actor: Actor, plan: int, status: str, note: str) -> None:
    store.WorkPlan.objects.filter(id=plan).update(
        status=status, settled_by_id=actor.account_id, settled_at=timezone.now(), note=note
    )


def _keep(actor: Actor, plan: int, event: str, content: Content, note: str) -> store.PlanCopy:
    last = store.PlanCopy.objects.filter(plan_id=plan).aggregate(last=Max("number"))["last"] or 0
    return store.PlanCopy.objects.create(
        plan_id=plan, number=last + 1, event=event, content=content, note=note, account_id=actor.account_id
    )
