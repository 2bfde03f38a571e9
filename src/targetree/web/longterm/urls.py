"""Addresses of the long-term plan."""

from __future__ import annotations

from django.urls import path

from . import load, views, writing

urlpatterns = [
    path("plans/load/", load.load, name="plan-load"),
    path("plans/<int:plan>/long-term/", views.long_term, name="plan-long-term"),
    path("plans/<int:plan>/long-term/quarters/<int:quarter>/", writing.focus, name="plan-focus"),
    path("plans/<int:plan>/long-term/take/", writing.taken, name="plan-checkpoints-take"),
    path("plans/<int:plan>/long-term/spread/", writing.spread, name="plan-checkpoints-spread"),
    path("plans/<int:plan>/long-term/<int:month>/", writing.checkpoints, name="plan-checkpoints"),
    path("plans/<int:plan>/long-term/<int:month>/propose/", writing.proposed, name="plan-checkpoints-propose"),
]
