"""Addresses of holds."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("holds/", views.holds, name="holds"),
    path("holds/<int:hold>/release/", views.release, name="hold-release"),
]
