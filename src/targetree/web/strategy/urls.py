"""Addresses of the strategy."""

from __future__ import annotations

from django.urls import path

from . import views, writing

urlpatterns = [
    path("strategy/", views.strategy_page, name="strategy"),
    path("strategy/new/", writing.new, name="statement-new"),
    path("strategy/<int:statement>/", writing.edit, name="statement-edit"),
    path("strategy/<int:statement>/archive/", writing.archive, name="statement-archive"),
    path("strategy/<int:statement>/move/", writing.move, name="statement-move"),
    path("strategy/<int:statement>/link/", writing.link, name="statement-link"),
    path("strategy/links/<int:link>/remove/", writing.unlink, name="statement-unlink"),
]
