"""Who asks: `request.actor`, from the session; None for somebody who has not signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from targetree.services.access import actor_of


class ActorMiddleware:
    """An account that is not active any more is signed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        actor = actor_of(user.pk) if user.is_authenticated else None
        if actor is None and user.is_authenticated:
            logout(request)
        request.actor = actor  # type: ignore[attr-defined]
        return self.get_response(request)
