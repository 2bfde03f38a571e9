"""What belongs to the company as a whole: its settings, strategy, products, measures and days."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Company(models.Model):
    """The one row of settings (id 1). `round_to_fen` and the rest mean what they mean in a planning book."""

    name = models.CharField(max_length=200)
    plan_year = models.SmallIntegerField()
    year_start = models.DateField()
    currency = models.CharField(max_length=3, default="CNY")
    country = models.CharField(max_length=6, default="CN")
    amount_unit = models.BigIntegerField(default=1)
    round_to_fen = models.BigIntegerField(default=1)
    basis = models.CharField(max_length=12, default="history")
    seasonality = models.CharField(max_length=12, default="workday")
    in_force = models.ForeignKey("store.Version", models.SET_NULL, null=True, blank=True, related_name="+")
    stretch_ppm = models.IntegerField(default=1_100_000)
    """The stretch tier as millionths of the base."""
    challenge_ppm = models.IntegerField(default=1_250_000)

    class Meta:
        db_table = "company"
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="company_is_one")]


class Product(models.Model):
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    price_fen = models.BigIntegerField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "products"


class Measure(models.Model):
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    """Built-in measures are shown by their name in the reader's language instead."""
    kind = models.CharField(max_length=10)
    activity = models.BooleanField(default=False)
    builtin = models.BooleanField(default=False)
    position = models.SmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "measures"


class CalendarDay(models.Model):
    """A day that differs from the country's calendar: for everybody (no node), a unit or a person's seat."""

    day = models.DateField()
    working = models.BooleanField()
    node = models.ForeignKey("store.Node", models.CASCADE, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "calendar_days"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "node"], name="calendar_day_once", nulls_distinct=False)
        ]


class Statement(models.Model):
    """A strategic statement (M1): targets name the one that they serve."""

    code = models.CharField(max_length=80, unique=True)
    statement = models.TextField()
    quarter = models.CharField(max_length=10, blank=True)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    node = models.ForeignKey("store.Node", models.CASCADE, null=True, blank=True, related_name="+")
    position = models.SmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "statements"


class StatementLink(models.Model):
    """A target (node, measure, product) serves a statement; those below inherit it until they name their own."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="links")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    node = models.ForeignKey("store.Node", models.CASCADE, related_name="+")
    what = models.CharField(max_length=80, blank=True, default="")
    """A product's code, blank for all products."""

    class Meta:
        db_table = "statement_links"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "node", "what"], name="statement_link_once")
        ]


def amounts(**options: object) -> ArrayField:  # type: ignore[type-arg]
    """A bigint[] of amounts in the smallest unit of a measure."""
    return ArrayField(models.BigIntegerField(), **options)  # type: ignore[arg-type]
