"""Addresses of the conditions of a plan."""

from __future__ import annotations

from django.urls import path

from . import offers, splitting, views, writing

urlpatterns = [
    path("plans/<int:plan>/conditions/", views.conditions, name="plan-conditions"),
    path("plans/<int:plan>/conditions/outline/", views.outline, name="plan-conditions-outline"),
    path("plans/<int:plan>/conditions/new/", writing.new, name="condition-new"),
    path("plans/<int:plan>/conditions/proposals/", offers.proposals_page, name="condition-proposals"),
    path("plans/<int:plan>/conditions/templates/", offers.templates_page, name="condition-templates"),
    path("plans/<int:plan>/conditions/split/", splitting.split, name="condition-split"),
    path("plans/<int:plan>/conditions/<int:condition>/", writing.condition, name="condition"),
    path("plans/<int:plan>/conditions/<int:condition>/text/", writing.text, name="condition-text"),
    path("plans/<int:plan>/conditions/<int:condition>/move/", writing.move, name="condition-move"),
    path("plans/<int:plan>/conditions/<int:condition>/judge/", writing.judge, name="condition-judge"),
    path("plans/<int:plan>/conditions/<int:condition>/delete/", writing.delete, name="condition-delete"),
]
