"""Where somebody goes who names no page."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from targetree.services.access import Actor
from targetree.web.navigation import menu


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A salesperson to their own page, others to the first of their menu; a welcome where there is nothing yet."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return redirect_to_login("/")
    links = menu(actor, request.path)
    return redirect(links[0].address) if links else render(request, "home/welcome.html")
