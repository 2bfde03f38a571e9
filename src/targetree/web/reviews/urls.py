"""Addresses of reviews: below those of one plan, and the dates of the season."""

from __future__ import annotations

from django.urls import path

from . import copies, deciding, letters, paper, season, talking

urlpatterns = [
    path("plans/season/", season.dates, name="plan-season"),
    path("plans/<int:plan>/submit/", deciding.submitted, name="plan-submit"),
    path("plans/<int:plan>/withdraw/", deciding.withdrawn, name="plan-withdraw"),
    path("plans/<int:plan>/return/", deciding.returned, name="plan-return"),
    path("plans/<int:plan>/agree/", deciding.agreed, name="plan-agree"),
    path("plans/<int:plan>/reopen/", deciding.reopened, name="plan-reopen"),
    path("plans/<int:plan>/talk/", talking.talk, name="plan-talk"),
    path("plans/<int:plan>/talk/<int:comment>/", talking.settled, name="plan-talk-settle"),
    path("plans/<int:plan>/copies/", copies.copies, name="plan-copies"),
    path("plans/<int:plan>/copies/<int:number>/", copies.copy, name="plan-copy"),
    path("plans/<int:plan>/copies/compare/", copies.compared, name="plan-compare"),
    path("plans/<int:plan>/letters/<int:number>/", letters.letter, name="plan-letter"),
    path("plans/<int:plan>/letters/<int:number>/sign/", letters.signed, name="plan-letter-sign"),
    path("plans/<int:plan>/letters/<int:number>.pdf", paper.letter, name="plan-letter-pdf"),
    path("plans/<int:plan>/plan.pdf", paper.plan, name="plan-pdf"),
]
