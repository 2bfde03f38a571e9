"""What happened to requests for support: written by the database, read by both sides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

EVENTS = ("asked", "changed", "accepted", "declined", "done", "withdrawn", "reopened")


class RequestEvent(models.Model):
    """A step of a request: who did what when. Never changed."""

    request = models.ForeignKey("store.SupportRequest", models.CASCADE, related_name="+")
    event = models.CharField(max_length=10, choices=[(e, e) for e in EVENTS])
    text = models.TextField(blank=True)
    """What was said with it."""
    promised = models.DateField(null=True)
    needed_by = models.DateField()
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    account_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "request_events"
        indexes: ClassVar = [models.Index(fields=["request", "id"], name="request_events_in_order")]
