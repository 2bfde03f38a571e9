"""At the door of every view: who is not signed in signs in first; what a service refuses becomes an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from targetree.services.access import Actor, keeping, use_case
from targetree.services.errors import ServiceError, sentence

P = ParamSpec("P")


class Request(HttpRequest):
    """A request of somebody who is signed in."""

    actor: Actor


View = Callable[Concatenate[Request, P], HttpResponseBase]


def page(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page or a part of one, for people who are signed in. What a service refuses is said on a page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            if getattr(request, "htmx", None):
                return HttpResponse(status=401)
            return redirect_to_login(request.get_full_path())
        try:
            response = _at_one_time(view, request, *args, **kwargs)
        except ServiceError as error:
            response = said(request, error)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def data(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """JSON for a page's script, for people who are signed in; refusals have the shape of the API's."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            return JsonResponse({"error": {"code": "not-signed-in", "message": "", "details": []}}, status=401)
        try:
            response = _at_one_time(view, request, *args, **kwargs)
        except ServiceError as error:
            told = {"code": error.code, "message": in_words(error), "details": []}
            response = JsonResponse({"error": told}, status=error.status)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def _at_one_time(view: View[P], request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
    """A page that only shows reads it all in one transaction, and once; a change has its own."""

    @use_case
    def look(*, actor: Actor) -> HttpResponseBase:
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    if request.method in ("GET", "HEAD"):
        with keeping():
            return look(actor=request.actor)  # type: ignore[attr-defined]
    return view(request, *args, **kwargs)  # type: ignore[arg-type]


def in_words(error: ServiceError) -> str:
    """What was refused, in the language of the page."""
    return sentence(error, "en" if (get_language() or "zh").startswith("en") else "zh")


def said(request: HttpRequest, error: ServiceError) -> HttpResponse:
    """A page, or a plain sentence for a part of one, that says what was refused."""
    if getattr(request, "htmx", None):
        return HttpResponse(in_words(error), status=error.status, content_type="text/plain; charset=utf-8")
    return render(request, "refused.html", {"said": in_words(error)}, status=error.status)
