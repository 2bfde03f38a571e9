"""The one focus of a quarter: what it is, the share of the working time, and the dated actions that serve it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.plans.heads import PlanHead, plan_head, row_of, said, save_row
from targetree.store import models as store

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Serving:
    """An action that can serve a focus: one of the plan, with a date in the quarter."""

    id: int
    text: str
    starts: date | None
    due: date | None
    status: str
    owner: str
    inside: bool
    """Whether its dates lie in the quarter; one that was moved away since stays, and is said to be outside."""


@dataclass(frozen=True, slots=True)
class Focus:
    id: int
    revision: int
    text: str
    share_percent: int | None
    """Of the working time."""
    actions: tuple[Serving, ...]


@dataclass(frozen=True)
class FocusForm:
    """A quarter's focus as it is, and the actions that could serve it."""

    head: PlanHead
    quarter: int
    first: date
    last: date
    focus: Focus | None
    choices: tuple[Serving, ...]


def days_of(year: PlanYear, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter of the plan year."""
    return year.month_starts[3 * quarter], year.month_starts[3 * quarter + 3] - timedelta(days=1)


def focuses_of(head: PlanHead) -> dict[int, Focus]:
    """By quarter; two queries."""
    found = list(store.Focus.objects.filter(plan_id=head.id))
    wanted = {action for focus in found for action in focus.serving}
    actions = list(_actions(head).filter(id__in=wanted)) if wanted else []
    return {
        focus.quarter: Focus(
            focus.id, focus.revision, focus.text, focus.share_percent,
            tuple(_serving(a, days_of(head.year, focus.quarter)) for a in actions if a.id in focus.serving),
        )
        for focus in found
    }  # fmt: skip


@use_case
def focus_form(*, actor: Actor, plan: int, quarter: int) -> FocusForm:
    """What the form of a quarter shows. Raises Missing for a quarter that is none."""
    head = plan_head(actor, "see_targets", plan)
    if not 0 <= quarter < QUARTERS:
        raise Missing("not-found")
    first, last = days_of(head.year, quarter)
    focus = focuses_of(head).get(quarter)
    chosen = {action.id for action in focus.actions} if focus else set()
    near = [
        action
        for action in _actions(head).exclude(starts=None, due=None)
        if action.id in chosen or _inside(action, (first, last))
    ]
    return FocusForm(head, quarter, first, last, focus, tuple(_serving(a, (first, last)) for a in near))


@use_case
def set_focus(
    *, actor: Actor, plan: int, quarter: int, text: str, share_percent: int | None = None, serving: Sequence[int] = (),
    seen_revision: int | None = None, why: str = "",
) -> int:  # fmt: skip
    """The focus of a quarter, new or changed; `seen_revision` 0 says that none was there. Returns its id.

    Raises Invalid without words, for a share beyond 1 to 100, or for an action that is not in the plan or the quarter;
    Conflict where somebody else has saved it meanwhile.
    """
    head = plan_head(actor, "write_plan", plan, change=True)
    if not 0 <= quarter < QUARTERS:
        raise Missing("not-found")
    kept = said(text, needed=True)
    if share_percent is not None and not 1 <= share_percent <= 100:
        raise Invalid("focus-share-out-of-range")
    row = store.Focus.objects.filter(plan_id=plan, quarter=quarter).first()
    if row is not None:
        row = row_of(store.Focus, head, row.id, seen_revision=seen_revision)
    elif seen_revision:
        raise Conflict("focus-gone")
    before = set(row.serving) if row else set()
    row = row or store.Focus(plan_id=plan, quarter=quarter)
    row.text, row.share_percent = kept, share_percent
    row.serving = _checked(head, quarter, serving, before)
    save_row(actor, row)
    return int(row.id)


@use_case
def remove_focus(*, actor: Actor, plan: int, quarter: int, seen_revision: int | None = None, why: str = "") -> None:
    """The quarter has no focus any more. Raises Missing where it has none."""
    head = plan_head(actor, "write_plan", plan, change=True)
    found = store.Focus.objects.filter(plan_id=plan, quarter=quarter).values_list("id", flat=True).first()
    if found is None:
        raise Missing("not-found")
    row_of(store.Focus, head, found, seen_revision=seen_revision).delete()


def _checked(head: PlanHead, quarter: int, serving: Sequence[int], before: set[int]) -> list[int]:
    wanted = sorted(set(serving))
    actions = {action.id: action for action in _actions(head).filter(id__in=wanted)}
    for id in wanted:
        if id not in actions:
            raise Invalid("focus-no-such-action")
        if id not in before and not _inside(actions[id], days_of(head.year, quarter)):
            raise Invalid("focus-action-elsewhere", text=actions[id].text[:60])
    return wanted


def _actions(head: PlanHead):  # type: ignore[no-untyped-def]
    return (
        store.Action.objects.filter(plan_id=head.id).exclude(status=store.Action.DROPPED)
        .select_related("owner").order_by("due", "starts", "id")
    )  # fmt: skip


def _inside(action: store.Action, days: tuple[date, date]) -> bool:
    first, last = action.starts or action.due, action.due or action.starts
    return first is not None and last is not None and first <= days[1] and last >= days[0]


def _serving(action: store.Action, days: tuple[date, date]) -> Serving:
    owner = action.owner.name if action.owner else ""
    return Serving(action.id, action.text, action.starts, action.due, action.status, owner, _inside(action, days))
