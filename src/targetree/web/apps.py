"""The pages, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """Views, templates and their tags; no tables."""

    name = "targetree.web"
    label = "web"
    verbose_name = "Pages"
