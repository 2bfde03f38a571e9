"""Addresses of plan checks."""

from __future__ import annotations

from django.urls import path

from . import overview, views

urlpatterns = [
    path("plans/checks/", overview.overview, name="plans-checks"),
    path("plans/<int:plan>/checks/", views.checks, name="plan-checks"),
]
