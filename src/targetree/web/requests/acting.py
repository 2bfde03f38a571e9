"""Answers to a request, and what the asker does with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from targetree.services.errors import Missing, ServiceError
from targetree.services.requests.answering import accept_request, decline_request, request_done
from targetree.services.requests.asking import change_request, reopen_request, withdraw_request
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done as told
from targetree.web.partials import say
from targetree.web.tree import asked

from .views import shown

LONGEST = 20_000
"""Characters that are looked at: more than any text may have, so that the service says what is wrong."""

Act = Callable[[Request, int, int | None], None]


class _NoDate(Exception):
    """A date is missing, or is none."""


def _acting(name: str, said: str | Promise) -> Callable[[Act], Callable[..., HttpResponseBase]]:
    """A view that does it, says so, and shows the request again where it was refused."""

    def decorate(act: Act) -> Callable[..., HttpResponseBase]:
        @require_POST
        @page
        def view(request: Request, request_id: int) -> HttpResponse:
            if request_id > asked.LARGEST_ID:
                raise Missing("not-found")
            htmx = bool(getattr(request, "htmx", None))
            try:
                act(request, request_id, asked.whole(request.POST, "seen", 0, 10**9))
            except _NoDate:
                return shown(request, request_id, _("Choose a date."), 422, name)
            except ServiceError as error:
                if error.status in (403, 404):
                    raise
                return shown(request, request_id, in_words(error), 422 if htmx else error.status, name)
            if htmx:
                return told(request, said, refresh=True)
            say(request, said)
            return redirect("request", request_id)

        return view

    return decorate


@_acting("accept", gettext_lazy("Promised. The asker sees the date."))
def accepted(request: Request, request_id: int, seen: int | None) -> None:
    """Promise it for a day."""
    accept_request(
        actor=request.actor, request=request_id, promised=_day(request, "promised"), answer=_text(request, "answer"),
        seen=seen,
    )  # fmt: skip


@_acting("decline", gettext_lazy("Declined. The asker sees the reason."))
def declined(request: Request, request_id: int, seen: int | None) -> None:
    """It cannot be given."""
    decline_request(actor=request.actor, request=request_id, reason=_text(request, "reason"), seen=seen)


@_acting("done", gettext_lazy("Done. Both sides see it."))
def done(request: Request, request_id: int, seen: int | None) -> None:
    """It has been given."""
    request_done(actor=request.actor, request=request_id, answer=_text(request, "answer"), seen=seen)


@_acting("change", gettext_lazy("Kept"))
def changed(request: Request, request_id: int, seen: int | None) -> None:
    """Say it better, or for another day."""
    change_request(
        actor=request.actor, request=request_id, text=_text(request, "text"), needed_by=_day(request, "needed_by"),
        because=_text(request, "why"), seen=seen,
    )  # fmt: skip


@_acting("withdraw", gettext_lazy("Withdrawn."))
def withdrawn(request: Request, request_id: int, seen: int | None) -> None:
    """It is not needed any more."""
    withdraw_request(actor=request.actor, request=request_id, seen=seen, why=_text(request, "why"))


@_acting("reopen", gettext_lazy("Asked again."))
def reopened(request: Request, request_id: int, seen: int | None) -> None:
    """Ask again, for a new date."""
    reopen_request(
        actor=request.actor, request=request_id, needed_by=_day(request, "needed_by"), seen=seen,
        why=_text(request, "why"),
    )  # fmt: skip


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[:LONGEST].replace("\x00", "")


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, "").strip())
    except ValueError:
        raise _NoDate from None
