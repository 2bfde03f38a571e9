"""Addresses of versions."""

from __future__ import annotations

from django.urls import path

from . import making, tiers, views
from .comparing import compare_page

urlpatterns = [
    path("versions/", views.versions, name="versions"),
    path("versions/new/", making.new, name="version-new"),
    path("versions/compare/", compare_page, name="versions-compare"),
    path("versions/<int:version>/edit/", making.edit, name="version-edit"),
    path("versions/<int:version>/send-down/", making.send, name="version-send-down"),
    path("versions/<int:version>/publish/", making.publish_it, name="version-publish"),
    path("versions/<int:version>/archive/", making.archive, name="version-archive"),
    path("versions/<int:version>/tiers/", tiers.tiers_page, name="version-tiers"),
]
