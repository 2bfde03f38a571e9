"""What explains numbers (`store/sql/reasons.sql`), and statements that a product's target serves."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0003_settled_amount")]
    operations: ClassVar = [
        migrations.RemoveConstraint("statementlink", "statement_link_once"),
        migrations.AddField("statementlink", "what", models.CharField(max_length=80, blank=True, default="")),
        migrations.AddConstraint(
            "statementlink", models.UniqueConstraint(fields=["measure", "node", "what"], name="statement_link_once")
        ),
        migrations.RunSQL((SQL / "reasons.sql").read_text(encoding="utf-8")),
    ]
