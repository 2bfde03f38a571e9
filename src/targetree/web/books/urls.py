"""Addresses of import and export."""

from __future__ import annotations

from django.urls import path

from . import exports, mapping, views

urlpatterns = [
    path("import/", views.imports_page, name="import"),
    path("import/headings/", mapping.remembered_names, name="import-remembered"),
    path("import/headings/<int:heading>/forget/", mapping.forget, name="import-forget"),
    path("import/<int:run>/", views.run_page, name="import-run"),
    path("import/<int:run>/headings/", mapping.decide, name="import-decide"),
    path("import/<int:run>/columns/", mapping.columns, name="import-columns"),
    path("import/<int:run>/ask/", mapping.ask_again, name="import-ask"),
    path("import/<int:run>/keep/", views.keep, name="import-keep"),
    path("import/<int:run>/cancel/", views.cancel, name="import-cancel"),
    path("export/", exports.exports_page, name="export"),
    path("export/book/", exports.book, name="export-book"),
    path("export/results/", exports.results, name="export-results"),
    path("export/template/", exports.template, name="export-template"),
    path("export/screen/", exports.screen, name="export-screen"),
]
