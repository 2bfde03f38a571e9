"""Conditions of all plans turn by what their figures say, though nobody looks."""

from __future__ import annotations

from django.db import transaction

from targetree.services.access import acting

from .figures import renew


def renew_all() -> None:
    """For the job that runs every hour; it acts for nobody."""
    with transaction.atomic(), acting(None):
        renew(None)
