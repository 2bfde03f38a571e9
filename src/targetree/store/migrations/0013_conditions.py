"""Conditions: notes of judgements, what figures said last, and what keeps the tree a tree: `store/sql/conditions.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import CASCADE

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0012_activity")]
    operations: ClassVar = [
        migrations.AddField("condition", "note", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "condition", "source", models.CharField(max_length=60, blank=True, default=""), preserve_default=False
        ),
        migrations.CreateModel(
            name="ConditionFigure",
            fields=[
                (
                    "condition",
                    models.OneToOneField(
                        on_delete=CASCADE,
                        primary_key=True,
                        related_name="figure_said",
                        serialize=False,
                        to="store.condition",
                    ),
                ),
                ("value", models.FloatField(null=True)),
                ("told", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("gone_since", models.DateTimeField(null=True)),
            ],
            options={"db_table": "condition_figures"},
        ),
        migrations.RunSQL((SQL / "conditions.sql").read_text(encoding="utf-8")),
        migrations.RunSQL((SQL / "condition_figures.sql").read_text(encoding="utf-8")),
    ]
