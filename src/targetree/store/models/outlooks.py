"""What a target rests on, customer by customer, and what people who know the customers say of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class OutlookBasis(models.Model):
    """What all outlooks of a sheet have in common, and when they were worked out."""

    sheet = models.OneToOneField("store.Sheet", models.CASCADE, related_name="+")
    common_error = models.FloatField()
    """Relative error that all share (`engine.support.ranges.SharedError`)."""
    person_error = models.FloatField()
    """And the one that all of one owner share."""
    new_customer = models.BigIntegerField()
    """What a new customer brings in the first year; 0 where that is not known."""
    at = models.DateTimeField()

    class Meta:
        db_table = "outlook_bases"


class Outlook(models.Model):
    """What a customer is expected to bring to a sheet's measure in the plan year (`engine.result.CustomerOutlooks`)."""

    sheet = models.ForeignKey("store.Sheet", models.CASCADE, related_name="+", db_index=False)
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    """The owner's seat, or the unit's where nobody has the customer."""
    customer = models.ForeignKey("store.Customer", models.PROTECT, null=True, related_name="+")
    """None: opportunities with somebody who is not among the customers."""
    owner = models.ForeignKey("store.Person", models.SET_NULL, null=True, related_name="+", db_index=False)
    """Whose customer it was then: where it is another's now, the outlook is that one's (`store/sql/activity.sql`)."""
    stage = models.SmallIntegerField()
    """0 past, 1 current, 2 future."""
    expected = models.BigIntegerField()
    variance = models.FloatField()
    habit = models.BigIntegerField()
    alive = models.FloatField(null=True)
    orders = models.IntegerField()
    order_value = models.BigIntegerField()
    last_year = models.BigIntegerField()
    last_order = models.DateField(null=True)
    every_days = models.FloatField(null=True)

    class Meta:
        db_table = "outlooks"
        indexes: ClassVar = [models.Index(fields=["sheet", "node"], name="outlooks_of_node")]


class Judgement(models.Model):
    """What somebody expects of a customer instead of the model, and why. The last one counts; none is ever lost."""

    measure = models.ForeignKey("store.Measure", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    """The plan year."""
    customer = models.ForeignKey("store.Customer", models.PROTECT, related_name="+", db_index=False)
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    """Whose customer it was then."""
    amount = models.BigIntegerField(null=True)
    """None: back to the model."""
    model_said = models.BigIntegerField()
    reason = models.TextField(blank=True)
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "judgements"
        indexes: ClassVar = [models.Index(fields=["customer", "measure", "year", "-id"], name="judgements_of_customer")]
