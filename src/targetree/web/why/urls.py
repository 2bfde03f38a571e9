"""The address of receipts."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("why/", views.why, name="why")]
