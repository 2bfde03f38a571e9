"""Addresses of the commitments."""

from __future__ import annotations

from django.urls import path

from . import overview, views, writing

urlpatterns = [
    path("commitments/", overview.commitments_page, name="commitments"),
    path("commitments/<int:sheet>/<int:node>/", views.commitment, name="commitment"),
    path("commitments/<int:sheet>/<int:node>/accept/", writing.accepted, name="commitment-accept"),
    path("commitments/<int:sheet>/<int:node>/propose/", writing.proposed, name="commitment-propose"),
    path("commitments/<int:sheet>/<int:node>/comment/", writing.commented, name="commitment-comment"),
    path("commitments/<int:sheet>/<int:node>/settle/", writing.settled, name="commitment-settle"),
]
