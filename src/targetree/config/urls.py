"""All addresses: the pages, the REST API, signing in, the choice of language, the sign of life."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from .sayings import health

urlpatterns = [
    path("health/", health, name="health"),
    path("language/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
    path("", include("targetree.web.urls")),
]
if find_spec("targetree.api"):
    from targetree.api.api import api

    urlpatterns.append(path("api/v1/", api.urls))
