"""Addresses of support."""

from __future__ import annotations

from django.urls import path

from . import more, views, what_if

urlpatterns = [
    path("support/", views.support, name="support"),
    path("support/renew/", views.renew, name="support-renew"),
    path("support/what-if/", what_if.outcome, name="support-what-if"),
    path("support/<int:sheet>/<int:node>/white-space/", views.white_space, name="support-white-space"),
    path("support/<int:sheet>/<int:node>/past/", more.reactivation, name="support-reactivation"),
    path("support/<int:sheet>/<int:node>/competition/", more.competition, name="support-competition"),
    path("support/<int:sheet>/<int:node>/<int:customer>/", views.customer, name="support-customer"),
]
