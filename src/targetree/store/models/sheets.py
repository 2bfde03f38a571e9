"""The numbers: one sheet for each version, measure and tier; one line for each unit or seat."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .company import amounts


class Tier(models.TextChoices):
    BASE = "base"
    STRETCH = "stretch"
    CHALLENGE = "challenge"


class Sheet(models.Model):
    version = models.ForeignKey("store.Version", models.CASCADE, related_name="sheets")
    measure = models.ForeignKey("store.Measure", models.PROTECT, related_name="+")
    tier = models.CharField(max_length=10, choices=Tier.choices, default=Tier.BASE)
    what_codes = ArrayField(models.CharField(max_length=80))
    """The tree of products as the sheet has it: codes depth-first, `*` first."""
    what_parents = ArrayField(models.IntegerField())
    """Position of each one's parent, -1 for `*`."""
    revision = models.BigIntegerField(default=0)
    """Counts the edits; lines carry the revision at which they last changed."""
    stated = models.JSONField(default=list, db_default=[])
    """What the planning book stated: `store.mapping.stated`."""

    class Meta:
        db_table = "sheets"
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "measure", "tier"], name="sheet_once")]


class Line(models.Model):
    """The target of a node: leaf products x 12 months, product by product. A unit's is the sum of those below."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines", db_index=False)
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    cells = amounts()
    months = amounts()
    """[12] over all products."""
    year = models.BigIntegerField()
    revision = models.BigIntegerField(default=0)

    class Meta:
        db_table = "lines"
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "node"], name="line_once")]


class ReceiptLine(models.Model):
    """How the engine came to a line's numbers: [nodes of what x 13], year first (`engine.result.Receipts`)."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="+")
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    share = ArrayField(models.FloatField())
    basis = ArrayField(models.SmallIntegerField())
    parent = ArrayField(models.SmallIntegerField())
    own_target = amounts(null=True)
    """[nodes of what x 12] a unit's own target, where over-assignment makes the sum of its children another."""
    planned = amounts()
    """[nodes of what x 13] what the engine planned, before any change by hand; year first."""

    class Meta:
        db_table = "receipt_lines"
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "node"], name="receipt_line_once")]


class CustomerLine(models.Model):
    """In which proportion a seat's months fall on its customers; no customer: those yet to be won."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="+")
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    customer = models.ForeignKey("store.Customer", models.PROTECT, null=True, related_name="+")
    weights = amounts()
    """[12]"""

    class Meta:
        db_table = "customer_lines"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "node", "customer"], name="customer_line_once",
                                    nulls_distinct=False)
        ]  # fmt: skip
