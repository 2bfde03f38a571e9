"""Units, people, and the seats of people in units."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Person(models.Model):
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    capacity = models.FloatField(default=1.0)
    ramp = ArrayField(models.FloatField(), default=list, blank=True)
    weight = models.FloatField(null=True, blank=True)
    carries = models.BooleanField(default=True)
    duties = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    handoffs = models.TextField(blank=True)

    class Meta:
        db_table = "people"


class Node(models.Model):
    """A unit, or a person's seat in a unit. A person who moves has a seat until the day and another from it."""

    UNIT, SEAT = "unit", "seat"

    code = models.CharField(max_length=90, unique=True)
    kind = models.CharField(max_length=4, choices=[(UNIT, UNIT), (SEAT, SEAT)])
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = ArrayField(models.BigIntegerField(), default=list)
    """Ids of the nodes from the root down to this one."""
    position = models.IntegerField(default=0)
    """Depth-first."""
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="seats")
    manager = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="leads")
    over_assign = models.DecimalField(max_digits=9, decimal_places=6, default=1)
    starts = models.DateField(null=True, blank=True)
    """A seat's first day, where it is not the person's."""
    ends = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "nodes"
        indexes: ClassVar = [GinIndex(fields=["path"], name="nodes_path"), models.Index(fields=["person"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="unit", person__isnull=True) | models.Q(kind="seat", person__isnull=False),
                name="node_seat_has_person",
            )
        ]
