"""Addresses of people's pages."""

from __future__ import annotations

from django.urls import path

from . import cards, views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("people/<str:code>/", views.person, name="person"),
    path("people/<str:code>/role/", cards.role, name="role-card"),
]
