"""Planning books brought in by the browser or the API."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ImportRun(models.Model):
    """A file on its way in. `file` stays until the run is over, so that a worker that dies can begin again."""

    UPLOADED, MAPPING, READING, REFUSED, READY, APPLYING, DONE, FAILED, CANCELLED = (
        "uploaded", "mapping", "reading", "refused", "ready", "applying", "done", "failed", "cancelled",
    )  # fmt: skip

    account = models.ForeignKey("store.Account", models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    file = models.BinaryField(null=True)
    state = models.CharField(max_length=12, default=UPLOADED)
    step = models.CharField(max_length=20, blank=True)
    progress = models.FloatField(default=0)
    mapping = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    preview = models.JSONField(default=dict)
    version = models.ForeignKey("store.Version", models.SET_NULL, null=True, related_name="+")
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "import_runs"


class HeadingMap(models.Model):
    """Somebody else's sheet or column heading, and what it means here; remembered for the next file."""

    table = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=200)
    slug = models.CharField(max_length=40)
    """A table's slug (no `table`), or a column's of it; blank: to be left out."""
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "heading_maps"
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "heading"], name="heading_map_once")]
