"""Responsibility letters, their signatures, deadlines of the season; what is kept stays as it is: `reviews.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT, SET_NULL

SQL = Path(__file__).parent.parent / "sql"
ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0016_long_term")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", ID),
                ("plan", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.workplan")),
                ("copy", models.OneToOneField(on_delete=PROTECT, related_name="+", to="store.plancopy")),
                ("number", models.IntegerField()),
                ("person", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.person")),
                ("single", models.BooleanField(default=False)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("account", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "letters",
                "constraints": [models.UniqueConstraint(fields=("plan", "number"), name="letter_once")],
            },
        ),
        migrations.CreateModel(
            name="LetterSignature",
            fields=[
                ("id", ID),
                ("letter", models.ForeignKey(on_delete=PROTECT, related_name="signatures", to="store.letter")),
                (
                    "side",
                    models.CharField(choices=[("person", "person"), ("manager", "manager")], max_length=7),
                ),
                ("account", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("name", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "letter_signatures",
                "constraints": [models.UniqueConstraint(fields=("letter", "side"), name="letter_signed_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanDeadline",
            fields=[
                ("id", ID),
                ("year", models.SmallIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[("handed_in", "handed_in"), ("agreed", "agreed"), ("signed", "signed")], max_length=10
                    ),
                ),
                ("due", models.DateField()),
                (
                    "account",
                    models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "db_table": "plan_deadlines",
                "constraints": [models.UniqueConstraint(fields=("year", "step"), name="plan_deadline_once")],
            },
        ),
        migrations.RunSQL((SQL / "reviews.sql").read_text(encoding="utf-8")),
    ]
