"""Actions and their budget."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0014_five_parts")]
    operations: ClassVar = []
