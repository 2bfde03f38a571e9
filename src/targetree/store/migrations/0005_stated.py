"""What was stated in the planning book that a sheet comes from: a book that is written out states it again."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0004_reasons")]
    operations: ClassVar = [migrations.AddField("sheet", "stated", models.JSONField(default=list, db_default=[]))]
