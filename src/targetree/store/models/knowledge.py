"""What is known: customers, opportunities, what happened, conversion rates, money owed, the market, rewards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Customer(models.Model):
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey("store.Person", models.PROTECT, null=True, blank=True, related_name="customers")
    stage = models.CharField(max_length=10, blank=True)
    traits = models.TextField(blank=True)
    habits = models.TextField(blank=True)
    city = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    visit_every_days = models.IntegerField(null=True, blank=True)
    repeat_rate = models.FloatField(null=True, blank=True)
    expected_amount_fen = models.BigIntegerField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "customers"


class Opportunity(models.Model):
    code = models.CharField(max_length=80, unique=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="opportunities")
    owner = models.ForeignKey("store.Person", models.PROTECT, null=True, blank=True, related_name="opportunities")
    product = models.ForeignKey("store.Product", models.PROTECT, null=True, blank=True, related_name="+")
    amount_fen = models.BigIntegerField()
    stage = models.CharField(max_length=80, blank=True)
    win_probability = models.FloatField(null=True, blank=True)
    expected_close = models.DateField(null=True, blank=True)
    created = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=4, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "opportunities"


class Actual(models.Model):
    """What happened on a day, in the smallest unit of the measure."""

    day = models.DateField()
    person = models.ForeignKey("store.Person", models.PROTECT, null=True, related_name="+")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="+")
    product = models.ForeignKey("store.Product", models.PROTECT, null=True, related_name="+")
    measure = models.ForeignKey("store.Measure", models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        db_table = "actuals"
        indexes: ClassVar = [models.Index(fields=["measure", "person", "day"], name="actuals_of_person")]


class FunnelStep(models.Model):
    node = models.ForeignKey("store.Node", models.CASCADE, null=True, related_name="+")
    from_step = models.CharField(max_length=40)
    to_step = models.CharField(max_length=40)
    rate = models.FloatField()
    days = models.FloatField(null=True)

    class Meta:
        db_table = "funnel_steps"


class Receivable(models.Model):
    contract = models.CharField(max_length=80)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("store.Person", models.PROTECT, null=True, related_name="+")
    due_date = models.DateField()
    amount_fen = models.BigIntegerField()
    paid_fen = models.BigIntegerField(default=0)

    class Meta:
        db_table = "receivables"


class MarketNote(models.Model):
    """Competition and industry by region and product (M16)."""

    node = models.ForeignKey("store.Node", models.CASCADE, null=True, related_name="+")
    product = models.ForeignKey("store.Product", models.PROTECT, null=True, related_name="+")
    competitor = models.CharField(max_length=200, blank=True)
    note = models.TextField()

    class Meta:
        db_table = "market_notes"


class Reward(models.Model):
    measure = models.ForeignKey("store.Measure", models.PROTECT, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    from_attainment = models.FloatField()
    to_attainment = models.FloatField(null=True)
    kind = models.CharField(max_length=8)
    amount_fen = models.BigIntegerField(null=True)
    rate = models.FloatField(null=True)

    class Meta:
        db_table = "rewards"
