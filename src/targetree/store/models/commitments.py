"""Top-down meets bottom-up (M10): what people commit to, and what is said about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .company import amounts


class Commitment(models.Model):
    """A node's answer to its target on a sheet: accepted, or another number with reasons, until it is settled."""

    ACCEPTED, COUNTERED, SETTLED = "accepted", "countered", "settled"

    sheet = models.ForeignKey("store.Sheet", models.CASCADE, related_name="commitments")
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s, s) for s in (ACCEPTED, COUNTERED, SETTLED)])
    assigned = models.BigIntegerField()
    """The year when it was answered."""
    amount = models.BigIntegerField()
    """The year that was committed to."""
    cells = amounts(null=True)
    """[leaf products x 12] where the person went into months or products."""
    confidence = models.SmallIntegerField(null=True)
    """Per cent."""
    reason = models.TextField(blank=True)
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()
    settled_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=10, blank=True)
    """kept (the assigned number stands), granted (the committed number), between (another)"""
    settled_amount = models.BigIntegerField(null=True)
    """The year that came of it."""
    settle_note = models.TextField(blank=True)

    class Meta:
        db_table = "commitments"
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "node"], name="commitment_once")]


class Comment(models.Model):
    """Said about a node's number."""

    sheet = models.ForeignKey("store.Sheet", models.CASCADE, related_name="+")
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "comments"
        indexes: ClassVar = [models.Index(fields=["sheet", "node", "at"], name="comments_of_line")]
