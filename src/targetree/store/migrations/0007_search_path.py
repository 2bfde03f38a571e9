"""Functions that act as the owner look for tables in `public` before anywhere else."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0006_record_of_people")]
    operations: ClassVar = [migrations.RunSQL((SQL / "search_path.sql").read_text(encoding="utf-8"))]
