"""Addresses of the work plans; the pages of one plan stand below /plans/<plan>/, each area adds its own."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/open/", views.opened, name="plan-open"),
    path("plans/<int:plan>/", views.plan, name="plan"),
]
