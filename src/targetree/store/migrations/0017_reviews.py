"""Reviews, letters, deadlines."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0016_long_term")]
    operations: ClassVar = []
