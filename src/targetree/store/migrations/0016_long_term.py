"""Quarters and checkpoints: which actions serve a focus, and what the pages read: `store/sql/long_term.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0015_actions")]
    operations: ClassVar = [
        migrations.AddField("focus", "serving", ArrayField(models.BigIntegerField(), default=list)),
        migrations.RunSQL((SQL / "long_term.sql").read_text(encoding="utf-8")),
    ]
