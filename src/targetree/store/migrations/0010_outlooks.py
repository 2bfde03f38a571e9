"""What a target rests on, customer by customer, and what people say of it: `store/sql/outlooks.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT, SET_NULL

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0009_line_changes")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="OutlookBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.OneToOneField(on_delete=CASCADE, related_name="+", to="store.sheet")),
                ("common_error", models.FloatField()),
                ("person_error", models.FloatField()),
                ("new_customer", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "outlook_bases"},
        ),
        migrations.CreateModel(
            name="Outlook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.ForeignKey(on_delete=CASCADE, related_name="+", to="store.sheet", db_index=False)),
                ("node", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.node")),
                ("customer", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="store.customer")),
                ("stage", models.SmallIntegerField()),
                ("expected", models.BigIntegerField()),
                ("variance", models.FloatField()),
                ("habit", models.BigIntegerField()),
                ("alive", models.FloatField(null=True)),
                ("orders", models.IntegerField()),
                ("order_value", models.BigIntegerField()),
                ("last_year", models.BigIntegerField()),
                ("last_order", models.DateField(null=True)),
                ("every_days", models.FloatField(null=True)),
            ],
            options={
                "db_table": "outlooks",
                "indexes": [models.Index(fields=["sheet", "node"], name="outlooks_of_node")],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.measure")),
                ("year", models.SmallIntegerField()),
                (
                    "customer",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.customer", db_index=False),
                ),
                ("node", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.node")),
                ("amount", models.BigIntegerField(null=True)),
                ("model_said", models.BigIntegerField()),
                ("reason", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "judgements",
                "indexes": [models.Index(fields=["customer", "measure", "year", "-id"], name="judgements_of_customer")],
            },
        ),
        migrations.RunSQL((SQL / "outlooks.sql").read_text(encoding="utf-8")),
    ]
