"""The addresses of the pages: each area has its own `urls` module below `targetree.web`."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

AREAS = (
    "home",
    "me",
    "tree",
    "why",
    "support",
    "plans",
    "activity",
    "conditions",
    "fiveparts",
    "actions",
    "longterm",
    "checks",
    "reviews",
    "requests",
    "worksheets",
    "commitments",
    "strategy",
    "holds",
    "versions",
    "books",
    "settings",
    "accounts",
    "record",
)

BUILT = [area for area in AREAS if find_spec(f"targetree.web.{area}") and find_spec(f"targetree.web.{area}.urls")]
urlpatterns = [
    path("", include(f"targetree.web.{area}.urls"))
    for area in AREAS
    if find_spec(f"targetree.web.{area}") and find_spec(f"targetree.web.{area}.urls")
]
