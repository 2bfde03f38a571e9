"""What a person's page reads, with the right to it looked at once: `store/sql/own_page.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0007_search_path")]
    operations: ClassVar = [migrations.RunSQL((SQL / "own_page.sql").read_text(encoding="utf-8"))]
