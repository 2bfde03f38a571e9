"""The record of changes: written by triggers of the database, never altered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Record(models.Model):
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    """Not a foreign key: the record outlives accounts."""
    account_name = models.CharField(max_length=120)
    table = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    action = models.CharField(max_length=6)
    """insert, update, delete"""
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)
    node_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "records"
        indexes: ClassVar = [
            models.Index(fields=["-at"], name="records_by_time"),
            models.Index(fields=["table", "row_id"], name="records_of_row"),
            models.Index(fields=["node_id"], name="records_of_node"),
        ]
