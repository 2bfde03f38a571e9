"""Who asks: the session of the browser (then with a CSRF token on every write), or a personal token."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from targetree.services.access import Actor
from targetree.services.entrance.tokens import actor_of_token

from .errors import Refusal

SAFE = ("GET", "HEAD", "OPTIONS")
FAILURES, WITHIN_SECONDS = 30, 300


class Request(HttpRequest):
    """A request that was let in."""

    actor: Actor


class Session(APIKeyCookie):
    """The session cookie of somebody who has signed in; writes need the header X-CSRFToken."""

    param_name = "targetree"

    def __init__(self) -> None:
        super().__init__(csrf=False)  # `let_in` has seen to it

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return getattr(request, "actor", None)


class Token(HttpBearer):
    """A personal token: Authorization: Bearer tt_…"""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return getattr(request, "actor", None)


def let_in(request: HttpRequest) -> Actor:
    """Sets `request.actor`. Raises Refusal: 401, 403 or 429."""
    given = request.headers.get("Authorization")
    if given is not None:
        actor = _of_token(request, given)
        if request.method not in SAFE and actor.scopes is not None and not actor.scopes & {"write", "admin"}:
            raise Refusal(403, "token-only-reads")
    else:
        found: Actor | None = getattr(request, "actor", None)
        if found is None:
            raise Refusal(401, "not-signed-in")
        if check_csrf(request) is not None:
            raise Refusal(403, "csrf-failed")
        actor = found
    request.actor = actor  # type: ignore[attr-defined]
    return actor


def _of_token(request: HttpRequest, given: str) -> Actor:
    kind, _, secret = given.partition(" ")
    actor = actor_of_token(secret.strip()) if kind.lower() == "bearer" else None
    if actor is None:
        place = f"token-failures-{request.META.get('REMOTE_ADDR', '')}"
        cache.add(place, 0, WITHIN_SECONDS)
        try:
            failures = cache.incr(place)
        except ValueError:  # it has just run out
            failures = 1
        raise Refusal(*((429, "token-too-many-failures") if failures > FAILURES else (401, "token-not-valid")))
    return actor
