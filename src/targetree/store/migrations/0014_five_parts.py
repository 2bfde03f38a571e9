"""The five parts and requests for support."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0013_conditions")]
    operations: ClassVar = []
