"""Quarters and checkpoints."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0015_actions")]
    operations: ClassVar = []
