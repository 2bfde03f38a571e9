"""What the gap takes becomes targets: looked at first, then kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from targetree.services.activity.targets import PROPOSE, TargetChange, make_targets, preview_targets
from targetree.services.errors import Invalid, ServiceError
from targetree.services.holds.in_words import HoldInTheWay, holds_in_words
from targetree.services.holds.standing import Standing
from targetree.services.plans.opening import plan_of
from targetree.web.guard import Request, in_words, page
from targetree.web.looks.words import month_name, name_by_code
from targetree.web.partials import done, say
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked


@dataclass(frozen=True)
class Choice:
    """A measure with what would become of it."""

    name: str
    change: TargetChange
    before: int
    after: int
    refused: str
    holds: list[HoldInTheWay]
    """That stand against it."""
    chosen: bool
    months: list[tuple[str, int, int]]
    """(name, before, after)"""

    @property
    def difference(self) -> int:
        return self.after - self.before


@require_http_methods(["GET", "HEAD", "POST"])
@page
def targets(request: Request, plan: int) -> HttpResponse:
    """What would change, measure by measure; POST makes the targets of those that are chosen."""
    if plan > asked.LARGEST_ID:
        raise Invalid("not-found")
    problem, status = "", 200
    if request.method == "POST":
        try:
            how, kept = make_targets(
                actor=request.actor, plan=plan, measures=request.POST.getlist("measure"),
                reason=request.POST.get("reason", ""), token=request.POST.get("token") or None,
            )  # fmt: skip
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            problem, status = in_words(error), error.status
        else:
            return _done(request, plan, how, kept)
    head = plan_of(actor=request.actor, plan=plan)
    found = preview_targets(actor=request.actor, plan=plan)
    names = [month_name(day) for day in head.year.month_starts[:12]]
    sent = request.POST.getlist("measure") if request.method == "POST" else None
    choices = [_choice(request, change, names, sent) for change in found.changes]
    return render(request, "activity/targets.html", {
        "plan": head, "preview": found, "choices": choices, "proposing": found.how == PROPOSE, "problem": problem,
        "possible": any(not c.change.same and not c.refused for c in choices),
        "without": [name_by_code(work, work) for work in found.without],
        "reason": request.POST.get("reason", "")[:5000]
        or _("Taken from the gap in customers and own conversion rates."),
        "back": reverse("plan-activity", args=[plan]),
    }, status=status)  # fmt: skip


def _choice(request: Request, change: TargetChange, names: list[str], sent: list[str] | None) -> Choice:
    before, after = sum(change.before), sum(change.after)
    chosen = change.measure in sent if sent is not None else after >= before
    return Choice(
        name_by_code(change.measure, change.measure), change, before, after,
        in_words(change.refused) if change.refused else "", _holds(request, change),
        chosen and not change.same and change.refused is None,
        list(zip(names, change.before, change.after, strict=True)),
    )  # fmt: skip


def _holds(request: Request, change: TargetChange) -> list[HoldInTheWay]:
    found = [one for one in change.refused.details if isinstance(one, Standing)] if change.refused else []
    return holds_in_words(actor=request.actor, found=found, lang=language()) if found else []


def _done(request: Request, plan: int, how: str, kept: int) -> HttpResponse:
    if how == PROPOSE:
        text = ngettext("{n} proposal is on its way.", "{n} proposals are on their way.", kept)
    else:
        text = ngettext("{n} target is set.", "{n} targets are set.", kept)
    text = text.format(n=kept)
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, text, refresh=True)
    say(request, text)
    return redirect("plan-activity", plan)
