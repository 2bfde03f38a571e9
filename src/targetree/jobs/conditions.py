"""Conditions that are bound to a figure turn by themselves, also while nobody looks."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app

from targetree.services.conditions.renewing import renew_all


@app.periodic(cron="23 * * * *")
@app.task(name="renew_conditions", queueing_lock="renew_conditions")
def renew_conditions(timestamp: int) -> None:
    """Every hour: what day it is and whose customers they are changes without an import."""
    try:
        renew_all()
    finally:
        connection.close()
