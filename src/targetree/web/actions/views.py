"""The actions of a plan in five views; `?view=` says which, filters stand beside it in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from targetree.services.actions.budgets import budget_of
from targetree.services.actions.choosing import choices_for
from targetree.services.actions.month import days_of
from targetree.services.actions.reading import ActionShown, ActionsShown, actions_of
from targetree.services.plans.heads import PlanHead
from targetree.web.guard import Request, page
from targetree.web.plans.frame import frame
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

from . import month, plotted, timeline
from .forms import ActionForm
from .wording import FLAGS, QUADRANTS, STATUSES, VIEWS, flags_of

FILTERS = ("who", "status", "condition", "flag", "q")


@dataclass(frozen=True)
class Row:
    """An action with what is wrong about it, in words."""

    action: ActionShown
    flags: Sequence[tuple[str, str | Promise, str | Promise]]


@dataclass(frozen=True)
class Group:
    """Actions under one heading."""

    slug: str
    name: str | Promise
    hint: str | Promise
    rows: list[Row]


@require_safe
@page
def actions(request: Request, plan: int) -> HttpResponse:
    """`?view=`, `?group=priority|date` of the list, `?month=` of the calendar, and filters."""
    query = request.GET
    view = query.get("view", "list")
    view = view if view in VIEWS else "list"
    plan = min(plan, asked.LARGEST_ID)
    found = actions_of(actor=request.actor, plan=plan, node=asked.maybe_id(query, "who"))
    chosen = _chosen(request, found)
    around = frame(request.actor, found.head, "plan-actions")
    drawn = _DRAWN[view](request, found, chosen)
    return render(request, f"actions/{view}.html", around | drawn | {
        "view": view,
        "views": [(slug, name, icon) for slug, (name, icon) in VIEWS.items()],
        "shown": found,
        "count": len(chosen),
        "budget": budget_of(actor=request.actor, plan=plan),
        "statuses": STATUSES.items(),
        "flags": [(slug, name) for slug, (_tone, name, _what) in FLAGS.items()
                  if slug == query.get("flag") or any(slug in a.flags for a in found.actions)],
        "filtered": any(query.get(name) for name in FILTERS),
        "leaving": any("owner-leaves" in a.flags for a in found.actions),
        "here": request.get_full_path(),
        "back": request.get_full_path(),
        **_quick(request, found.head, around["may_change"]),
    })  # fmt: skip


def _quick(request: Request, head: PlanHead, may: bool) -> dict[str, Any]:
    if not may:
        return {}
    choices = choices_for(actor=request.actor, plan=head.id)
    form = ActionForm(choices=choices, auto_id="quick_%s")
    form.fields["text"].widget.attrs["rows"] = 1
    if "list" in form.fields["customer"].widget.attrs:
        form.fields["customer"].widget.attrs["list"] = "quick-customers"
    return {"form": form, "choices": choices}


def _chosen(request: Request, found: ActionsShown) -> list[ActionShown]:
    query = request.GET
    status, flag, condition = query.get("status"), query.get("flag"), asked.maybe_id(query, "condition")
    words = asked.words(query, "q").strip().casefold()
    return [
        a
        for a in found.actions
        if (not status or a.status == status) and (not flag or flag in a.flags)
        if condition is None or a.condition == condition
        if not words or words in _words_of(a)
    ]


def _words_of(a: ActionShown) -> str:
    customer = f"{a.customer.name} {a.customer.code} {a.customer.city}" if a.customer else ""
    return f"{a.text} {a.outcome} {a.place} {customer} {a.owner_name} {a.whose}".casefold()


def _rows(actions: list[ActionShown]) -> list[Row]:
    return [Row(a, flags_of(a.flags)) for a in actions]


def _list(request: Request, found: ActionsShown, chosen: list[ActionShown]) -> dict[str, Any]:
    group = "date" if request.GET.get("group") == "date" else "priority"
    going, over = [a for a in chosen if a.going], [a for a in chosen if not a.going]
    over.sort(key=lambda a: (a.due or date.max, a.id))
    groups = _by_date(going, found.today) if group == "date" else [
        Group(slug, name, hint, _rows([a for a in going if a.quadrant == slug]))
        for slug, (name, hint) in QUADRANTS.items()
    ]  # fmt: skip
    groups.append(Group("over", _("Done and dropped"), "", _rows(over)))
    return {"group": group, "groups": [g for g in groups if g.rows]}


def _by_date(going: list[ActionShown], today: date) -> list[Group]:
    groups: dict[str, list[ActionShown]] = {}
    for a in sorted(going, key=lambda a: (a.due or date.max, a.starts or date.max, a.id)):
        slug = "" if a.due is None else "overdue" if a.due < today else f"{a.due:%Y-%m}"
        groups.setdefault(slug, []).append(a)
    names = {"": _("No date"), "overdue": _("Overdue")}
    return [Group(slug or "none", names.get(slug, slug), "", _rows(rows)) for slug, rows in groups.items()]


def _board(request: Request, found: ActionsShown, chosen: list[ActionShown]) -> dict[str, Any]:
    order = list(STATUSES)
    columns = []
    for at, slug in enumerate(order):
        rows = _rows([a for a in chosen if a.status == slug])
        before = (order[at - 1], STATUSES[order[at - 1]]) if at else None
        after = (order[at + 1], STATUSES[order[at + 1]]) if at + 1 < len(order) else None
        columns.append({"slug": slug, "name": STATUSES[slug], "rows": rows, "before": before, "after": after,
                        "cost": sum(a.action.counted_fen for a in rows)})  # fmt: skip
    return {"columns": columns}


def _timeline(request: Request, found: ActionsShown, chosen: list[ActionShown]) -> dict[str, Any]:
    alive = [a for a in chosen if a.status != "dropped"]
    return {"drawn": timeline.drawn(found.head.year, alive, found.today),
            "undated": _rows([a for a in alive if a.due is None and a.starts is None])}  # fmt: skip


def _calendar(request: Request, found: ActionsShown, chosen: list[ActionShown]) -> dict[str, Any]:
    days = days_of(actor=request.actor, plan=found.head.id, lang=language())
    alive = [a for a in chosen if a.status != "dropped"]
    wanted = request.GET.get("month", "")
    return {
        "month": month.drawn(days, alive, wanted, found.today),
        "weekdays": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
        "outside": _rows([a for a in alive if a.due is None
                          or not found.head.year.start <= a.due < found.head.year.end]),
    }  # fmt: skip


def _map(request: Request, found: ActionsShown, chosen: list[ActionShown]) -> dict[str, Any]:
    alive = [a for a in chosen if a.status != "dropped"]
    plot = plotted.drawn(alive)
    return {"plot": plot, "nowhere": _rows([a for a in alive if a.customer is None or a.customer.latitude is None
                                            or a.customer.longitude is None])}  # fmt: skip


_DRAWN: dict[str, Callable[[Request, ActionsShown, list[ActionShown]], dict[str, Any]]] = {
    "list": _list, "board": _board, "timeline": _timeline, "calendar": _calendar, "map": _map,
}  # fmt: skip
