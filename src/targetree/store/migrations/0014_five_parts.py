"""What has been arranged for needs, and the trace of requests for support: `store/sql/five_parts.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE, SET_NULL

SQL = Path(__file__).parent.parent / "sql"
PARTS = ("must", "gain", "loss", "obstacle", "need", "alone", "stage")
EVENTS = ("asked", "changed", "accepted", "declined", "done", "withdrawn", "reopened")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0013_conditions")]
    operations: ClassVar = [
        migrations.AlterField("planpoint", "part", models.CharField(choices=[(p, p) for p in PARTS], max_length=8)),
        migrations.AddField("planpoint", "arranged", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("planpoint", "arranged_for", models.DateField(null=True)),
        migrations.AddField(
            "planpoint",
            "arranged_by",
            models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField("planpoint", "arranged_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(choices=[(e, e) for e in EVENTS], max_length=10)),
                ("text", models.TextField(blank=True)),
                ("promised", models.DateField(null=True)),
                ("needed_by", models.DateField()),
                ("account_name", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("request", models.ForeignKey(on_delete=CASCADE, related_name="+", to="store.supportrequest")),
            ],
            options={
                "db_table": "request_events",
                "indexes": [models.Index(fields=["request", "id"], name="request_events_in_order")],
            },
        ),
        migrations.RunSQL((SQL / "five_parts.sql").read_text(encoding="utf-8")),
    ]
