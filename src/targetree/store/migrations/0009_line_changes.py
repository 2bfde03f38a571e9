"""Changing lines costs less: of each its past is kept once, few indexes are renewed, and its page has room for it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0008_own_page")]
    operations: ClassVar = [
        migrations.RunSQL((SQL / "line_changes.sql").read_text(encoding="utf-8")),
        migrations.RemoveField("linechange", "after"),
        migrations.RemoveIndex("linechange", "line_changes_of_line"),
        migrations.AlterField(
            "linechange",
            "edit",
            models.ForeignKey(on_delete=CASCADE, related_name="changes", to="store.edit", db_constraint=False),
        ),
        migrations.AlterField(
            "linechange",
            "sheet",
            models.ForeignKey(
                on_delete=CASCADE, related_name="+", to="store.sheet", db_constraint=False, db_index=False
            ),
        ),
        migrations.AlterField(
            "linechange",
            "node",
            models.ForeignKey(
                on_delete=PROTECT, related_name="+", to="store.node", db_constraint=False, db_index=False
            ),
        ),
        migrations.AddIndex("linechange", models.Index(fields=["node", "sheet", "edit"], name="line_changes_in_order")),
        migrations.AlterField(
            "line",
            "sheet",
            models.ForeignKey(on_delete=CASCADE, related_name="lines", to="store.sheet", db_index=False),
        ),
    ]
