"""Addresses of the gap in customers and activity."""

from __future__ import annotations

from django.urls import path

from . import targets, views

urlpatterns = [
    path("plans/<int:plan>/activity/", views.activity, name="plan-activity"),
    path("plans/<int:plan>/activity/try/", views.tried, name="plan-activity-try"),
    path("plans/<int:plan>/activity/targets/", targets.targets, name="plan-activity-targets"),
]
