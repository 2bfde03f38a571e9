"""Addresses of the ways in; signing in itself is allauth's."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("accounts/invitation/<str:secret>/", views.invitation, name="invitation"),
    path("setup/", views.setup, name="setup"),
]
