"""Actions are written: made, changed, removed. What is wrong with one is refused with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from targetree.engine.periods import PlanYear
from targetree.engine.priority import way_back
from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Invalid
from targetree.services.plans.heads import PlanHead, money, plan_head, row_of, said, save_row
from targetree.store import models as store

from .choosing import owners_for

AROUND = timedelta(days=366)
"""How far before and after the plan year an action may lie: what prepares it, and what follows it up."""
LONGEST_PLACE = 300
MOST_AFTER = 50


@dataclass(frozen=True, slots=True)
class Contents:
    """What somebody writes into an action. Amounts in fen, ids of rows."""

    text: str
    customer: int | None = None
    outcome: str = ""
    starts: date | None = None
    due: date | None = None
    place: str = ""
    materials: str = ""
    cost_fen: int | None = None
    marketing: str = ""
    marketing_fen: int | None = None
    return_fen: int | None = None
    owner: int | None = None
    urgent: bool = False
    important: bool = True
    condition: int | None = None
    after: tuple[int, ...] = ()


@use_case
def create_action(*, actor: Actor, plan: int, contents: Contents) -> int:
    """A new action; its id. What it is, for whom and until when is enough: owner and place follow from the plan and
    the customer where they are not given."""
    head = plan_head(actor, "write_plan", plan, change=True)
    action = store.Action(plan_id=plan)
    _fill(head, action, contents)
    if action.owner_id is None and head.person is not None and any(o.id == head.person for o in owners_for(head)):
        action.owner_id = head.person
    if not action.place and action.customer_id is not None:
        where = store.Customer.objects.filter(id=action.customer_id).values_list("address", "city").first()
        action.place = (where[0] or where[1])[:LONGEST_PLACE] if where else ""
    save_row(actor, action)
    _wait(plan, action, contents.after)
    return int(action.id)


@use_case
def contents_of(*, actor: Actor, plan: int, action: int) -> Contents:
    """What stands in an action, to be changed in part. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    row = row_of(store.Action, head, action)
    after = tuple(row.after.order_by("id").values_list("id", flat=True))
    return Contents(
        row.text, row.customer_id, row.outcome, row.starts, row.due, row.place, row.materials, row.cost_fen,
        row.marketing, row.marketing_fen, row.return_fen, row.owner_id, row.urgent, row.important, row.condition_id,
        after,
    )  # fmt: skip


@use_case
def change_action(
    *, actor: Actor, plan: int, action: int, contents: Contents, seen_revision: int | None = None
) -> None:
    """The action is as `contents` say. Raises Conflict where somebody has saved it since `seen_revision`."""
    head = plan_head(actor, "write_plan", plan, change=True)
    row = row_of(store.Action, head, action, seen_revision=seen_revision)
    _fill(head, row, contents)
    save_row(actor, row)
    _wait(plan, row, contents.after)


@use_case
def delete_action(*, actor: Actor, plan: int, action: int, seen_revision: int | None = None) -> None:
    """It is gone; others that waited for it wait no more."""
    head = plan_head(actor, "write_plan", plan, change=True)
    row_of(store.Action, head, action, seen_revision=seen_revision).delete()


def _fill(head: PlanHead, action: Any, contents: Contents) -> None:
    """The contents into the row, after they were looked at."""
    action.text = said(contents.text, needed=True)
    for name in ("outcome", "materials", "marketing"):
        setattr(action, name, said(getattr(contents, name)))
    action.place = said(contents.place)
    if len(action.place) > LONGEST_PLACE:
        raise Invalid("too-long", most=LONGEST_PLACE)
    for name in ("cost_fen", "marketing_fen", "return_fen"):
        setattr(action, name, money(getattr(contents, name)))
    check_dates(head.year, contents.starts, contents.due)
    action.starts, action.due = contents.starts, contents.due
    action.urgent, action.important = contents.urgent, contents.important
    _refer(head, action, contents)


def _refer(head: PlanHead, action: Any, contents: Contents) -> None:
    """Customer, owner and condition: those that stay are not asked again, though they may be somebody else's now."""
    customer, owner, condition = contents.customer, contents.owner, contents.condition
    if customer is not None and customer != action.customer_id and not _offered(customer):
        raise Invalid("action-no-such-customer")
    if owner not in (None, action.owner_id) and all(person.id != owner for person in owners_for(head)):
        raise Invalid("action-no-such-owner")
    if condition is not None and not store.Condition.objects.filter(id=condition, plan_id=head.id).exists():
        raise Invalid("action-condition-elsewhere")
    action.customer_id, action.owner_id, action.condition_id = customer, owner, condition


def _offered(customer: int) -> bool:
    return store.Customer.objects.filter(id=customer, archived_at=None).exists()


def check_dates(year: PlanYear, starts: date | None, due: date | None) -> None:
    """Raises Invalid for dates backwards, or further than a year before or after the plan year."""
    if starts is not None and due is not None and due < starts:
        raise Invalid("action-dates-backward", starts=starts.isoformat(), due=due.isoformat())
    for day in (starts, due):
        if day is not None and not year.start - AROUND <= day < year.end + AROUND:
            raise Invalid("action-date-too-far", day=day.isoformat(), year=year.year)


def _wait(plan: int, action: store.Action, after: tuple[int, ...]) -> None:
    """Let the action wait for others of its plan. Raises Invalid for others, and for circles with the way around."""
    wanted = set(after)
    if len(wanted) > MOST_AFTER:
        raise Invalid("action-too-many-after", most=MOST_AFTER)
    texts = dict(store.Action.objects.filter(plan_id=plan).values_list("id", "text")) if wanted else {}
    if not wanted <= texts.keys():
        raise Invalid("action-of-another-plan")
    if wanted:
        waits: dict[int, list[int]] = {}
        through = store.Action.after.through._default_manager.filter(from_action__plan_id=plan)
        for from_, to in through.values_list("from_action_id", "to_action_id"):
            waits.setdefault(from_, []).append(to)
        circle = way_back(waits, action.id, wanted)
        if circle:
            raise Conflict("action-circle", way=" → ".join(_short(texts[step]) for step in circle))
    action.after.set(sorted(wanted))


def _short(text: str, most: int = 24) -> str:
    return f"“{text if len(text) <= most else f'{text[: most - 1]}…'}”"
