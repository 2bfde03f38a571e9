"""Django's name for this folder, so that its checks run."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "targetree.config"
    label = "config"

    def ready(self) -> None:
        """Registers the checks."""
        from . import checks  # noqa: F401
