"""Responsibility letters with their signatures, and the deadlines of the planning season (M42)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

STEPS = ("handed_in", "agreed", "signed")


class Letter(models.Model):
    """The responsibility letter made of an agreed plan. Never altered; a newer one of the same plan supersedes it."""

    plan = models.ForeignKey("store.WorkPlan", models.PROTECT, related_name="+")
    copy = models.OneToOneField("store.PlanCopy", models.PROTECT, related_name="+")
    """The plan as it was agreed."""
    number = models.IntegerField()
    """Among the letters of the plan, from 1."""
    person = models.ForeignKey("store.Person", models.PROTECT, related_name="+")
    """Who takes the responsibility."""
    single = models.BooleanField(default=False)
    """Of the company as a whole: there is nobody above to sign."""
    content = models.JSONField()
    """Its words in both languages, as they are signed."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the content."""
    account = models.ForeignKey("store.Account", models.PROTECT, related_name="+")
    """Who agreed the plan."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "letters"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="letter_once")]


class LetterSignature(models.Model):
    """One of the two signatures. Never altered, never taken back."""

    PERSON, MANAGER = "person", "manager"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=7, choices=[(s, s) for s in (PERSON, MANAGER)])
    account = models.ForeignKey("store.Account", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    """As it was typed to sign."""
    digest = models.CharField(max_length=64)
    """Of the letter that was read."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "letter_signatures"
        constraints: ClassVar = [models.UniqueConstraint(fields=["letter", "side"], name="letter_signed_once")]


class PlanDeadline(models.Model):
    """Until when a step of the planning season is to be done."""

    year = models.SmallIntegerField()
    """The plan year."""
    step = models.CharField(max_length=10, choices=[(s, s) for s in STEPS])
    due = models.DateField()
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "plan_deadlines"
        constraints: ClassVar = [models.UniqueConstraint(fields=["year", "step"], name="plan_deadline_once")]
