"""What turns the gap of a money target into activities: the model's rates, and those that people set themselves."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .plans import PlanPart


class ActivityBasis(models.Model):
    """What the record says of how a unit or seat comes to signings (`engine.result.ActivityBases`)."""

    sheet = models.ForeignKey("store.Sheet", models.CASCADE, related_name="+", db_index=False)
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    rate = ArrayField(models.FloatField())
    """[3] of cold visits, visits, opportunities that lead to the next step."""
    rate_doubt = ArrayField(models.FloatField())
    """[3] relative variance."""
    days = ArrayField(models.FloatField())
    """[3] from one to the next."""
    tries = ArrayField(models.FloatField())
    wins = ArrayField(models.FloatField())
    """[3] on record."""
    deal = models.FloatField()
    """A usual signing in the smallest unit; 0 where none is known."""
    deal_doubt = models.FloatField()
    deals = models.FloatField()
    """Signings behind it."""
    orders_of_new = models.FloatField()
    return_visits = models.FloatField()
    care_visits = models.FloatField()

    class Meta:
        db_table = "activity_bases"
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "node"], name="activity_basis_once")]


class OwnRates(PlanPart):
    """What somebody plans with instead of the model's rates; None: the model's. The model's word of then is kept."""

    cold_rate = models.FloatField(null=True)
    """Of cold visits, those that lead to a visit: above 0, up to 1."""
    visit_rate = models.FloatField(null=True)
    win_rate = models.FloatField(null=True)
    deal = models.BigIntegerField(null=True)
    """Smallest unit of the plan's measure."""
    visits_a_day = models.FloatField(null=True)
    """As many as a working day holds."""
    reason = models.TextField(blank=True)
    model_said = models.JSONField(default=dict)
    """What the model said of the same when it was set."""

    class Meta:
        db_table = "own_rates"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan"], name="own_rates_once")]
