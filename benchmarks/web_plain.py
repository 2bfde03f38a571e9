"""The addresses of the application and one more: the plainest page that the same stack can serve."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import include, path

from targetree.services.access import Actor, require, use_case


@use_case
def one_row(*, actor: Actor) -> dict[str, Any]:
    """The company's row."""
    require(actor, "plan")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, plan_year FROM company")
        name, year = cursor.fetchone() or ("", 0)
    return {"name": name, "year": year}


def plain(request: HttpRequest) -> JsonResponse:
    """One row as JSON, for somebody signed in."""
    return JsonResponse(one_row(actor=request.actor))  # type: ignore[attr-defined]


urlpatterns = [path("plain/", plain), path("", include("targetree.config.urls"))]
