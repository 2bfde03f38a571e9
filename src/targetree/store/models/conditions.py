"""What the figures that conditions are bound to said last."""

from __future__ import annotations

from django.db import models


class ConditionFigure(models.Model):
    """Written by `targetree_renew_conditions` alone; it stays when the figure is gone."""

    condition = models.OneToOneField("store.Condition", models.CASCADE, primary_key=True, related_name="figure_said")
    value = models.FloatField(null=True)
    """None: there is nothing to tell it from yet."""
    told = models.TextField(blank=True)
    """Of an opportunity, the stage that it is at."""
    at = models.DateTimeField()
    """Since when it says this."""
    gone_since = models.DateTimeField(null=True)
    """Since when what it is about is not there any more, or in other hands."""

    class Meta:
        db_table = "condition_figures"
