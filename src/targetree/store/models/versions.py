"""Versions of the plan, and the organisation as it stood in each."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Version(models.Model):
    """A plan of the year: a draft or scenario, open for commitment, or published and then never changed."""

    DRAFT, OPEN, PUBLISHED = "draft", "open", "published"

    name = models.CharField(max_length=120)
    status = models.CharField(max_length=10, default=DRAFT, choices=[(s, s) for s in (DRAFT, OPEN, PUBLISHED)])
    note = models.TextField(blank=True)
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    organisation = models.IntegerField(default=0)
    """Counts the changes of its places."""
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "versions"
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="version_name_once")]


class Place(models.Model):
    """Where a node stands in a version's tree."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="places")
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    parent = models.ForeignKey("store.Node", models.PROTECT, null=True, related_name="+")
    path = ArrayField(models.BigIntegerField())
    position = models.IntegerField()
    children = models.IntegerField(default=0)
    open_months = models.SmallIntegerField(default=4095)
    """Bit m: somebody is there to carry a target in month m."""

    class Meta:
        db_table = "places"
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "node"], name="place_once")]
        indexes: ClassVar = [models.Index(fields=["version", "parent", "position"], name="places_below")]
