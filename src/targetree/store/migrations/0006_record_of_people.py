"""Changes of people and customers are read by those above them (`store/sql/record_of_people.sql`)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0005_stated")]
    operations: ClassVar = [migrations.RunSQL((SQL / "record_of_people.sql").read_text(encoding="utf-8"))]
