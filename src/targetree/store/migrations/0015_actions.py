"""Actions and their budget: `store/sql/actions.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0014_five_parts")]
    operations: ClassVar = [
        migrations.AddField("action", "spent_fen", models.BigIntegerField(null=True)),
        migrations.AddField("action", "returned_fen", models.BigIntegerField(null=True)),
        migrations.CreateModel(
            name="ExpenseBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                ("stated", models.BooleanField(default=False)),
                ("revision", models.IntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.node",
                    ),
                ),
            ],
            options={"db_table": "expense_budgets"},
        ),
        migrations.AddConstraint(
            "expensebudget", models.UniqueConstraint(fields=("node", "year"), name="expense_budget_once")
        ),
        migrations.AddConstraint(
            "expensebudget",
            models.CheckConstraint(condition=models.Q(("amount_fen__gte", 0)), name="expense_budget_not_negative"),
        ),
        migrations.RunSQL((SQL / "actions.sql").read_text(encoding="utf-8")),
    ]  # fmt: skip
