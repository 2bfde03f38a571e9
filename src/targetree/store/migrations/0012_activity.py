"""The gap in customers as activity targets."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0011_plans")]
    operations: ClassVar = []
