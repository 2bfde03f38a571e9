"""Addresses of the sheets of plans."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("plans/sheets/", views.sheets, name="plan-sheets"),
    path("plans/sheets/export/", views.export, name="plan-sheets-export"),
    path("plans/sheets/keep/", views.keep, name="plan-sheets-keep"),
]
