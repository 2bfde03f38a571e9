"""What becomes of actions: moved on, done, confirmed by the customer, handed over. Goes on after the plan is agreed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from targetree.books.dates import FIRST_YEAR
from targetree.services.access import Actor, use_case
from targetree.services.errors import Invalid
from targetree.services.plans.heads import money, plan_head, row_of, save_row
from targetree.store import models as store

from .choosing import owners_for
from .reading import STATUSES, actions_of


@use_case
def move_action(*, actor: Actor, plan: int, action: int, status: str, seen_revision: int | None = None) -> None:
    """To planned, doing, done or dropped."""
    head = plan_head(actor, "write_plan", plan, change=True, execution=True)
    if status not in STATUSES:
        raise Invalid("action-no-such-status", status=status[:20])
    row = row_of(store.Action, head, action, seen_revision=seen_revision)
    if row.status == status:
        return
    row.status = status
    row.done_at = timezone.now() if status == store.Action.DONE else None
    save_row(actor, row)


@use_case
def confirm_action(
    *, actor: Actor, plan: int, action: int, on: date | None, seen_revision: int | None = None
) -> None:  # fmt: skip
    """The customer confirmed the outcome on that day; None takes it back. Raises Invalid without a customer."""
    head = plan_head(actor, "write_plan", plan, change=True, execution=True)
    row = row_of(store.Action, head, action, seen_revision=seen_revision)
    row.confirmed_on = _confirmed(row, on)
    save_row(actor, row)


@use_case
def record_result(
    *, actor: Actor, plan: int, action: int, status: str, confirmed_on: date | None, spent_fen: int | None,
    returned_fen: int | None, seen_revision: int | None = None,
) -> None:  # fmt: skip
    """How it stands, what it really cost and brought back (fen), and whether the customer confirmed; all at once."""
    move_action(actor=actor, plan=plan, action=action, status=status, seen_revision=seen_revision)
    head = plan_head(actor, "write_plan", plan)
    row = row_of(store.Action, head, action)
    row.confirmed_on = _confirmed(row, confirmed_on)
    row.spent_fen, row.returned_fen = money(spent_fen), money(returned_fen)
    save_row(actor, row)


@use_case
def hand_over_actions(*, actor: Actor, plan: int, owner: int | None, to: int) -> int:
    """All that `owner` (None: nobody) still has to do in this plan and those below goes to another. Returns how many.

    Raises Invalid for somebody who cannot own actions here, or who is the same.
    """
    head = plan_head(actor, "write_plan", plan, change=True, execution=True)
    if to == owner:
        raise Invalid("action-hand-over-same")
    if all(person.id != to for person in owners_for(head)):
        raise Invalid("action-no-such-owner")
    found = [a for a in actions_of(actor=actor, plan=plan).actions if a.going and a.owner == owner and a.may_write]
    heads = {plan: head}
    for action in found:
        if action.plan not in heads:
            heads[action.plan] = plan_head(actor, "write_plan", action.plan, change=True, execution=True)
        row = row_of(store.Action, heads[action.plan], action.id)
        row.owner_id = to
        save_row(actor, row)
    return len(found)


def _confirmed(row: store.Action, on: date | None) -> date | None:
    if on is None:
        return None
    if row.customer_id is None:
        raise Invalid("action-nobody-confirms")
    if on > timezone.localdate():
        raise Invalid("action-confirmed-ahead", day=on.isoformat())
    if on.year < FIRST_YEAR:
        raise Invalid("action-confirmed-long-ago", day=on.isoformat(), first=FIRST_YEAR)
    return on
