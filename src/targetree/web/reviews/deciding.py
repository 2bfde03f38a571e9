"""The steps of a plan, sent in. One that is refused shows the page with the reason; what was written stays."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from targetree.services.errors import ServiceError
from targetree.services.reviews.flow import agree_plan, reopen_plan, return_plan, submit_plan, withdraw_plan
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say
from targetree.web.plans.overview import overview
from targetree.web.tree import asked


@require_POST
@page
def submitted(request: Request, plan: int) -> HttpResponse:
    """Hand it in."""
    note, revision = _note(request), _seen(request, "revision")
    return _taken(
        request, plan, note,
        lambda: submit_plan(actor=request.actor, plan=plan, note=note, seen_revision=revision),
        _("Handed in. Your manager sees it."),
    )  # fmt: skip


@require_POST
@page
def withdrawn(request: Request, plan: int) -> HttpResponse:
    """Take it back while nobody has answered."""
    return _taken(
        request, plan, "", lambda: withdraw_plan(actor=request.actor, plan=plan), _("Back in work. Hand it in again.")
    )


@require_POST
@page
def returned(request: Request, plan: int) -> HttpResponse:
    """Give it back, with a note."""
    note, revision = _note(request), _seen(request, "revision")
    return _taken(
        request, plan, note,
        lambda: return_plan(actor=request.actor, plan=plan, note=note, seen_revision=revision),
        _("Returned. The writer sees your note and comments."),
    )  # fmt: skip


@require_POST
@page
def agreed(request: Request, plan: int) -> HttpResponse:
    """Agree it, as it was read."""
    note, revision, target = _note(request), _seen(request, "revision"), _seen(request, "target")
    return _taken(
        request, plan, note,
        lambda: agree_plan(
            actor=request.actor, plan=plan, note=note, seen_revision=revision, seen_target=target
        ),
        _("Agreed. The responsibility letter waits to be signed by both."),
    )  # fmt: skip


@require_POST
@page
def reopened(request: Request, plan: int) -> HttpResponse:
    """Back into work, with a reason."""
    note = _note(request)
    return _taken(
        request, plan, note, lambda: reopen_plan(actor=request.actor, plan=plan, note=note),
        _("Open again. What was agreed is kept."),
    )  # fmt: skip


def _taken(request: Request, plan: int, note: str, step: Callable[[], object], said: str | Promise) -> HttpResponse:
    try:
        step()
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        return overview(request, plan, status=error.status, said=in_words(error), note=note[:4000])
    say(request, said)
    return redirect("plan", plan)


def _note(request: Request) -> str:
    return request.POST.get("note", "")


def _seen(request: Request, name: str) -> int | None:
    """A number that the page carried hidden."""
    text = request.POST.get(name, "")
    return asked.whole(request.POST, name, 0, 2**53) if text else None
