"""Addresses of requests for support."""

from __future__ import annotations

from django.urls import path

from . import acting, views

urlpatterns = [
    path("requests/", views.requests, name="requests"),
    path("requests/<int:request_id>/", views.request_page, name="request"),
    path("requests/<int:request_id>/accept/", acting.accepted, name="request-accept"),
    path("requests/<int:request_id>/decline/", acting.declined, name="request-decline"),
    path("requests/<int:request_id>/done/", acting.done, name="request-done"),
    path("requests/<int:request_id>/change/", acting.changed, name="request-change"),
    path("requests/<int:request_id>/withdraw/", acting.withdrawn, name="request-withdraw"),
    path("requests/<int:request_id>/reopen/", acting.reopened, name="request-reopen"),
]
