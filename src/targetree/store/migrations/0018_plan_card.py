"""A plan in a few figures: `store/sql/plan_card.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0017_reviews")]
    operations: ClassVar = [migrations.RunSQL((SQL / "plan_card.sql").read_text(encoding="utf-8"))]
