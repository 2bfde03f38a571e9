"""The gap in customers as activity targets, and outlooks that follow a customer to a new owner: `sql/activity.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT, SET_NULL

SQL = Path(__file__).parent.parent / "sql"


def _id() -> tuple[str, Any]:
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0011_plans")]
    operations: ClassVar = [
        migrations.AddField(
            "outlook",
            "owner",
            models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to="store.person", db_index=False),
        ),
        migrations.CreateModel(
            name="ActivityBasis",
            fields=[
                _id(),
                ("sheet", models.ForeignKey(on_delete=CASCADE, related_name="+", to="store.sheet", db_index=False)),
                ("node", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.node")),
                ("rate", ArrayField(models.FloatField())),
                ("rate_doubt", ArrayField(models.FloatField())),
                ("days", ArrayField(models.FloatField())),
                ("tries", ArrayField(models.FloatField())),
                ("wins", ArrayField(models.FloatField())),
                ("deal", models.FloatField()),
                ("deal_doubt", models.FloatField()),
                ("deals", models.FloatField()),
                ("orders_of_new", models.FloatField()),
                ("return_visits", models.FloatField()),
                ("care_visits", models.FloatField()),
            ],
            options={
                "db_table": "activity_bases",
                "constraints": [models.UniqueConstraint(fields=["sheet", "node"], name="activity_basis_once")],
            },
        ),
        migrations.CreateModel(
            name="OwnRates",
            fields=[
                _id(),
                ("revision", models.IntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("cold_rate", models.FloatField(null=True)),
                ("visit_rate", models.FloatField(null=True)),
                ("win_rate", models.FloatField(null=True)),
                ("deal", models.BigIntegerField(null=True)),
                ("visits_a_day", models.FloatField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("model_said", models.JSONField(default=dict)),
                (
                    "changed_by",
                    models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("plan", models.ForeignKey(on_delete=CASCADE, related_name="+", to="store.workplan")),
            ],
            options={
                "db_table": "own_rates",
                "constraints": [models.UniqueConstraint(fields=["plan"], name="own_rates_once")],
            },
        ),
        migrations.RunSQL((SQL / "activity.sql").read_text(encoding="utf-8")),
    ]
