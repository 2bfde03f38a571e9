"""What people do to the numbers: holds, and changes by hand with what they changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .company import amounts


class Cell(models.Model):
    """A cell of a sheet: node x product x period. `what` is a product's code, blank for all products."""

    sheet = models.ForeignKey("store.Sheet", models.CASCADE, related_name="+")
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    what = models.CharField(max_length=80, blank=True)
    first_month = models.SmallIntegerField(default=0)
    month_count = models.SmallIntegerField(default=12)

    class Meta:
        abstract = True


class Hold(Cell):
    """A cell that stands while others make room (M7)."""

    amount = models.BigIntegerField()
    reason = models.TextField(blank=True)
    owner = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    owner_name = models.CharField(max_length=120, blank=True)
    expires = models.DateField(null=True, blank=True)
    statement = models.ForeignKey("store.Statement", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "holds"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet", "node", "what", "first_month", "month_count"],
                condition=models.Q(released_at__isnull=True),
                name="hold_once",
            )
        ]


class Edit(Cell):
    """One change by hand: the cell that was changed, what it was and what it became."""

    kind = models.CharField(max_length=12, default="edit")
    """edit, undo, settle, transfer, import"""
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    reason = models.TextField(blank=True)
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    revision = models.BigIntegerField()
    undoes = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "edits"
        indexes: ClassVar = [models.Index(fields=["sheet", "-at"], name="edits_of_sheet")]


class LineChange(models.Model):
    """A line before an edit; written by a trigger of the database. After it: before the next, or as the line now is."""

    edit = models.ForeignKey(Edit, models.CASCADE, related_name="changes", db_constraint=False)
    sheet = models.ForeignKey("store.Sheet", models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    """The edit is the one that the trigger was told of, sheet and node are those of a line: the database has seen to
    all three, and does not look again for each of thousands of lines."""
    before = amounts()

    class Meta:
        db_table = "line_changes"
        indexes: ClassVar = [models.Index(fields=["node", "sheet", "edit"], name="line_changes_in_order")]
