"""Addresses of the record of changes."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/export/", views.export, name="record-export"),
]
