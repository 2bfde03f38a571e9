"""Addresses of actions and their budget."""

from __future__ import annotations

from django.urls import path

from . import budgets, views, writing

urlpatterns = [
    path("plans/<int:plan>/actions/", views.actions, name="plan-actions"),
    path("plans/<int:plan>/actions/new/", writing.new, name="plan-action-new"),
    path("plans/<int:plan>/actions/hand-over/", writing.handed_over, name="plan-actions-hand-over"),
    path("plans/<int:plan>/actions/<int:action>/", writing.action, name="plan-action"),
    path("plans/<int:plan>/actions/<int:action>/move/", writing.moved, name="plan-action-move"),
    path("plans/<int:plan>/actions/<int:action>/result/", writing.result, name="plan-action-result"),
    path("plans/<int:plan>/actions/<int:action>/delete/", writing.deleted, name="plan-action-delete"),
    path("plans/<int:plan>/budget/", budgets.budget, name="plan-budget"),
    path("plans/<int:plan>/budget/share/", budgets.shared, name="plan-budget-share"),
    path("plans/<int:plan>/budget/<int:node>/", budgets.put, name="plan-budget-set"),
]
