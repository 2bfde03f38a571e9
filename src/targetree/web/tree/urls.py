"""Addresses of the tree of targets."""

from __future__ import annotations

from django.urls import path

from . import parts, views

urlpatterns = [
    path("tree/", views.tree, name="tree"),
    path("tree/rows/", parts.rows, name="tree-rows"),
    path("tree/again/", parts.again, name="tree-again"),
    path("tree/customers/", parts.customers, name="tree-customers"),
    path("tree/products/", parts.products, name="tree-products"),
    path("tree/parts/", parts.periods, name="tree-parts"),
    path("tree/last-year/", parts.last, name="tree-last-year"),
    path("tree/find/", parts.find, name="tree-find"),
]
