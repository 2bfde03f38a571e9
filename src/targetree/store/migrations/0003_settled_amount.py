"""The number that a commitment was settled at."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0002_fences")]
    operations: ClassVar = [
        migrations.AddField("commitment", "settled_amount", models.BigIntegerField(null=True)),
    ]
