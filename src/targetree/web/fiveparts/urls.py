"""Addresses of the five parts and of the needs that they collect."""

from __future__ import annotations

from django.urls import path

from . import flow, needs, views

urlpatterns = [
    path("plans/needs/", needs.needs, name="plan-needs"),
    path("plans/needs/export/", needs.export, name="plan-needs-export"),
    path("plans/needs/<int:need>/", needs.need, name="plan-need"),
    path("plans/needs/<int:need>/done/", needs.done, name="plan-need-done"),
    path("plans/<int:plan>/five-parts/", views.whole, name="plan-five-parts"),
    path("plans/<int:plan>/five-parts/<slug:step>/", flow.step, name="plan-five-parts-step"),
    path("plans/<int:plan>/five-parts/points/<int:point>/done/", views.done, name="plan-point-done"),
]
